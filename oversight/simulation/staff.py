"""People and parties of the made-up bureau, put in the register: what a world of `world.py` calls by number gets a name."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password
from stdnum.cn import uscc

from accounts.enums import Role, SectionKind
from accounts.models import Section, User
from accounts.services import PERSON, add_section
from cases.models import Register
from cases.services.history import declare_register
from exemptions.models import Licence, ListItem
from oversight.simulation.world import Firm, World
from parties.enums import IdentifierState
from parties.models import Party
from parties.services import STREAM as PARTY
from parties.services import write_keys
from records.services import append_first_events

PASSWORD = "demo-demo"
# A world is a district; six branches share the districts, so that a section never has to be found among hundreds.
BRANCHES = ("", "城东分局", "城西分局", "河南分局", "河北分局", "新区分局")
LEADERS = 5
FAMILY = "冉田谭罗石向杨何周冯秦任安沈龚庞张王李刘陈黄吴徐孙朱马胡林郭高梁宋郑谢韩唐董于"
GIVEN = "明华国平建军志强秀英小雨学启正晓岚敏云芳立文海波永红春燕玉兰成林德光庆丽娟涛鹏飞俊峰佳欣宇航"
SIGNS = "鑫源恒泰宏达盛世瑞丰嘉禾永兴隆昌金牛福安吉祥天成华美新锐博远晨光启航富康顺景"
WORKS = {
    "采矿业": "矿业", "制造业": "机械制造", "建筑业": "建筑工程", "批发和零售业": "商贸", "交通运输业": "物流",
    "住宿和餐饮业": "餐饮", "房地产业": "房地产开发", "商务服务业": "商务服务", "农业": "农业发展", "文化业": "文化传媒",
}  # fmt: skip
ENDINGS = {"enterprise": "有限公司", "individual_business": "经营部", "public_institution": "服务中心"}
FIRST_SIGNS = {"enterprise": "91", "individual_business": "92", "public_institution": "12"}
CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CERTIFIED = {"certificate_from": date(2010, 1, 1), "certificate_until": date(2035, 12, 31)}
SINCE = date(2010, 1, 1)


@dataclass(frozen=True)
class Person:
    """What a print says of somebody."""

    pk: int
    name: str
    certificate: str
    kind: str = ""

    def words(self, part: str) -> dict[str, str]:
        return {f"{part}_id": str(self.pk), f"{part}_name": self.name, f"{part}_certificate": self.certificate}


@dataclass
class Office:
    """One section: its head and, by the name the world gives them, its officers."""

    pk: int
    name: str
    head: Person
    officers: dict[str, Person]


class Names:
    """Every name once, in the same order for the same seed."""

    def __init__(self, first: int) -> None:
        self._people = itertools.count(first)
        self._parties = itertools.count(first)

    def person(self) -> str:
        number = next(self._people)
        given = len(GIVEN)
        return FAMILY[number % len(FAMILY)] + GIVEN[number * 7 % given] + GIVEN[(number // given + number) % given]

    def party(self, firm: Firm) -> tuple[str, str]:
        """Name and credit code."""
        number = next(self._parties)
        signs, rest = len(SIGNS), number
        place = []
        for _ in range(3):
            rest, sign = divmod(rest, signs)
            place.append(SIGNS[(sign * 11 + 5) % signs])
        name = f"重庆{firm.township[:2]}{''.join(place)}{WORKS[firm.trade]}{ENDINGS[firm.kind]}"
        body = f"{FIRST_SIGNS[firm.kind]}500114{number:07d}"
        code = f"{body}{CODE_SIGNS[number % 31]}{CODE_SIGNS[number // 31 % 31]}"
        return name, code + uscc.calc_check_digit(code)


class Staff:
    """Fills the register; asked by district."""

    def __init__(self, seed: int) -> None:
        self.admin = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).order_by("pk").first()
        self.password = make_password(PASSWORD)
        self.mark = f"s{seed}"
        self.names = Names(Party.objects.count() + 1)
        self.offices: dict[str, Office] = {}
        self.leaders = self._add([self._leader(place) for place in range(LEADERS)])

    def _leader(self, place: int) -> User:
        return User(username=f"{self.mark}.leader{place + 1}", role=Role.LEADER, **CERTIFIED)

    def _add(self, people: list[User]) -> list[Person]:
        for user in people:
            user.name, user.password = self.names.person(), self.password
            if user.section_id:
                user.certificate_number = f"渝统执{user.username}"
        User.objects.bulk_create(people)
        append_first_events(
            actor=self.admin,
            verb="person.add",
            entries=[
                (
                    user,
                    PERSON,
                    f"建立账号{user.username}（{user.name}，{user.get_role_display()}）",
                    {"username": user.username, "role": user.role, "section": user.section_id},
                )
                for user in people
            ],
        )
        return [Person(user.pk, user.name, user.certificate_number) for user in people]

    def district(self, number: int, world: World) -> dict[str, Office]:
        """The offices of one district by the names of the world; heads are shared with the other districts."""
        found = {}
        for section in world.sections:
            office = self._office(f"{BRANCHES[number % len(BRANCHES)]}{section}")
            crew = world.officers_of(section)
            made = self._add(
                [
                    User(
                        username=f"{self.mark}.{number}.{office.pk}.{place + 1}",
                        role=Role.OFFICER,
                        section_id=office.pk,
                        **CERTIFIED,
                    )
                    for place in range(len(crew))
                ]
            )
            self._grant(made)
            found[section] = Office(
                office.pk, office.name, office.head, {one.name: person for one, person in zip(crew, made, strict=True)}
            )
        return found

    def _office(self, name: str) -> Office:
        if name not in self.offices:
            row = Section.objects.filter(name=name).first() or add_section(
                actor=self.admin, name=name, kind=SectionKind.OFFICE, order=100 + len(self.offices)
            )
            head = User(username=f"{self.mark}.head{len(self.offices) + 1}", role=Role.HEAD, section=row, **CERTIFIED)
            [person] = self._add([head])
            self._grant([person])
            self.offices[name] = Office(row.pk, name, person, {})
            if not Register.objects.exists():
                for kind in ("own", "past"):
                    declare_register(
                        actor=User.objects.get(pk=person.pk),
                        kind=kind,
                        complete_from=SINCE,
                        note="逐卷核对过纸质案卷。",
                    )
        return self.offices[name]

    def _grant(self, people: list[Person]) -> None:
        """They have learnt every item of the lists in force."""
        items = list(ListItem.objects.filter(version__state="published").values_list("pk", flat=True))
        Licence.objects.bulk_create(
            Licence(user_id=person.pk, item_id=item, granted_on=SINCE, granted_by=self.admin, source="学习单元")
            for person in people
            for item in items
        )

    def parties(self, world: World, offices: dict[str, Office], wanted: set[int]) -> dict[int, Person]:
        """Those firms of one district that have a case, registered by the first officer of their section."""
        found: dict[int, Person] = {}
        firms_with_cases = sorted((firm for firm in world.firms if firm.number in wanted), key=_place)
        for section, firms in itertools.groupby(firms_with_cases, key=lambda firm: firm.section):
            officer = next(iter(offices[section].officers.values()))
            found |= dict(self._register(list(firms), User(pk=officer.pk, name=officer.name)))
        return found

    def _register(self, firms: list[Firm], officer: User) -> Iterator[tuple[int, Person]]:
        rows = []
        for firm in firms:
            name, code = self.names.party(firm)
            row = Party(
                kind=firm.kind,
                name=name,
                credit_code=code,
                credit_code_state=IdentifierState.KNOWN,
                industry=firm.trade,
                township=firm.township,
                created_by_id=officer.pk,
            )
            write_keys(row)
            rows.append(row)
        Party.objects.bulk_create(rows, batch_size=2000)
        append_first_events(
            actor=officer,
            verb="party.register",
            entries=[
                (
                    row,
                    PARTY,
                    f"登记当事人{row.name}",
                    {"name": row.name, "kind": row.kind, "credit_code": row.credit_code},
                )
                for row in rows
            ],
        )
        return zip(
            (firm.number for firm in firms), (Person(row.pk, row.name, "", row.kind) for row in rows), strict=True
        )


def _place(firm: Firm) -> tuple[str, int]:
    return firm.section, firm.number
