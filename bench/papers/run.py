"""Papers against WeasyPrint alone on the same HTML, in the same run: one from click to stored bytes, 300 as a batch. See README.md."""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "script")]

SINGLE_LIMIT, BATCH_LIMIT, MEMORY_LIMIT = 1.3, 0.7, 500
ROUNDS = 9
NAME_SIGNS = (
    "安邦宝彩昌辰诚驰达德鼎东方丰富高光广国海汉浩恒宏鸿华汇吉佳嘉建健金锦进京晶景巨聚君凯康科乐力立利联亮林龙隆美明"
    "铭宁鹏普奇启千庆秋仁荣瑞润森盛世舒顺思泰腾天通同万旺威伟文祥新鑫信兴旭轩雅扬阳耀宜亿益银永友裕元圆远云运泽展"
    "兆振正志中众洲卓梓宗祖喆玥䶮𬭎翊煜垚犇骉堃淼燚晟昊玮琛璟睿彧珺霖暄婧懿"
)
ADDRESS = "http://127.0.0.1:8000/verify/ABCDEFGHJKLMNPQR/"


def furnish():
    """A bureau with an officer and a head, in an empty database."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "flexenforce.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from accounts.models import Bureau, Section, User

    Bureau.objects.create(name="重庆市黔江区统计局", word="黔统", district="重庆市黔江区")
    section = Section.objects.create(name="执法监督科")
    officer = User.objects.create_user("officer", "bench-only", name="李明", role="officer", section=section)
    head = User.objects.create_user("head", "bench-only", name="王玥", role="head", section=section)
    return officer, head


def timed(call) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def weasyprint_alone(code: str, context: dict, number: str):
    """A call that lays out and writes the HTML of the paper as it was printed, with the same style sheet and fonts, both read before."""
    from documents import CATALOGUE, html, pdf

    kind, room = CATALOGUE[code], pdf._room()
    for fit in ("", *kind.tighter):  # the grid in which the paper is printed: the first that keeps to its pages
        page = html.page(kind, context, draft=False, number=number, verify=ADDRESS, fit=fit)
        if len(pdf.layout(page).pages) <= kind.pages:
            break

    def render() -> None:
        document = room.weasyprint.HTML(string=page, url_fetcher=room.fetcher)
        document.render(font_config=room.fonts, stylesheets=[room.styles]).write_pdf()

    return render


def single(officer) -> tuple[float, float]:
    """Medians of WeasyPrint alone and of issuing (number, print, hash, bytes), taken in turns, of two pages."""
    from records import services
    from tests.documents import samples

    context = samples.full("CORRECTION_ORDER")
    alone = weasyprint_alone("CORRECTION_ORDER", context, "黔统责改〔2026〕5号")

    def issue() -> None:
        services.issue_paper(actor=officer, paper=drafts.pop(), organ_word="黔统")

    drafts = [
        services.draft_paper(actor=officer, kind="CORRECTION_ORDER", stream=("bench", number), context=context)
        for number in range(ROUNDS + 2)
    ]
    alone(), issue(), alone(), issue()
    pairs = [(timed(alone), timed(issue)) for _ in range(ROUNDS)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


@contextmanager
def workers(url: str) -> Iterator[list[subprocess.Popen]]:
    command = [sys.executable, "manage.py", "work", "--no-startup-delay", "--interval", "0.1"]
    variables = os.environ | {"DATABASE_URL": url}
    running = [subprocess.Popen(command, cwd=ROOT, env=variables, stderr=subprocess.DEVNULL) for _ in range(2)]
    try:
        yield running
    finally:
        for process in running:
            process.terminate()
            process.wait(30)


def name_of(number: int) -> str:
    """No two alike in their characters either, so that every paper has fonts of its own."""
    signs, trades = NAME_SIGNS, ("建材", "商贸", "食品", "物流", "农业开发", "装饰工程")
    first, second = signs[number % len(signs)], signs[number * 7 // len(signs) % len(signs)]
    return f"重庆{first}{second}{trades[number % len(trades)]}有限公司{number}分公司"


def batch(officer, head, count: int, first: int = 1):
    """Prepared and approved; the workers take it from there."""
    from records import batches
    from tests.documents import samples

    context = samples.full("REMINDER")
    del context["issued_on"]
    items = [
        batches.Item(
            "bench.party",
            number,
            name_of(number),
            f"重庆市黔江区正阳街道工业大道{number}号",
            context | {"party": samples.PARTY | {"name": name_of(number)}},
        )
        for number in range(first, first + count)
    ]
    row = batches.prepare_batch(actor=officer, kind="REMINDER", title="测速", items=items, organ_word="黔统")
    return batches.approve_batch(actor=head, batch=row)


def until_done(row, seconds: float = 3600) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        row.refresh_from_db()
        if row.state == "done":
            return
        time.sleep(0.1)
    raise SystemExit("the batch did not end")


def peak_megabytes(process: subprocess.Popen) -> float:
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def many(officer, head, url: str, count: int) -> tuple[float, float, float]:
    """Seconds of a batch, median seconds of one render alone (before and after), largest worker in MB."""
    from records.models import Paper
    from tests.documents import samples

    alone = weasyprint_alone("REMINDER", samples.full("REMINDER"), "黔统提示〔2026〕5号")
    with workers(url) as running:
        until_done(batch(officer, head, 24, first=100_001))  # both are warm
        alone()
        singles = [timed(alone) for _ in range(ROUNDS)]
        seconds = timed(lambda: until_done(batch(officer, head, count)))
        singles += [timed(alone) for _ in range(ROUNDS)]
        memory = max(peak_megabytes(process) for process in running)
    numbers = sorted(Paper.objects.filter(number_word="提示", status="issued").values_list("sequence", flat=True))
    if numbers != list(range(1, count + 25)):
        raise SystemExit("numbers are missing or doubled")
    return seconds, statistics.median(singles), memory


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--check", action="store_true", help="fail when a limit is passed")
    options = parser.parse_args()
    os.environ.setdefault("FONTCONFIG_FILE", str(ROOT / "var" / "fonts" / "fonts.conf"))
    from bench.training.run import database

    with tempfile.TemporaryDirectory(prefix="flex-bench-") as var, database() as url:
        os.environ |= {"FLEX_VAR": var, "DATABASE_URL": url}
        officer, head = furnish()
        alone, issued = single(officer)
        seconds, one, memory = many(officer, head, url, options.count)
    ratio, batch_ratio = issued / alone, seconds / (options.count * one)
    print(f"two pages: WeasyPrint alone {alone:.3f} s (median of {ROUNDS}), issued and stored {issued:.3f} s")
    print(f"  ratio {ratio:.2f}, limit {SINGLE_LIMIT}")
    print(f"{options.count} reminders, stored, numbered, merged, two workers: {seconds:.1f} s; one alone {one:.3f} s")
    print(f"  ratio {batch_ratio:.2f}, limit {BATCH_LIMIT}; largest worker {memory:.0f} MB, limit {MEMORY_LIMIT} MB")
    failed = ratio > SINGLE_LIMIT or batch_ratio > BATCH_LIMIT or memory > MEMORY_LIMIT
    return 1 if options.check and failed else 0


if __name__ == "__main__":
    sys.exit(main())
