"""首违核查: the proof of a search, one page."""

from documents.catalogue.common import OFFICERS, ORGAN, PARTY
from documents.kinds import Context, Field, PaperKind, Values
from documents.words import as_date

RESULTS = (
    ("none", "未发现同类违法记录"),
    ("found", "有同类违法记录"),
    ("not_searched", "核查不完整，不能认定"),
)


def _silence_is_not_absence(context: Context) -> list[str]:
    """未查 is never 无: an unsearched register forbids the answer "none"."""
    registers = _rows(context, "registers")
    same = [row for row in _rows(context, "priors") if row.get("same_kind") is not False]
    errors = []
    skipped = [str(row["name"]) for row in registers if not row.get("searched")]
    for row in registers:
        if row.get("searched") and row.get("found") is None:
            errors.append(f"“{row['name']}”已经查询，请填写查到几条同类记录；没有查到的填0。")
        if not row.get("searched") and not str(row.get("note", "")).strip():
            errors.append(f"“{row['name']}”没有查询，请写明原因。")
    if skipped and context.get("result") == "none":
        errors.append(f"“{'、'.join(skipped)}”没有查询，结论不能是“未发现同类违法记录”。")
    if context.get("result") == "none" and (same or any(row.get("found") for row in registers)):
        errors.append("查到了同类违法记录，结论不能是“未发现同类违法记录”。")
    if context.get("result") == "found" and not same:
        errors.append("结论是“有同类违法记录”，请列出查到的同类记录。")
    begins, ends = as_date(context.get("window_from")), as_date(context.get("window_to"))
    if begins and ends and begins > ends:
        errors.append("核查窗口的起日晚于止日，请核对。")
    return errors


def _rows(context: Context, name: str) -> list[dict[str, object]]:
    value = context.get(name)
    return [dict(row) for row in value] if isinstance(value, list | tuple) else []


def _results_and_kinds(values: Values) -> Values:
    for row in values["priors"]:
        row["other_kind"] = row["same_kind"] is False
    return {"results": RESULTS}


FIRST_OFFENCE_CHECK = PaperKind(
    code="FIRST_OFFENCE_CHECK",
    title="首违核查单",
    number_word="",
    purpose="证明查过哪些登记、查到什么，供认定是否初次违法。",
    legal_basis=("《中华人民共和国行政处罚法》第三十三条第一款", "《中华人民共和国行政处罚法》第四十七条"),
    fields=(
        ORGAN,
        PARTY,
        Field("case_number", "案号", required=False),
        Field("offence", "案由"),
        Field("act", "本次行为", help="何时、何表、何指标"),
        Field("window", "窗口规则", help="如“两个自然年度”"),
        Field("window_from", "窗口起日", "date", required=False, help="不限期限的留空"),
        Field("window_to", "窗口止日", "date"),
        Field(
            "registers",
            "查询的登记",
            "rows",
            fields=(
                Field("name", "登记名称"),
                Field("scope", "范围", required=False, help="如“自2023年1月1日起完整”"),
                Field("keys", "查询条件", required=False, help="如信用代码、名称、曾用名"),
                Field("searched", "已经查询", "flag"),
                Field("found", "查到同类记录条数", "whole", required=False),
                Field("note", "说明", required=False),
            ),
        ),
        Field(
            "priors",
            "查到的记录",
            "rows",
            required=False,
            fields=(
                Field("decided_on", "日期", "date"),
                Field("number", "文号", required=False),
                Field("offence", "案由"),
                Field("result", "处理结果"),
                Field("source", "出处", required=False),
                Field("same_kind", "是否同类", "flag", required=False, help="默认是"),
            ),
        ),
        Field("result", "核查结论", "choice", choices=RESULTS),
        Field("result_note", "结论说明", required=False),
        Field("made_at", "核查时间", "moment"),
        Field("sha256", "校验值", "digest"),
        OFFICERS,
    ),
    signers=("执法人员（二人）", "复核人"),
    copies=("归档",),
    template="documents/first_offence_check.html",
    for_party=False,
    pages=1,
    rules=(_silence_is_not_absence,),
    derive=_results_and_kinds,
)
