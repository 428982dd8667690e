"""What the papers say, read from the PDF."""

import re
from pathlib import Path

import pytest

import documents
from documents import CATALOGUE
from documents.catalogue.no_penalty import OUTCOMES
from documents.catalogue.penalty import OUTCOMES as PENALTIES
from tests.documents import samples
from tests.documents.measure import fonts, page_text, pages, paper, reader, text_of

pytestmark = pytest.mark.slow  # every paper is printed

CODES = sorted(CATALOGUE)
REASONS = Path(documents.__file__).parent.parent / "templates" / "documents" / "reasons"


@pytest.mark.parametrize("fields", ["full", "least"])
@pytest.mark.parametrize("code", CODES)
def test_every_paper_prints_with_all_and_with_least_fields(code, fields):
    text = text_of(paper(code, getattr(samples, fields)(code)))
    assert CATALOGUE[code].title in text or code == "OFFICIAL_DOCUMENT"
    for fault in ("None", "⟦", "。。", "，。", "：。", "免予", "（）", "《》"):
        assert fault not in text, fault


@pytest.mark.parametrize("code", CODES)
def test_a_paper_keeps_to_its_pages(code):
    kind = CATALOGUE[code]
    if kind.pages == 1:
        assert len(pages(paper(code))) == 1
    assert len(pages(paper(code, samples.least(code)))) <= (kind.pages or 2)


@pytest.mark.parametrize("code", CODES)
def test_a_draft_has_a_watermark_on_every_page_and_no_number(code):
    draft = paper(code, draft=True)
    for index in range(len(pages(draft))):
        assert {"草", "稿"} <= set(page_text(draft, index))
    assert samples.number_for(code) not in text_of(draft) or not CATALOGUE[code].number_word
    if CATALOGUE[code].number_word:
        assert "（未编号）" in text_of(draft)


@pytest.mark.parametrize("code", [code for code in CODES if CATALOGUE[code].number_word])
def test_a_final_paper_has_its_number_and_no_watermark(code):
    final = text_of(paper(code))
    assert samples.number_for(code) in final
    assert "草稿" not in final and "未编号" not in final


@pytest.mark.parametrize("code", CODES)
def test_the_metadata_holds_title_and_organ_only(code):
    information = reader(paper(code)).metadata
    assert information.author == "重庆市黔江区统计局"
    assert (samples.full(code).get("title") or CATALOGUE[code].title) in information.title
    assert set(information) == {"/Title", "/Author"}


def test_rare_names_print_with_glyphs_of_the_fallback_font(caplog):
    party = {**samples.PARTY, "representative": "张喆玥䶮𬭎"}
    pdf = paper("NO_PENALTY_DECISION", samples.full("NO_PENALTY_DECISION", party=party))
    assert "法定代表人：张喆玥䶮𬭎" in text_of(pdf)
    assert "Gongwen-Rare" in fonts(pdf)
    assert "notdef" not in caplog.text


@pytest.mark.parametrize("code", [code for code in CODES if CATALOGUE[code].for_party])
def test_a_name_of_60_characters_prints_whole(code):
    name = "重庆市黔江区" + "武陵山绿色食品加工与冷链物流综合开发投资建设运营管理" * 2 + "有限公司"
    assert len(name) >= 60
    party = {**samples.PARTY, "name": name}
    assert name in text_of(paper(code, samples.full(code, party=party)))


def test_a_long_name_of_the_organ_keeps_to_one_line():
    for name in ("重庆市酉阳土家族苗族自治县统计局", "重庆市黔江区规划和自然资源局城东规划自然资源所"):
        organ = {**samples.ORGAN, "name": name}
        first = pages(paper("REMINDER", samples.full("REMINDER", organ=organ)))[0]
        mark = first[0]
        assert mark.text == name
        assert mark.right < 210 * 72 / 25.4 - 40


def test_markup_in_a_field_prints_as_text():
    party = {**samples.PARTY, "name": "甲<b>&乙</b>公司"}
    assert "甲<b>&乙</b>公司" in text_of(paper("REMINDER", samples.full("REMINDER", party=party)))


def test_the_correction_order_says_what_by_when_and_how_it_is_checked():
    text = text_of(paper("CORRECTION_ORDER"))
    assert "《中华人民共和国统计法》第四十四条第一款第（二）项" in text
    assert "《中华人民共和国行政处罚法》第二十八条第一款" in text
    assert "2026年4月2日（星期四）当日届满" in text
    assert "核对更正后的报表和会计账簿" in text
    assert "责令改正不是行政处罚" in text
    assert "60日内向重庆市黔江区人民政府申请行政复议" in text
    assert "6个月内" in text and "陈述、申辩" in text
    assert "李明、王芳，023-79220001" in text


