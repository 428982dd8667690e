"""Faults of a context come back as Chinese sentences that say what to do."""

import json
from datetime import date, datetime

import pytest

import documents
from documents import CATALOGUE
from tests.documents import samples

CODES = sorted(CATALOGUE)


def errors(code, **changes):
    return documents.context_errors(code, samples.full(code, **changes))


@pytest.mark.parametrize("code", CODES)
def test_the_sample_contexts_are_complete(code):
    assert documents.context_errors(code, samples.full(code)) == []
    assert documents.context_errors(code, samples.least(code)) == []


@pytest.mark.parametrize("code", CODES)
def test_every_missing_required_field_is_named_by_its_label(code):
    found = documents.context_errors(code, {})
    for field in CATALOGUE[code].fields:
        assert (f"请填写“{field.label}”。" in found) == field.required


def test_a_draft_may_lack_the_date_but_a_final_paper_may_not():
    context = samples.full("REMINDER", issued_on=None)
    assert documents.context_errors("REMINDER", context) == ["请填写“成文日期”。"]
    assert documents.context_errors("REMINDER", context, draft=True) == []
    assert documents.render("REMINDER", context, draft=True).startswith(b"%PDF")


def test_a_final_paper_needs_a_well_written_number():
    context = samples.full("REMINDER")
    for number in ("", "黔统提示〔2026〕05号", "黔统提示(2026)5号", "黔统提示〔2026〕第5号"):
        with pytest.raises(documents.PaperFault, match="文号"):
            documents.render("REMINDER", context, draft=False, number=number)


def test_a_fault_carries_its_sentences():
    with pytest.raises(documents.PaperFault) as fault:
        documents.render("REMINDER", samples.full("REMINDER", subject=""), draft=True)
    assert fault.value.errors == ["请填写“提醒事项”。"]


def test_an_unknown_key_is_refused():
    assert errors("REMINDER", subjekt="x") == ["没有“subjekt”这一项，请核对字段名。"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"deadline": "4月2日"}, "“改正期限”应为日期"),
        ({"demands": "改正"}, "“改正要求”应为列表"),
        ({"demands": ["改正", " "]}, "“改正要求”第2项是空的"),
        ({"liability": ["统计法44条1款(二)"]}, "不是完整的条文引用"),
        ({"party": "甲公司"}, "“当事人”应为一组字段"),
        ({"party": {"name": "甲公司", "kind": "company"}}, "“主体种类”只能是：企业"),
        ({"offence": "迟报\n拒报"}, "应为一行文字"),
        ({"deadline": date(2026, 3, 1)}, "早于成文日期2026年3月26日"),
        ({"facts": 12}, "“违法事实”应为文字"),
    ],
)
def test_bad_values_are_explained(change, words):
    found = errors("CORRECTION_ORDER", **change)
    assert len(found) == 1
    assert words in found[0]


def test_a_moment_needs_its_hour_in_text():
    assert errors("FIRST_OFFENCE_CHECK", made_at="2026-03-27T09:05:00") == []
    assert "应为日期和时间" in errors("FIRST_OFFENCE_CHECK", made_at="昨天上午")[0]


def test_a_hash_must_be_a_hash():
    assert "SHA-256" in errors("FIRST_OFFENCE_CHECK", sha256="abc")[0]


def test_two_officers_are_needed():
    assert "至少要有2项" in errors("FIRST_OFFENCE_CHECK", officers=samples.OFFICERS[:1])[0]


def test_an_unsearched_register_forbids_the_answer_none():
    found = errors("FIRST_OFFENCE_CHECK", result="none")
    assert any("没有查询，结论不能是“未发现同类违法记录”" in error for error in found)


def test_a_record_of_the_same_kind_forbids_the_answer_none_and_another_kind_does_not():
    registers = [{"name": "甲库", "searched": True, "found": 0}]
    other = samples.full("FIRST_OFFENCE_CHECK")["priors"][0]
    assert errors("FIRST_OFFENCE_CHECK", result="none", registers=registers, priors=[other]) == []
    same = {**other, "same_kind": True}
    found = errors("FIRST_OFFENCE_CHECK", result="none", registers=registers, priors=[same])
    assert found == ["查到了同类违法记录，结论不能是“未发现同类违法记录”。"]
    assert "请列出" in errors("FIRST_OFFENCE_CHECK", result="found", registers=registers, priors=[other])[0]


def test_a_searched_register_states_how_many_and_an_unsearched_one_why():
    registers = [{"name": "甲库", "searched": True}, {"name": "乙库", "searched": False}]
    found = errors("FIRST_OFFENCE_CHECK", registers=registers)
    assert "“甲库”已经查询，请填写查到几条同类记录；没有查到的填0。" in found
    assert "“乙库”没有查询，请写明原因。" in found


@pytest.mark.parametrize("word", ["免予处罚", "免于处罚", "免予行政处罚", "轻微违法警告"])
def test_forbidden_words_never_print(word):
    assert "不能使用" in errors("MINOR_WARNING", facts=f"对你单位{word}。")[0]


