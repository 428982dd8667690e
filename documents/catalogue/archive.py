"""The file itself: cover and contents; and the register of papers."""

from documents.catalogue.common import ORGAN, PARTY
from documents.kinds import Box, Column, Field, PaperKind

FILE_COVER = PaperKind(
    code="FILE_COVER",
    title="行政执法案卷",
    number_word="",
    purpose="案卷的封面。",
    legal_basis=("《中华人民共和国行政处罚法》第四十七条",),
    fields=(
        ORGAN,
        PARTY,
        Field("case_number", "案号"),
        Field("offence", "案由"),
        Field("result", "处理结果"),
        Field("filed_on", "立案日期", "date"),
        Field("closed_on", "结案日期", "date"),
        Field("handlers", "承办人", "lines"),
        Field("archived_on", "归档日期", "date"),
        Field("archivist", "归档人"),
        Field("pages", "卷内页数", "whole"),
        Field("keep", "保管期限"),
        Field("archive_number", "归档号", required=False),
    ),
    signers=("归档人",),
    copies=("归档",),
    template="documents/form.html",
    for_party=False,
    pages=1,
    boxes=(
        (Box("案号", "case_number"),),
        (Box("案由", "offence"),),
        (Box("当事人", "party.name"),),
        (Box("处理结果", "result"),),
        (Box("立案日期", "filed_on"), Box("结案日期", "closed_on")),
        (Box("承办人", "handlers"), Box("卷内页数", "pages")),
        (Box("归档日期", "archived_on"), Box("归档人", "archivist")),
        (Box("保管期限", "keep"), Box("归档号", "archive_number")),
    ),
)

FILE_CONTENTS = PaperKind(
    code="FILE_CONTENTS",
    title="卷内目录",
    number_word="",
    purpose="案卷里每一份材料的名称、文号和页码。",
    legal_basis=("《中华人民共和国行政处罚法》第四十七条",),
    fields=(
        ORGAN,
        Field("case_number", "案号"),
        Field(
            "items",
            "材料",
            "rows",
            fields=(
                Field("title", "材料名称"),
                Field("number", "文号", required=False),
                Field("made_on", "日期", "date", required=False),
                Field("page", "页码"),
                Field("note", "备注", required=False),
            ),
        ),
        Field("made_on", "制表日期", "date"),
    ),
    signers=("归档人",),
    copies=("归档",),
    template="documents/list.html",
    for_party=False,
    listing="items",
    columns=(
        Column("序号", "", "no"),
        Column("材料名称", "title"),
        Column("文号", "number", "number"),
        Column("日期", "made_on", "day"),
        Column("页码", "page", "no"),
        Column("备注", "note", "kind"),
    ),
)

PAPER_REGISTER = PaperKind(
    code="PAPER_REGISTER",
    title="文书台账",
    number_word="",
    purpose="一个年度里一种或者全部文书的文号，作废的留号并写明理由。",
    legal_basis=("《中华人民共和国行政处罚法》第四十七条",),
    fields=(
        ORGAN,
        Field("scope", "范围", help="如“2026年，责令改正通知书”"),
        Field(
            "papers",
            "文书",
            "rows",
            fields=(
                Field("number", "文号"),
                Field("title", "文书"),
                Field("about", "对象", required=False),
                Field("issued_on", "制发日期", "date"),
                Field("status", "状态"),
            ),
        ),
        Field("made_on", "制表日期", "date"),
    ),
    signers=("制表人",),
    copies=("归档",),
    template="documents/list.html",
    for_party=False,
    listing="papers",
    columns=(
        Column("序号", "", "no"),
        Column("文号", "number", "number"),
        Column("文书", "title", "from"),
        Column("对象", "about"),
        Column("制发日期", "issued_on", "day"),
        Column("状态", "status", "from"),
    ),
)

ARCHIVE = (FILE_COVER, FILE_CONTENTS, PAPER_REGISTER)
