"""The first start of an empty installation: the organ, its sections and its people in one transaction."""

import json
from collections.abc import Iterable, Mapping

from django.conf import settings
from django.db import transaction

from accounts import services
from accounts.models import Section, User

SECTIONS_FILE = "sections.json"


def usual_sections() -> list[dict[str, str]]:
    """The sections most bureaus of this trade have, as its pack names them; the wizard offers them to change."""
    for folder in reversed(settings.FLEX_PACKS):
        file = folder / SECTIONS_FILE
        if file.is_file():
            return json.loads(file.read_text(encoding="utf-8"))
    return []


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
