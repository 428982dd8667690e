"""The frozen year: its hash, its report of the same bytes, its figures led back to rows, changes beside it on a sheet."""

import hashlib
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import User
from documents import report
from oversight.annual import freeze, press
from oversight.enums import PressState
from oversight.models import AnnualReport, CorrectionSheet
from records.errors import NotAllowed, WrongState
from tests.documents.measure import page_text, reader, text_of
from tests.oversight.years import Year

pytestmark = pytest.mark.slow

YEAR = 2026
AGAIN = """
import json, sys
import django
django.setup()
from documents import report
said = open(sys.argv[1], encoding="utf-8").read()
pdf, pages = report.render(json.loads(said), sha256=sys.argv[2])
open(sys.argv[3], "wb").write(pdf)
"""


@pytest.fixture
def year(cast):
    with time_machine.travel("2026-12-28T09:00:00+08:00", tick=False):
        yield Year(cast).frozen()


def late(cast) -> None:
    """The certificate of an officer turns out to have run out in autumn."""
    User.objects.filter(pk=cast.officer1.pk).update(certificate_until=date(2026, 9, 30))


@pytest.fixture
def no_paper(monkeypatch):
    monkeypatch.setattr("documents.render", lambda *args, **kwargs: b"%PDF-1.7 for tests")
    monkeypatch.setattr("documents.page_count", lambda content: 1)


def test_the_frozen_data_is_canonical_and_has_its_hash(year, signed_in):
    answer = signed_in(year.cast.leader1).get(reverse("assessment_data", args=[YEAR]))
    assert hashlib.sha256(answer.content).hexdigest() == year.row.sha256
    said = json.loads(answer.content)
    assert json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")) == answer.content.decode()
    for section in said["sections"]:
        assert section["total"] == sum(score["final"] for score in section["scores"])
        for score in section["scores"]:
            rows = score["rows"]
            if score["whole"] is not None:
                assert (score["part"], score["whole"]) == (sum(row[3] for row in rows), len(rows))


@pytest.mark.slow
def test_the_report_is_laid_out_once_and_the_same_in_another_process(year, signed_in, tmp_path):
    row = AnnualReport.objects.get()
    press.press(row.pk)
    row.refresh_from_db()
    pdf = bytes(row.pdf)
    assert (row.state, row.done, row.sha256) == (PressState.DONE, row.total, hashlib.sha256(pdf).hexdigest())
    (tmp_path / "data.json").write_text(year.row.data, encoding="utf-8")
    words = [sys.executable, "-c", AGAIN, str(tmp_path / "data.json"), year.row.sha256, str(tmp_path / "again.pdf")]
    subprocess.run(words, check=True, cwd=Path(report.__file__).parent.parent)
    assert (tmp_path / "again.pdf").read_bytes() == pdf
    late(year.cast)
    press.press(row.pk)
    for user in (year.cast.leader1, year.cast.head2):
        assert signed_in(user).get(reverse("assessment_report", args=[YEAR])).content == pdf
    with pytest.raises(IntegrityError, match="留存"), transaction.atomic():
        AnnualReport.objects.update(pdf=b"other")
    assert_reads_well(pdf, year)


def assert_reads_well(pdf: bytes, year: Year) -> None:
    pages, text = len(reader(pdf).pages), text_of(pdf)
    assert 15 <= pages <= 60
    for words in (
        "目录",
        "结果名单",
        "附件1",
        "附件2",
        "附件3",
        year.row.number,
        "执法监督科",
        "工业能源科",
        "示范数据",
    ):
        assert words in text.replace("　", ""), words
    for fault in ("None", "⟦", "。。", "免予"):
        assert fault not in text, fault
    heads = [number for number in range(pages) if "指标（类别）" in page_text(pdf, number)]
    assert len(heads) > 1, "the head of a table over two pages is repeated"


def test_a_late_change_appears_as_a_sheet_and_never_in_the_frozen_data(year, signed_in, no_paper):
    cast, before = year.cast, (year.row.data, year.row.sha256)
    assert freeze.late_changes(year.row) == []
    with pytest.raises(WrongState, match="没有变化"):
        freeze.correct(actor=cast.supervisor1, assessment=year.row, reason="没有理由")
    late(cast)
    page = signed_in(cast.leader1).get(reverse("assessment", args=[YEAR])).content.decode()
    assert "冻结以后案卷记录有变化" in page and "由符合变为不符合" in page
    url = reverse("assessment_correct", args=[YEAR])
    assert signed_in(cast.supervisor1).get(url).status_code == 405
    assert signed_in(cast.officer1).post(url, {"reason": "核查"}).status_code == 403
    with pytest.raises(NotAllowed):
        freeze.correct(actor=cast.leader1, assessment=year.row, reason="核查")
    signed_in(cast.supervisor1).post(url, {"reason": ""})
    assert not CorrectionSheet.objects.exists()
    signed_in(cast.supervisor1).post(url, {"reason": "执法证有效期登记错误，经核对更正。"})
    sheet = CorrectionSheet.objects.get()
    [line] = sheet.lines
    assert (line["before"], line["after"], line["score_before"], line["score_after"]) == ("3/3", "2/3", 50, 33)
    assert (year.row.data, year.row.sha256) == before and freeze.late_changes(year.row) == []
    assert signed_in(cast.head1).get(reverse("correction_sheet", args=[YEAR, 1])).status_code == 200
    with pytest.raises(IntegrityError), transaction.atomic():
        CorrectionSheet.objects.update(reason="改")


def test_time_passing_is_no_change(year):
    with time_machine.travel("2028-12-31T09:00:00+08:00", tick=False):
        assert freeze.late_changes(year.row) == []


def test_a_broken_layout_says_why_and_is_begun_again(year, signed_in, monkeypatch):
    row = AnnualReport.objects.get()
    monkeypatch.setattr("documents.report.render", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        press.press(row.pk)
    row.refresh_from_db()
    assert row.state == PressState.FAILED and row.problem
    client = signed_in(year.cast.leader1)
    assert client.get(reverse("assessment_report", args=[YEAR])).status_code == 404
    assert "重新开始排版" in client.get(reverse("assessment", args=[YEAR])).content.decode()
    monkeypatch.setattr("documents.report.render", lambda *args, **kwargs: (b"%PDF-1.7", 21))
    client.post(reverse("assessment_press", args=[YEAR]))
    row.refresh_from_db()
    assert (row.state, row.pages) == (PressState.DONE, 21)


def test_changed_data_is_not_printed(year):
    row = AnnualReport.objects.select_related("assessment").get()
    row.assessment.data = row.assessment.data.replace("100", "101", 1)
    with pytest.raises(press.DataChanged, match="对不上"):
        press.render(row)


def test_the_head_speaks_from_the_frozen_figures(year, signed_in, no_paper):
    place = [YEAR, year.cast.head1.section_id]
    signed_in(year.cast.supervisor1).post(reverse("law_statement_make", args=place))
    row = year.row.statements.get()
    body = " ".join(str(part) for part in row.paper.context["body"])
    assert year.row.number in body and "持证率" in body and "谭学军" in row.paper.context["to"]
    assert signed_in(year.cast.head1).get(reverse("law_statement", args=place)).status_code == 200
    assert signed_in(year.cast.head2).get(reverse("law_statement", args=place)).status_code == 404
