"""manage.py migrate: Django's own, as the role that owns the tables; then the application's role gets its rights."""

from typing import Any

from django.core.management.commands import migrate

from records import rights


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        with rights.as_owner():
            super().handle(*args, **options)
        if not options["plan"] and not options["check_unapplied"]:
            rights.renew()
