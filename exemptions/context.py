from django.utils import timezone

from exemptions.models import ListVersion


def list_in_force(request) -> dict[str, object]:
    """What the footer says of the list that decides today; one small query, asked only where the footer is shown."""
    if not request.user.is_authenticated:
        return {}
    return {"list_version": _name}


def _name() -> str:
    rows = ListVersion.objects.in_force(on=timezone.localdate()).order_by("pk").values_list("code", "is_demo")
    return "、".join(f"{code}（示范数据）" if is_demo else code for code, is_demo in rows) or "今天没有生效的清单"
