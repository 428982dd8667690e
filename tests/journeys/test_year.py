"""The year's end: sections mark themselves, supervision reviews, the chair freezes and prints; a late change becomes a sheet."""

from datetime import date

from django.utils import timezone

from accounts.models import User
from oversight.enums import PressState
from oversight.models import AnnualAssessment, AnnualReport
from tests.journeys.desk import Desk


def _mark_own(head: Desk, year: int, section: int) -> None:
    head.open(f"/assessment/{year}/{section}/")
    for field in head.page.locator('[name$="-points"]').all():
        field.fill("1.5")
    for field in head.page.locator('[name$="-words"]').all():
        field.fill("逐项核对，台账齐全。")
    head.press("保存").sees("已保存")
    head.page.fill("#words", "全年按照方案开展柔性执法，轻微违法及时责令改正、按期复查。")
    head.press("提交自评").sees("已提交自评")


def _review(supervisor: Desk, year: int, section: int) -> None:
    supervisor.open(f"/assessment/{year}/{section}/")
    for field in supervisor.page.locator('[name$="-points"]').all():
        field.fill("1.5")
    supervisor.press("保存").sees("已保存")


def test_the_chair_freezes_and_prints_and_a_late_change_becomes_a_sheet(desk, office, monkeypatch):
    monkeypatch.setattr("oversight.annual.press.render", lambda row: (b"%PDF-1.7 the report", 24))
    year = timezone.localdate().year
    sections = [office.head1.section_id, office.head2.section_id]
    supervisor, chair = desk("supervisor1"), desk("leader1")
    supervisor.open("/assessment/").press("按示范方案起草").sees("已按示范方案起草")
    chair.open(f"/assessment/{year}/scheme/").sees("合计100分").press("批准并启动考核").sees("各科室可以自评")
    for name, section in zip(("head1", "head2"), sections, strict=True):
        _mark_own(desk(name), year, section)
    supervisor.open(f"/assessment/{year}/").press("开始评审").sees("已经取数")
    for section in sections:
        _review(supervisor, year, section)
    supervisor.open(f"/assessment/{year}/").press("告知各科室").sees("可以提出异议")
    chair.open(f"/assessment/{year}/")
    chair.page.fill("#words", "同意考核结果。")
    chair.press("审定并冻结").sees("已审定冻结", "打开报告", "每次打印都是同一份内容")
    row, report = AnnualAssessment.objects.get(), AnnualReport.objects.get()
    assert (report.state, bytes(report.pdf)) == (PressState.DONE, b"%PDF-1.7 the report")
    chair.sees(row.sha256, row.number)
    before = (row.data, row.sha256)

    User.objects.filter(pk=office.officer1.pk).update(certificate_until=date(year, 1, 31))
    chair.open(f"/assessment/{year}/").sees("冻结以后案卷记录有变化", "由符合变为不符合")
    supervisor.open(f"/assessment/{year}/").fill(reason="执法证有效期登记错误，经核对更正。")
    supervisor.press("制发更正单").sees("更正单已制发", "第1号")
    chair.open(f"/assessment/{year}/").sees("第1号", "执法证有效期登记错误")
    row.refresh_from_db()
    assert (row.data, row.sha256) == before
    assert bytes(AnnualReport.objects.get().pdf) == b"%PDF-1.7 the report"
