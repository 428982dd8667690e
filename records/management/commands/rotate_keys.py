"""manage.py rotate_keys: a new key for personal data, and everything closed anew under it; people go on working."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from records import reclosing
from records.errors import DomainError


class Command(BaseCommand):
    help = "更换个人信息的密钥：加上新的密钥，把联系电话等重新加密"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--close-only", action="store_true", help="不加新的密钥，只把没有用最新密钥的重新加密")
        parser.add_argument("--drop-old", action="store_true", help="都重新加密以后，去掉旧的密钥")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if not options["close_only"] and not options["drop_old"]:
                reclosing.add_key()
            self.stdout.write(f"重新加密{reclosing.close_all()}项。")
            if options["drop_old"]:
                reclosing.drop_old_keys()
                self.stdout.write("旧的密钥已去掉。以前的备份要用以前备份的密钥打开。")
            else:
                self.stdout.write(
                    "请把新的密钥和备份分开保管（manage.py backup --keys），确认无误后运行rotate_keys --drop-old。"
                )
        except DomainError as error:
            raise CommandError(str(error)) from error
