"""What a hash of the audit is taken over, spelt the same way for ever. Pure: rows in, text out.

A file's chain: the hash of each event covers the hash before it and everything the row says. An issued paper and a
stored file have short chains of their own, whose first event says the hash of the bytes and what the register says.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

PAPER = "records.paper"
FILE = "records.storedfile"
SEAL = "records.dailyseal"

_encode = DjangoJSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def canonical_json(value: Any) -> str:
    """One spelling per value, so that equal values have equal hashes."""
    return _encode(value)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def plain_json(value: Any) -> Any:
    """As it comes back from the database: dates as ISO text."""
    return json.loads(canonical_json(value))


def _moment(at) -> str:
    return at.astimezone(timezone.get_default_timezone()).isoformat(timespec="microseconds")


def event_hash(event) -> str:
    """SHA-256 over the previous hash and everything the row says."""
    return sha256(canonical_json(event_said(event)))


def event_said(event) -> dict[str, Any]:
    """What the hash of an event is taken over."""
    return {
        "stream": [event.stream, event.stream_id, event.sequence],
        "at": _moment(event.at),
        "actor": [event.actor_id, event.actor_name],
        "verb": event.verb,
        "summary": event.summary,
        "detail": event.detail,
        "weight": event.weight,
        "object": [event.object_kind, event.object_id],
        "before": event.before,
        "after": event.after,
        "previous": event.previous_hash,
    }


def paper_facts(paper) -> dict[str, Any]:
    """What the register says of an issued paper; its context only by hash, since it holds people's data."""
    return {
        "种类": paper.kind,
        "标题": paper.title,
        "文号": paper.number,
        "卷宗": [paper.stream, paper.stream_id],
        "校验值": paper.sha256,
        "页数": paper.page_count,
        "内容校验值": sha256(canonical_json(paper.context)),
        "制作人": paper.created_by_id,
        "签发人": paper.issued_by_id,
        "制发时间": _moment(paper.issued_at),
        "核验码": paper.verify_code,
        "更正": paper.corrects_id,
    }


def file_facts(file) -> dict[str, Any]:
    return {
        "文件名": file.name,
        "类型": file.content_type,
        "字节数": file.size,
        "校验值": file.sha256,
        "存放": file.content.name,
        "上传人": file.uploaded_by_id,
    }


def root_of(heads: Iterable[tuple[str, int, int, str]]) -> str:
    """One hash over many heads, in the order of stream (by code point) and number."""
    total = hashlib.sha256()
    for stream, stream_id, sequence, head in heads:
        total.update(f"{stream}/{stream_id}:{sequence}:{head}\n".encode())
    return total.hexdigest()


def seal_hash(seal) -> str:
    said = {
        "number": seal.number,
        "day": seal.day,
        "made_at": _moment(seal.made_at),
        "streams": seal.streams,
        "root": seal.root,
        "previous": seal.previous_hash,
    }
    return sha256(canonical_json(said))