def test_the_to_do_table_of_the_order_stands_whole_on_the_first_page():
    first = page_text(paper("CORRECTION_ORDER"), 0)
    assert all(head in first for head in ("改正要求", "改正期限", "结果报送", "联系人"))


def test_the_first_offence_check_tells_unsearched_from_none():
    shown = re.sub(
        r"<[^>]+>|\s", "", documents.preview_html("FIRST_OFFENCE_CHECK", samples.full("FIRST_OFFENCE_CHECK"))
    )
    assert "已查，无：另有迟报1条，不是同类" in shown and "迟报统计资料（不是同类）" in shown
    assert "未查：系统未联通" in shown
    text = text_of(paper("FIRST_OFFENCE_CHECK"))
    assert "■核查不完整，不能认定" in text and "□未发现同类违法记录" in text
    assert "4b7e90c2" in text and "2026年3月27日9时05分" in text
    assert "统执50011401" in text


def decision(outcome, **changes):
    """A context with what every outcome may need."""
    extra = {
        "outcome": outcome,
        "first_check": "经核查，2025年1月1日以来没有同类违法记录",
        "reasons": "当事人主动说明情况，配合调查，对社会没有造成不良影响。",
        "fault_evidence": "平台系统故障的公告和当事人的报送截图",
        "act_ended_on": "2023-03-01",
        "discovered_on": "2026-03-24",
        "discussed_on": "2026-04-07",
    }
    return samples.full("NO_PENALTY_DECISION", **(extra | changes))


CITED = {
    "NP_MANDATORY_MINOR": "违法行为轻微并及时改正，没有造成危害后果的，不予行政处罚",
    "NP_DISCRETIONARY_FIRST": "初次违法且危害后果轻微并及时改正的，可以不予行政处罚",
    "ESCALATE_MANUAL": "集体讨论",
    "NP_MANDATORY_NO_FAULT": "依照《中华人民共和国行政处罚法》第三十三条第二款的规定",
    "NP_TIME_BARRED": "依照《中华人民共和国行政处罚法》第三十六条的规定，本局决定：对当事人不再给予行政处罚",
    "NP_NO_CAPACITY": "依照《中华人民共和国行政处罚法》第三十条的规定",
    "EDUCATE_INDIVIDUAL": "对当事人不予行政处罚，予以批评教育",
    "NP_NOT_ESTABLISHED": "依照《中华人民共和国行政处罚法》第五十七条第一款第（三）项的规定",
}


@pytest.mark.parametrize(("outcome", "words"), CITED.items())
def test_each_outcome_has_its_reason_and_its_basis(outcome, words):
    variant = {"NP_NO_CAPACITY": "age", "NP_NOT_ESTABLISHED": "facts"}.get(outcome, "")
    text = text_of(paper("NO_PENALTY_DECISION", decision(outcome, variant=variant)))
    assert words in text
    assert "行政处罚。" in text and "申请行政复议" in text


@pytest.mark.parametrize(
    ("outcome", "variant", "words"),
    [
        ("NP_NO_CAPACITY", "mind", "第三十一条"),
        ("NP_NOT_ESTABLISHED", "basis", "没有行政处罚的依据"),
    ],
)
def test_the_other_variants_have_their_own_words(outcome, variant, words):
    assert words in text_of(paper("NO_PENALTY_DECISION", decision(outcome, variant=variant)))


def test_what_the_context_says_already_is_not_said_twice():
    text = text_of(paper("NO_PENALTY_DECISION", decision("NP_MANDATORY_MINOR", harm="没有造成危害后果：尚未汇总")))
    assert "3.没有造成危害后果：尚未汇总。" in text
    facts = "你单位报送的年报营业收入不实，构成提供不真实统计资料。"
    liability = ["《中华人民共和国行政处罚法》第二十八条第一款", samples.LIABILITY]
    order = text_of(paper("CORRECTION_ORDER", samples.full("CORRECTION_ORDER", facts=facts, liability=liability)))
    assert order.count("提供不真实统计资料") == 1
    assert order.count("第二十八条第一款") == 1


def test_every_outcome_of_a_decision_has_a_text_and_no_text_is_left_over():
    assert {path.stem for path in REASONS.glob("*.html")} == {code for code, _ in OUTCOMES + PENALTIES}


