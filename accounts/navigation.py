"""The entries of the header, at most six per role; the page somebody is on is marked."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from accounts.enums import Role


@dataclass(frozen=True)
class Entry:
    """`rooms` are the URL namespaces (or single names) whose pages belong to the entry."""

    name: str
    url_name: str
    rooms: tuple[str, ...]


START = Entry("我的待办", "start", ("start", "oversight"))
OVERVIEW = Entry(
    "概览与考核",
    "dashboard",
    (
        "dashboard",
        "dashboard_list",
        "assessments",
        "assessment",
        "assessment_section",
        "assessment_scheme",
        "yearly_report",
        "bulletins",
        "bulletin",
        "typical_cases",
        "typical_finder",
        "typical_nominate",
        "typical_case",
        "group_work",
        "group_meeting",
        "group_meeting_new",
        "group_meeting_change",
        "plan_check",
        "plan_check_new",
        "action_item",
    ),
)
FINDINGS = Entry("检测提示", "findings", ("findings", "finding", "thresholds", "consent"))
LEADS = Entry("线索", "cases:leads", ("cases:leads", "intake"))
CASES = Entry("案件", "cases:list", ("cases",))
PARTIES = Entry("当事人", "parties:list", ("parties",))
LISTS = Entry("清单与依据", "exemptions:list", ("exemptions",))
TRAINING = Entry("培训", "training:home", ("training",))
GROUP = Entry("领导小组", "accounts:group", ("accounts:group", "accounts:seat_add", "accounts:seat_end"))
PEOPLE = Entry(
    "人员",
    "accounts:people",
    ("accounts:people", "accounts:person", "accounts:person_add", "accounts:person_password", "accounts:leave"),
)
SECTIONS = Entry("科室", "accounts:sections", ("accounts:sections", "accounts:section"))
BUREAU = Entry("本局", "accounts:bureau", ("accounts:bureau",))
LOCKOUTS = Entry("锁定账号", "accounts:lockouts", ("accounts:lockouts",))
FACTORS = Entry("双因素", "accounts:factors", ("accounts:factors",))
SYSTEMS = Entry("对接平台", "accounts:systems", ("accounts:systems",))
AUDIT = Entry("审计", "accounts:audit", ("accounts:audit", "accounts:audit_check"))
EVENTS = Entry("操作记录", "accounts:audit_events", ("accounts:audit_events",))
SIGN_INS = Entry("登录记录", "accounts:audit_sign_ins", ("accounts:audit_sign_ins",))
STATUS = Entry("运行状态", "accounts:status", ("accounts:status",))

WORK = (START, LEADS, CASES, PARTIES, LISTS, TRAINING)
ENTRIES: dict[str, tuple[Entry, ...]] = {
    Role.OFFICER: WORK,
    Role.HEAD: (START, OVERVIEW, CASES, PARTIES, LISTS, TRAINING),
    Role.REVIEWER: (START, CASES, PARTIES, LISTS, TRAINING, GROUP),
    Role.LEADER: (START, OVERVIEW, CASES, PARTIES, LISTS, TRAINING),
    Role.TRAINING: (START, LISTS, TRAINING),
    Role.SUPERVISOR: (START, OVERVIEW, FINDINGS, CASES, LISTS, TRAINING),
    Role.ADMINISTRATOR: (PEOPLE, SECTIONS, GROUP, BUREAU, STATUS),
    Role.SECURITY: (LOCKOUTS, FACTORS, SYSTEMS, STATUS),
    Role.AUDITOR: (AUDIT, EVENTS, SIGN_INS, GROUP, PEOPLE, STATUS),
}


def entries(request) -> list[dict[str, object]]:
    """Rows for components/header.html. An entry whose room has no pages in this installation is left out."""
    match = request.resolver_match
    here, room = (match.view_name, match.namespace) if match else ("", "")
    found = [(entry, url) for entry in ENTRIES.get(request.user.role, ()) if (url := url_if_there(entry.url_name))]
    exact = [entry for entry, _ in found if here in entry.rooms]
    near = [entry for entry, _ in found if room and room in entry.rooms]
    current = next(iter(exact + near), None)
    return [
        {"name": entry.name, "key": entry.url_name, "url": url, "is_here": entry is current} for entry, url in found
    ]


def url_if_there(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def search(user) -> str:
    """The page behind the header's search box; the three administrators have none, as they see no case."""
    return url_if_there("cases:search") if user.sees_cases else ""


def home(user) -> str:
    """Where somebody lands after signing in."""
    own = {Role.ADMINISTRATOR: "accounts:people", Role.SECURITY: "accounts:lockouts", Role.AUDITOR: "accounts:audit"}
    return reverse(own.get(user.role, settings.LOGIN_REDIRECT_URL))
