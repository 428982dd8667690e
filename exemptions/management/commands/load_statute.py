from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from exemptions.services.statutes import WordingReport, load_wording
from records.errors import DomainError


class Command(BaseCommand):
    help = "载入法规的官方原文（UTF-8 文本或 Markdown），页面上与本局的大意并列显示。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, help="法规全文的文本文件")
        parser.add_argument("--statute", default="", help="简称，如：行政处罚法；不写则按文件标题查找")
        # Django's own --version prints its version; here it names the version of the statute.
        parser.add_argument("--version", dest="label", default=None, help="版本，如：2024修正")

    def create_parser(self, prog_name, subcommand, **kwargs):
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def handle(self, *args, **options) -> None:
        path: Path = options["file"]
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"读不到文件 {path}：{error.strerror}") from error
        try:
            report = load_wording(
                actor=None, content=content, file_name=path.name, code=options["statute"], label=options["label"]
            )
        except DomainError as error:
            raise CommandError(error.message) from error
        for line in report_lines(report):
            self.stdout.write(line)


def report_lines(report: WordingReport) -> list[str]:
    lines = [
        f"{report.version.name}：读出{report.articles}条、{report.paragraphs}款、{report.items}项，"
        f"跳过章节标题{report.headings}行；与{report.matched}处大意并列，另有{report.added}处只有原文。"
    ]
    if report.missing:
        lines.append("文件里没有：" + "、".join(f"第{number}条" for number in report.missing))
    if report.unsure:
        lines.append("疑似标题，未收入条文：" + "、".join(report.unsure))
    if report.unmatched:
        lines.append("文件里没有下列条款，请核对法规库或者版本：" + "、".join(report.unmatched))
    return lines
