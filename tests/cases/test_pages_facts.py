"""The questionnaire, the screen, all answers, evidence, the first-offence check."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.models import FactDraft
from cases.services import facts

PDF = b"%PDF-1.7 proof"


def _url(story, name, *more):
    return reverse(f"cases:{name}", args=[story.case.pk, story.act.order, *more])


def _fact(story, key):
    return story.act.facts.get(key=key, is_current=True)


@pytest.fixture
def desk(story, signed_in):
    """(story, client of officer1)."""
    story.registered().filed()
    return story, signed_in(story.cast.officer1)


def test_the_question_is_the_title_and_unknown_an_equal_answer(desk):
    story, client = desk
    html = client.get(_url(story, "question", "harm")).content.decode()
    assert '<h1 id="question">这一行为造成了什么危害后果？</h1>' in html
    assert html.count('<label class="fx-choice') == 4
    assert "尚未查明" in html
    assert "checked" not in re.search(r'id="id_answer".*?</div>\s*</div>', html, re.S).group(0)


def test_an_answer_is_recorded_with_note_and_new_evidence(desk):
    story, client = desk
    answer = client.post(
        _url(story, "question", "harm"),
        {
            "answer": "minor",
            "note": "数据进入快报，已订正。",
            "file": SimpleUploadedFile("快报.pdf", PDF),
            "kind": "document",
            "source": "核算科提供",
        },
    )
    fact = _fact(story, "harm")
    assert answer.status_code == 302
    assert (fact.value, fact.note) == ("minor", "数据进入快报，已订正。")
    assert fact.evidence.get().source == "核算科提供"
    assert _fact(story, "harm_note").value == "数据进入快报，已订正。"


def test_not_yet_known_is_recorded_in_so_many_words(desk):
    story, client = desk
    client.post(_url(story, "question", "harm"), {"answer": "unknown"})
    assert _fact(story, "harm").known is False


def test_a_quantity_is_kept_as_it_was_written(desk):
    story, client = desk
    client.post(_url(story, "question", "reported"), {"answer": "given", "value": "10,300.50"})
    assert _fact(story, "reported").value == "10300.50"


def test_a_day_that_does_not_exist_is_refused_and_the_rest_stays(desk):
    story, client = desk
    answer = client.post(
        _url(story, "question", "act_date"), {"answer": "given", "value": "2026-02-30", "note": "据报表"}
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "没有“2026-02-30”这一天" in html
    assert "据报表" in html


def test_a_choice_without_a_value_asks_for_it(desk):
    story, client = desk
    html = client.post(_url(story, "question", "reported"), {"answer": "given", "value": ""}).content.decode()
    assert "请填写查明的内容" in html


def test_nothing_chosen_is_answered_with_what_to_do(desk):
    story, client = desk
    html = client.post(_url(story, "question", "harm"), {"note": "x"}).content.decode()
    assert "请选择一项" in html


def test_a_fact_owned_by_the_file_has_no_question_page(desk):
    story, client = desk
    assert client.get(_url(story, "question", "filed_date")).status_code == 404
    assert client.get(_url(story, "question", "nonsense")).status_code == 404


def test_the_side_column_follows_the_answer_before_it_is_saved(desk):
    story, client = desk
    html = client.post(_url(story, "outlook", "harm"), {"answer": "serious"}).content.decode()
    assert "仍可能的结果" in html
    assert "刚被本题排除：造成较重或者严重后果" in html
    assert not story.act.facts.filter(key="harm").exists()


def test_later_keeps_what_was_typed_and_goes_on(desk):
    story, client = desk
    answer = client.post(_url(story, "question", "harm"), {"answer": "minor", "note": "写到一半", "later": "1"})
    assert answer.status_code == 302
    assert answer.url != _url(story, "question", "harm")
    html = client.get(_url(story, "question", "harm")).content.decode()
    assert "写到一半" in html
    assert 'value="minor" id="id_answer_1" checked' in html


def test_a_recorded_answer_drops_its_draft(desk):
    story, client = desk
    place = f"act:{story.act.pk}:fact:harm"
    client.post(reverse("cases:draft"), {"place": place, "note": "写到一半"}, headers={"X-Draft": "1"})
    assert FactDraft.objects.filter(place=place).exists()
    client.post(_url(story, "question", "harm"), {"answer": "minor", "place": place})
    assert not FactDraft.objects.filter(place=place).exists()


def test_all_answers_stand_on_one_page_with_a_way_to_change_each(desk):
    story, client = desk
    story.untrue().know(harm="minor")
    html = client.get(_url(story, "answers")).content.decode()
    assert "危害后果轻微" in html
    assert _url(story, "question", "harm") in html
    assert "更改" in html


def test_facts_start_with_the_screen_and_go_on_with_the_first_open_question(desk):
    story, client = desk
    assert client.get(_url(story, "facts")).url == _url(story, "screen")
    story.screened()
    assert "/facts/" in client.get(_url(story, "facts")).url


def test_every_point_of_the_screen_is_its_own_answer(desk):
    story, client = desk
    points = facts.screen_points(story.case)
    html = client.get(_url(story, "screen")).content.decode()
    assert html.count('value="clear"') == len(points)
    answer = client.post(_url(story, "screen"), {})
    assert f"有{len(points)}处需要改正" in answer.content.decode()


def test_the_screen_is_complete_when_every_point_is_confirmed(desk):
    story, client = desk
    said = {f"point_{spec.key.replace('.', '__')}": "clear" for spec in facts.screen_points(story.case)}
    assert client.post(_url(story, "screen"), said).status_code == 302
    assert story.case.facts.get(key="routine_screen").value == "clear"


def test_a_point_that_is_found_leads_to_its_question_and_the_rest_is_kept(desk):
    story, client = desk
    said = {f"point_{spec.key.replace('.', '__')}": "clear" for spec in facts.screen_points(story.case)}
    answer = client.post(_url(story, "screen"), said | {"point_violence": "found", "note": "有推搡"})
    assert answer.url == _url(story, "question", "violence")
    assert not story.case.facts.filter(key="routine_screen").exists()
    assert "有推搡" in client.get(_url(story, "screen")).content.decode()


def test_evidence_is_uploaded_listed_and_handed_out_with_safe_headers(desk):
    story, client = desk
    url = reverse("cases:evidence", args=[story.case.pk])
    client.post(
        url,
        {
            "kind": "document",
            "title": "4月月报",
            "source": "平台导出",
            "file": SimpleUploadedFile("月报.pdf", PDF),
        },
    )
    row = story.case.evidence.get()
    assert "4月月报" in client.get(url).content.decode()
    answer = client.get(reverse("cases:evidence_file", args=[story.case.pk, row.number]))
    assert b"".join(answer.streaming_content) == PDF
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("inline")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


def test_evidence_of_another_section_is_not_there(desk, signed_in):
    story, client = desk
    row = facts.add_evidence(
        actor=story.cast.officer1,
        case=story.case,
        kind="document",
        title="t",
        source="s",
        name="x.txt",
        content="文字".encode(),
    )
    url = reverse("cases:evidence_file", args=[story.case.pk, row.number])
    assert signed_in(story.cast.officer3).get(url).status_code == 404
    saved = signed_in(story.cast.officer1).get(url)
    assert saved["Content-Type"] == "text/plain; charset=utf-8"
    assert "sandbox" in saved["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.exe", b"MZ\x00\x01\x02\x80\x81", "不是可以保存的文件"),
        ("empty.pdf", b"", "空文件"),
    ],
)
def test_a_wrong_file_is_refused_and_the_words_stay(desk, name, content, words):
    story, client = desk
    answer = client.post(
        reverse("cases:evidence", args=[story.case.pk]),
        {"kind": "document", "title": "写好的名称", "source": "来源", "file": SimpleUploadedFile(name, content)},
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert words in html
    assert "写好的名称" in html


def test_a_file_over_the_limit_is_refused_before_it_is_read(desk, settings):
    settings.FLEX_UPLOAD_LIMIT = 1024 * 1024
    story, client = desk
    big = SimpleUploadedFile("big.pdf", PDF + b"0" * (2 * 1024 * 1024))
    html = client.post(
        reverse("cases:evidence", args=[story.case.pk]),
        {"kind": "document", "title": "大文件", "source": "来源", "file": big},
    ).content.decode()
    assert "超过1MB的上限" in html
    assert "大文件" in html


def test_the_first_offence_check_is_frozen_and_shown_with_its_registers(desk):
    story, client = desk
    story.registers_complete().know(act_date=date(2026, 5, 8))
    client.post(_url(story, "first_check"))
    html = client.get(_url(story, "first_check")).content.decode()
    assert "未发现同类违法" in html
    assert "2025年1月1日" in html
    assert "本系统的处理决定" in html


def test_an_incomplete_register_never_says_none(desk):
    story, client = desk
    story.know(act_date=date(2026, 5, 8))
    client.post(_url(story, "first_check"))
    html = client.get(_url(story, "first_check")).content.decode()
    assert "没有查到，但不能认定没有" in html
    answered = client.post(_url(story, "question", "prior_same_type"), {"answer": "empty", "note": "逐卷查过"})
    assert answered.status_code == 302
    assert _fact(story, "prior_same_type").value == []


def test_earlier_handlings_are_entered_row_by_row(desk):
    story, client = desk
    story.know(act_date=date(2026, 5, 8))
    client.post(_url(story, "first_check"))
    url = _url(story, "question", "prior_same_type")
    half = client.post(url, {"answer": "given", "date_0": "2025-04-01", "result_0": ""})
    assert "请填写第1行的处理结果" in half.content.decode()
    client.post(url, {"answer": "given", "date_0": "2025-04-01", "result_0": "PENALTY"})
    assert _fact(story, "prior_same_type").value == [{"date": "2025-04-01", "result": "PENALTY"}]


def test_the_check_becomes_a_paper_of_the_file(desk):
    story, client = desk
    story.registers_complete().know(act_date=date(2026, 5, 8)).first_checked()
    answer = client.post(_url(story, "first_check_print"))
    paper = story.case.papers.get().paper
    assert answer.url == reverse("cases:paper", args=[story.case.pk, paper.pk])


def test_a_question_page_keeps_to_its_number_of_queries(desk, django_assert_max_num_queries):
    story, client = desk
    story.untrue().screened()
    with django_assert_max_num_queries(45):
        client.get(_url(story, "question", "harm"))
