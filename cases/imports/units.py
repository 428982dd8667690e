"""Which party of the register a row means; what is not certain is asked, never guessed."""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.enums_intake import PartyChoice
from cases.models import IntakeRow
from parties.identifiers import LENGTH, check_credit_code, kind_of_code, name_key, normalise_code
from parties.matching import known_by_code, known_by_name, near_names
from parties.models import Party
from records.errors import DomainError
from records.spreadsheets import Column

NAME = Column(
    "name", ("单位名称", "单位详细名称", "调查对象名称", "企业名称", "调查单位名称", "当事人", "当事人名称"), True
)
CODE = Column(
    "code", ("统一社会信用代码", "信用代码", "社会信用代码", "单位代码", "统一社会信用代码或组织机构代码"), True
)

# A good code that nobody has settles that the unit is a new one, unless its very name is there under another code.
DOUBTFUL = frozenset({"名称相同", "主要字样相同"})


@dataclass
class Blame:
    """Faults of one row that its unit has; `problem` says why there is no party yet."""

    column: Column
    message: str
    suggest: str = ""


def settle(rows: Iterable[IntakeRow]) -> dict[int, list[Blame]]:
    """Find the party of each row and note it on the row; faults by line. Four queries for any number of rows."""
    rows = list(rows)
    codes = {row.line: normalise_code(row.values.get("code", "")) for row in rows}
    keys = {row.line: name_key(row.values.get("name", "")) for row in rows}
    by_code, by_name = known_by_code(codes.values()), known_by_name(keys.values())
    open_keys = [
        keys[row.line] for row in rows if codes[row.line] not in by_code and len(by_name.get(keys[row.line], [])) != 1
    ]
    near = near_names(open_keys)
    faults = {}
    for row in rows:
        row.matches = []
        if row.party_id and row.edited_by_id and row.party_choice == PartyChoice.KNOWN and row.values.get("chosen"):
            faults[row.line] = []
            continue
        row.party, row.party_choice = None, PartyChoice.OPEN
        faults[row.line] = _one(row, codes[row.line], keys[row.line], by_code, by_name, near)
    return faults


def _one(
    row: IntakeRow,
    code: str,
    key: str,
    by_code: dict[str, Party],
    by_name: dict[str, list[Party]],
    near: dict[str, list[tuple[Party, str]]],
) -> list[Blame]:
    if found := by_code.get(code):
        return _known(row, found)
    same = by_name.get(key, [])
    if len(same) == 1 and (not code or same[0].credit_code in ("", code)):
        return _known(row, same[0])
    candidates = dict(near.get(key, [])) | {party: "名称相同" for party in same}
    row.matches = [_card(party, why) for party, why in candidates.items()][:3]
    problem = code_problem(code)
    if problem:
        return [Blame(CODE, problem, row.matches[0]["code"] if len(row.matches) == 1 else "")]
    if any(card["why"] in DOUBTFUL for card in row.matches) and not row.values.get("is_new"):
        return [Blame(NAME, "当事人库里没有这个代码，但有名称一样的单位。请选用，或者确认是新的单位。")]
    if not key:
        return [Blame(NAME, "没有填写单位名称。")]
    row.party_choice = PartyChoice.NEW
    return []


def _known(row: IntakeRow, party: Party) -> list[Blame]:
    row.party, row.party_choice = party, PartyChoice.KNOWN
    return []


def _card(party: Party, why: str) -> dict[str, str | int]:
    return {"pk": party.pk, "name": party.name, "code": party.credit_code, "why": why}


def code_problem(code: str) -> str:
    """Why no new party can be registered under this code; empty when one can."""
    if not code:
        return "没有填写统一社会信用代码，当事人库里也没有同名的单位。请补填代码。"
    try:
        check_credit_code(code)
    except DomainError as error:
        return error.message
    if not kind_of_code(code):
        return f"代码以“{code[:2]}”开头，看不出是企业、个体工商户还是机关单位。请先在“当事人”中登记这个单位。"
    return ""


def kind_of(row: IntakeRow) -> str:
    """The kind of party the rules judge by."""
    if row.party is not None:
        return str(row.party.kind)
    code = normalise_code(row.values.get("code", ""))
    return kind_of_code(code) if len(code) == LENGTH else ""
