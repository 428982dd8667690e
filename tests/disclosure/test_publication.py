"""公示: built of the allowed fields alone, signed by a second person, withdrawn with its reason, ended by its date."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from cases.models import Obligation
from cases.services import remedies
from disclosure import publishing
from disclosure.allowed import table
from disclosure.models import Disclosed
from parties.models import Party
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event, Notice
from tests.cases.remedy_scenes import decided

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ELEVEN = 11


def text_of(row) -> dict[str, str]:
    return {line["key"]: publishing.public_text(line) for line in row.content}


def public_page(client, row) -> str:
    return client.get(reverse("public_decision", args=[row.disclosed.code])).content.decode()


@pytest.fixture
def punished(story):
    story.simply_punished()
    story.act.refresh_from_db()
    return story


@pytest.fixture
def spared(story):
    decided(story)
    story.act.refresh_from_db()
    return story


def proposed(story, **more):
    return publishing.propose(actor=story.cast.officer1, act=story.act, **more)


def signed(story, row, **more):
    return publishing.sign(actor=story.cast.head1, publication=row, **({"approve": True} | more))


def test_the_table_names_the_eleven_fields_of_a_penalty_and_nobody_otherwise():
    kinds = table().kinds
    assert len(kinds["penalty"].fields) == ELEVEN and "统计法28条" in str(kinds["penalty"].fields)
    assert not {"name", "credit_code", "representative", "number", "facts"} & {row.key for row in kinds["other"].fields}
    assert all(field.source for kind in kinds.values() for field in kind.fields)


def test_a_penalty_is_public_after_a_second_person_signed_and_the_duty_is_done(client, punished):
    due = punished.case.obligations.open().get(kind="disclose")
    assert due.unit.startswith("7个工作日")
    row = proposed(punished)
    assert not Disclosed.objects.exists() and Notice.objects.filter(user=punished.cast.head1, text__contains="公示稿")
    signed(punished, row)
    due.refresh_from_db()
    assert due.fulfilled_at is not None
    said, party = text_of(row), punished.act.party
    assert (said["name"], said["credit_code"]) == (party.name, party.credit_code or "没有")
    assert (
        "罚款" in said["content"] and "〔2026〕" in said["number"] and "《中华人民共和国统计法》" in said["provisions"]
    )
    row.refresh_from_db()
    page = public_page(client, row)
    assert all(publishing.public_text(line) in page for line in row.content)
    assert Event.objects.filter(verb="sign_publication").exists()


def test_no_penalty_lets_nobody_be_recognised(client, spared):
    assert spared.case.obligations.open().get(kind="disclose").unit.startswith("20个工作日")
    row = signed(spared, proposed(spared))
    page = public_page(client, row)
    party = spared.act.party
    for secret in filter(None, (party.name, party.credit_code, party.representative, party.township, party.phone)):
        assert secret not in page
    assert "某企业" in page and spared.act.subject not in page
    assert str(row.disclosed.published_on) and spared.case.number not in page


def test_figures_secrets_and_people_are_removed_with_their_ground(story):
    story.simply_punished()
    Party.objects.filter(pk=story.act.party_id).update(contact="王明", phone="13812345678")
    type(story.act).objects.filter(pk=story.act.pk).update(
        subject="2026年4月月报工业总产值多报300万元，王 明称配方K7泄露，电话13812345678"
    )
    story.act.refresh_from_db()
    row = proposed(story, hidden=[{"text": "配方K7", "ground": "trade_secret", "reason": "工艺秘密"}])
    facts = text_of(row)["facts"]
    assert facts.endswith("2026年4月月报工业总产值多报×，某某称×泄露，电话×")
    grounds = [piece[2] for line in row.content for piece in line["pieces"] if piece[1]]
    assert any("商业秘密" in ground for ground in grounds) and any("数据" in ground for ground in grounds)


@pytest.mark.parametrize(
    ("hidden", "withheld", "words"),
    [
        ([{"text": "配方", "ground": "", "reason": "秘密"}], "", ""),
        ([{"text": "", "ground": "privacy", "reason": "秘密"}], "", ""),
        ([], "no_such_ground", "秘密"),
        ([], "state_secret", " "),
        ([], "", "写了理由没有选种类"),
    ],
)
def test_what_is_removed_or_withheld_needs_ground_and_reason(spared, hidden, withheld, words):
    with pytest.raises(DomainError):
        proposed(spared, hidden=hidden, withheld=withheld, withheld_words=words)


def test_a_withheld_decision_is_signed_too_and_nothing_of_it_is_public(spared):
    row = signed(spared, proposed(spared, withheld="state_secret", withheld_words="涉及国家秘密"))
    assert row.state == "withheld" and row.content == [] and not Disclosed.objects.exists()
    assert not spared.case.obligations.open().filter(kind="disclose").exists()


def test_nobody_signs_their_own_proposal_nor_without_the_office(spared):
    row = proposed(spared)
    for stranger in (spared.cast.officer1, spared.cast.officer2, spared.cast.reviewer1):
        with pytest.raises(NotAllowed):
            publishing.sign(actor=stranger, publication=row, approve=True)
    with pytest.raises(DomainError, match="原因"):
        signed(spared, row, approve=False)
    assert signed(spared, row, approve=False, words="事实再写清楚").state == "returned"
    with pytest.raises(WrongState):
        signed(spared, row)
    assert proposed(spared).state == "proposed"


def test_what_changed_since_it_was_proposed_is_not_published(punished):
    row = proposed(punished)
    Party.objects.filter(pk=punished.act.party_id).update(representative="换了人")
    with pytest.raises(WrongState, match="有了变化"):
        signed(punished, row)
    assert not Disclosed.objects.exists()


def test_an_overturned_decision_is_withdrawn_with_its_reason_and_not_published_again(client, punished):
    row = signed(punished, proposed(punished))
    remedies.correct_own_decision(actor=punished.cast.leader1, act=punished.act, words="适用法律有误")
    due = punished.case.obligations.open().get(kind="withdraw")
    assert due.unit.startswith("3个工作日")
    name = punished.act.party.name
    publishing.withdraw(actor=punished.cast.officer1, act=punished.act, words=f"对{name}的决定适用法律有误，本局已改变")
    page = client.get(reverse("public_decision", args=[row.disclosed.code]))
    assert page.status_code == 410 and "适用法律有误" in page.content.decode() and name not in page.content.decode()
    assert name not in client.get(reverse("public_decisions"), {"q": name}).content.decode().replace(
        f'value="{name}"', ""
    )
    due.refresh_from_db()
    assert due.fulfilled_at and not Obligation.objects.open().filter(kind="withdraw").exists()
    with pytest.raises(WrongState):
        proposed(punished)


def test_nothing_published_is_nothing_to_withdraw_but_the_duty_can_be_answered(spared):
    with pytest.raises(WrongState, match="没有公示过"):
        publishing.withdraw(actor=spared.cast.officer1, act=spared.act, words="撤")
    remedies.correct_own_decision(actor=spared.cast.leader1, act=spared.act, words="适用法律有误")
    assert publishing.withdraw(actor=spared.cast.officer1, act=spared.act, words="决定已改变") is None
    assert not spared.case.obligations.open().filter(kind="withdraw").exists()


def test_the_period_ends_by_itself(client, punished):
    row = signed(punished, proposed(punished))
    assert row.disclosed.until == date(2027, row.proposed_at.month, row.disclosed.published_on.day)
    address = reverse("public_decision", args=[row.disclosed.code])
    punished.on("2027-05-20")
    assert row.disclosed.until == date(2027, 5, 20) and client.get(address).status_code == 200
    punished.on("2027-05-21")
    assert client.get(address).status_code == 404
    assert row.disclosed.title not in client.get(reverse("public_decisions")).content.decode()


def test_the_database_keeps_what_was_signed_and_what_was_withdrawn(punished):
    row = signed(punished, proposed(punished))
    changes = (
        lambda: type(row).objects.filter(pk=row.pk).update(content=[]),
        lambda: Disclosed.objects.filter(publication=row).update(until=date(2030, 1, 1)),
        lambda: Disclosed.objects.filter(publication=row).update(title="改了"),
        lambda: Disclosed.objects.all().delete(),
    )
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_list_is_found_by_words_and_turned_by_key_in_few_queries(client, punished, django_assert_max_num_queries):
    row = signed(punished, proposed(punished)).disclosed
    for number in range(1, 24):
        publication = type(row.publication).objects.get(pk=row.publication_id)
        publication.pk, publication.state = None, "withdrawn"
        publication.ended_by, publication.ended_at = punished.cast.head1, publication.signed_at
        publication.ended_words = "试"
        publication.save(force_insert=True)
        Disclosed.objects.create(
            publication=publication, code=f"C{number}", kind="other", title=f"某企业{number}号", content=[],
            search=f"某企业{number}号 迟报", published_on=row.published_on, until=row.until,
        )  # fmt: skip
    address = reverse("public_decisions")
    with django_assert_max_num_queries(4):
        first = client.get(address).content.decode()
    assert "某企业23号" in first and row.title not in first
    rest = client.get(address, {"before": Disclosed.objects.get(code="C4").pk}).content.decode()
    assert row.title in rest and "某企业4号" not in rest
    found = client.get(address, {"q": "某企业 7号"}).content.decode()
    assert "某企业7号" in found and "某企业8号" not in found
    assert "没有符合条件的决定" in client.get(address, {"q": "%"}).content.decode()
    for odd in ({"before": "9" * 40}, {"before": "x"}, {"kind": "zzz"}, {"q": "a\x00b" * 90}):
        assert client.get(address, odd).status_code == 200
    assert "max-age" in client.get(address)["Cache-Control"]


def test_the_page_of_the_file_shows_the_preview_and_does_each_step(client, spared):
    address = reverse("publication", args=[spared.case.pk, 1])
    client.force_login(spared.cast.officer1)
    shown = client.get(address).content.decode()
    assert "公众看到的内容" in shown and "某企业" in shown and "统计法28条" in shown
    tried = {"preview": "1", "text1": "某企业", "ground1": "privacy", "reason1": "试"}
    assert "某企业" in client.post(address, tried).content.decode() and not spared.act.publications.exists()
    assert client.post(address, {"text1": "甲", "reason1": "没有种类"}).status_code == 422
    assert client.post(address, {}).status_code == 302
    assert "等第二人审核" in client.get(address).content.decode()
    client.force_login(spared.cast.head1)
    sent = reverse("publication_sign", args=[spared.case.pk, 1])
    assert client.get(sent).status_code == 405
    assert client.post(sent, {"words": "没有选"}).status_code == 422
    assert client.post(sent, {"verdict": "approve"}).status_code == 302
    assert Disclosed.objects.get().title in client.get(reverse("public_decisions")).content.decode()
    client.post(reverse("publication_withdraw", args=[spared.case.pk, 1]), {"words": "登错了"})
    assert Disclosed.objects.get().withdrawn_words == "登错了"


def test_strangers_find_no_page_of_the_file(client, spared, cast):
    address = reverse("publication", args=[spared.case.pk, 1])
    assert client.get(address).status_code == 302
    client.force_login(cast.trainer1 if hasattr(cast, "trainer1") else cast.admin1)
    assert client.get(address).status_code == 404
