"""manage.py backup FOLDER --keys OTHER: the database, the files and, in another place, the keys."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from records import backups
from records.errors import DomainError


class Command(BaseCommand):
    help = "备份数据库和文件，密钥另存一处；备份期间可以照常工作"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("target", type=Path, help="放备份的文件夹；每次备份在其中新建一个")
        parser.add_argument("--keys", type=Path, help="放密钥的文件夹，不能和备份在一起")
        parser.add_argument("--without-keys", action="store_true", help="这次不备份密钥（密钥已经另外保管）")

    def handle(self, *args: Any, **options: Any) -> None:
        if (options["keys"] is None) != options["without_keys"]:
            raise CommandError("请写明密钥放在哪里（--keys 文件夹），或者写--without-keys表示已经另外保管，二者选一。")
        try:
            folder, manifest = backups.make(target=options["target"], keys=options["keys"])
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"备份：{folder}")
        self.stdout.write(f"事件{manifest.events}条，文件{manifest.files}个")
        self.stdout.write(f"当前总校验值：{manifest.head}")
        if manifest.missing:
            raise CommandError(
                f"备份已写好，但有{len(manifest.missing)}个文件读不到，没有包括在内，如{manifest.missing[0]}。"
                "请运行verify_audit核对，并从上一份备份中找回。"
            )
