"""Every free text of the files and of the register is marked as secret; nothing of it is ever read outside.

Not only the pages: headers, the search, the verification of papers, the interface of other systems, the PDFs and what
they say of themselves. And not only while a decision is public: before, sent back, withheld, withdrawn, ended.
"""

import io

import pytest
from django.apps import apps
from django.db import connection, models
from django.urls import reverse
from pypdf import PdfReader

from disclosure import publishing
from disclosure.models import Disclosed
from oversight.annual import yearly
from records.models import Paper
from tests.cases.remedy_scenes import decided
from tests.shipped import load_shipped_law, without_triggers

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PAGES = (
    "public", "public_list", "public_decisions", "public_typical", "public_yearly", "public_rules", "public_offences",
    "public_check", "verify_ask", "party_ask",
)  # fmt: skip
# Names that the bureau's tables give, keys of the search in the register, and what is shown of a penalty by law.
NOT_FREE = {
    "violation", "violation_name", "number", "name_key", "pinyin", "initials", "credit_code", "digest", "sha256", "key",
    "organ_level", "survey_class", "list_version", "engine_version", "law_version", "law_digest", "rule", "unit", "paper_kind",
    "start_event", "place",
}  # fmt: skip
SUBJECT = "2026年4月月报{contact}说{name}多报317万元，配方乙七，电话{phone}，住{address}"


def _free(field: models.Field) -> bool:
    is_text = isinstance(field, models.TextField) or (isinstance(field, models.CharField) and field.max_length >= 30)
    return is_text and not field.choices and not field.unique and field.name not in NOT_FREE


def marked(story) -> list[str]:
    """Each free column of each row of the files and the register says a secret of its own."""
    said = []
    found = [model for room in ("cases", "parties") for model in apps.get_app_config(room).get_models()]
    tables = [model._meta.db_table for model in found]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    with connection.cursor() as cursor, without_triggers(cursor, tables):
        for number, model in enumerate(found):
            for place, field in enumerate(filter(_free, model._meta.concrete_fields)):
                word = f"密语{number:02d}又{place:02d}"
                cursor.execute(
                    f'UPDATE "{model._meta.db_table}" SET "{field.column}" = %s WHERE "{field.column}" <> %s',
                    [word, ""],
                )
                said += [word] if cursor.rowcount else []
        party = type(story.act.party).objects.get(pk=story.act.party_id)
        party.name, party.contact, party.phone, party.address = (
            "黔江密语机械有限公司",
            "密语联系人",
            "13800001111",
            "密语路3号",
        )
        party.representative, party.township = "密语法人", "密语街道"
        party.save()
        about = {name: getattr(party, name) for name in ("contact", "name", "phone", "address")}
        cursor.execute("UPDATE cases_act SET subject = %s WHERE id = %s", [SUBJECT.format(**about), story.act.pk])
    story.act.refresh_from_db()
    story.case.refresh_from_db()
    assert len(said) > 15
    return said


def outside(client) -> str:
    """Everything that can be read without signing in, headers and codes of answers included."""
    addresses = [reverse(name) for name in PAGES]
    addresses += [
        reverse("public_decisions") + query for query in ("?q=密语", "?kind=penalty", "?kind=other", "?q=317")
    ]
    addresses += [reverse("public_decision", args=[row.code]) for row in Disclosed.objects.all()]
    addresses += [reverse("verify", args=[row.verify_code]) for row in Paper.objects.exclude(verify_code="")]
    addresses += [reverse("api:outcomes"), reverse("api:leads"), reverse("party", args=["A" * 12])]
    found = []
    for address in addresses:
        answer = client.get(address, REMOTE_ADDR=f"10.0.0.{len(found)}")
        found.append(f"{dict(answer.headers)}{answer.content.decode()}")
    return "\n".join(found).replace('value="密语"', "")


def nothing_secret(client, secrets: list[str], allowed: tuple[str, ...] = ()) -> None:
    read = outside(client)
    for word in allowed:
        read = read.replace(word, "")
    for word in (*secrets, "密语", "乙七", "317万", "13800001111"):
        assert word not in read


HIDDEN = [{"text": "配方乙七", "ground": "trade_secret", "reason": "密语工艺"}]


def through_all_states(story, client, secrets: list[str], allowed: tuple[str, ...]) -> None:
    who = story.cast

    def proposed(**more):
        return publishing.propose(actor=who.officer1, act=story.act, **({"hidden": HIDDEN} | more))

    def sign(row, **more):
        return publishing.sign(actor=who.head1, publication=row, **({"approve": True, "words": "密语同意"} | more))

    nothing_secret(client, secrets)
    row = proposed()
    nothing_secret(client, secrets)
    sign(row, approve=False, words="密语退回")
    sign(proposed(withheld="privacy", withheld_words="密语不公开"))
    nothing_secret(client, secrets)
    assert sign(proposed()).state == "public"
    nothing_secret(client, secrets, allowed)
    publishing.withdraw(
        actor=who.officer1, act=story.act, words="对黔江密语机械有限公司的决定、电话13800001111，已改正"
    )
    nothing_secret(client, secrets)
    assert sign(proposed()).state == "public"
    story.clock.move_to("2027-12-01T09:00:00+08:00")
    nothing_secret(client, secrets)


def test_of_a_spared_party_nothing_leaves_in_any_state(client, story):
    decided(story).decision_papers_served()
    load_shipped_law()
    through_all_states(story, client, marked(story), ())


def test_of_a_punished_party_only_what_the_table_allows_leaves_in_any_state(client, story):
    story.simply_punished()
    load_shipped_law()
    through_all_states(story, client, marked(story), ("黔江密语机械有限公司", "密语法人"))


@pytest.mark.slow
def test_the_published_pdf_says_nothing_of_files_or_people(client, story, real_pdf):
    decided(story)
    load_shipped_law()
    secrets = marked(story)
    story.clock.move_to("2027-01-10T09:00:00+08:00")
    yearly.issue_yearly(actor=story.cast.leader1, year=2026, words="全年平稳。")
    paper = client.get(reverse("public_yearly_paper", args=[2026, 1])).content
    read = PdfReader(io.BytesIO(paper))
    said = f"{dict(read.metadata or {})}{read.xmp_metadata}" + "".join(page.extract_text() for page in read.pages)
    people = [person.name for person in story.cast.everyone().values()]
    assert not [word for word in (*secrets, *people, "密语") if word in said]
