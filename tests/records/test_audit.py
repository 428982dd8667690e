"""Each way of falsifying the log, with the triggers off as an owner of the database could, is found and named."""

import hashlib
import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

import documents
from records import audit, chain, inspection, seals
from records.enums import CheckState
from records.errors import WrongState
from records.models import AuditCheck, DailySeal, Event, Paper, PaperBytes, SealedHead, StoredFile, StreamHead
from records.services import append_event, draft_paper, issue_paper, store_file, void_paper
from tests.documents import samples
from tests.shipped import without_triggers

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 8)


@pytest.fixture
def log(cast, monkeypatch, time_machine):
    """Two files with events, an issued and a void paper, a stored file, and the seal of the day."""
    time_machine.move_to("2026-06-08 09:00+08:00", tick=False)
    monkeypatch.setattr(documents, "render", lambda kind, context, **more: f"%PDF- {more['number']}".encode())
    monkeypatch.setattr(documents, "page_count", lambda pdf: 1)
    for number in (7, 8):
        for words in ("立案", "责令改正", "复查"):
            say(cast, words, number)
    for _ in range(2):
        context = samples.full("REMINDER")
        draft = draft_paper(actor=cast.officer1, kind="REMINDER", stream=("cases.case", 7), context=context)
        paper = issue_paper(actor=cast.officer1, paper=draft, organ_word="黔统")
    void_paper(actor=cast.head1, paper=paper, reason="当事人名称有误")
    store_file(actor=cast.officer1, name="快报.pdf", content=b"%PDF-1.7 evidence")
    seals.seal(day=DAY)
    return cast


def say(cast, words, number=7):
    return append_event(
        actor=cast.officer1, verb="test.say", subject=cast.officer1, stream=("cases.case", number), summary=words
    )


def as_owner(sql, *values):
    """Behind every trigger."""
    proofs = (Event, StreamHead, DailySeal, SealedHead, Paper, PaperBytes, StoredFile)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with without_triggers(cursor, [model._meta.db_table for model in proofs]):
            cursor.execute(sql, values)


def first(printed_head=""):
    return str(audit.verify(printed_head=printed_head).breaks[0])


def test_a_whole_log_is_whole_and_has_one_head(log):
    report = audit.verify()
    assert report.breaks == [] and report.head == seals.final_head()
    assert (report.counts.events, report.counts.papers, report.counts.files, report.counts.seals) == (11, 2, 1, 1)
    say(log, "结案")
    assert audit.verify().is_whole and seals.final_head() != report.head


TAMPERINGS = [
    (
        "UPDATE records_event SET summary = '没有责令' WHERE stream_id = 7 AND sequence = 2",
        "cases.case/7：第2条事件.*被改动",
    ),
    ("UPDATE records_event SET at = at - interval '1 day' WHERE stream_id = 8 AND sequence = 1", "cases.case/8：第1条"),
    ("UPDATE records_event SET actor_id = NULL WHERE stream_id = 8 AND sequence = 3", "cases.case/8：第3条"),
    ("DELETE FROM records_event WHERE stream_id = 7 AND sequence = 2", "cases.case/7：第2条事件缺失"),
    (
        "DELETE FROM records_event WHERE stream_id = 7 AND sequence = 3",
        "cases.case/7：链尾被删.*记到第3条，现在只到第2条",
    ),
    ("DELETE FROM records_event WHERE stream_id = 7 AND stream = 'cases.case'", "cases.case/7：链尾被删.*一条也没有"),
    ("DELETE FROM records_streamhead WHERE stream_id = 7 AND stream = 'cases.case'", "cases.case/7：.*链头没有记到"),
    ("UPDATE records_paperbytes SET pdf = 'forged' WHERE paper_id = {paper}", "文书 .*PDF与制发时的校验值不符"),
    ("DELETE FROM records_paperbytes WHERE paper_id = {paper}", "文书 .*PDF已被删除"),
    ("UPDATE records_paper SET number = '黔统提示〔2026〕99号' WHERE id = {paper}", "文书 .*登记的文号与制发时不符"),
    ("UPDATE records_paper SET context = '{{}}' WHERE id = {paper}", "文书 .*登记的内容校验值与制发时不符"),
    (
        "UPDATE records_paper SET status = 'void', void_reason = '换' WHERE id = {paper}",
        "文书 .*作废状态与作废记录不符",
    ),
    ("UPDATE records_paper SET status = 'issued' WHERE status = 'void'", "文书 .*作废状态与作废记录不符"),
    ("UPDATE records_storedfile SET sha256 = repeat('0', 64)", "文件 .*登记的校验值与保存时不符"),
    ("DELETE FROM records_storedfile", "文件 .*登记已被删除"),
    ("UPDATE records_sealedhead SET sequence = 2 WHERE stream_id = 7", "日封存第1号：封存的链头明细"),
    ("UPDATE records_dailyseal SET day = day - 1", "日封存第1号：封存的内容与校验值不符"),
]


