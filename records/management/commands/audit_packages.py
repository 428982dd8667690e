"""manage.py audit_packages: known holes in the pinned packages. 0 none, 1 some, 3 could not be asked."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from records import vulnerable

NOT_ASKED = 3


class Command(BaseCommand):
    help = "向OSV漏洞库查询所用软件包的已知漏洞；查不到时写明未检查，并以3退出"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", default=vulnerable.ADDRESS, help="内网的漏洞库镜像地址")

    def handle(self, *args: Any, **options: Any) -> None:
        packages = vulnerable.pinned(settings.BASE_DIR / "requirements.txt")
        try:
            holes = vulnerable.known_holes(packages, address=options["address"])
        except vulnerable.NotAsked as error:
            self.stderr.write(f"未检查：漏洞库没有应答（{error}）。请在能联网的机器上运行，或者用--address指定镜像。")
            sys.exit(NOT_ASKED)
        for package, numbers in sorted(holes.items()):
            self.stdout.write(f"{package}：{'、'.join(numbers)}")
        if holes:
            raise CommandError(f"{len(packages)}个软件包中，{len(holes)}个有已知漏洞。请升级后重新测试。")
        self.stdout.write(f"已检查{len(packages)}个软件包，没有已知漏洞。")
