"""docs/procedure.md, written from the transition table: what is printed there is what the services do."""

from collections.abc import Iterator

import documents
from cases.enums import ActState, CaseState, LeadState, MeasureState
from cases.transition import WHO_WORDS, Gate, Transition
from cases.workflow import TRANSITIONS
from rules.clocks import CLOCKS
from rules.deadlines import NATURAL_DAYS, unit_zh
from rules.gates import GATES, SPECS, STEPS
from rules.terms import Terms

OBJECTS = {
    "lead": ("线索", LeadState),
    "case": ("案件", CaseState),
    "act": ("违法行为", ActState),
    "measure": ("柔性措施", MeasureState),
}
GATE_WORDS = {
    Gate.TWO_OFFICERS: "两名有执法证、已声明且无须回避的执法人员",
    Gate.INVESTIGATORS: "两名有执法证的执法人员；回避申请待决定的，不停止调查",
}
# Gates of the rules that a verb asks before it is done.
ASKED = {"notify_penalty": "notify", "decide_penalty": "decide"}
INTRO = """# The procedure, step by step

Written by `manage.py write_procedure` from the one transition table (`cases/workflow.py`); a test compares the two. A verb
that is not here does not exist. Every verb refuses with a Chinese sentence that names who may and what is missing.

- **步骤**: the verb, and its name in code.
- **从 → 到**: the states it starts from and leads to; no arrow, the state stays.
- **谁**: the capacity in which it is done. Own work is never signed by oneself.
- **条件**: two officers, and the gates of the rules (below) that are asked first.
- **文书**, **期限**: the papers it brings, the clocks it starts or that bind it.
"""


def _states(kind: str, row: Transition) -> str:
    names = OBJECTS[kind][1]
    frm = "、".join(names(state).label for state in names if state in row.frm)
    to = "、".join(names(state).label for state in row.to if state not in row.frm or len(row.to) > 1)
    return f"{frm} → {to}" if to else frm


def _conditions(row: Transition) -> str:
    found = [GATE_WORDS[row.gate]] if row.gate else []
    if row.object == "act" and row.on == frozenset({CaseState.INVESTIGATING}):
        found.append("案件已立案")
    if row.verb in ASKED:
        found.append("“处罚的关口”中的各项")
    return "；".join(found) or "—"


def _clock(name: str) -> str:
    rule = CLOCKS.get(name)
    if rule is None:
        return name
    unit = unit_zh(rule.unit)
    back = "前" if rule.back else ""
    day = f"{rule.amount}{unit}" if unit != NATURAL_DAYS else f"{rule.amount}日"
    return f"{rule.name_zh}（{rule.start_event}{back}{day}）"


def _articles(row: Transition, terms: Terms) -> str:
    """The general law, then what the trade's own law says of the same step now."""
    own = [
        citation for entry in dict(terms.by_verb).get(row.verb, ()) if entry.last is None for citation in entry.basis
    ]
    return "；".join([row.article, *own])


def _cells(row: Transition, terms: Terms) -> list[str]:
    papers = "、".join(documents.CATALOGUE[code].title for code in row.papers) or "—"
    clocks = "、".join(_clock(name) for name in row.clocks) or "—"
    who = "、".join(WHO_WORDS[one] for one in row.who)
    step = f"{row.title} `{row.verb}`"
    return [step, _states(row.object, row), who, _conditions(row), _articles(row, terms), papers, clocks]


def _table(kind: str, terms: Terms) -> Iterator[str]:
    yield f"\n## {OBJECTS[kind][0]}\n"
    yield "| 步骤 | 从 → 到 | 谁 | 条件 | 依据 | 文书 | 期限 |"
    yield "|---|---|---|---|---|---|---|"
    for row in TRANSITIONS.values():
        if row.object == kind:
            yield f"| {' | '.join(_cells(row, terms))} |"


def _gates() -> Iterator[str]:
    yield "\n## 处罚的关口\n"
    yield "| 关口 | 依据 | 在哪一步 | 不满足时 |"
    yield "|---|---|---|---|"
    for key in GATES:
        spec = SPECS[key]
        steps = [TRANSITIONS[verb].title for verb, step in ASKED.items() if key in STEPS[step]]
        if steps:
            yield f"| {spec.title_zh} | {'、'.join(spec.citations)} | {'、'.join(steps)} | {spec.way_out_zh} |"


def _clocks() -> Iterator[str]:
    yield "\n## 期限\n"
    yield "工作日按国务院办公厅公布的放假安排；其余为自然日，月和年到对应日。约束当事人的，最后一日遇节假日顺延。\n"
    yield "| 期限 | 长度 | 起算 | 约束谁 | 依据 |"
    yield "|---|---|---|---|---|"
    for rule in CLOCKS.values():
        unit = unit_zh(rule.unit)
        start = f"{rule.start_event}（向前推算）" if rule.back else rule.start_event
        yield f"| {rule.name_zh} | {rule.amount}{unit} | {start} | {rule.binds} | {'、'.join(rule.citations)} |"


def procedure_text(terms: Terms) -> str:
    """The whole document, with the articles that the packs of this installation add."""
    lines = [INTRO.rstrip()]
    for kind in OBJECTS:
        lines += _table(kind, terms)
    lines += _gates()
    lines += _clocks()
    return "\n".join(lines) + "\n"
