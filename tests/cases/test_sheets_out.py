"""Measures and urging leave as sheets: the rows of their pages, and none that the reader may not see."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.cases.measure_scenes import begun
from tests.cases.test_intake import desk  # noqa: F401
from tests.cases.test_urging import notices, owed, serve  # noqa: F401

pytestmark = pytest.mark.django_db


def rows(client, name: str, **asked) -> list[tuple]:
    return list(load_workbook(io.BytesIO(client.get(reverse(name), asked).content)).active.values)


def test_the_measures_of_a_state_are_exported_for_who_may_see_them(story, signed_in):
    begun(story, "guidance", trigger="request", violation="", subject="=1+1指标口径辅导")
    head, line = rows(signed_in(story.cast.officer1), "cases:measures_sheet", state="open")
    assert head[:3] == ("措施", "事项", "当事人") and line[1] == "'=1+1指标口径辅导"
    assert len(rows(signed_in(story.cast.officer1), "cases:measures_sheet", state="done")) == 1
    assert len(rows(signed_in(story.cast.officer4), "cases:measures_sheet")) == 1


def test_urging_is_exported_by_tab_with_what_proves_the_service(owed, signed_in):  # noqa: F811
    client = signed_in(owed.officer1)
    assert [line[4] for line in rows(client, "intake:urging_sheet")] == ["实际报送日", "未报", "未报"]
    serve(owed, notices(owed)[:1])
    (_, line) = rows(client, "intake:urging_sheet", tab="running")
    assert line[2] == "黔统催〔2026〕1号" and "2026-06-09" in line[5] and "有送达证明" in line[5]
    assert client.get(reverse("intake:urging_sheet"), {"tab": "nonsense"}).status_code == 200
    assert signed_in(owed.admin1).get(reverse("intake:urging_sheet")).status_code == 403


def test_a_sheet_that_is_cut_says_so(owed, signed_in, monkeypatch):  # noqa: F811
    monkeypatch.setattr("cases.views.sheets.MOST_ROWS", 1)
    last = rows(signed_in(owed.officer1), "intake:urging_sheet")[-1]
    assert last[0] == "只导出了前1行，后面还有。请筛选后分次导出。"
