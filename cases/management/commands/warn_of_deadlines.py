"""manage.py warn_of_deadlines: warn whoever is to be warned today; with --daily, from now on every morning."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django_tasks_db.models import DBTaskResult

from cases.services.warnings import send_warnings
from cases.tasks_daily import warn_daily


class Command(BaseCommand):
    help = "提醒将到期、到期和逾期的期限"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--daily", action="store_true", help="以后每天早上八点由后台任务提醒")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"已提醒{send_warnings()}人次。")
        if options["daily"] and not _waits_already():
            warn_daily.enqueue()


def _waits_already() -> bool:
    return DBTaskResult.objects.filter(task_path="cases.tasks_daily.warn_daily", status="READY").exists()
