"""What the three administrators must know of the installation: does the proof hold, is it sealed and checked."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts import sessions
from accounts.access import for_roles
from accounts.enums import ADMINISTRATORS
from accounts.models import User
from documents.words import zh_date
from records import rights, seals
from records.enums import CheckState
from records.models import AuditCheck

TWO_DAYS = timedelta(days=2)


@dataclass(frozen=True)
class Line:
    """One thing and how it stands; `kind` is a mark's."""

    name: str
    kind: str
    word: str
    text: str


@require_GET
@for_roles(*sorted(ADMINISTRATORS))
def status(request: HttpRequest) -> HttpResponse:
    lines = [_roles(), _seal(), _check(), _transport(), _factors()]
    return render(request, "accounts/status.html", {"lines": lines})


def _roles() -> Line:
    with connection.cursor() as cursor:
        weak = rights.weaknesses(cursor)
    if not weak:
        text = "数据表归另一个角色所有；应用的角色不能修改、删除、清空留痕，也不能停用触发器。"
        return Line("数据库角色", "yes", "已分开", text)
    way = "请按部署说明用DATABASE_OWNER_URL指定拥有数据表的角色，再执行一次 manage.py migrate。"
    return Line("数据库角色", "late", "证明力较弱", "".join(weak) + way)


def _seal() -> Line:
    last = seals.latest()
    if last is None:
        return Line("日封存", "late", "还没有", "每天零点十分由后台任务封存；没有封存的，请检查后台任务是否在运行。")
    is_late = timezone.localdate() - last.day > TWO_DAYS
    words = ("late", "已中断") if is_late else ("yes", "正常")
    return Line("日封存", *words, f"第{last.number}号，封存到{zh_date(last.day)}。")


def _check() -> Line:
    last = AuditCheck.objects.exclude(finished_at=None).order_by("-finished_at").first()
    if last is None:
        return Line("审计校验", "wait", "还没有", "由审计员发起，或者等每天零点的自动校验。")
    kind = {CheckState.WHOLE: "yes", CheckState.BROKEN: "no"}.get(CheckState(last.state), "late")
    return Line("审计校验", kind, last.get_state_display(), f"{zh_date(timezone.localdate(last.finished_at))}完成。")


def _transport() -> Line:
    if settings.HTTPS:
        return Line("加密传输", "yes", "HTTPS", "登录凭证只在加密连接上发送。")
    return Line("加密传输", "late", "没有", "只在本机试用可以；正式使用请在前面设置HTTPS，并设HTTPS=1。")


def _factors() -> Line:
    if not sessions.is_strict():
        return Line("双因素认证", "late", "不使用", "演示环境不使用双因素认证，也不要求更换密码；正式启用后自动要求。")
    asked = User.objects.filter(is_active=True, role__in=settings.SECOND_FACTOR_ROLES)
    open_ones = asked.exclude(second_factor__confirmed_at__isnull=False).count()
    if open_ones:
        return Line("双因素认证", "wait", f"{open_ones}人未启用", "按角色须启用的人员，下次登录时必须启用。")
    return Line("双因素认证", "yes", "已启用", "按角色须启用的人员都已启用。")
