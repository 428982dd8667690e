"""The detectors on made-up years: recall per strength, false questions per clean year. Touches no data of the bureau."""

import time
from statistics import mean

from django.core.management.base import BaseCommand, CommandError

from oversight.detection.run import DETECTORS
from oversight.detection.words import NAMES
from oversight.simulation import trial
from oversight.simulation.planting import SURE
from oversight.simulation.plantings import LEVELS, SHAPES


class Command(BaseCommand):
    help = "用模拟年份检验四个检测器（不连接数据库）。"
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        parser.add_argument("--seed", type=int, default=1, help="随机种子")
        parser.add_argument("--check", action="store_true", help="达不到标准时以非零状态退出")
        parser.add_argument("--clean", type=int, default=trial.CLEAN_YEARS, help="清白年份数，不少于30")
        parser.add_argument("--rounds", type=int, default=trial.ROUNDS, help="每种形态每种强度植入几次")
        parser.add_argument("--workers", type=int, default=2, help="进程数")

    def handle(self, *args, **options) -> None:
        if options["seed"] < 0 or options["clean"] < 1 or options["rounds"] < 1 or options["workers"] < 1:
            raise CommandError("种子不能为负，年份数、次数、进程数至少为1。")
        began = time.monotonic()
        found = trial.run(options["seed"], clean=options["clean"], rounds=options["rounds"], workers=options["workers"])
        self._clean(found)
        for detector in DETECTORS:
            self._detector(found, detector)
        missed = found.missed()
        self.stdout.write(f"\n用时{time.monotonic() - began:.0f}秒，种子{options['seed']}。")
        self.stdout.write("全部达标。" if not missed else "没有达标：" + "；".join(missed) + "。")
        if missed and options["check"]:
            raise CommandError("检测器没有达到标准。", returncode=1)

    def _clean(self, found: trial.Outcome) -> None:
        sizes = [year.cases for year in found.clean]
        self.stdout.write(
            f"清白年份{len(sizes)}个，每年{min(sizes)}至{max(sizes)}件（平均{mean(sizes):.0f}件）；"
            f"平均误报{found.false_per_year:.2f}条（标准：不超过{trial.FALSE_PER_YEAR:.0f}条）。"
        )
        for detector in DETECTORS:
            number = sum(year.asked.count(detector) for year in found.clean)
            self.stdout.write(f"  {NAMES[detector]}　误报{number}条")

    def _detector(self, found: trial.Outcome, detector: str) -> None:
        whole = found.recall(detector)
        self.stdout.write(
            f"\n{NAMES[detector]}：植入{whole.planted}个，其中指明位置的精确检验在{SURE:.1%}水平上能发现{whole.findable}个，"
            f"检测器找到{whole.found}个，发现率{whole.share:.2f}（标准：不低于{trial.RECALL}）。"
        )
        for level, name in enumerate(LEVELS):
            recall = found.recall(detector, level=level)
            self.stdout.write(
                f"  强度{name}　植入{recall.planted}　可发现{recall.findable}　找到{recall.found}　发现率{_share(recall)}"
            )
        for make in SHAPES[detector]:
            recall = found.recall(detector, shape=make.__name__)
            strengths = sorted({(one.level, one.strength) for one in found.tried if one.shape == make.__name__})
            self.stdout.write(
                f"  {make.__name__}（{'；'.join(words for _, words in strengths)}）　植入{recall.planted}　"
                f"可发现{recall.findable}　找到{recall.found}　发现率{_share(recall)}"
            )


def _share(recall: trial.Recall) -> str:
    return f"{recall.share:.2f}" if recall.findable else "–"