def test_a_decision_on_minor_acts_educates_and_says_where_to_complain():
    text = text_of(paper("NO_PENALTY_DECISION"))
    assert "第三十三条第三款的规定，本局对当事人进行教育" in text
    assert "第五十七条第一款第（二）项" in text
    assert "自收到之日起60日内向重庆市黔江区人民政府申请行政复议" in text
    assert "6个月内依法向重庆市黔江区人民法院提起行政诉讼" in text
    assert "清单" not in text and "方案" not in text


def test_the_warning_is_free_to_be_refused_and_is_no_penalty():
    text = text_of(paper("MINOR_WARNING"))
    assert "轻微违法警示书" in text and "轻微违法警告" not in text
    assert "本警示书不是行政处罚" in text
    assert "不接受的，不影响上述决定" in text
    assert "黔统不罚决〔2026〕5号" in text
    assert "2026年7月8日（星期三）" in text


def test_the_reminder_lists_what_to_do_by_when():
    text = text_of(paper("REMINDER"))
    assert "2026年6月10日（星期三）" in text and "长期" in text
    assert "不是行政处罚" in text and "自愿决定" in text
    assert "第四十五条第一款、第二款" in text


def test_an_urging_notice_of_40_forms_repeats_its_head_and_keeps_every_row():
    row = samples.full("URGING_NOTICE")["forms"][0]
    forms = [{**row, "name": f"第{number}号报表"} for number in range(1, 41)]
    pdf = paper("URGING_NOTICE", samples.full("URGING_NOTICE", forms=forms))
    assert all(f"第{number}号报表" in text_of(pdf) for number in range(1, 41))
    with_rows = [index for index in range(len(pages(pdf))) if "号报表" in page_text(pdf, index)]
    assert len(with_rows) > 1 and all("规定的报送期限" in page_text(pdf, index) for index in with_rows)


def test_the_notice_of_a_penalty_names_the_hearing_only_where_there_is_one():
    with_hearing = text_of(paper("PENALTY_NOTICE"))
    assert "5个工作日内" in with_hearing and "不会因陈述、申辩或者要求听证给予更重的处罚" in with_hearing
    without = text_of(paper("PENALTY_NOTICE", samples.full("PENALTY_NOTICE", hearing=False)))
    assert "听证" not in without and "有权进行陈述和申辩" in without


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("PENALTY", "应当给予行政处罚"),
        ("PENALTY_SERIOUS", "属于情节严重"),
        ("PENALTY_LENIENT", "依法从轻或者减轻"),
        ("NO_FINE_ORGAN", "当事人是国家机关"),
    ],
)
def test_a_penalty_decision_gives_the_reason_of_its_outcome(outcome, words):
    fine = {} if outcome != "NO_FINE_ORGAN" else {"fine": "", "pay_to": "", "penalties": ["警告"]}
    text = text_of(paper("PENALTY_DECISION", samples.full("PENALTY_DECISION", outcome=outcome, **fine)))
    assert words in text and "60日内" in text
    assert ("加处罚款" in text) == (outcome != "NO_FINE_ORGAN")


def test_the_offer_leaves_the_party_free():
    text = text_of(paper("OFFER"))
    assert "□接受" in text and "□不接受" in text and "□要求按一般程序处理" in text
    assert "都不影响处理结果和处罚的种类、幅度" in text


def test_statutes_are_cited_in_their_long_form():
    pattern = re.compile("(?<!中华人民共和国)(统计法|行政处罚法)》")
    for code in ("CORRECTION_ORDER", "NO_PENALTY_DECISION", "MINOR_WARNING", "REMINDER"):
        assert pattern.search(text_of(paper(code))) is None


def test_the_preview_is_the_same_text_with_style_sheets_and_no_inline_style():
    html = documents.preview_html("REMINDER", samples.full("REMINDER"))
    assert "/static/print/paper.css" in html and "/static/print/screen.css" in html
    assert "草稿" in html and "style=" not in html and "<script" not in html
    shown = re.sub(r"<[^>]+>|\s", "", html.partition("<body")[2])
    assert "报送5月工业生产月报" in shown
    numbered = documents.preview_html("REMINDER", samples.full("REMINDER"), number="黔统提示〔2026〕5号")
    assert "黔统提示〔2026〕5号" in numbered and "草稿" not in numbered


@pytest.mark.parametrize("code", CODES)
def test_an_unfinished_or_faulty_context_can_still_be_previewed(code):
    empty = documents.preview_html(code, {"organ": samples.ORGAN})
    assert CATALOGUE[code].title in empty and "⟦" not in empty
    garbage = {field.name: ["甲"] if field.kind != "lines" else "甲" for field in CATALOGUE[code].fields}
    assert "<main" in documents.preview_html(code, {**garbage, "outcome": "PENALTY", "made_at": "昨天上午九点以前"})
