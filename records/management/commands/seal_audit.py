"""manage.py seal_audit: bind all chains into the seal of a day; with --daily, from now on every night."""

from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from records import seals
from records.tasks import seal_daily


class Command(BaseCommand):
    help = "日封存：把有变化的卷宗封存成一条链"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--day", type=date.fromisoformat, help="封存到哪一天，如 2026-06-07；不写为昨天，可以写今天"
        )
        parser.add_argument("--daily", action="store_true", help="以后每天零点十分由后台任务封存并校验")

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        day = options["day"] or today - timedelta(days=1)
        if day > today:
            raise CommandError(f"{day}还没有到。只能封存到今天。")
        made = seals.seal(day=day)
        self.stdout.write(f"第{made.number}号封存，到{made.day}，{made.streams}个卷宗：{made.hash}")
        if options["daily"] and not _waits_already():
            seal_daily.using(run_after=seals.next_time()).enqueue()


def _waits_already() -> bool:
    return DBTaskResult.objects.filter(task_path=seal_daily.module_path, status="READY").exists()
