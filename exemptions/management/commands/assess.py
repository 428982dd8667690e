"""manage.py assess FILE.json: fact sheets in, answers out. Reads the packs; `--live` takes the law of the database."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from rules import Law, SheetFault, assess, load_law, validate_sheet
from rules.answer import SheetError

MALFORMED = 2


class Command(BaseCommand):
    help = "按事实单给出处理建议：读入 JSON 文件，输出答案数组。不需要数据库；--live 用数据库里现行的版本。"

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "file", type=Path, metavar="FILE.json", help="一个事实单、事实单数组，或者 [{id, facts}] 数组"
        )
        parser.add_argument("--live", action="store_true", help="用数据库里现行的法规、清单和日历")
        parser.add_argument(
            "--pack",
            action="append",
            type=Path,
            metavar="DIR",
            help="数据包目录（默认为本机关的数据包，见 settings.FLEX_PACKS）",
        )

    def handle(self, *args, **options) -> None:
        sheets = list(_sheets(_read(options["file"])))
        law, today = _law(options), timezone.localdate()
        answers, malformed = [], False
        for place, (sheet_id, sheet) in enumerate(sheets, 1):
            errors, answer = _answer(sheet, law, today)
            malformed = malformed or bool(errors)
            for error in errors:
                self.stderr.write(f"{sheet_id or f'第{place}个事实单'}：{error.key or '整体'}：{error.message_zh}")
            answers.append({**answer, "id": sheet_id})
        self.stdout.write(json.dumps(answers, ensure_ascii=False, indent=1))
        if malformed:
            raise SystemExit(MALFORMED)


def _law(options: Mapping[str, Any]) -> Law:
    if options["live"]:
        from exemptions.live import current_law

        return current_law(on=timezone.localdate())
    return load_law(*(options["pack"] or settings.FLEX_PACKS))


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal, parse_constant=_no_number)
    except OSError as fault:
        raise CommandError(f"读不了文件“{path}”：{fault.strerror}。", returncode=MALFORMED) from fault
    except UnicodeDecodeError as fault:
        raise CommandError(f"“{path}”不是 UTF-8 编码的文件，请另存为 UTF-8。", returncode=MALFORMED) from fault
    except (ValueError, RecursionError) as fault:
        raise CommandError(f"“{path}”不是有效的 JSON：{fault}。", returncode=MALFORMED) from fault


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} 不是数字")


def _sheets(content: Any) -> Iterator[tuple[str | None, Any]]:
    """Each sheet with its id. A single object is one sheet; `facts` wraps a sheet and what stands beside it is ignored."""
    for one in content if isinstance(content, list) else [content]:
        if isinstance(one, dict) and "facts" in one:
            yield _id(one), one["facts"]
        elif isinstance(one, dict):
            yield _id(one), {key: value for key, value in one.items() if key != "id"}
        else:
            yield None, one


def _id(one: Mapping[str, Any]) -> str | None:
    return str(one["id"]) if one.get("id") not in (None, "") else None


def _answer(sheet: Any, law: Law, today: Any) -> tuple[list[SheetError], dict[str, Any]]:
    errors = validate_sheet(sheet, law, today=today)
    if not errors:
        try:
            return [], assess(sheet, law=law, today=today).to_json()
        except SheetFault as fault:
            errors = list(fault.errors)
    return errors, {"outcome": None, "errors": [{"key": error.key, "message": error.message_zh} for error in errors]}
