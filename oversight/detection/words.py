"""What the detectors say, in Chinese: the question to the section, the numbers, how the test works."""

from collections.abc import Mapping

from oversight.detection.cell import Cell
from oversight.detection.rows import GRIEVANCES

NAMES = {"one_size": "一刀切", "campaign": "运动式", "selective": "选择性", "retaliatory": "报复性"}
ABOUT = {
    "one_size": "案情轻重不同，处理却一律相同（过罚不相当，行政处罚法5条2款）。",
    "campaign": "平时不查，一段时间集中查处，过后又停下来。",
    "selective": "同类案件因行业、镇街、主体类型不同而处理不同，或者有线索不立案（行政处罚法76条）。",
    "retaliatory": "当事人投诉、复议、申辩或者拒绝之后受到更重的对待（行政处罚法45条3款、统计法7条）。",
}
COLUMNS = {
    "section": "{}",
    # Who it is stands on no page: the question is about cases.
    "officer": "同一承办人的案件",
    "offence": "“{}”",
    "trade": "{}",
    "township": "{}",
    "kind": "{}",
    "grievance": "",
}
QUESTIONS = {
    "all_penalised": "{where}{period}可以不予处罚的{size}件，处罚了{count}件；轻重不同，同类案件通常只会处罚约{expected}件。是否逐案考虑了情节？",
    "all_spared": "{where}{period}可以不予处罚的{size}件，不罚{count}件；轻重不同，同类案件通常只会不罚约{expected}件。是否逐案考虑了情节？",
    "same_fine": "{where}{period}{size}件罚款中有{count}件罚得一样；轻重不同，同类案件罚到这个数的通常约{expected}件。罚款数额是怎样确定的？",
    "burst": "{where}自选的案件在{period}立案{count}件，按平常约{expected}件。这段时间为什么集中立案，前后为什么少？",
    "batch": "{where}{period}一天作出的{size}件罚款中有{count}件罚得一样，同类案件通常约{expected}件。是否逐案裁量？",
    "harsher": "{where}可以不予处罚的{size}件，处罚了{count}件；情节相同的其他当事人，按比例约处罚{expected}件。差别从何而来？",
    "milder": "{where}可以不予处罚的{size}件，不罚{count}件；情节相同的其他当事人，按比例约不罚{expected}件。差别从何而来？",
    "fined_more": "{where}的{size}件罚款，比情节相同的其他当事人普遍偏高。差别从何而来？",
    "fined_less": "{where}的{size}件罚款，比情节相同的其他当事人普遍偏低。差别从何而来？",
    "leads_dropped": "涉及{where}的{size}条线索，有{count}条没有立案；同一来源的其他线索，按比例约{expected}条。不立案的理由是否充分？",
    "leads_pursued": "涉及{where}的{size}条线索，有{count}条立了案；同一来源的其他线索，按比例约{expected}条。为什么查得更多？",
    "taken_up_again": "{where}{grievance}的{size}次，随后又被本局自行立案{count}次；没有这样做的同类当事人，按比例约{expected}次。这些立案的线索从哪里来？",
    "penalised_after_refusal": "{where}不接受柔性措施的{size}件，处罚了{count}件；情节相同而接受的，按比例约{expected}件。拒绝是否影响了处理？",
    "fined_more_after_statement": "{where}作了陈述申辩的{size}件，罚款比情节相同而没有申辩的普遍偏高。申辩是否导致了加重？",
}
TESTS = {
    "all_penalised": "只和同一案由、同一轻重档的案件比，算出“如果和别人一样办（允许整体略严），碰巧这样一律的可能性”。",
    "all_spared": "只和同一案由、同一轻重档的案件比，算出“如果和别人一样办（允许整体略宽），碰巧这样一律的可能性”。",
    "same_fine": "只和同一案由、同一主体、同一轻重档的案件比，算出“碰巧有这么多件罚得一样的可能性”。",
    "burst": "把全年每一段7天、14天、28天都看一遍，参照同期其他案件的起伏，算出“全年任何一段碰巧这样密的可能性”。"
    "迟报名单、双随机、上级交办的不计，一次下去连查几户的算一次。",
    "batch": "只和同一案由、同一主体、同一轻重档的案件比，算出“同一天碰巧有这么多件罚得一样的可能性”。",
    "harsher": "只和同一案由、同一轻重档、宽严相近的承办人的案件比，算出“如果不看是谁，碰巧这样分配的可能性”（费希尔精确检验，分层合计）。",
    "milder": "只和同一案由、同一轻重档、宽严相近的承办人的案件比，算出“如果不看是谁，碰巧这样分配的可能性”（费希尔精确检验，分层合计）。",
    "fined_more": "把同类案件的罚款按在幅度中的位置排队，算出“如果不看是谁，碰巧排得这样靠前的可能性”（秩和检验，并列照实计）。",
    "fined_less": "把同类案件的罚款按在幅度中的位置排队，算出“如果不看是谁，碰巧排得这样靠后的可能性”（秩和检验，并列照实计）。",
    "leads_dropped": "只和同一科室、同一来源的线索比，算出“碰巧有这么多条不立案的可能性”（费希尔精确检验，分层合计）。",
    "leads_pursued": "只和同一科室、同一来源的线索比，算出“碰巧有这么多条立案的可能性”（费希尔精确检验，分层合计）。",
    "taken_up_again": "把当事人行使权利后的若干天，与同科室、案件数相近、没有行使权利的当事人办结后的同样天数相比（费希尔精确检验，分层合计）。"
    "迟报名单、双随机、举报、上级交办的立案有独立来源，不计。",
    "penalised_after_refusal": "只和同一案由、同一轻重档、宽严相近的承办人的案件比，接受与不接受之间应当没有差别（费希尔精确检验，分层合计）。",
    "fined_more_after_statement": "把同类案件的罚款按在幅度中的位置排队，申辩与不申辩之间应当没有差别（秩和检验，并列照实计）。",
}
CAUTION = "差别可能有正当原因，本系统不作认定。请科室逐案说明，由监督人员判断。"


def question(cell: Cell, names: Mapping[str, str]) -> str:
    """The question as a sentence; `names`: Chinese names of offences, kinds and other codes."""
    words = dict(cell.where)
    where = "".join(COLUMNS[name].format(names.get(word, word)) + _of(name) for name, word in cell.where).rstrip("的")
    return QUESTIONS[cell.sign].format(
        where=where or "全局",
        period=_period(cell),
        size=cell.size,
        count=cell.count,
        expected=f"{cell.expected:.1f}",
        grievance=_grievance(words.get("grievance", "")),
    )


def _of(name: str) -> str:
    return "" if name in {"grievance"} else "的"


def _grievance(kind: str) -> str:
    return f"当事人{GRIEVANCES.get(kind, '投诉、复议、申辩或者拒绝柔性措施')}"


def _period(cell: Cell) -> str:
    if cell.since is None or cell.until is None:
        return ""
    if cell.since == cell.until:
        return f"{cell.since.year}年{cell.since.month}月{cell.since.day}日"
    return f"{cell.since.year}年{cell.since.month}月{cell.since.day}日至{cell.until.month}月{cell.until.day}日"
