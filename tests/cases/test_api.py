"""Other systems send leads and read outcomes, as the person whose token it is and never beyond."""

import json
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import get_resolver, reverse

from accounts import systems
from accounts.models import SystemCall, SystemReceipt
from cases.api.document import FAILURES, document
from cases.models import Lead
from cases.services import leads as lead_verbs
from parties.models import Party
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event
from tests import factories
from tests.cases import lists

pytestmark = pytest.mark.django_db
LEADS = "/api/v1/leads/"
OUTCOMES = "/api/v1/outcomes/"


@pytest.fixture
def desk(cast, clock):
    return cast


def connect(cast, *, acts_for=None, **other):
    said = {
        "name": "联网直报平台",
        "sends_leads": True,
        "reads_outcomes": True,
        "expires_on": date(2026, 12, 31),
    } | other
    return systems.connect_system(actor=cast.security1, acts_for=acts_for or cast.officer1, **said)


def sent(number=1, **other):
    return {"reference": f"LB-{number}", "description": "2026年4月月报未报", "party": {"name": "重庆某厂"}} | other


def call(client, token, path=LEADS, body=None, method="post"):
    more = {"data": json.dumps(body), "content_type": "application/json"} if body is not None else {}
    response = getattr(client, method)(path, headers={"Authorization": f"Bearer {token}"}, **more)
    return response.status_code, response.json()


# --- leads in -----------------------------------------------------------------------


def test_a_lead_comes_in_as_its_persons_and_once_for_each_number(desk, client):
    party = factories.party(by=desk.officer1, credit_code=lists.code(1))
    _, token = connect(desk)
    body = {"leads": [sent(1, party={"credit_code": lists.code(1)}), sent(2)]}
    status, told = call(client, token, body=body)
    assert status == 201 and [one["is_new"] for one in told["leads"]] == [True, True]
    first, second = Lead.objects.order_by("pk")
    assert (first.party, first.recorded_by, first.section) == (party, desk.officer1, desk.officer1.section)
    assert (second.party, second.party_words, second.source) == (None, "重庆某厂", "platform")
    assert Event.objects.filter(verb="record_lead", actor=desk.officer1).count() == 2
    status, told = call(client, token, body=body)
    assert status == 200 and [one["is_new"] for one in told["leads"]] == [False, False] and Lead.objects.count() == 2
    assert not Party.objects.filter(name="重庆某厂").exists()


def test_the_same_number_with_other_words_is_refused_also_under_a_new_token(desk, client):
    row, token = connect(desk)
    call(client, token, body={"leads": [sent(1)]})
    systems.disconnect_system(actor=desk.security1, system=row)
    _, token = connect(desk)
    status, told = call(client, token, body={"leads": [sent(2), sent(1, description="别的")]})
    assert status == 422 and "已经报送过，内容与上次不同" in told["error"]["message"] and Lead.objects.count() == 1


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        (sent(reference=""), "reference", "请填写编号"),
        (sent(description=7), "description", "应是文字"),
        (sent(description="长" * 2001), "description", "超过2000个字"),
        (sent(party="某厂"), "party", "请填写当事人"),
        (sent(party={"credit_code": "91500114MA00000010"}), "credit_code", "校验位"),
        (sent(source="tip_off"), "source", "来源只能是"),
        (sent(received_on="2026-02-30"), "received_on", "2026-06-07"),
        (sent(received_on="2026-12-01"), "received_on", "不能晚于今天"),
        ("不是对象", "party", "请填写当事人"),
        (sent(2), "reference", "出现两次"),
    ],
)
def test_a_fault_in_one_row_registers_none_and_is_told_by_row_and_field(desk, client, row, field, words):
    _, token = connect(desk)
    status, told = call(client, token, body={"leads": [sent(2), row]})
    (fault,) = told["error"]["faults"]
    assert (status, fault["row"], fault["field"]) == (422, 1, field) and words in fault["message"]
    assert not Lead.objects.exists()