@pytest.mark.parametrize("source", ["包容免罚清单", "柔性执法工作方案", "示范清单"])
def test_a_decision_never_mentions_list_or_plan(source):
    found = errors("NO_PENALTY_DECISION", reasons=f"符合《{source}》第一项。")
    assert any("不是法律、法规、规章，不能写进不予行政处罚决定书" in error for error in found)


@pytest.mark.parametrize(
    ("citation", "words"),
    [
        ("《重庆市黔江区统计局包容免罚清单》第一条", "不能作为依据"),
        ("《行政柔性执法工作方案》第三条", "不能作为依据"),
        ("《湖南省统计行政处罚裁量权基准》第五条", "外地的规定"),
        ("《四川省统计管理条例》第五条", "外地的规定"),
    ],
)
def test_only_law_in_force_here_may_be_cited(citation, words):
    assert any(words in error for error in errors("NO_PENALTY_DECISION", liability=[citation]))
    assert errors("NO_PENALTY_DECISION", liability=["《重庆市统计管理条例》第四十三条第一款"]) == []


def test_the_earlier_statute_is_cited_with_its_version():
    assert (
        errors("CORRECTION_ORDER", liability=["《中华人民共和国统计法》（2009年修订）第四十一条第一款第（二）项"]) == []
    )


@pytest.mark.parametrize(
    ("outcome", "label"),
    [
        ("NP_DISCRETIONARY_FIRST", "初次违法的核查情况"),
        ("NP_DISCRETIONARY_FIRST", "说理"),
        ("ESCALATE_MANUAL", "集体讨论日期"),
        ("NP_MANDATORY_NO_FAULT", "没有主观过错的证据"),
        ("NP_TIME_BARRED", "发现日期"),
        ("NP_NO_CAPACITY", "情形"),
        ("NP_NOT_ESTABLISHED", "说理"),
    ],
)
def test_each_outcome_asks_for_what_it_rests_on(outcome, label):
    found = errors("NO_PENALTY_DECISION", outcome=outcome)
    assert any(f"请填写“{label}”" in error for error in found)


def test_who_is_not_punished_must_be_educated():
    assert any("教育内容" in error for error in errors("NO_PENALTY_DECISION", education=[]))


def test_a_decision_needs_the_organ_of_reconsideration():
    found = errors("NO_PENALTY_DECISION", organ={"name": "重庆市黔江区统计局"})
    assert found == ["请在本局信息中填写行政复议机关，决定书要写明救济途径。"]


@pytest.mark.parametrize(
    ("code", "change", "words"),
    [
        ("RECHECK_RECORD", {"result": "full", "done_on": None}, "请填写“改正完成日期”"),
        ("RECHECK_RECORD", {"done_on": date(2026, 4, 9)}, "晚于复查日期"),
        ("SERVICE_RECEIPT", {"method": "leave"}, "请填写见证人和拒收事由"),
        ("URGING_NOTICE", {"deadline": date(2026, 5, 1)}, "催报期限早于成文日期"),
        ("SCENE_RECORD", {"ended_at": "2026-05-11T08:00", "begun_at": "2026-05-11T09:00"}, "结束时间早于开始时间"),
        ("OFFER", {"answer_by": date(2026, 3, 1)}, "答复期限早于成文日期"),
        ("INTERVIEW_NOTICE", {"meet_at": datetime(2026, 5, 1, 9, 0)}, "约谈时间早于成文日期"),
        ("MINOR_WARNING", {"visit_on": date(2026, 4, 1)}, "回访日期早于成文日期"),
        ("MINOR_WARNING", {"decision_number": "5号"}, "决定文号“5号”写法不对"),
        ("PENALTY_DECISION", {"outcome": "NO_FINE_ORGAN"}, "对国家机关不处罚款"),
        ("PENALTY_DECISION", {"pay_to": ""}, "请填写缴款方式"),
    ],
)
def test_fields_that_contradict_each_other_are_named(code, change, words):
    found = errors(code, **change)
    assert len(found) == 1 and words in found[0]


def test_a_context_that_was_stored_as_json_prints_the_same():
    context = samples.full("FIRST_OFFENCE_CHECK")
    stored = json.loads(json.dumps(context, default=lambda value: value.isoformat(), ensure_ascii=False))
    assert isinstance(stored["made_at"], str) and isinstance(context["made_at"], datetime)
    assert documents.context_errors("FIRST_OFFENCE_CHECK", stored) == []
    assert documents.render("FIRST_OFFENCE_CHECK", stored, draft=False) == documents.render(
        "FIRST_OFFENCE_CHECK", context, draft=False
    )


@pytest.mark.parametrize("code", CODES)
def test_the_catalogue_says_what_a_paper_is(code):
    kind = CATALOGUE[code]
    assert kind.title and kind.purpose.endswith("。") and kind.signers and kind.copies
    assert all(documents.words.is_citation(basis) for basis in kind.legal_basis)
    assert kind.template in (f"documents/{code.lower()}.html", "documents/form.html", "documents/list.html")
