"""行政执法年报: the counts of a calendar year in the justice ministry's layout, and the rules they are counted by.

Counted are decisions made from 1 January to 31 December. Penalties given together are one case, counted under the heaviest.
The sum is what the decision papers say. Not punished is no penalty and stands in a table of its own. A nought says that
the bureau has the power and did not use it; a blank says that no law in its pack gives it the power.
"""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from accounts.models import Bureau, User
from cases.models import Decision, Obligation, Payment, SpotDecision
from exemptions.models import OffenceRule
from oversight.annual.course import require_chair
from oversight.models import YearlyData
from oversight.queries import GROUPS, tally
from oversight.scope import whole_year
from parties.models import Visit
from records.chain import canonical_json, sha256
from records.enums import Weight
from records.errors import DomainError
from records.services import draft_paper, issue_paper
from training.papers import organ
from training.people import learners
from training.services.base import log, verb

STREAM = "oversight.yearlydata"
WAN = 10_000
# From the lightest to the heaviest, in the words that decisions use.
KINDS = (
    ("警告、通报批评", ("警告", "通报批评")),
    ("罚款", ("罚款",)),
    ("没收违法所得、没收非法财物", ("没收",)),
    ("暂扣许可证件、降低资质等级", ("暂扣", "降低资质")),
    ("吊销许可证件", ("吊销",)),
    ("限制开展生产经营活动", ("限制开展",)),
    ("责令停产停业、责令关闭、限制从业", ("停产停业", "责令关闭", "限制从业")),
    ("行政拘留", ("拘留",)),
)
OTHER = "其他"
PUNISHED = Q(outcome__startswith="PENALTY") | Q(outcome="NO_FINE_ORGAN")


def due_on(year: int) -> date:
    """公开期限: 31 January of the year after."""
    return date(year + 1, 1, 31)


def heaviest(penalties: list[str]) -> str:
    """The kind a case with these penalties is counted under."""
    found = [name for name, words in KINDS if any(word in said for said in penalties for word in words)]
    return found[-1] if found else OTHER


def powers() -> set[str]:
    """Kinds of penalty that the bureau's pack provides for."""
    rules = OffenceRule.objects.all()
    found = {KINDS[0][0]} if rules.filter(Q(circular=True) | ~Q(warning="")).exists() else set()
    return found | ({KINDS[1][0]} if rules.filter(fine_most__gt=0).exists() else set())


