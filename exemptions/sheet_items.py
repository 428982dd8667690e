"""List items as rows of a sheet, and rows as fields of items. The columns are those that published lists have."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from accounts.models import Bureau, Section
from exemptions.citations import BadCitation, parse, short_form
from exemptions.listing import force_of
from exemptions.models import ListItem, ListVersion
from exemptions.sheets import Column, Line, workbook
from exemptions.showing_lists import Names, printed_condition
from rules import cond
from rules.calendar import zh_date
from rules.condtext import Convention, parse_zh, print_zh
from rules.text import MEASURES, NP_DISCRETIONARY_FIRST, NP_MANDATORY_MINOR, OUTCOMES

LENIENT = (NP_MANDATORY_MINOR, NP_DISCRETIONARY_FIRST)
OUTCOME_WORDS = {
    **{OUTCOMES[code].name: code for code in LENIENT},
    "不予": NP_MANDATORY_MINOR,
    "应当不予行政处罚": NP_MANDATORY_MINOR,
    "可以不予": NP_DISCRETIONARY_FIRST,
}
MEASURE_CODES = {name: code for code, name in MEASURES.items()}

COLUMNS = (
    Column("序号", "number", True, "同一版本里不能重复；与草案已有的序号相同时，修改那一项。", ("项号",), width=8),
    Column("违法行为", "offences", note="写案由的名称，几个之间换行或者用分号。可以不填，公布前用表单选择。",
           aliases=("违法行为名称", "案由"), width=28),
    Column("事项名称", "name", note="一句话，80字以内。", aliases=("事项",), width=24),
    Column("事项编码", "external_code", width=16),
    Column("适用对象", "kinds", note="写主体的名称，几个之间用顿号。", aliases=("适用主体",), width=20),
    Column("违反条款", "violates", note="一行一条。", width=22),
    Column("处罚条款", "punished_by", note="一行一条。", width=22),
    Column("免罚情形", "wording", True, "准备公布的正式表述，原样保存。",
           ("不予行政处罚的情形", "正式表述", "官方表述"), width=48),
    Column("数值阈值", "condition", note="条件。照导出表的写法，系统直接读成条件；读不懂的按文字保存，公布前用表单录入。",
           aliases=("条件",), width=36),
    Column("免罚依据", "basis", note="一行一条，如“行政处罚法33条1款前段”，也可以写“《行政处罚法》第三十三条第一款”。",
           aliases=("法定依据",), width=24),
    Column("结果", "outcome", True, "不予行政处罚，或者可以不予行政处罚。",
           choices=tuple(OUTCOMES[code].name for code in LENIENT), width=18),
    Column("柔性措施", "measure", note="空白为不另附措施。", choices=tuple(MEASURES.values()), width=16),
    Column("升级条件", "steps", note="一行一条，每成立一条，措施升一级。写“名称：条件”，条件的写法同“数值阈值”。", width=28),
    Column("须由人确认的要求", "confirm", note="条件里没有对应事实的要求，一行一条。", width=24),
    Column("配套监管措施", "supporting", note="一行一条。", width=20),
    Column("实施主体", "implementer", note="空白为本机关。", width=20),
    Column("认领科室", "proposed_section", note="准备由哪个科室认领，写科室的名称。公布后由科室负责人认领。", width=16),
    Column("版本与生效期", "version", note="只供阅读；以所导入的草案为准。", width=28),
    Column("备注", "note", width=24),
)  # fmt: skip


# --- out -----------------------------------------------------------------------


def export(version: ListVersion, names: Names) -> bytes:
    """Every item of a version, in columns that read back as they stand."""
    items = version.items.prefetch_related("basis_rows__provision", "claims__section")
    body = Bureau.objects.values_list("name", flat=True).first() or ""
    rows = [_row(item, version, names, body) for item in items]
    return workbook(COLUMNS, rows, notes(names))


def template(names: Names) -> bytes:
    return workbook(COLUMNS, [], notes(names))


def notes(names: Names) -> list[list[str]]:
    said = [["栏目", "怎样填写"], ["", "在第一张表里填写，一行一项，不要合并单元格，不要写公式。带*的必填。"]]
    said += [[column.name, column.note] for column in COLUMNS if column.note]
    said += [["", ""], ["可以填的案由", ""], *(["", name] for name in names.offences.values())]
    said += [["可以填的适用对象", "、".join(names.kinds.values())], ["可以填的柔性措施", "、".join(MEASURES.values())]]
    return said


def version_words(version: ListVersion) -> str:
    """包容免罚清单，2026年7月15日起施行；以下、以上含本数."""
    since = f"{zh_date(version.effective_from)}起施行" if version.effective_from else "施行日未定"
    until = f"，{zh_date(version.effective_to)}止" if version.effective_to else ""
    demo = "（示范数据）" if version.is_demo else ""
    return f"{version.title}{demo}，{since}{until}；{version.convention.note()}"


def _row(item: ListItem, version: ListVersion, names: Names, body: str) -> list[str]:
    claimed = [claim.section.name for claim in item.claims.all() if claim.state != "released"]
    cells = {
        "number": item.number,
        "offences": "；".join(names.offences.get(code, code) for code in item.offences),
        "name": item.name,
        "external_code": item.external_code,
        "kinds": names.joined(names.kinds, item.kinds),
        "violates": "\n".join(item.violates),
        "punished_by": "\n".join(item.punished_by),
        "wording": item.wording,
        "condition": printed_condition(item, version, names.facts),
        "basis": "\n".join(item.citations()),
        "outcome": OUTCOMES[item.outcome].name if item.outcome in OUTCOMES else item.outcome,
        "measure": MEASURES.get(item.measure, item.measure),
        "steps": "\n".join(_step_words(step, version.convention, names.facts) for step in item.steps),
        "confirm": "\n".join(item.confirm),
        "supporting": "\n".join(item.supporting),
        "implementer": item.implementer or body,
        "proposed_section": "、".join(claimed) or item.proposed_section,
        "version": version_words(version),
        "note": item.note,
    }
    return [cells[column.key] for column in COLUMNS]


def _step_words(step: Mapping[str, Any], convention: Convention, facts: cond.Facts) -> str:
    return f"{step['title']}：{print_zh(cond.load(step['when'], facts), facts, convention)}"


# --- in ------------------------------------------------------------------------


@dataclass(frozen=True)
class Reader:
    """What the cells of a sheet may mean for one draft. Choices are read once for the whole sheet."""

    version: ListVersion
    names: Names
    sections: frozenset[str]
    body: str

    @classmethod
    def of(cls, version: ListVersion, names: Names) -> "Reader":
        sections = frozenset(Section.objects.filter(is_active=True).values_list("name", flat=True))
        return cls(version, names, sections, Bureau.objects.values_list("name", flat=True).first() or "")

    def fields(self, line: Line) -> dict[str, Any]:
        """The fields of the item the row says; cells that cannot be read are blamed on the line."""
        said = {key: text for key, text in line.values.items() if key in READERS and (text or key not in KEPT)}
        return {key: READERS[key](self, line, text) for key, text in said.items()} | self._condition(line)

    def _condition(self, line: Line) -> dict[str, Any]:
        """Fields from the condition and the convention the sheet was written under. Words stay with the wording."""
        text = line.values.get("condition", "")
        if "含本数" in line.values.get("version", "") and self.version.convention.note() not in line.values["version"]:
            note = self.version.convention.note()
            line.blame("version", f"这份表的“以上、以下”与草案的约定不同，草案约定{note}。请先改草案的约定。")
        if not text:
            return {}
        try:
            return {"condition": cond.to_json(self._read(text))}
        except cond.CondError:
            return {"wording": f"{line.values['wording']}（数值阈值：{text}）"}

    def _read(self, text: str) -> cond.Cond:
        plain = "".join(text.split()).removesuffix("。")
        found = parse_zh(plain, self.names.facts, self.version.convention)
        return cond.load(cond.to_json(found), self.names.facts)

    def number(self, line: Line, text: str) -> str:
        return _short(line, "number", text, 10)

    def offences(self, line: Line, text: str) -> list[str]:
        return self._coded(line, "offences", text, self.names.offences, "案由")

    def kinds(self, line: Line, text: str) -> list[str]:
        return self._coded(line, "kinds", text, self.names.kinds, "适用对象")

    def _coded(self, line: Line, key: str, text: str, known: Mapping[str, str], what: str) -> list[str]:
        codes = []
        for part in _parts(text):
            found = _code(part, known) or _several(part, known)
            if not found:
                near = get_close_matches(part, known.values(), 1, 0.5)
                hint = f"是不是“{near[0]}”？" if near else ""
                listed = f"可以填：{'、'.join(known.values())}。" if len(known) < 10 else "可以填的见样表第二张表。"
                line.blame(key, f"没有“{part}”这个{what}。{hint}{listed}")
            codes += found
        return list(dict.fromkeys(codes))

    def outcome(self, line: Line, text: str) -> str:
        if text in OUTCOME_WORDS:
            return OUTCOME_WORDS[text]
        way = "从轻、减轻写进裁量基准，不写进清单。" if "轻" in text else ""
        line.blame("outcome", f"只能填“不予行政处罚”或者“可以不予行政处罚”。两种结果都有的，分成两行。{way}")
        return ""

    def measure(self, line: Line, text: str) -> str:
        if text and text not in MEASURE_CODES:
            line.blame("measure", f"没有“{text}”这种柔性措施。可以填：{'、'.join(MEASURES.values())}。")
        return MEASURE_CODES.get(text, "")

    def steps(self, line: Line, text: str) -> list[dict[str, Any]]:
        steps = []
        for row in _rows(text):
            title, mark, words = row.partition("：")
            try:
                steps.append({"when": cond.to_json(self._read(words)), "title": title.strip()})
            except cond.CondError as fault:
                way = "请写“名称：条件”，条件照导出表的写法。" if mark else "请在名称和条件之间写冒号。"
                line.blame("steps", f"“{row}”读不成升级条件：{fault}{way}")
        return steps

    def citations(self, key: str) -> Callable[[Line, str], list[str]]:
        def read(line: Line, text: str) -> list[str]:
            cited = [short_form(row) for row in _rows(text)]
            for one in cited:
                try:
                    parse(one)
                except BadCitation as fault:
                    line.blame(key, fault.message)
            return cited

        return read

    def section(self, line: Line, text: str) -> str:
        if text and text not in self.sections:
            line.blame("proposed_section", f"没有“{text}”这个科室。可以填：{'、'.join(sorted(self.sections))}。")
        return text

    def implementer_of(self, line: Line, text: str) -> str:
        return "" if text == self.body else _short(line, "implementer", text, 80)


def _plain(key: str, most: int) -> Callable[[Reader, Line, str], str]:
    return lambda reader, line, text: _short(line, key, text, most)


def _listed(key: str, most: int) -> Callable[[Reader, Line, str], list[str]]:
    def read(reader: Reader, line: Line, text: str) -> list[str]:
        return [_short(line, key, row, most) for row in _rows(text)]

    return read


# An empty cell of these leaves what the draft has; of all others it means empty.
KEPT = ("offences", "kinds", "basis", "steps")
READERS: dict[str, Callable[[Reader, Line, str], Any]] = {
    "number": Reader.number,
    "offences": Reader.offences,
    "name": _plain("name", 80),
    "external_code": _plain("external_code", 40),
    "kinds": Reader.kinds,
    "violates": lambda reader, line, text: reader.citations("violates")(line, text),
    "punished_by": lambda reader, line, text: reader.citations("punished_by")(line, text),
    "wording": _plain("wording", 5000),
    "basis": lambda reader, line, text: reader.citations("basis")(line, text),
    "outcome": Reader.outcome,
    "measure": Reader.measure,
    "steps": Reader.steps,
    "confirm": _listed("confirm", 100),
    "supporting": _listed("supporting", 60),
    "implementer": Reader.implementer_of,
    "proposed_section": Reader.section,
    "note": _plain("note", 300),
}


def complete(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with the force and the finding that follow from the outcome."""
    binding, supplies = force_of(fields["outcome"])
    return {**fields, "binding": binding, "supplies": supplies}


