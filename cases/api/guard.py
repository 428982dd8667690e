"""What every call goes through: the token, the pace, the right; an answer in JSON whatever happens; a row on record."""

import json
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from accounts import systems
from accounts.models import ConnectedSystem
from records.errors import DomainError, NotAllowed, WrongState

logger = logging.getLogger(__name__)
LARGEST = 2 * 1024 * 1024
BEARER = "Bearer "


class Refused(Exception):
    """A call that goes no further: status, a word for programs, a sentence for people."""

    def __init__(self, status: int, code: str, message: str, **more: Any) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.more = status, code, message, more


def problem(status: int, code: str, message: str, **more: Any) -> JsonResponse:
    return answer({"error": {"code": code, "message": message, **more}}, status)


def answer(content: dict[str, Any], status: int = 200) -> JsonResponse:
    return JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})


def for_systems(right: str, *methods: str) -> Callable:
    """Only a valid token with this right, with one of these methods. The view gets the system; its person acts."""

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def guarded(request: HttpRequest, **kwargs: Any) -> JsonResponse:
            system = _system(request)
            if system is None:
                return _unknown()
            response, words = _carried_out(view, right, methods, request, system, kwargs)
            systems.note_call(
                system, method=request.method, path=request.path, status=response.status_code, words=words
            )
            return response

        return csrf_exempt(login_not_required(never_cache(guarded)))

    return decorate


def _system(request: HttpRequest) -> ConnectedSystem | None:
    given = request.headers.get("Authorization", "")
    return systems.recognise(given[len(BEARER) :].strip()) if given.startswith(BEARER) else None


def _unknown() -> JsonResponse:
    response = problem(
        401, "token", "令牌不对、已到期或者已收回。请在请求头写 Authorization: Bearer 令牌，或者联系安全管理员。"
    )
    response["WWW-Authenticate"] = "Bearer"
    return response


def _carried_out(
    view: Callable, right: str, methods: tuple[str, ...], request: HttpRequest, system: ConnectedSystem, kwargs: Any
) -> tuple[JsonResponse, str]:
    try:
        _check(right, methods, request, system)
        return view(request, system=system, **kwargs), ""
    except Refused as error:
        response = problem(error.status, error.code, error.message, **error.more)
        if error.status == 429:
            response["Retry-After"] = "60"
        return response, error.message
    except Http404:
        words = "没有这一条，或者不在这个令牌看得到的范围内。"
        return problem(404, "not_found", words), words
    except DomainError as error:
        status = {NotAllowed: 403, WrongState: 409}.get(type(error), 422)
        return problem(status, "refused", error.message, field=error.field), error.message
    except Exception:
        logger.exception("api call %s %s failed", request.method, request.path)
        words = "系统出错，什么也没有登记。请稍后重试；再次出错的，请联系系统管理员。"
        return problem(500, "failed", words), words


def _check(right: str, methods: tuple[str, ...], request: HttpRequest, system: ConnectedSystem) -> None:
    if systems.is_too_fast(system):
        raise Refused(429, "too_fast", f"一分钟最多调用{systems.CALLS_A_MINUTE}次。请等一分钟再试。")
    if request.method not in methods:
        raise Refused(405, "method", f"这个地址只接受{'、'.join(methods)}。")
    if not getattr(system, right):
        raise Refused(403, "right", "这个令牌没有这项权限。请联系安全管理员。")


def body_of(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent."""
    size = request.headers.get("Content-Length", "0")
    if size.isdigit() and int(size) > LARGEST:
        raise Refused(413, "too_large", f"内容超过{LARGEST // 1048576}MB。请分几次报送。")
    try:
        found = json.loads(request.body)
    except ValueError as error:
        raise Refused(400, "json", "内容不是JSON，或者不是UTF-8编码。") from error
    if not isinstance(found, dict):
        raise Refused(400, "json", "内容应是一个JSON对象。")
    return found
