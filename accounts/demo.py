"""The demo accounts that the sign-in page shows, only while demo data is on."""

from dataclasses import dataclass

from django.conf import settings

from accounts.enums import CASE_WORKERS, Role
from accounts.models import Bureau, User

PASSWORD = "demo-demo"
# Officers and heads are told apart by their section, everybody else by what they do.
WORK = {
    Role.REVIEWER: "审核案件、起草清单",
    Role.LEADER: "决定、考核、打印报告",
    Role.TRAINING: "课程、测验、执法证",
    Role.SUPERVISOR: "四种不当执法、案卷评查",
    Role.ADMINISTRATOR: "账号、科室、领导小组",
    Role.SECURITY: "解除锁定、重设双因素",
    Role.AUDITOR: "校验留痕、查操作和登录记录",
}


@dataclass(frozen=True)
class DemoAccount:
    username: str
    name: str
    role: str
    about: str


def accounts(bureau: Bureau) -> list[DemoAccount]:
    """In the order of the roles; empty in real use."""
    if not (settings.FLEX_DEMO and bureau.is_demo):
        return []
    people = User.objects.filter(is_active=True).select_related("section")
    order = list(Role)
    return [
        DemoAccount(
            person.username,
            person.name,
            person.get_role_display(),
            person.section.name if person.role in CASE_WORKERS else WORK[person.role],
        )
        for person in sorted(people, key=lambda person: (order.index(person.role), person.username))
    ]
