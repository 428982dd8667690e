"""Years of made-up cases for the bench, the detectors and the demo bureau, written as the product writes them."""

import time

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import Bureau
from accounts.services import set_up_bureau
from cases.models import Case
from exemptions.models import ListVersion
from oversight.simulation.generation import generate
from records.rights import as_owner

DEMO_BUREAU = {
    "name": "重庆市黔江区统计局",
    "word": "黔统",
    "district": "重庆市黔江区",
    "address": "重庆市黔江区城西街道行署街2号",
    "phone": "023-79220000",
    "review_organ": "重庆市黔江区人民政府",
    "court": "重庆市黔江区人民法院",
    "administrator": {"username": "generator", "name": "任立", "password": "demo-demo"},
}
MOST = 5_000_000


class Command(BaseCommand):
    help = "生成虚构的历年案件：人员、当事人、线索、案件、文书、留痕，与系统办理的一样。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--cases", type=int, required=True, help="案件数")
        parser.add_argument("--seed", type=int, default=1, help="随机种子；种子、件数和截至日期相同，结果相同")
        parser.add_argument("--until", help="截至哪一天，如 2026-06-30；默认今天")
        parser.add_argument("--among-real-cases", action="store_true", help="库里有正式案件时也写入（不能撤销）")

    def handle(self, *args, **options) -> None:
        cases, seed = options["cases"], options["seed"]
        if not 1 <= cases <= MOST or seed < 0:
            raise CommandError(f"案件数应为1至{MOST}，种子不能为负。")
        today = _day(options["until"])
        began = time.monotonic()
        with as_owner():
            _may_begin(options["among_real_cases"])
            found = generate(cases=cases, seed=seed, today=today, say=self.stdout.write)
        self.stdout.write(
            f"生成{found['cases_case']}个案件、{found['records_event']}条留痕，共{sum(found.values())}行，"
            f"用时{time.monotonic() - began:.0f}秒，种子{seed}，截至{today.isoformat()}。"
        )


def _day(said: str | None):
    if not said:
        return timezone.localdate()
    try:
        day = timezone.datetime.strptime(said, "%Y-%m-%d").date()
    except ValueError as error:
        raise CommandError("截至日期写不对，应如 2026-06-30。") from error
    if not 2015 <= day.year <= 2035:
        raise CommandError("截至日期应在2015年至2035年之间。")
    return day


def _may_begin(among_real_cases: bool) -> None:
    bureau = Bureau.objects.first()
    if bureau is None:
        set_up_bureau(**DEMO_BUREAU, demo=True)
    elif not bureau.is_demo and Case.objects.exists() and not among_real_cases:
        raise CommandError(
            f"这里是{bureau.name}的正式数据库，已有正式案件。虚构案件写入后不能撤销，会混进统计、检索和案号。"
            "请换一个空的数据库（设置 DATABASE_URL）；确实要写在一起的，加 --among-real-cases。"
        )
    elif not bureau.is_demo and not among_real_cases:
        raise CommandError(
            f"这里是{bureau.name}的正式数据库，不能写入虚构案件。请换一个空的数据库；确实要写入的，加 --among-real-cases。"
        )
    if not ListVersion.objects.filter(state="published").exists():
        raise CommandError(
            "这里还没有装入法律数据。请先运行 manage.py load_pack fixtures/reference fixtures/statistics。"
        )
