from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from exemptions.services.packs import load_pack
from records.errors import DomainError


class Command(BaseCommand):
    help = "载入法规数据包（目录）：法规、案由、事实、清单、日历。可以重复运行；有一处不对就全部不载入。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("folders", nargs="+", type=Path, metavar="DIR", help="数据包目录，如 fixtures/reference")

    def handle(self, *args, **options) -> None:
        for folder in options["folders"]:
            try:
                report = load_pack(actor=None, path=folder)
            except DomainError as error:
                raise CommandError(error.message) from error
            if not report.changed:
                self.stdout.write(f"{report.pack.title}：没有变化。")
                continue
            counts = "，".join(f"{name}{count}" for name, count in report.counts.items() if count)
            self.stdout.write(f"{report.pack.title}：已载入（{counts}）。")