def _short(line: Line, key: str, text: str, most: int) -> str:
    if len(text) > most:
        line.blame(key, f"有{len(text)}个字，最多{most}个字。请缩短。")
    return text


def _rows(text: str) -> list[str]:
    return [row.strip() for row in text.splitlines() if row.strip()]


def _parts(text: str) -> list[str]:
    return [part.strip() for row in _rows(text) for part in row.replace(";", "；").split("；") if part.strip()]


def _code(text: str, known: Mapping[str, str]) -> list[str]:
    """A code, a name, or a name with its subject before it."""
    exact = [code for code, name in known.items() if text in (code, name)]
    return exact or [code for code, name in known.items() if len(name) > 4 and text.endswith(name)]


def _several(text: str, known: Mapping[str, str]) -> list[str]:
    """Names joined by 、, where a name may itself hold one; [] unless every piece is known."""
    return _joined(text.split("、"), known)


def _joined(pieces: Sequence[str], known: Mapping[str, str]) -> list[str]:
    for size in range(len(pieces), 0, -1):
        found = _code("、".join(pieces[:size]).strip(), known)
        rest: Iterable[str] = _joined(pieces[size:], known) if found and size < len(pieces) else ()
        if found and (size == len(pieces) or rest):
            return [*found, *rest]
    return []
