"""Replay of a draft over past cases and its shadow beside live ones: the services, the pages, who may do what."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from exemptions import gate
from exemptions.enums import ReplayState
from exemptions.models import ListVersion, Replay
from exemptions.queries import replayed
from exemptions.services import replays
from exemptions.services.drafts import draft_list
from oversight import replays as running
from records.errors import DomainError, NotAllowed, WrongState
from records.models import Event
from tests import factories
from tests.cases.penalty_story import PenaltyStory
from tests.shipped import load_shipped_law

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def story(cast, monkeypatch):
    """The shipped law in the database, and the clock of the bureau."""
    monkeypatch.setattr("documents.render", lambda *args, **kwargs: b"%PDF-1.7 for tests")
    monkeypatch.setattr("documents.page_count", lambda content: 1)
    load_shipped_law()
    factories.licensed(cast.officer1, cast.head1, by=cast.training1, on=date(2026, 5, 1))
    with time_machine.travel("2026-05-11T09:00:00+08:00", tick=False) as clock:
        yield PenaltyStory(cast, clock)


def told(story, *, reported: int = 10300):
    """An untrue figure corrected in time, without harm, that is 轻微 only because the list says so."""
    story.registers_complete().registered().filed().untrue(reported).know(harm="none", minor_act=False)
    story.screened().first_checked().corrected(deadline="2026-05-18", done_on="2026-05-15")
    return story


@pytest.fixture
def past(story):
    """One decided case: 3% off, not punished because the list in force says up to 10%."""
    told(story).answered("accept").decided()
    return story


def narrow(story) -> ListVersion:
    """A draft under which 3% is no longer 轻微."""
    draft = draft_list(
        actor=story.cast.reviewer1, code="QJ-2027", title="拟改清单", based_on=ListVersion.objects.get(code="QJ-DEMO")
    )
    item = draft.items.get(number="M1")
    item.condition["all"][0]["value"] = "2%"
    item.save()
    return draft


def run(story, draft, by=None) -> Replay:
    row = replays.begin_replay(actor=by or story.cast.reviewer2, version=draft)
    running.run(row.pk)
    row.refresh_from_db()
    return row


def test_a_narrower_draft_shows_which_past_case_would_have_been_decided_otherwise(past):
    row = run(past, narrow(past))
    assert (row.state, row.total, row.lenient, row.harsher, row.undecided) == (ReplayState.DONE, 1, 0, 1, 0)
    assert row.tables["section"] == [{"name": "执法监督科", "same": 0, "lenient": 0, "harsher": 1, "undecided": 0}]
    assert [table["name"] for table in row.tables["year"]] == ["2026"]
    assert [table["name"] for table in row.tables["size"]] == ["超过100万元，1000万元以下"]
    sample = row.samples[0]
    assert (sample["case"], sample["old"], sample["new"]) == (
        past.case.pk,
        "NP_MANDATORY_MINOR",
        "NP_DISCRETIONARY_FIRST",
    )


def test_the_gate_asks_for_the_signed_replay_of_exactly_these_words(past):
    draft, who = narrow(past), past.cast.reviewer2
    assert "replay" in {one.check for one in gate.findings(draft, today=date(2026, 5, 20))}
    replays.sign_replay(actor=who, replay=run(past, draft), words="看过1件，认可。")
    assert replayed(draft)
    assert "replay" not in {one.check for one in gate.findings(draft, today=date(2026, 5, 20))}
    item = draft.items.get(number="M1")
    item.condition["all"][0]["value"] = "1%"
    item.save()
    assert not replayed(draft)


def test_a_signature_needs_words_a_reviewer_and_unchanged_words(past):
    draft = narrow(past)
    row = run(past, draft)
    with pytest.raises(NotAllowed):
        replays.sign_replay(actor=past.cast.leader1, replay=row, words="好")
    with pytest.raises(DomainError, match="写明"):
        replays.sign_replay(actor=past.cast.reviewer2, replay=row, words=" ")
    item = draft.items.get(number="M1")
    item.condition["all"][0]["value"] = "1%"
    item.save()
    with pytest.raises(WrongState, match="重新试算"):
        replays.sign_replay(actor=past.cast.reviewer2, replay=row, words="好")


def test_a_signed_replay_stands_and_is_logged(past):
    draft = narrow(past)
    row = replays.sign_replay(actor=past.cast.reviewer2, replay=run(past, draft), words="看过，认可。")
    assert list(Event.objects.filter(verb__startswith="list.replay").values_list("actor__username", flat=True))
    assert Event.objects.filter(verb="list.sign_replay").count() == 1
    with pytest.raises(WrongState):
        replays.sign_replay(actor=past.cast.reviewer2, replay=row, words="再签")
    with pytest.raises(IntegrityError, match="不能修改"), transaction.atomic():
        Replay.objects.filter(pk=row.pk).update(lenient=5)


def test_officers_begin_no_replay_and_two_never_run_at_once(past):
    draft = narrow(past)
    with pytest.raises(NotAllowed):
        replays.begin_replay(actor=past.cast.officer1, version=draft)
    replays.begin_replay(actor=past.cast.leader1, version=draft)
    with pytest.raises(WrongState, match="正在试算"):
        replays.begin_replay(actor=past.cast.leader1, version=draft)


def test_an_item_in_words_only_cannot_be_replayed(past):
    draft = narrow(past)
    draft.items.filter(number="M1").update(condition=None)
    with pytest.raises(DomainError, match="录入条件"):
        replays.begin_replay(actor=past.cast.reviewer2, version=draft)


def test_what_stops_a_replay_is_written_on_it(past, monkeypatch):
    row = replays.begin_replay(actor=past.cast.reviewer2, version=narrow(past))

    def broken(replay):
        raise ValueError("读不了")

    monkeypatch.setattr("oversight.replays.outcome_of", broken)
    with pytest.raises(ValueError, match="读不了"):
        running.run(row.pk)
    row.refresh_from_db()
    assert (row.state, row.problem) == (ReplayState.FAILED, "试算中断：读不了")


# --- pages ---------------------------------------------------------------------


def test_the_page_runs_shows_and_signs_a_replay(past, signed_in):
    draft = narrow(past)
    client = signed_in(past.cast.reviewer2)
    page = reverse("replay", args=[draft.code])
    assert "还没有试算过" in client.get(page).content.decode()
    client.post(reverse("replay_begin", args=[draft.code]))
    text = client.get(f"{page}?change=harsher").content.decode()
    assert "新从严" in text and past.case.number in text and "等待" not in text
    row = draft.replays.get()
    client.post(reverse("replay_sign", args=[draft.code, row.pk]), {"words": "看过，认可。"})
    assert "看过，认可。" in client.get(page).content.decode()


@pytest.mark.parametrize("name", ["replay_begin", "shadow_start", "shadow_end"])
def test_acts_are_no_pages_and_not_for_officers(past, signed_in, name):
    draft = narrow(past)
    address = reverse(name, args=[draft.code])
    assert signed_in(past.cast.reviewer2).get(address).status_code == 405
    assert signed_in(past.cast.officer1).post(address).status_code == 403
    assert signed_in(past.cast.reviewer2).post(reverse(name, args=["NOTHING"])).status_code == 404


def test_cases_one_may_not_see_are_named_but_not_linked(past, signed_in):
    draft = narrow(past)
    run(past, draft)
    text = signed_in(past.cast.head2).get(f"{reverse('replay', args=[draft.code])}?change=harsher").content.decode()
    assert past.case.number in text
    assert reverse("cases:act", args=[past.case.pk, 1]) not in text


def test_the_page_of_a_version_links_to_its_replay(past, signed_in):
    draft = narrow(past)
    text = signed_in(past.cast.reviewer2).get(reverse("exemptions:edit", args=[draft.code])).content.decode()
    assert reverse("replay", args=[draft.code]) in text


# --- the shadow ----------------------------------------------------------------


def test_a_shadow_reports_live_recommendations_the_draft_would_have_given_otherwise(story, signed_in):
    draft = narrow(story)
    client = signed_in(story.cast.leader1)
    client.post(reverse("shadow_start", args=[draft.code]))
    told(story).assessed()
    # Days have gone by: the session has ended.
    client = signed_in(story.cast.leader1)
    page, before = reverse("shadow", args=[draft.code]), story.act.assessments.count()
    response = client.get(page)
    assert [(one["now"], one["then"]) for one in response.context["differences"]] == [
        ("NP_MANDATORY_MINOR", "NP_DISCRETIONARY_FIRST")
    ]
    assert story.act.assessments.count() == before
    client.post(reverse("shadow_end", args=[draft.code]))
    assert "结束" in client.get(page).content.decode()
    assert Event.objects.filter(verb__in=["list.shadow", "list.end_shadow"]).count() == 2


def test_only_a_draft_runs_as_a_shadow_and_only_once(story):
    published = ListVersion.objects.get(code="QJ-DEMO")
    with pytest.raises(WrongState, match="只有草案"):
        replays.start_shadow(actor=story.cast.reviewer2, version=published)
    draft = narrow(story)
    with pytest.raises(WrongState, match="没有在影子运行"):
        replays.end_shadow(actor=story.cast.reviewer2, version=draft)
    replays.start_shadow(actor=story.cast.reviewer2, version=draft)
    with pytest.raises(WrongState, match="已经在影子运行"):
        replays.start_shadow(actor=story.cast.reviewer2, version=draft)
