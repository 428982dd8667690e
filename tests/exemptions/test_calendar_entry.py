from datetime import date

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Bureau
from exemptions.models import CalendarYear
from exemptions.services.calendar import enter_year
from records.errors import DomainError, NotAllowed
from records.models import Event
from rules.calendar import Calendar
from tests.exemptions import factories

pytestmark = pytest.mark.django_db

ENTRY = {
    "source": "国务院办公厅关于2027年部分节假日安排的通知",
    "issued": "2026-11-12",
    "holidays": [{"name": "元旦", "from": "2027-01-01", "to": "2027-01-03"}],
    "workdays": ["2027-01-09"],
}
TYPED = {
    "year": "2027",
    "source": ENTRY["source"],
    "issued": "2026-11-12",
    "holidays": "元旦 2027-01-01 2027-01-03\n清明节：2027年4月5日",
    "workdays": "2027-01-09",
}


@pytest.fixture
def administrator(client):
    Bureau.objects.create(pk=1, name="试验统计局", word="试统", district="试验区")
    client.force_login(factories.person(Role.ADMINISTRATOR))
    return client


def test_a_year_is_entered_and_corrected_with_what_was_there_kept():
    admin = factories.person(Role.ADMINISTRATOR)
    row = enter_year(actor=admin, year=2027, entry=ENTRY)
    assert Calendar.from_json({"years": {"2027": row.as_data()}}).is_working_day(date(2027, 1, 9))
    enter_year(actor=admin, year=2027, entry={**ENTRY, "workdays": []})
    assert CalendarYear.objects.get().as_data()["workdays"] == []
    last = Event.objects.filter(verb="calendar.enter").last()
    assert last.summary == "更正2027年工作日历"
    assert last.before["workdays"] == ["2027-01-09"]


def test_only_the_administrator_enters_a_year():
    with pytest.raises(NotAllowed, match="系统管理员"):
        enter_year(actor=factories.person(), year=2027, entry=ENTRY)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"workdays": ["2027-01-08"]}, "不是本年的周末"),
        ({"holidays": [{"name": "元旦", "from": "2027-01-03", "to": "2027-01-01"}]}, "起止日期有误"),
        ({"source": " "}, "没有写明国务院办公厅的通知"),
    ],
)
def test_a_wrong_notice_is_refused(wrong, says):
    with pytest.raises(DomainError, match=says):
        enter_year(actor=factories.person(Role.ADMINISTRATOR), year=2027, entry={**ENTRY, **wrong})
    assert not CalendarYear.objects.exists()


def test_the_page_takes_the_notice_as_it_reads(administrator):
    response = administrator.post(reverse("exemptions:calendar_enter"), TYPED)
    assert response.url == reverse("exemptions:calendar")
    data = CalendarYear.objects.get(year=2027).as_data()
    assert data["holidays"][1] == {"name": "清明节", "from": "2027-04-05", "to": "2027-04-05"}
    assert data["workdays"] == ["2027-01-09"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"holidays": "元旦 2027-02-30"}, "第1行有不存在的日期"),
        ({"holidays": "元旦"}, "第1行没有日期"),
        ({"holidays": "2027-01-01"}, "第1行应写节日名称"),
        ({"workdays": "2027-01-08"}, "不是本年的周末"),
        ({"year": ""}, "请填写年份"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_typed_is_lost(administrator, wrong, says):
    response = administrator.post(reverse("exemptions:calendar_enter"), {**TYPED, **wrong})
    body = response.content.decode()
    assert says in body
    assert ENTRY["source"] in body
    assert not CalendarYear.objects.exists()


def test_others_learn_who_enters_the_calendar(client):
    Bureau.objects.create(pk=1, name="试验统计局", word="试统", district="试验区")
    client.force_login(factories.person())
    response = client.get(reverse("exemptions:calendar_enter"))
    assert response.status_code == 403
    assert "系统管理员" in response.content.decode()
