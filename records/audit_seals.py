"""Are the seals one chain, and does the log still hold what they sealed? Ends cut off since the last seal show at the heads."""

from collections.abc import Iterator
from itertools import groupby

from django.db import connection

from records import chain
from records.breaks import Break, Counts
from records.models import DailySeal, Event, SealedHead

FEW = 20
LOST_ENDS = """
    SELECT h.stream, h.stream_id, h.sequence,
        (SELECT max(sequence) FROM records_event x WHERE x.stream = h.stream AND x.stream_id = h.stream_id)
    FROM records_streamhead h LEFT JOIN records_event e
        ON e.stream = h.stream AND e.stream_id = h.stream_id AND e.sequence = h.sequence
    WHERE e.hash IS DISTINCT FROM h.hash {mine} ORDER BY 1, 2 LIMIT {few}
"""
BEYOND_THE_HEAD = """
    SELECT e.stream, e.stream_id, min(e.sequence), max(e.sequence) FROM records_event e LEFT JOIN records_streamhead h
        ON h.stream = e.stream AND h.stream_id = e.stream_id
    WHERE (h.sequence IS NULL OR e.sequence > h.sequence) {mine} GROUP BY 1, 2 ORDER BY 1, 2 LIMIT {few}
"""
UNLIKE_THE_SEAL = """
    SELECT h.stream, h.stream_id, h.sequence, d.number,
        (SELECT max(sequence) FROM records_event x WHERE x.stream = h.stream AND x.stream_id = h.stream_id)
    FROM records_sealedhead h JOIN records_dailyseal d ON d.id = h.seal_id LEFT JOIN records_event e
        ON e.stream = h.stream AND e.stream_id = h.stream_id AND e.sequence = h.sequence
    WHERE e.hash IS DISTINCT FROM h.hash {mine} ORDER BY d.number, 1, 2 LIMIT {few}
"""


def broken_seals(counts: Counts, printed_head: str = "") -> Iterator[Break]:
    """Numbers, hashes, the heads each seal binds, and the log's own word of every seal made."""
    roots = _roots()
    expected, previous, hashes = 0, "", {}
    for seal in DailySeal.objects.order_by("number").iterator():
        counts.seals += 1
        expected += 1
        where = f"日封存第{seal.number}号"
        if seal.number != expected:
            yield Break(f"日封存第{expected}号", f"封存缺失，接着的是第{seal.number}号。")
            expected = seal.number
        elif seal.previous_hash != previous:
            yield Break(where, "与上一号封存接不上。")
        if seal.hash != chain.seal_hash(seal):
            yield Break(where, "封存的内容与校验值不符。")
        elif (seal.root, seal.streams) != roots.get(seal.pk, (chain.root_of([]), 0)):
            yield Break(where, "封存的链头明细与总校验值不符。")
        previous = hashes[seal.number] = seal.hash
    for number, said in _said_in_the_log():
        if hashes.get(number) != said:
            words = "与操作记录中的校验值不符。" if number in hashes else "操作记录中有这次封存，封存本身已被删除。"
            yield Break(f"日封存第{number}号", words)
    if printed_head and printed_head not in hashes.values():
        yield Break("日封存", f"印出的校验值{printed_head}不在封存链中。")


def _roots() -> dict[int, tuple[str, int]]:
    """By seal: the hash over its heads, and how many they are."""
    with connection.cursor() as cursor:
        table = SealedHead._meta.db_table
        cursor.execute(
            f'SELECT seal_id, stream, stream_id, sequence, hash FROM {table} ORDER BY seal_id, stream COLLATE "C", stream_id'
        )
        found = {}
        for pk, rows in groupby(iter(cursor.fetchone, None), key=lambda row: row[0]):
            heads = [row[1:] for row in rows]
            found[pk] = (chain.root_of(heads), len(heads))
        return found


def _said_in_the_log() -> Iterator[tuple[int, str]]:
    for after in Event.objects.filter(stream=chain.SEAL, verb="seal.make").order_by("sequence").values_list("after"):
        yield after[0].get("封存号", 0), after[0].get("校验值", "")


def broken_heads(stream: str = "", stream_id: int = 0) -> Iterator[Break]:
    """Ends that are missing, added past the head, or other than sealed."""
    for kind, number, head, last in _ask(LOST_ENDS, "h", stream, stream_id):
        words = (
            f"现在只到第{last}条" if last and last < head else "这一条已不是原来的一条" if last else "现在一条也没有"
        )
        yield Break(f"{kind}/{number}", f"链尾被删或者被换：记到第{head}条，{words}。")
    for kind, number, first, _ in _ask(BEYOND_THE_HEAD, "e", stream, stream_id):
        yield Break(f"{kind}/{number}", f"第{first}条起的事件不是经数据库登记的，链头没有记到。")
    for kind, number, sealed, seal, last in _ask(UNLIKE_THE_SEAL, "h", stream, stream_id):
        words = f"现在只到第{last or 0}条" if (last or 0) < sealed else "这一条已不是封存时的一条"
        yield Break(f"{kind}/{number}", f"第{seal}号封存记到第{sealed}条，{words}。")


def _ask(sql: str, table: str, stream: str, stream_id: int) -> list[tuple]:
    mine = f"AND {table}.stream = %s AND {table}.stream_id = %s" if stream else ""
    with connection.cursor() as cursor:
        cursor.execute(sql.format(mine=mine, few=FEW), [stream, stream_id] if stream else None)
        return cursor.fetchall()
