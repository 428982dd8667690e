"""Publication and final decisions take one lock: two real connections, and the second waits for the first."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Event as Signal

import pytest
from django.db import OperationalError, connection, transaction

from accounts.enums import Role
from accounts.models import GroupSeat
from exemptions import gate, live
from exemptions.models import ListVersion
from exemptions.services import drafts, publication
from exemptions.services.packs import load_pack
from tests.exemptions import factories, packs

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 7, 1)


@pytest.fixture
def signed(tmp_path, monkeypatch, time_machine):
    """A draft that only waits for the chair."""
    time_machine.move_to("2026-07-01T10:00:00+08:00")
    monkeypatch.setattr(gate, "_example_findings", lambda *args: [])
    load_pack(actor=None, path=packs.write(tmp_path, packs.contents()))
    drafter, second = factories.person(Role.REVIEWER, "one"), factories.person(Role.REVIEWER, "two")
    base = ListVersion.objects.get(code="HP-1")
    draft = drafts.draft_list(actor=drafter, code="HP-2", title="第二版", based_on=base)
    draft = drafts.change_draft(actor=drafter, version=draft, effective_from=TODAY + timedelta(days=1))
    for finding in gate.findings(draft, today=TODAY):
        publication.explain_finding(actor=drafter, version=draft, key=finding.key, reason="已经核对。")
    publication.sign_review(actor=second, version=draft)
    chair = factories.person(Role.LEADER, "chair")
    GroupSeat.objects.create(user=chair, seat="chair", starts_on=date(2020, 1, 1))
    return draft, chair


def in_a_connection_of_its_own(call):
    try:
        return call()
    finally:
        connection.close()


def test_a_publication_waits_until_the_decision_under_the_old_list_is_written(signed):
    draft, chair = signed
    holding, may_end = Signal(), Signal()

    def decide_finally():
        with transaction.atomic():
            live.lock_lists()
            holding.set()
            may_end.wait(timeout=20)
            return live.current_law().lists_on(TODAY + timedelta(days=1)).code

    with ThreadPoolExecutor(2) as pool:
        decision = pool.submit(in_a_connection_of_its_own, decide_finally)
        assert holding.wait(timeout=20)
        with pytest.raises(OperationalError, match="lock timeout"), transaction.atomic():
            connection.cursor().execute("SET LOCAL lock_timeout = '300ms'")
            publication.publish(actor=chair, version=draft)
        waiting = pool.submit(in_a_connection_of_its_own, lambda: publication.publish(actor=chair, version=draft).state)
        may_end.set()
        assert decision.result(timeout=20) == "HP-1"
        assert waiting.result(timeout=20) == "published"
    assert live.current_law().lists_on(TODAY + timedelta(days=1)).code == "HP-2"


def test_a_decision_waits_until_the_publication_is_written(signed):
    draft, chair = signed
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        publication.publish(actor=chair, version=draft)

        def decide_finally():
            with transaction.atomic():
                connection.cursor().execute("SET LOCAL lock_timeout = '300ms'")
                live.lock_lists()

        with pytest.raises(OperationalError, match="lock timeout"):
            pool.submit(in_a_connection_of_its_own, decide_finally).result(timeout=20)
