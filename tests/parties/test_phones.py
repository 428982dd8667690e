"""A phone number lies closed in the database, is found whole by its keyed hash, shown masked, and who looks is kept."""

import io

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from parties import services
from parties.matching import likely_matches
from parties.models import Party
from records import closing, reclosing
from records.closing import masked
from records.models import Event

PHONE, MASKED = "13800001178", "138******78"


@pytest.fixture
def party(cast):
    return services.register_party(
        actor=cast.officer1, kind="enterprise", name="重庆黔东建材有限公司", credit_code_state="unknown", phone=PHONE
    )


def held():
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone, phone_digest FROM parties_party")
        return cursor.fetchone()


@pytest.fixture
def key_file(settings, tmp_path):
    """Keys in the file, as an installation has them."""
    settings.PERSONAL_KEYS, settings.VAR_DIR = [], tmp_path
    return tmp_path / "personal_keys"


def test_the_database_never_sees_the_number(party):
    text, digest = held()
    assert text.startswith("f1:") and PHONE not in text and len(digest) == 64
    assert Party.objects.get().phone == PHONE
    with pytest.raises(FieldError):
        Party.objects.filter(phone=PHONE).exists()


@pytest.mark.parametrize("typed", [PHONE, "138 0000 1178", "138-0000-1178"])
def test_it_is_found_whole_however_it_is_written(party, cast, typed):
    assert list(Party.objects.with_phone(typed)) == list(Party.objects.matching(typed)) == [party]
    found = likely_matches(name="另一家企业", phone=typed, user=cast.officer1)
    assert [match.reasons for match in found if match.party == party][0] == ["联系电话相同"]


def test_a_part_of_it_and_nothing_find_nobody(party):
    assert not Party.objects.with_phone("1380000").exists() and not Party.objects.with_phone("").exists()
    assert not Party.objects.matching("1380000117").exists()


def test_the_page_masks_it_and_a_look_leaves_a_row(party, cast, signed_in):
    client = signed_in(cast.officer1)
    page = client.get(reverse("parties:detail", args=[party.pk])).content.decode()
    assert MASKED in page and PHONE not in page
    assert PHONE not in client.get(reverse("parties:change", args=[party.pk])).content.decode()
    look = reverse("parties:phone", args=[party.pk])
    assert client.get(look).status_code == 405
    assert PHONE in client.post(look).content.decode()
    event = Event.objects.get(verb="party.reveal")
    assert (event.actor, event.object_id) == (cast.officer1, party.pk) and PHONE not in event.summary
    assert PHONE not in client.get(reverse("parties:detail", args=[party.pk])).content.decode()
    assert signed_in(cast.auditor1).post(look).status_code == 404


def test_without_a_number_there_is_nothing_to_look_at(party, cast, signed_in):
    services.change_party(actor=cast.officer1, party=party, phone="")
    assert held() == ("", "")
    signed_in(cast.officer1).post(reverse("parties:phone", args=[party.pk]))
    assert not Event.objects.filter(verb="party.reveal").exists()


def test_the_log_of_a_change_keeps_it_masked(party, cast):
    services.change_party(actor=cast.officer1, party=party, phone="13900002299")
    event = Event.objects.get(verb="party.change")
    assert (event.before["phone"], event.after["phone"]) == (MASKED, "139******99")


@pytest.mark.parametrize(("typed", "kept"), [("", PHONE), ("无", ""), ("13900002299", "13900002299")])
def test_the_form_keeps_it_unless_another_is_typed(party, cast, signed_in, typed, kept):
    said = {"kind": party.kind, "name": party.name, "credit_code_state": "unknown", "phone": typed}
    assert signed_in(cast.officer1).post(reverse("parties:change", args=[party.pk]), said).status_code == 302
    assert Party.objects.get().phone == kept


def test_keys_are_changed_while_rows_of_both_are_found(key_file, party):
    first, before = key_file.read_text().split(), held()
    assert key_file.stat().st_mode & 0o077 == 0
    reclosing.add_key()
    assert list(Party.objects.with_phone(PHONE)) == [party] and Party.objects.get().phone == PHONE
    with pytest.raises(CommandError, match="还有1项由旧的密钥加密"):
        reclosing_without_closing()
    said = io.StringIO()
    call_command("rotate_keys", "--close-only", stdout=said)
    assert "重新加密1项" in said.getvalue() and held()[0] != before[0] and held()[1] != before[1]
    call_command("rotate_keys", "--drop-old", stdout=said)
    assert len(key_file.read_text().split()) == 1 and key_file.read_text().split() != first
    assert list(Party.objects.with_phone(PHONE)) == [party] and Party.objects.get().phone == PHONE


def reclosing_without_closing():
    try:
        reclosing.drop_old_keys()
    except Exception as error:
        raise CommandError(str(error)) from error


def test_the_command_adds_a_key_and_closes_everything_under_it(key_file, party):
    before = held()
    call_command("rotate_keys", stdout=io.StringIO())
    assert len(key_file.read_text().split()) == 2 and held()[0] != before[0]
    assert reclosing.close_all() == 0


def test_rows_of_an_older_version_are_closed_by_the_migration(party):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE parties_party SET phone = %s, phone_digest = ''", [PHONE])
    assert Party.objects.get().phone == PHONE
    reclosing.close_table("parties_party", "phone", "phone_digest")
    assert held()[0].startswith("f1:") and list(Party.objects.with_phone(PHONE)) == [party]


def test_a_wrong_key_says_what_to_do(party, settings):
    settings.PERSONAL_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(ImproperlyConfigured, match="请把备份的密钥放回"):
        Party.objects.get()
    settings.PERSONAL_KEYS = ["too-short"]
    with pytest.raises(ImproperlyConfigured, match="密钥格式不对"):
        closing.close_text("x")
    with pytest.raises(CommandError, match="由PERSONAL_KEYS指定"):
        call_command("rotate_keys")


@pytest.mark.parametrize(("text", "shown"), [(PHONE, MASKED), ("79221234", "792***34"), ("12345", "*****"), ("", "")])
def test_what_a_mask_leaves(text, shown):
    assert masked(text) == shown
