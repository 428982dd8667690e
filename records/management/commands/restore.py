"""manage.py restore FOLDER --keys FILE: a backup into an empty database; then the audit must say the same head."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from records import restoring
from records.errors import DomainError


class Command(BaseCommand):
    help = "把备份恢复到空的数据库，并校验与备份时一致；数据库不是空的就不恢复"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="备份所在的文件夹（其中有manifest.json）")
        parser.add_argument("--keys", type=Path, help="密钥文件（…….keys.json）；不写则用本机现有的密钥")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = restoring.restore(folder=options["folder"], keys=options["keys"])
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"已恢复{done.manifest.made_at}的备份：事件{done.report.counts.events}条")
        if done.migrated:
            self.stdout.write(f"备份来自较早的版本，数据表已更新{done.migrated}项。")
        self.stdout.write(f"当前总校验值：{done.report.head}")
        if not done.is_same:
            raise CommandError(f"与备份时的总校验值不同：{done.manifest.head}。请不要启用，换一份备份再恢复。")
        if done.report.breaks:
            raise CommandError(f"数据与备份一致，但备份时记录已有断开：{done.report.breaks[0]}")
        self.stdout.write("校验通过，与备份时一致。")