@pytest.mark.parametrize(("sql", "said"), TAMPERINGS)
def test_each_tampering_is_named(log, sql, said):
    paper = Paper.objects.filter(status="issued").get()
    as_owner(sql.format(paper=paper.pk))
    report = audit.verify()
    assert not report.is_whole
    with pytest.raises(CommandError, match=f"第一处断开：{said}"):
        call_command("verify_audit", stdout=io.StringIO())


def test_bytes_and_hash_of_a_paper_changed_together_are_found(log):
    paper = Paper.objects.filter(status="issued").get()
    as_owner("UPDATE records_paperbytes SET pdf = 'forged' WHERE paper_id = %s", paper.pk)
    as_owner("UPDATE records_paper SET sha256 = %s WHERE id = %s", hashlib.sha256(b"forged").hexdigest(), paper.pk)
    assert "PDF与制发时的校验值不符" in first()


def test_a_paper_deleted_with_its_bytes_is_missed(log):
    paper = Paper.objects.filter(status="issued").get()
    as_owner("DELETE FROM records_paperbytes WHERE paper_id = %s", paper.pk)
    as_owner("DELETE FROM records_paper WHERE id = %s", paper.pk)
    assert first() == f"records.paper/{paper.pk}：制发过的文书已被删除。"


def test_tampered_and_missing_file_bytes_are_found(log):
    stored = StoredFile.objects.get()
    storage, name = stored.content.storage, stored.content.name
    storage.delete(name)
    assert first() == f"文件 {stored.pk}：存放的文件读不到，已被删除或者移走。"
    storage.save(name, io.BytesIO(b"%PDF-1.7 forged"))
    assert first() == f"文件 {stored.pk}：存放的内容与保存时的校验值不符，内容被改动。"


def test_an_end_cut_off_together_with_its_head_still_breaks_the_seal(log):
    as_owner("DELETE FROM records_event WHERE stream_id = 7 AND sequence = 3")
    second = Event.objects.get(stream="cases.case", stream_id=7, sequence=2)
    as_owner("UPDATE records_streamhead SET sequence = 2, hash = %s WHERE stream_id = 7", second.hash)
    assert first() == "cases.case/7：第1号封存记到第3条，现在只到第2条。"


def test_a_chain_rewritten_with_fresh_hashes_breaks_the_seal(log):
    previous = ""
    for event in Event.objects.of("cases.case", 7):
        event.summary, event.previous_hash = f"假{event.summary}", previous
        previous = event.hash = chain.event_hash(event)
        as_owner(
            "UPDATE records_event SET summary = %s, previous_hash = %s, hash = %s WHERE id = %s",
            event.summary, event.previous_hash, event.hash, event.pk,
        )  # fmt: skip
    as_owner("UPDATE records_streamhead SET hash = %s WHERE stream_id = 7 AND stream = 'cases.case'", previous)
    assert first() == "cases.case/7：第1号封存记到第3条，这一条已不是封存时的一条。"


@pytest.mark.parametrize(("number", "said"), [(1, "封存缺失，接着的是第2号。"), (2, "封存本身已被删除。")])
def test_a_deleted_seal_is_named_in_the_middle_and_at_the_end(log, number, said):
    say(log, "结案")
    seals.seal(day=DAY)
    delete_seal(number)
    assert first().startswith(f"日封存第{number}号：") and first().endswith(said)


def delete_seal(number):
    as_owner(
        "DELETE FROM records_sealedhead WHERE seal_id = (SELECT id FROM records_dailyseal WHERE number = %s)", number
    )
    as_owner("DELETE FROM records_dailyseal WHERE number = %s", number)