@pytest.mark.parametrize(
    ("raw", "status", "words"),
    [
        (b"\xff\xfe", 400, "不是JSON"),
        (b"[]", 400, "JSON对象"),
        (b'{"leads": []}', 422, "至少报送一条"),
        (json.dumps({"leads": [sent()] * 201}).encode(), 422, "一次最多报送200条"),
        (b" " * (2 * 1024 * 1024 + 1), 413, "超过2MB"),
    ],
)
def test_what_is_no_list_of_leads_is_answered_in_words(desk, client, raw, status, words):
    _, token = connect(desk)
    response = client.post(LEADS, raw, content_type="application/json", headers={"Authorization": f"Bearer {token}"})
    assert response.status_code == status and words in response.json()["error"]["message"]


def test_what_became_of_a_lead_is_told_by_its_number(desk, client):
    _, token = connect(desk)
    call(client, token, body={"leads": [sent(1)]})
    lead_verbs.decline_lead(actor=desk.head1, lead=Lead.objects.get(), reason="已按期报送")
    status, told = call(client, token, f"{LEADS}LB-1/", method="get")
    assert (status, told["state"], told["not_filed_reason"]) == (200, "not_filed", "已按期报送")
    assert call(client, token, f"{LEADS}LB-9/", method="get")[0] == 404


# --- outcomes out -------------------------------------------------------------------


def test_outcomes_are_those_of_files_that_the_person_may_see(story, client):
    story.minor_untrue_corrected().assessed()
    story.answered().decided()
    _, ours = connect(story.cast, acts_for=story.cast.leader1, sends_leads=False)
    _, others = connect(story.cast, acts_for=story.cast.officer3, name="别的平台")
    status, told = call(client, ours, OUTCOMES, method="get")
    (row,) = told["outcomes"]
    assert status == 200 and row["case_number"] == story.case.number and row["outcome_name"] and told["next"] is None
    assert call(client, others, OUTCOMES, method="get")[1]["outcomes"] == []
    later = f"{OUTCOMES}?after={row['number']}"
    assert call(client, ours, later, method="get")[1]["outcomes"] == []
    for wrong in ("since=gestern", "after=x"):
        assert call(client, ours, f"{OUTCOMES}?{wrong}", method="get")[0] == 400


# --- tokens -------------------------------------------------------------------------


def test_without_a_valid_token_nothing_opens(desk, client, clock):
    row, token = connect(desk)
    assert call(client, "flex_wrong", body={"leads": [sent()]})[0] == 401
    assert client.get(OUTCOMES).status_code == 401 and client.get(OUTCOMES).headers["WWW-Authenticate"] == "Bearer"
    clock.move_to("2027-01-01T09:00:00+08:00")
    assert call(client, token, OUTCOMES, method="get")[0] == 401
    clock.move_to("2026-05-12T09:00:00+08:00")
    desk.officer1.is_active = False
    desk.officer1.save()
    assert call(client, token, OUTCOMES, method="get")[0] == 401
    desk.officer1.is_active = True
    desk.officer1.save()
    systems.disconnect_system(actor=desk.security1, system=row)
    status, told = call(client, token, OUTCOMES, method="get")
    assert status == 401 and "联系安全管理员" in told["error"]["message"]


def test_a_token_does_only_what_it_was_given_for_and_by_its_method(desk, client):
    _, reads = connect(desk, sends_leads=False)
    _, sends = connect(desk, reads_outcomes=False)
    assert call(client, reads, body={"leads": [sent()]})[0] == 403
    assert call(client, sends, OUTCOMES, method="get")[0] == 403
    assert call(client, sends, method="get")[0] == 405
    assert call(client, reads, OUTCOMES, body={})[0] == 405


def test_too_many_calls_wait_a_minute_and_every_call_is_on_record(desk, client, clock, monkeypatch):
    monkeypatch.setattr(systems, "CALLS_A_MINUTE", 2)
    _, token = connect(desk)
    assert [call(client, token, OUTCOMES, method="get")[0] for _ in range(3)] == [200, 200, 429]
    clock.shift(timedelta(seconds=61))
    assert call(client, token, OUTCOMES, method="get")[0] == 200
    assert list(SystemCall.objects.order_by("pk").values_list("status", flat=True)) == [200, 200, 429, 200]
    with pytest.raises(IntegrityError, match="只能增加"), transaction.atomic():
        SystemCall.objects.all().delete()


