"""manage.py write_procedure: write docs/procedure.md from the transition table."""

from django.conf import settings
from django.core.management.base import BaseCommand

from cases.procedure_doc import procedure_text
from rules import load_law


class Command(BaseCommand):
    help = "Write docs/procedure.md from the transition table."

    def handle(self, *args: object, **options: object) -> None:
        path = settings.BASE_DIR / "docs" / "procedure.md"
        path.write_text(procedure_text(load_law(*settings.FLEX_PACKS).procedure), encoding="utf-8")
        self.stdout.write(f"已写入{path.name}。")