def count(year: int) -> dict[str, Any]:
    """Every table of the report; a blank is an empty text, a nought is 0."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    decided = list(Decision.objects.filter(PUNISHED, decided_on__range=(first, last)).values_list("penalties", "fine"))
    spot = SpotDecision.objects.filter(decided_at__date__range=(first, last))
    decided += [([row.warning, f"罚款{row.fine}元" if row.fine else ""], row.fine) for row in spot]
    numbers: dict[str, int] = {}
    for penalties, _ in decided:
        kind = heaviest(penalties)
        numbers[kind] = numbers.get(kind, 0) + 1
    may = powers()
    kinds = [[name, numbers.get(name, 0) if name in may or name in numbers else ""] for name, _ in KINDS]
    people = list(learners())
    spared = tally("results", whole_year(year, on=last), None, by=("group",))
    return {
        "year": year,
        "penalties": [*kinds, [OTHER, numbers.get(OTHER, "")], ["合计", len(decided)]],
        "amount": sum(fine or 0 for _, fine in decided),
        "force": _force(first, last),
        "visits": Visit.objects.filter(on__range=(first, last)).count(),
        "people": len(people),
        "certified": sum(person.certificate_valid(on=last) for person in people),
        "spared": [[GROUPS[row["group"]], row.count] for row in spared if row["group"] in {"must", "may", "other"}],
    }


def _force(first: date, last: date) -> list[list[Any]]:
    surcharges = Payment.objects.filter(is_surcharge=True, paid_on__range=(first, last))
    asked = Obligation.objects.filter(kind="court", fulfilled_at__date__range=(first, last))
    return [
        ["查封场所、设施或者财物", ""],
        ["扣押财物", ""],
        ["冻结存款、汇款", ""],
        ["其他行政强制措施", ""],
        ["加处罚款", surcharges.values("decision").distinct().count()],
        ["其他行政机关强制执行", ""],
        ["申请法院强制执行", asked.count()],
    ]


def wan(amount: int) -> str:
    """元 in 万元 with six decimals at most, exactly."""
    whole, rest = divmod(amount, WAN)
    return f"{whole}.{rest:04d}".rstrip("0").rstrip(".")


@verb
def issue_yearly(*, actor: User, year: int, words: str) -> YearlyData:
    """The chair issues the counts as they stand, with their hash; a later one follows, none is changed."""
    require_chair(actor)
    if not 2020 <= year < timezone.localdate().year:
        raise DomainError("年报在年度结束以后签发。请选择已经结束的年度。", field="year")
    if not words.strip():
        raise DomainError("请写明总体情况说明。", field="words")
    data = canonical_json(count(year))
    order = YearlyData.objects.filter(year=year).count() + 1
    context = report_context(count(year), words.strip(), order)
    paper = draft_paper(actor=actor, kind="OFFICIAL_DOCUMENT", stream=(STREAM, year), context=context)
    paper = issue_paper(actor=actor, paper=paper, organ_word=Bureau.objects.get().word)
    row = YearlyData.objects.create(
        year=year, order=order, data=data, sha256=sha256(data), words=words.strip(),
        paper=paper, issued_by=actor,
    )  # fmt: skip
    said = f"签发{year}年行政执法年报{paper.number}"
    log(actor, "yearly.issue", row, said, stream=(STREAM, year), weight=Weight.DECISION, after={"校验值": row.sha256})
    return row


def tables(found: dict[str, Any]) -> list[dict[str, Any]]:
    """The five tables and the annex, as the page and the paper show them."""
    penalties = [*found["penalties"], ["罚没金额（万元）", wan(found["amount"])]]
    rate = f"{found['certified']}/{found['people']}"
    return [
        {"title": "表一　行政处罚实施情况", "heads": ["项目", "宗"], "rows": penalties},
        {
            "title": "表二　行政许可实施情况",
            "heads": ["项目", "宗"],
            "rows": [["申请总数", ""], ["受理", ""], ["许可", ""]],
        },
        {"title": "表三　行政强制实施情况", "heads": ["项目", "宗"], "rows": found["force"]},
        {
            "title": "表四　其他行政执法行为",
            "heads": ["项目", "次"],
            "rows": [["行政检查", found["visits"]], ["行政征收", ""], ["行政裁决", ""], ["行政给付", ""]],
        },
        {"title": "表五　行政执法人员持证情况", "heads": ["项目", "人"], "rows": [["持有效执法证÷执法岗位人员", rate]]},
        {"title": "附表　不予行政处罚", "heads": ["项目", "项"], "rows": found["spared"] or [["不予行政处罚", 0]]},
    ]


def report_context(found: dict[str, Any], words: str, order: int) -> dict[str, Any]:
    again = f"（第{order}次公布，以本次为准）" if order > 1 else ""
    body: list[dict[str, Any]] = [
        {
            "heading": "一、数据表",
            "level": 1,
            "text": f"统计期间为{found['year']}年1月1日至12月31日，按作出决定的日期统计。同时给予两种以上处罚的算一宗，"
            "计入最重的一类；罚没金额以决定书确定的数额为准，不能确定金额的没收不计。“0”表示有这项职权、本年没有发生，空白表示没有这项职权。",
        }
    ]
    body += [
        {
            "caption": table["title"],
            "columns": table["heads"],
            "numeric": table["heads"][1:],
            "cells": [[str(cell) for cell in row] for row in table["rows"]],
        }
        for table in tables(found)
    ]
    body.append({"heading": "二、总体情况说明", "level": 1, "text": words})
    return {
        "organ": organ(),
        "title": f"{found['year']}年度行政执法统计年报{again}",
        "body": body,
        "issued_on": timezone.localdate(),
        "remark": "此件公开发布",
    }
