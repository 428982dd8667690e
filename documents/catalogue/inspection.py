"""Looking: notice of an inspection, inquiry in writing, registering evidence for safe keeping, the list of evidence."""

from documents.catalogue.common import CASE_NUMBER, CONTACT, ISSUED_ON, OFFICERS, ORGAN, PARTY
from documents.kinds import Column, Context, Field, PaperKind
from documents.words import as_date

POWERS = "《中华人民共和国统计法》第三十八条第一款"
SAFE_KEEPING = "《中华人民共和国行政处罚法》第五十六条"
ITEMS = (
    Field("name", "物品或者资料名称"),
    Field("quantity", "数量"),
    Field("note", "说明", required=False),
)


def _ends_after_it_begins(context: Context) -> list[str]:
    begins, ends = as_date(context.get("begins_on")), as_date(context.get("ends_on"))
    if begins and ends and ends < begins:
        return ["检查的结束日期早于开始日期，请核对。"]
    return []


INSPECTION_NOTICE = PaperKind(
    code="INSPECTION_NOTICE",
    title="统计执法检查通知书",
    number_word="检",
    purpose="通知检查的依据、时间、范围和人员，请当事人配合；写明当事人的权利。",
    legal_basis=(POWERS, "《中华人民共和国行政处罚法》第五十五条"),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        Field("reason", "检查事由", "long", help="如“按照2026年双随机抽查计划”"),
        Field("basis", "检查的依据", "citations"),
        Field("begins_on", "检查开始日期", "date"),
        Field("ends_on", "检查结束日期", "date"),
        Field("place", "检查地点"),
        Field("scope", "检查的范围", "lines", help="每项一句：哪些报表、哪些时期"),
        Field("prepare", "请准备的资料", "lines"),
        OFFICERS,
        Field("visits", "本年度检查次数", required=False, help="如“本年度第1次，上限2次”"),
        CONTACT,
        ISSUED_ON,
    ),
    signers=("机关印章",),
    copies=("一份送达当事人", "一份归档"),
    template="documents/inspection_notice.html",
    pages=2,
    tighter=("fit-1",),
    rules=(_ends_after_it_begins,),
)

PRESERVATION_NOTICE = PaperKind(
    code="PRESERVATION_NOTICE",
    title="先行登记保存通知书",
    number_word="登保",
    purpose="经负责人批准，对可能灭失或者以后难以取得的证据先行登记保存；七个工作日内处理。",
    legal_basis=(SAFE_KEEPING, "《中华人民共和国统计法》第三十八条第一款第（五）项"),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        Field("reason", "登记保存的原因", "long"),
        Field("items", "登记保存的物品和资料", "rows", fields=ITEMS),
        Field("place", "保存地点"),
        Field("approved_on", "批准日期", "date"),
        Field("handle_by", "处理期限", "date", help="自登记保存之日起七个工作日内"),
        OFFICERS,
        CONTACT,
        ISSUED_ON,
    ),
    signers=("执法人员（二人）", "当事人", "机关印章"),
    copies=("一份送达当事人", "一份归档"),
    template="documents/preservation_notice.html",
    decides=True,
    pages=2,
    tighter=("fit-1",),
)

PRESERVATION_DISPOSAL = PaperKind(
    code="PRESERVATION_DISPOSAL",
    title="登记保存物品处理通知书",
    number_word="登处",
    purpose="在七个工作日内对登记保存的证据作出处理。",
    legal_basis=(SAFE_KEEPING,),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        Field("notice_number", "登记保存通知书文号"),
        Field("notified_on", "登记保存日期", "date"),
        Field("disposals", "处理", "rows", fields=(*ITEMS[:2], Field("result", "处理结果"))),
        CONTACT,
        ISSUED_ON,
    ),
    signers=("机关印章", "当事人（领回时）"),
    copies=("一份送达当事人", "一份归档"),
    template="documents/preservation_disposal.html",
    decides=True,
    pages=1,
)

EVIDENCE_LIST = PaperKind(
    code="EVIDENCE_LIST",
    title="证据清单",
    number_word="",
    purpose="列明本案每一份证据的来源和证明的事实，核对原件。",
    legal_basis=("《中华人民共和国行政处罚法》第四十六条",),
    fields=(
        ORGAN,
        PARTY,
        CASE_NUMBER,
        Field("offence", "案由"),
        Field(
            "evidence",
            "证据",
            "rows",
            fields=(
                Field("name", "证据名称"),
                Field("kind", "种类"),
                Field("source", "来源", required=False),
                Field("pages", "页数", required=False),
                Field("proves", "证明的事实", required=False),
            ),
        ),
        Field("made_on", "制表日期", "date"),
    ),
    signers=("执法人员（二人）",),
    copies=("归档",),
    template="documents/list.html",
    for_party=False,
    listing="evidence",
    columns=(
        Column("序号", "", "no"),
        Column("证据名称", "name"),
        Column("种类", "kind", "kind"),
        Column("来源", "source", "from"),
        Column("页数", "pages", "no"),
        Column("证明的事实", "proves"),
    ),
    remark="说明：复印件、照片应当由提供人核对，注明与原件一致并签名。",
)

INSPECTION = (INSPECTION_NOTICE, PRESERVATION_NOTICE, PRESERVATION_DISPOSAL, EVIDENCE_LIST)
