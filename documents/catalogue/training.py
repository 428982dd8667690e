"""Papers of the training room: who was there, who passed, how a year went, a lesson on paper for a party."""

from documents.catalogue.common import ISSUED_ON, ORGAN, PARTY
from documents.kinds import Context, Field, PaperKind
from documents.words import as_date

ATTENDANCE_SHEET = PaperKind(
    code="ATTENDANCE_SHEET",
    title="培训签到表",
    number_word="",
    purpose="固定一场培训的时间、内容、学时和到场人员，供考核查证。",
    legal_basis=(),
    fields=(
        ORGAN,
        Field("session", "培训名称"),
        Field("starts_at", "开始时间", "moment"),
        Field("ends_at", "结束时间", "moment"),
        Field("place", "地点"),
        Field("trainer", "授课人"),
        Field("hours", "学时"),
        Field(
            "people",
            "签到人员",
            "rows",
            fields=(
                Field("name", "姓名"),
                Field("section", "科室", required=False),
                Field("means", "签到方式"),
                Field("signed_at", "签到时间", "moment"),
            ),
        ),
        Field("voided", "更正", "lines", required=False, help="不计的签到和理由"),
        Field("made_on", "制表日期", "date"),
    ),
    signers=("授课人", "培训管理人员"),
    copies=("归档",),
    template="documents/attendance_sheet.html",
    for_party=False,
)

TRAINING_CERTIFICATE = PaperKind(
    code="TRAINING_CERTIFICATE",
    title="培训合格证明",
    number_word="培证",
    purpose="证明本局人员完成一门课程并通过测验；不是统计执法证，也不代替执法资格考试。",
    legal_basis=(),
    fields=(
        ORGAN,
        Field("name", "姓名"),
        Field("section", "科室", required=False),
        Field("course", "课程"),
        Field("hours", "学时", required=False),
        Field("quiz", "测验"),
        Field("score", "成绩", "whole"),
        Field("passed_on", "合格日期", "date"),
        ISSUED_ON,
    ),
    signers=("机关印章",),
    copies=("一份交本人", "一份归档"),
    template="documents/training_certificate.html",
    for_party=False,
    pages=1,
)


def _stands_after_its_year(context: Context) -> list[str]:
    year, made = str(context.get("year") or ""), as_date(context.get("made_on"))
    return ["制表日期不能早于统计年度。"] if made and year.isdigit() and made.year < int(year) else []


TRAINING_STATEMENT = PaperKind(
    code="TRAINING_STATEMENT",
    title="年度学习培训情况表",
    number_word="",
    purpose="年度考核中“组织与培训”一项的依据：每个数都写明分母，不含处罚数量和金额。",
    legal_basis=("《中华人民共和国行政处罚法》第七十四条第三款",),
    fields=(
        ORGAN,
        Field("year", "年度"),
        Field("required", "学时要求"),
        Field(
            "figures",
            "主要数字",
            "rows",
            fields=(Field("name", "指标"), Field("value", "数字"), Field("note", "口径", required=False)),
        ),
        Field("columns", "科室表头", "lines"),
        Field("cells", "科室各行", "cells"),
        Field(
            "coverage",
            "清单学习",
            "rows",
            required=False,
            fields=(Field("name", "清单"), Field("value", "取得资格人数")),
        ),
        Field("effect", "成效", "lines", required=False),
        Field("made_on", "制表日期", "date"),
        Field("sha256", "校验值", "digest"),
    ),
    signers=("制表人", "领导小组"),
    copies=("报领导小组", "归档"),
    template="documents/training_statement.html",
    for_party=False,
    rules=(_stands_after_its_year,),
)

LEARNING_SHEET = PaperKind(
    code="LEARNING_SHEET",
    title="学习单元",
    number_word="",
    purpose="交给不便用手机的当事人；自愿填写，签名后交回。",
    legal_basis=("《中华人民共和国行政处罚法》第六条",),
    fields=(
        ORGAN,
        PARTY,
        Field("unit", "单元名称"),
        Field("text", "学习内容", "long"),
        Field(
            "questions",
            "题目",
            "rows",
            fields=(Field("text", "题干", "long"), Field("options", "选项", "lines"), Field("kind", "题型")),
        ),
        Field("phone", "联系电话", required=False),
    ),
    signers=("学习人",),
    copies=("一份交当事人", "签名后的原件归档"),
    template="documents/learning_sheet.html",
)

TRAINING = (ATTENDANCE_SHEET, TRAINING_CERTIFICATE, TRAINING_STATEMENT, LEARNING_SHEET)
