"""Fields that many papers share."""

from documents.kinds import Context, Field

PARTY_KINDS = (
    ("enterprise", "企业"),
    ("public_institution", "事业单位"),
    ("other_organisation", "其他组织"),
    ("individual_business", "个体工商户"),
    ("state_organ", "国家机关"),
    ("government_head", "地方政府、机关、单位负责人"),
    ("individual", "个人"),
)

ORGAN = Field(
    "organ",
    "制发机关",
    "group",
    fields=(
        Field("name", "机关名称"),
        Field("word", "机关代字", required=False),
        Field("district", "行政区", required=False),
        Field("address", "机关地址", required=False),
        Field("phone", "机关电话", required=False),
        Field("review_organ", "行政复议机关", required=False),
        Field("court", "有管辖权的人民法院", required=False),
    ),
)
PARTY = Field(
    "party",
    "当事人",
    "group",
    fields=(
        Field("name", "当事人名称或者姓名"),
        Field("kind", "主体种类", "choice", choices=PARTY_KINDS),
        Field("credit_code", "统一社会信用代码", required=False),
        Field("representative", "法定代表人、负责人或者经营者", required=False),
        Field("address", "住所或者经营场所", required=False),
        Field("call", "称谓", required=False, help="默认“你单位”，个人为“你”，个体工商户为“你户”"),
    ),
)
CONTACT = Field(
    "contact",
    "联系人",
    "group",
    fields=(
        Field("name", "联系人姓名", help="两人的写作“李明、王芳”"),
        Field("phone", "联系电话"),
        Field("address", "联系地址", required=False),
    ),
)
OFFICERS = Field(
    "officers",
    "执法人员",
    "rows",
    least=2,
    fields=(Field("name", "执法人员姓名"), Field("certificate", "执法证号")),
)
ISSUED_ON = Field("issued_on", "成文日期", "date", later=True)
CASE_NUMBER = Field("case_number", "案号", required=False)
TODO = (
    Field("what", "要做的事"),
    Field("due", "最迟日期", "date", required=False),
)


def remedy_is_known(context: Context) -> list[str]:
    organ = context.get("organ")
    if isinstance(organ, dict) and not organ.get("review_organ"):
        return ["请在本局信息中填写行政复议机关，决定书要写明救济途径。"]
    return []
