"""The gate on the version as a whole: its days, its place among other versions, and what it changes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from exemptions.difference import differences
from exemptions.findings import BLOCK, EXPLAIN, Finding
from exemptions.listing import list_hash
from exemptions.models import ListItem, ListVersion
from exemptions.queries import replayed
from rules.calendar import zh_date
from rules.law import Law


def version_findings(version: ListVersion, items: Sequence[ListItem], law: Law, *, today: date) -> Iterator[Finding]:
    if not items:
        yield Finding(
            "empty",
            BLOCK,
            "没有项目",
            "清单至少要有一项。没有清单也是合法的状态，请改用废止。",
            "任何案件都不会命中本版。",
        )
    start = version.effective_from
    if start is None:
        yield Finding("dates", BLOCK, "没有施行日", "请先填写施行日。", "任何一天的行为，都不知道是否适用本版。")
    elif start <= today:
        yield Finding(
            "dates",
            BLOCK,
            "施行日不在公布之后",
            f"施行日{zh_date(start)}不晚于今天。清单不溯及既往，最早可以从{zh_date(today + timedelta(days=1))}起施行。",
            f"{zh_date(start)}上午作出的决定没有依据本版，下午的却依据本版，同一天两种结果。",
        )
    else:
        yield from _overlap(version, start)
    yield from _difference(version, law)
    yield from _replay(version)


def _overlap(version: ListVersion, start: date) -> Iterator[Finding]:
    """A later version already published, or one whose last day is fixed, cannot be cut short by this publication."""
    rows = ListVersion.objects.deciding().filter(pack=version.pack_id)
    last = version.effective_to or date.max
    for other in rows.exclude(effective_from__lt=start, effective_to__isnull=True).filter(effective_from__lte=last):
        if other.effective_to is None or other.effective_to >= start:
            until = f"至{zh_date(other.effective_to)}" if other.effective_to else "起"
            yield Finding(
                "dates",
                BLOCK,
                f"与{other.title}的有效期重叠",
                f"{other.title}自{zh_date(other.effective_from)}{until}有效。请改施行日或者最后有效日，使两版不重叠。",
                f"{zh_date(max(start, other.effective_from))}的行为，两版清单同时有效。",
            )


def _difference(version: ListVersion, law: Law) -> Iterator[Finding]:
    """Somebody says to have read what changes; a change of any word asks again."""
    base = version.based_on
    changes = differences(base, version, law.facts) if base else []
    counts = Counter(change.kind for change in changes if change.number)
    if counts:
        told = "、".join(
            f"{counts[kind]}项{word}" for kind, word in (("改", "修改"), ("增", "增加"), ("删", "删去")) if counts[kind]
        )
        first = next(change for change in changes if change.number)
        yield Finding(
            "difference",
            EXPLAIN,
            "版本差异还没有人签字说明",
            f"对照{base.title}：{told}。请读过版本差异，写明修改的理由。",
            f"第{first.number}项：{first.lines[0]}",
            state=list_hash(version),
        )


def _replay(version: ListVersion) -> Iterator[Finding]:
    """The signed replay of exactly these words over past cases: somebody has read what it would have changed."""
    if not replayed(version):
        yield Finding(
            "replay",
            EXPLAIN,
            "还没有签署过去案件的试算",
            "请用这一稿试算过去的案件，看哪些会变宽、哪些会变严，并签署结果；没有案件可试算的，写明理由。",
            "过去按“应当处罚”办结的案件，按这一稿可能变为不予处罚，公布前应当知道有多少。",
            state=list_hash(version),
        )
