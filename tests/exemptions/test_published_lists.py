"""Lists that bureaus have published: each comes in by Excel and by form as a draft, and the gate says why it stands or not."""

import io
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from openpyxl import Workbook

from accounts.enums import Role
from exemptions import gate
from exemptions.forms.conditions import ConditionForm, rows_of
from exemptions.models import ListVersion
from exemptions.services import drafts, imports
from rules.law import load_law
from tests.exemptions import factories, published
from tests.shipped import load_shipped_law

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TODAY, START = date(2026, 7, 1), date(2026, 8, 1)
PACKS = [Path(settings.BASE_DIR) / "fixtures" / name for name in ("reference", "statistics")]
# What keeps each list from publication besides example cases and signatures, and why that is right:
# a page that shows no condition gives none; the statute was renumbered in 2024; words alone decide nothing;
# and where harm of a minor kind leads to leniency while no harm does not, the worse case is treated milder.
BLOCKED = {
    "CD-2023": {("1", "condition"), ("1", "subjects"), ("1", "basis")},
    "XY-2022": {("1", "basis"), ("2", "force")},
    "TJ-2021": set(),
    "BZ-2023": {(str(number), check) for number in range(1, 6) for check in ("condition", "subjects")},
}


@pytest.fixture(autouse=True)
def law(time_machine):
    time_machine.move_to("2026-07-01T10:00:00+08:00")
    load_shipped_law()


@pytest.fixture
def reviewer():
    return factories.person(Role.REVIEWER, "drafter", name="周敏")


def blank(reviewer, code: str) -> ListVersion:
    version = drafts.draft_list(actor=reviewer, code=code, title=f"清单{code}")
    return drafts.change_draft(actor=reviewer, version=version, effective_from=START)


def book(rows: list[dict[str, str]]) -> bytes:
    made = Workbook()
    heads = list(dict.fromkeys(head for row in rows for head in row))
    made.active.append(heads)
    for row in rows:
        made.active.append([row.get(head, "") for head in heads])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def taken_in(reviewer, code: str) -> ListVersion:
    version = blank(reviewer, code)
    upload = (f"{code}.xlsx", book(published.LISTS[code]))
    batch = imports.check_import(actor=reviewer, version=version, upload=upload)
    assert batch.faults == []
    imports.import_items(actor=reviewer, batch=batch)
    return version


@pytest.mark.parametrize("code", list(published.LISTS))
def test_a_published_list_comes_in_by_excel_and_the_gate_says_what_is_wrong(reviewer, code):
    version = taken_in(reviewer, code)
    assert [item.number for item in version.items.all()] == [row["序号"] for row in published.LISTS[code]]
    found = gate.findings(version, today=TODAY)
    blocking = {(one.item, one.check) for one in found if one.severity == gate.BLOCK and one.check != "examples"}
    assert blocking == BLOCKED[code]
    assert [one.title for one in found if not one.example] == []


def test_the_gate_tries_the_examples_that_the_system_wrote(reviewer):
    version = taken_in(reviewer, "TJ-2021")
    checks = {one.check for one in gate.findings(version, today=TODAY)}
    drafts.suggest_examples(actor=reviewer, version=version)
    assert "examples" in checks
    assert "examples" not in {one.check for one in gate.findings(version, today=TODAY)}


def test_nested_circumstances_fit_the_form_and_save_as_they_came(reviewer, client):
    version = taken_in(reviewer, "XY-2022")
    facts = load_law(*PACKS).facts
    item = version.items.get(number="2")
    before = item.condition
    every, some = rows_of(before, facts)
    assert [row["group"] for row in some] == ["1", "1", "1", "2", "2", "2", ""]
    assert ConditionForm(sent(every, some), facts=facts).is_valid()
    client.force_login(reviewer)
    typed = {"number": "2", "wording": item.wording, "offences": item.offences, "kinds": item.kinds}
    typed |= {"outcome": item.outcome, "basis": "行政处罚法33条1款", **sent(every, some, initial=True)}
    address = reverse("exemptions:item_edit", args=["XY-2022", "2"])
    assert client.post(address, typed).status_code == 302
    item.refresh_from_db()
    assert item.condition == before
    assert item.citations() == ["行政处罚法33条1款"]


def test_items_of_a_published_list_are_entered_by_form_from_nothing(reviewer, client):
    """The two ledger rules of the ledger offence, typed as a reviewer would; the sentence printed is what was meant."""
    blank(reviewer, "STZ")
    client.force_login(reviewer)
    ledger = [
        {"fact": "ledger_state", "op": "eq", "value": "缺少个别一项"},
        {"fact": "corrected_in_time", "op": "eq", "value": "是"},
    ]
    late = [
        {"fact": "filed_by_urge_deadline", "op": "eq", "value": "是"},
        {"fact": "first_offence", "op": "eq", "value": "是"},
    ]
    for number, offence, rows in (("1", "NO_LEDGER", ledger), ("2", "LATE", late)):
        typed = {"number": number, "wording": "单项情形，限期整改的。", "offences": [offence], "kinds": ["enterprise"]}
        typed |= {"outcome": "NP_MANDATORY_MINOR", "basis": "行政处罚法33条1款前段", **sent(rows, [])}
        response = client.post(reverse("exemptions:item_new", args=["STZ"]), typed, follow=True)
        assert response.status_code == 200
    body = response.content.decode()
    assert "催报期限内报送，且首违窗口内初次违法" in body
    version = ListVersion.objects.get(code="STZ")
    left = {one.check for one in gate.findings(version, today=TODAY)}
    assert left == {"examples", "equated", "replay"}


def sent(every: list[dict], some: list[dict], *, initial: bool = False) -> dict[str, str]:
    """Rows as the browser sends them."""
    typed: dict[str, str] = {}
    for prefix, rows in (("all", every), ("any", some), ("steps", [])):
        typed |= {
            f"{prefix}-TOTAL_FORMS": str(len(rows)),
            f"{prefix}-INITIAL_FORMS": str(len(rows)) if initial else "0",
        }
        typed |= {f"{prefix}-{place}-{name}": text for place, row in enumerate(rows) for name, text in row.items()}
    return typed


def test_the_page_of_proofs_says_what_holds_of_the_law_in_force(reviewer, client):
    client.force_login(reviewer)
    body = client.get(reverse("exemptions:proofs")).content.decode()
    assert "只要涉嫌犯罪，结果只能是移送" in body
    assert "每一项都能命中" in body
    assert "有结论不成立" not in body
