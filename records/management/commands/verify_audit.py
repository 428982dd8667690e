"""manage.py verify_audit: prove the whole log, or one file of it; the exit code says whether it is whole."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from records import audit, seals


class Command(BaseCommand):
    help = "校验操作记录、文书、文件和日封存，指出第一处断开"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--stream", default="", help="只校验一个卷宗，写成 种类/编号，如 cases.case/12")
        parser.add_argument("--head", default="", help="以前印出的封存校验值：它必须仍在封存链中")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["stream"]:
            report = audit.verify_stream(*_parsed(options["stream"]))
        else:
            report = audit.verify(printed_head=options["head"].strip().lower())
        counts = report.counts
        self.stdout.write(
            f"卷宗{counts.streams}个，事件{counts.events}条，文书{counts.papers}件，文件{counts.files}个"
            + ("" if options["stream"] else f"，日封存{counts.seals}次")
        )
        if not options["stream"] and (last := seals.latest()):
            self.stdout.write(f"最近封存：第{last.number}号（到{last.day:%Y-%m-%d}） {last.hash}")
        self.stdout.write(f"{'链头' if options['stream'] else '当前总校验值'}：{report.head}")
        if report.breaks:
            for later in report.breaks[1:]:
                self.stdout.write(f"另有：{later}")
            raise CommandError(f"第一处断开：{report.breaks[0]}")
        self.stdout.write("校验通过，没有断开之处。")


def _parsed(text: str) -> tuple[str, int]:
    stream, _, number = text.rpartition("/")
    if not stream or not number.isdigit():
        raise CommandError(f"--stream {text}：请写成 种类/编号，如 cases.case/12。")
    if not audit.is_known(stream, int(number)):
        raise CommandError(f"没有卷宗{text}的操作记录。请核对种类和编号。")
    return stream, int(number)
