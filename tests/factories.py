"""People, parties and cases for tests, named as the situations they stand for."""

from datetime import date

from accounts.enums import Role, Seat, SectionKind
from accounts.models import Bureau, GroupSeat, Section, User
from parties import identifiers
from parties.enums import IdentifierState, PartyKind
from parties.models import Party

PASSWORD = "demo-demo"
CERTIFIED_FROM, CERTIFIED_UNTIL = date(2024, 1, 1), date(2028, 12, 31)
GOOD_CODE = "91500114MA60B3T77R"


def bureau() -> Bureau:
    return Bureau.objects.get_or_create(
        pk=1,
        defaults={
            "name": "重庆市黔江区统计局",
            "word": "黔统",
            "district": "重庆市黔江区",
            "address": "重庆市黔江区城西街道行署街2号",
            "phone": "023-79220000",
            "review_organ": "重庆市黔江区人民政府",
            "court": "重庆市黔江区人民法院",
            "is_demo": True,
        },
    )[0]


def section(name: str = "执法监督科") -> Section:
    return Section.objects.get_or_create(name=name, defaults={"kind": SectionKind.OFFICE})[0]


def person(username: str, role: str = Role.OFFICER, *, of: str = "", certified: bool = False, **fields) -> User:
    """An account; `of` names the section, `certified` gives a 执法证 valid 2024–2028."""
    if certified:
        fields.setdefault("certificate_number", f"渝统执{username}")
        fields.setdefault("certificate_from", CERTIFIED_FROM)
        fields.setdefault("certificate_until", CERTIFIED_UNTIL)
    return User.objects.create_user(
        username, PASSWORD, name=fields.pop("name", username), role=role, section=section(of) if of else None, **fields
    )


class Cast:
    """The fixed cast: two officers and a head of 执法监督科, officers and a head of another section, everyone else."""

    def __init__(self) -> None:
        bureau()
        self.officer1 = person("officer1", of="执法监督科", certified=True, name="冉启明")
        self.officer2 = person("officer2", of="执法监督科", certified=True, name="田小雨")
        self.head1 = person("head1", Role.HEAD, of="执法监督科", certified=True, name="谭学军")
        self.officer3 = person("officer3", of="工业能源科", certified=True, name="罗建华")
        self.officer4 = person("officer4", of="工业能源科", certified=True, name="石秀英")
        self.head2 = person("head2", Role.HEAD, of="工业能源科", certified=True, name="向东")
        self.leader1 = person("leader1", Role.LEADER, name="杨正平")
        self.leader2 = person("leader2", Role.LEADER, certified=True, name="何晓岚")
        self.reviewer1 = person("reviewer1", Role.REVIEWER, of="办公室", name="周敏", legally_qualified=True)
        self.reviewer2 = person("reviewer2", Role.REVIEWER, of="办公室", name="冯云", legally_qualified=True)
        self.training1 = person("training1", Role.TRAINING, of="办公室", name="罗芳")
        self.supervisor1 = person("supervisor1", Role.SUPERVISOR, of="办公室", name="秦志")
        self.admin1 = person("admin1", Role.ADMINISTRATOR, name="任立")
        self.security1 = person("security1", Role.SECURITY, name="安平")
        self.auditor1 = person("auditor1", Role.AUDITOR, name="沈清")
        GroupSeat.objects.create(user=self.leader1, seat=Seat.CHAIR, starts_on=date(2023, 6, 13))
        GroupSeat.objects.create(user=self.leader2, seat=Seat.VICE_CHAIR, starts_on=date(2023, 6, 13))

    def everyone(self) -> dict[str, User]:
        return dict(vars(self))


def licensed(*people: User, by: User, on: date) -> None:
    """Each of them has learnt every item of the lists in force."""
    from exemptions.models import Licence, ListItem

    for item in ListItem.objects.filter(version__state="published"):
        for user in people:
            Licence.objects.create(user=user, item=item, granted_on=on, granted_by=by, source="学习单元")


def party(name: str = "重庆峻岭建材有限公司", kind: str = PartyKind.ENTERPRISE, *, by: User, **fields) -> Party:
    code = fields.pop("credit_code", "")
    return Party.objects.create(
        name=name,
        kind=kind,
        name_key=identifiers.name_key(name),
        pinyin=identifiers.pinyin(name),
        initials=identifiers.initials(name),
        credit_code=code,
        credit_code_state=IdentifierState.KNOWN if code else IdentifierState.UNKNOWN,
        created_by=by,
        **fields,
    )
