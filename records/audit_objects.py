"""Do papers and stored files still have the bytes and the words of the day they were issued or handed in?"""

import hashlib
from collections.abc import Iterable, Iterator

from django.db import connection
from django.db.models import Q

from records import chain
from records.breaks import Break, Counts
from records.enums import PaperStatus
from records.models import Event, Paper, StoredFile

CHUNK = 500
MEGABYTE = 1024 * 1024


def broken_papers(counts: Counts, stream: str = "", stream_id: int = 0) -> Iterator[Break]:
    """Every paper that was issued, in order, against its own chain; then chains whose paper is gone."""
    papers = Paper.objects.exclude(status__in=[PaperStatus.DRAFT, PaperStatus.NUMBERED]).order_by("pk")
    if stream == chain.PAPER:
        papers = papers.filter(pk=stream_id)
    elif stream:
        papers = papers.filter(stream=stream, stream_id=stream_id)
    for some in _in_steps(papers):
        keys = [paper.pk for paper in some]
        said, bytes_now = _said(chain.PAPER, keys), _hashes_of_bytes(keys)
        for paper in some:
            verbs = said.get(paper.pk, {})
            if not paper.sha256 and not verbs:
                continue  # numbered, never printed: a number given up
            counts.papers += 1
            if fault := _fault_of_paper(paper, verbs, bytes_now.get(paper.pk)):
                yield Break(f"文书 {paper.number or paper.pk}（{paper.title}）", fault)
    if stream in {"", chain.PAPER}:
        for pk in _gone(chain.PAPER, Paper._meta.db_table, stream_id):
            yield Break(f"{chain.PAPER}/{pk}", "制发过的文书已被删除。")


def _fault_of_paper(paper: Paper, verbs: dict[str, dict], hash_now: str | None) -> str:
    if "paper.issue" not in verbs:
        return "没有制发记录，不是经系统制发的。"
    if hash_now is None:
        return "留存的PDF已被删除。"
    if hash_now != verbs["paper.issue"].get("校验值"):
        return "留存的PDF与制发时的校验值不符，内容被改动。"
    wrong = _differences(verbs["paper.issue"], chain.plain_json(chain.paper_facts(paper)))
    if wrong:
        return f"登记的{'、'.join(wrong)}与制发时不符。"
    voided = verbs.get("paper.void")
    if (voided is None) != (paper.status == PaperStatus.ISSUED):
        return "作废状态与作废记录不符。"
    return "作废理由与作废记录不符。" if voided and voided.get("作废理由") != paper.void_reason else ""


def broken_files(counts: Counts, stream: str = "", stream_id: int = 0, hashes: Iterable[str] = ()) -> Iterator[Break]:
    files = StoredFile.objects.order_by("pk")
    if stream == chain.FILE:
        files = files.filter(pk=stream_id)
    elif stream:
        files = files.filter(Q(sha256__in=set(hashes) - {""}))
    for some in _in_steps(files):
        said = _said(chain.FILE, [file.pk for file in some])
        for file in some:
            counts.files += 1
            if fault := _fault_of_file(file, said.get(file.pk, {})):
                yield Break(f"文件 {file.pk}", fault)
    if stream in {"", chain.FILE}:
        for pk in _gone(chain.FILE, StoredFile._meta.db_table, stream_id):
            yield Break(f"文件 {pk}", "登记已被删除。")


def _fault_of_file(file: StoredFile, verbs: dict[str, dict]) -> str:
    if "file.store" not in verbs:
        return "没有保存记录，不是经系统保存的。"
    if wrong := _differences(verbs["file.store"], chain.plain_json(chain.file_facts(file))):
        return f"登记的{'、'.join(wrong)}与保存时不符。"
    total = hashlib.sha256()
    try:
        with file.content.open("rb") as content:
            while part := content.read(MEGABYTE):
                total.update(part)
    except OSError:
        return "存放的文件读不到，已被删除或者移走。"
    return "" if total.hexdigest() == file.sha256 else "存放的内容与保存时的校验值不符，内容被改动。"


def _in_steps(rows) -> Iterator[list]:
    """Rows by key, a few hundred at a time."""
    last = 0
    while some := list(rows.filter(pk__gt=last)[:CHUNK]):
        yield some
        last = some[-1].pk


def _said(stream: str, keys: list[int]) -> dict[int, dict[str, dict]]:
    """By object: what its own chain says of each verb."""
    found: dict[int, dict[str, dict]] = {}
    events = Event.objects.filter(stream=stream, stream_id__in=keys).order_by("sequence")
    for key, verb, after in events.values_list("stream_id", "verb", "after"):
        found.setdefault(key, {}).setdefault(verb, after)
    return found


def _hashes_of_bytes(keys: list[int]) -> dict[int, str]:
    """Worked out by the database: the bytes stay where they are."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT paper_id, encode(sha256(pdf), 'hex') FROM records_paperbytes WHERE paper_id = ANY(%s)", [keys]
        )
        return dict(cursor.fetchall())


def _gone(stream: str, table: str, stream_id: int) -> list[int]:
    """Objects that have a chain and no row any more."""
    mine = "AND e.stream_id = %s" if stream_id else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT e.stream_id FROM records_event e LEFT JOIN {table} t ON t.id = e.stream_id"
            f" WHERE e.stream = %s AND e.sequence = 1 AND t.id IS NULL {mine} ORDER BY 1 LIMIT 20",
            [stream, stream_id] if stream_id else [stream],
        )
        return [pk for (pk,) in cursor.fetchall()]


def _differences(said: dict, now: dict) -> list[str]:
    return [name for name, value in said.items() if now.get(name) != value]
