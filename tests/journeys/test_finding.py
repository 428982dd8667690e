"""The head of a section answers what the detectors ask; supervision closes it."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from oversight.models import Finding
from oversight.services.detection import run_detectors
from tests.oversight.test_findings import filed


def test_the_head_answers_a_finding_and_supervision_closes_it(desk, office):
    today = timezone.localdate()
    for number in range(1, 11):
        filed(office, number, today - timedelta(days=30 * number), township="石会镇")
    for number in range(18):
        filed(office, 100 + number, today - timedelta(days=180 - number % 6), township=f"第{number}镇")
    run_detectors(actor=None)
    finding = Finding.objects.get(detector="campaign")
    head = desk("head1").open(reverse("dashboard"))
    head.page.get_by_role("link", name="检测提示", exact=True).first.click()
    head.page.get_by_role("link", name="运动式", exact=True).click()
    head.sees("前后为什么少？").sees("碰巧的可能性")
    head.fill(words="看过了").press("提交说明").sees("不少于10个字")
    head.fill(words="当周按统一安排核对春季报表，前后人员外出培训，以后分散安排。").press("提交说明").sees("已提交说明")
    watch = desk("supervisor1").open(reverse("findings"))
    watch.page.get_by_role("link", name="运动式", exact=True).click()
    watch.sees("前后人员外出培训")
    watch.page.get_by_label("提醒科室注意").check()
    watch.fill(words="情况属实，请按月均衡安排。").press("确认办结").sees("已办结，并通知科室")
    assert finding.closing.result == "noted"
    head.open(reverse("finding", args=[finding.pk])).sees("请按月均衡安排")
