"""公文 of any content in the full 文件格式 of GB/T 9704: bulletins, notices, reports to the leading group."""

from documents.catalogue.common import ISSUED_ON, ORGAN
from documents.kinds import Field, PaperKind, Values


def _layout_of_body(values: Values) -> Values:
    for part in values["body"]:
        part["numbers"] = [i for i, column in enumerate(part["columns"]) if column in part["numeric"]]
    return {"mark": values["mark"] or values["organ"]["name"] + "文件"}


OFFICIAL_DOCUMENT = PaperKind(
    code="OFFICIAL_DOCUMENT",
    title="公文",
    number_word="发",
    purpose="通报、通知等正式公文。",
    legal_basis=("《党政机关公文处理工作条例》第九条",),
    fields=(
        ORGAN,
        Field("mark", "发文机关标志", required=False, help="默认为机关名称加“文件”"),
        Field("copy_number", "份号", required=False, help="6位数字"),
        Field("secrecy", "密级和保密期限", required=False),
        Field("urgency", "紧急程度", required=False),
        Field("title", "标题"),
        Field("to", "主送机关", required=False),
        Field(
            "body",
            "正文",
            "rows",
            fields=(
                Field("heading", "小标题", required=False),
                Field("level", "层级", "whole", required=False, help="1至4，对应一、（一）1.（1）"),
                Field("text", "文字", "long", required=False),
                Field("caption", "表名", required=False),
                Field("columns", "表头", "lines", required=False),
                Field("numeric", "数字列", "lines", required=False, help="列名，右对齐"),
                Field("cells", "表的行", "cells", required=False),
            ),
        ),
        Field("annexes", "附件", "lines", required=False),
        ISSUED_ON,
        Field("remark", "附注", required=False, help="如“此件公开发布”"),
        Field("cc", "抄送机关", required=False),
        Field("printed_by", "印发机关", required=False),
        Field("printed_on", "印发日期", "date", required=False),
    ),
    signers=("签发人", "机关印章"),
    copies=("发主送、抄送机关", "一份归档"),
    template="documents/official_document.html",
    for_party=False,
    colophon=("cc", "printed_by"),
    derive=_layout_of_body,
)