def test_what_breaks_says_so_in_json_and_keeps_nothing(desk, client, monkeypatch):
    _, token = connect(desk)

    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(systems, "keep_receipt", broken)
    status, told = call(client, token, body={"leads": [sent()]})
    assert status == 500 and "什么也没有登记" in told["error"]["message"]
    assert not Lead.objects.exists() and not SystemReceipt.objects.exists()


def test_only_the_security_administrator_gives_tokens_and_the_token_itself_is_not_kept(desk):
    for who in (desk.admin1, desk.head1, desk.leader1):
        with pytest.raises(NotAllowed, match="安全管理员"):
            systems.connect_system(
                actor=who, name="x", acts_for=desk.officer1, sends_leads=True, reads_outcomes=True, expires_on=date.max
            )
    row, token = connect(desk)
    with pytest.raises(NotAllowed, match="安全管理员"):
        systems.disconnect_system(actor=desk.admin1, system=row)
    assert token not in str(vars(row)) and Event.objects.get(verb="system.connect").actor == desk.security1
    systems.disconnect_system(actor=desk.security1, system=row)
    with pytest.raises(WrongState, match="已经收回"):
        systems.disconnect_system(actor=desk.security1, system=row)


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"name": " "}, "系统名称"),
        ({"sends_leads": False, "reads_outcomes": False}, "至少选择一项"),
        ({"expires_on": date(2026, 5, 11)}, "有效期"),
        ({"expires_on": date(2028, 1, 1)}, "最长一年"),
        ({"acts_for": "leader1"}, "须代表执法人员"),
        ({"acts_for": "admin1"}, "只能代表"),
    ],
)
def test_a_token_is_given_within_bounds(desk, other, words):
    if "acts_for" in other:
        other = {"acts_for": getattr(desk, other["acts_for"])}
    with pytest.raises(DomainError, match=words):
        connect(desk, **other)


def test_the_page_shows_a_token_once_and_takes_it_back(desk, signed_in):
    page = reverse("accounts:systems")
    security = signed_in(desk.security1)
    form = {"name": "平台", "acts_for": desk.officer1.pk, "sends_leads": "on", "expires_on": "2026-12-31"}
    shown = security.post(page, form).content.decode()
    assert "flex_" in shown and "flex_" not in security.get(page).content.decode()
    address = reverse("accounts:system_disconnect", args=[desk.officer1.systems.get().pk])
    assert security.get(address).status_code == 405 and security.post(page, {}).status_code == 422
    assert signed_in(desk.admin1).get(page).status_code == signed_in(desk.admin1).post(address).status_code == 403
    signed_in(desk.security1).post(address)
    assert desk.officer1.systems.get().revoked_by == desk.security1


# --- the document -------------------------------------------------------------------


def test_the_document_names_every_address_its_methods_and_every_failure(client):
    served = client.get("/api/v1/openapi.json").json()
    assert served == json.loads(json.dumps(document()))
    table = {f"/api/v1/{pattern.pattern}".replace("<str:", "{").replace(">", "}") for pattern in _addresses()}
    assert set(served["paths"]) == table
    for path, methods in served["paths"].items():
        for method, said in methods.items():
            wrong = "get" if method == "post" else "post"
            assert getattr(client, wrong)(path.replace("{reference}", "x")).status_code in {401, 405}
            assert path.endswith("openapi.json") or set(FAILURES) <= set(said["responses"])


def _addresses():
    return get_resolver("cases.urls_api").url_patterns


def test_the_answers_have_the_shape_of_the_document(desk, client):
    _, token = connect(desk)
    _, told = call(client, token, body={"leads": [sent(1)]})
    schemas = document()["components"]["schemas"]
    assert set(told["leads"][0]) == set(schemas["LeadRegistered"]["properties"])
    _, told = call(client, token, f"{LEADS}LB-1/", method="get")
    assert set(told) == set(schemas["Lead"]["properties"])