def test_a_printed_head_finds_a_log_set_back_without_a_trace(log):
    say(log, "结案")
    printed = seals.seal(day=DAY).hash
    assert audit.verify(printed_head=printed).is_whole
    delete_seal(2)
    for stream, sequence in (("cases.case", 4), (chain.SEAL, 2)):
        as_owner("DELETE FROM records_event WHERE stream = %s AND sequence = %s", stream, sequence)
        as_owner(
            "UPDATE records_streamhead h SET sequence = e.sequence, hash = e.hash FROM records_event e"
            " WHERE h.stream = %s AND e.stream = h.stream AND e.stream_id = h.stream_id AND e.sequence = %s"
            " AND h.sequence = %s", stream, sequence - 1, sequence,
        )  # fmt: skip
    assert audit.verify().is_whole
    assert first(printed) == f"日封存：印出的校验值{printed}不在封存链中。"


def test_one_file_is_proved_alone(log):
    said = io.StringIO()
    call_command("verify_audit", stream="cases.case/7", stdout=said)
    assert "事件3条，文书2件" in said.getvalue() and "校验通过" in said.getvalue()
    as_owner("UPDATE records_event SET summary = '没有责令' WHERE stream_id = 7 AND sequence = 2")
    call_command("verify_audit", stream="cases.case/8", stdout=said)
    with pytest.raises(CommandError, match="cases.case/7：第2条"):
        call_command("verify_audit", stream="cases.case/7", stdout=said)


@pytest.mark.parametrize(("stream", "said"), [("cases.case", "请写成"), ("cases.case/99", "没有卷宗cases.case/99")])
def test_an_unknown_stream_is_refused_in_words(log, stream, said):
    with pytest.raises(CommandError, match=said):
        call_command("verify_audit", stream=stream)


def test_the_database_refuses_an_event_beside_the_chain(log):
    lone = Event.objects.of("cases.case", 7).last()
    lone.pk, lone.sequence = None, 9
    with pytest.raises(DatabaseError, match="没有接在卷宗的最后一条之后"), transaction.atomic():
        lone.save(force_insert=True)


@pytest.mark.parametrize("model", [StreamHead, DailySeal, SealedHead])
@pytest.mark.parametrize("verb", ["UPDATE {} SET hash = 'x'", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_database_refuses_to_change_heads_and_seals(log, model, verb):
    refused = pytest.raises(DatabaseError, match="只能增加|不能修改或删除")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(verb.format(model._meta.db_table))


def test_a_day_is_sealed_once_more_only_if_something_grew(log):
    again = seals.seal(day=DAY)
    assert again.number == 1 and seals.seal(day=date(2026, 6, 7)).number == 1
    say(log, "结案")
    assert (seals.seal(day=DAY).number, seals.latest(on=DAY).number) == (2, 2)
    assert seals.latest(on=date(2026, 6, 7)) is None
    with pytest.raises(ValueError, match="not come yet"):
        seals.seal(day=date(2026, 6, 9))


def test_an_empty_day_is_sealed_all_the_same(log, time_machine):
    time_machine.move_to("2026-06-10 00:10+08:00", tick=False)
    call_command("seal_audit", stdout=io.StringIO())
    assert [seal.day.day for seal in DailySeal.objects.all()] == [8, 9] and audit.verify().is_whole


def test_a_verification_is_kept_with_what_it_found(log):
    good = inspection.run(inspection.ask(actor=log.auditor1).pk)
    assert (good.state, good.papers, good.broken) == (CheckState.WHOLE, 2, [])
    as_owner("UPDATE records_event SET summary = '没有责令' WHERE stream_id = 7 AND sequence = 2")
    bad = inspection.run(inspection.ask(actor=log.auditor1).pk)
    assert bad.state == CheckState.BROKEN and "cases.case/7" in bad.broken[0]


def test_only_one_verification_runs_at_a_time(log):
    inspection.ask(actor=log.auditor1)
    with pytest.raises(WrongState, match="正在校验"):
        inspection.ask(actor=log.auditor1)
    assert AuditCheck.objects.count() == 1 and PaperBytes.objects.count() == 2
