"""Gives the database role of the public door what it needs and nothing more (docs/security.md)."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from disclosure.rights import grant
from records.rights import as_owner


class Command(BaseCommand):
    help = "公开端数据库角色的权限：只给公开页面和当事人页面要用的表。每次迁移以后运行一次。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("role", help="数据库角色名（先由数据库管理员建立）")

    def handle(self, *args, role: str, **options) -> None:
        if not role.replace("_", "").isalnum():
            raise CommandError("角色名只能用字母、数字和下划线。")
        with as_owner(), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname = %s", [role])
            if not cursor.fetchone()[0]:
                raise CommandError(f"数据库里没有角色{role}。请先建立：CREATE ROLE {role} LOGIN PASSWORD '…';")
            grant(cursor, role)
        self.stdout.write(f"角色{role}只能读写公开端要用的表。")
