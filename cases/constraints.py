"""What the database refuses by name, said in Chinese: the constraints of the models and the triggers' own words."""

from functools import cache

from django.apps import apps
from django.db import IntegrityError

ROOMS = ("cases", "parties", "records", "accounts")
CHINESE = range(0x4E00, 0x9FFF)


@cache
def _messages() -> dict[str, str]:
    found = {}
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            for constraint in model._meta.constraints:
                found[constraint.name] = str(constraint.violation_error_message)
    return found


def explained(error: IntegrityError) -> str:
    """The Chinese sentence of a named constraint or trigger; empty for anything else."""
    diagnosis = getattr(error.__cause__, "diag", None)
    if diagnosis is None:
        return ""
    if said := _messages().get(diagnosis.constraint_name or ""):
        return said
    message = diagnosis.message_primary or ""
    return message if diagnosis.constraint_name and any(ord(char) in CHINESE for char in message) else ""
