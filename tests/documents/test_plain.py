"""Advice on plain words: what a reader would stumble over is named, what is plain is left alone."""

import documents
from tests.documents import samples


def found(code, **changes):
    return [remark.found for remark in documents.remarks(code, samples.full(code, **changes))]


def test_a_plain_reminder_gets_no_advice():
    assert found("REMINDER") == []


def test_papers_that_stay_in_the_bureau_get_no_advice():
    assert documents.remarks("LEGAL_REVIEW", samples.full("LEGAL_REVIEW", opinion="裁量基准" * 60)) == []


def test_a_long_sentence_is_named_with_its_length():
    reason = "你单位" + "没有按照规定的时间和方式把报表送来" * 6 + "。"
    [words] = found("REMINDER", reason=reason)
    assert words.startswith("“你单位没有按照") and "105字" in words


def test_articles_of_law_do_not_make_a_sentence_long():
    basis = ["《中华人民共和国统计法》第四十五条第一款", "《中华人民共和国统计法实施条例》第十九条"]
    assert found("REMINDER", basis=basis) == []


def test_a_notice_that_is_too_long_says_how_long_it_is():
    text = "请按时报送报表。" * 80
    assert any(words.startswith("全文") for words in found("REMINDER", reason=text))


def test_a_term_of_the_trade_is_named_unless_it_is_explained():
    assert "“裁量基准”" in found("REMINDER", reason="本局将按裁量基准处理。")
    assert found("REMINDER", reason="本局按裁量基准（各种情形罚多少的标准）处理。") == []


def test_vague_days_and_vague_law_are_named():
    assert {"“尽快”", "“相关规定”"} <= set(found("REMINDER", reason="请按相关规定尽快报送。"))


def test_things_to_do_without_a_day_are_named():
    assert "没有写明最迟日期" in found("REMINDER", todo=[{"what": "报送月报"}])


def test_a_paper_without_a_telephone_number_is_named():
    contact = {"name": "李明", "phone": "见公告"}
    assert "没有联系电话" in found("REMINDER", contact=contact)


def test_every_remark_says_what_to_do():
    remarks = documents.remarks("REMINDER", samples.full("REMINDER", reason="请按相关规定尽快报送，裁量基准另行告知。"))
    assert len(remarks) == 3 and all(remark.advice for remark in remarks)
