"""manage.py run_detectors: ask the sections now; with --weekly, from now on every Monday."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django_tasks_db.models import DBTaskResult

from oversight.services.detection import run_detectors
from oversight.tasks import detect_weekly


class Command(BaseCommand):
    help = "检测一刀切、运动式、选择性、报复性执法，向科室提出问题"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--weekly", action="store_true", help="以后每周一早上六点由后台任务检测")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["weekly"]:
            run = run_detectors(actor=None)
            self.stdout.write(f"看了{run.cases}个案件，发现{run.asked}处差别，新提出{run.fresh}个问题。")
        elif not _waits_already():
            detect_weekly.enqueue()


def _waits_already() -> bool:
    return DBTaskResult.objects.filter(task_path="oversight.tasks.detect_weekly", status="READY").exists()
