"""The first start of an empty installation: the organ, its sections and its people in one transaction."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from accounts import services
from accounts.enums import SectionKind
from accounts.models import Section, User

# A district statistics bureau as most are laid out; the wizard offers these names to change.
USUAL_SECTIONS = (
    ("办公室", SectionKind.OFFICE),
    ("综合核算科", SectionKind.OFFICE),
    ("工业能源科", SectionKind.OFFICE),
    ("投资贸易科", SectionKind.OFFICE),
    ("服务业科", SectionKind.OFFICE),
    ("农业农村科", SectionKind.OFFICE),
    ("人口社会科", SectionKind.OFFICE),
    ("执法监督科", SectionKind.OFFICE),
    ("普查中心", SectionKind.INSTITUTION),
    ("社情民意调查中心", SectionKind.INSTITUTION),
    ("街镇统计所", SectionKind.STATION),
)


@transaction.atomic
def found_bureau(
    *,
    bureau: Mapping[str, str],
    administrator: Mapping[str, str],
    sections: Iterable[Mapping[str, str]],
    people: Iterable[Mapping[str, str]],
    password: str,
) -> User:
    """Everything or nothing. `people` name their section; all get the same first password. Returns the administrator."""
    services.set_up_bureau(**bureau, administrator=dict(administrator))
    admin = User.objects.get(username=administrator["username"])
    by_name: dict[str, Section] = {}
    for order, row in enumerate(sections, start=1):
        by_name[row["name"]] = services.add_section(actor=admin, name=row["name"], kind=row["kind"], order=order * 10)
    for row in people:
        services.add_person(
            actor=admin,
            username=row["username"],
            password=password,
            name=row["name"],
            role=row["role"],
            section=by_name.get(row["section"]),
        )
    return admin
