"""Handed-in files are known by content, never by name."""

import hashlib
import io
import zipfile

import pytest
from django.test import override_settings

from records import uploads
from records.errors import DomainError
from records.services import store_file

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def office(member: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(member, "<x/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (PDF, "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0....", "image/jpeg"),
        (office("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (office("word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("表号,单位\n".encode("gb18030"), "text/plain"),
        ("表号,单位\n".encode(), "text/plain"),
        (b"\x00\x00\x00\x18ftypmp42....", "video/mp4"),
        (b"RIFF....WAVEfmt ", "audio/wav"),
    ],
)
def test_the_type_comes_from_the_bytes(content, content_type):
    assert uploads.detect(content).content_type == content_type


@pytest.mark.parametrize("content", [b"MZ\x90\x00\x03", office("evil.exe"), b"PK\x03\x04broken", b"\x7fELF\x00"])
def test_what_is_none_of_our_kinds_is_refused_in_chinese(content):
    with pytest.raises(DomainError, match="不是可以保存的文件.*PDF"):
        uploads.check(name="证据.pdf", content=content, limit=1000)


def test_an_empty_file_is_refused():
    with pytest.raises(DomainError, match="空文件"):
        uploads.check(name="空.pdf", content=b"", limit=1000)


@pytest.mark.django_db
def test_a_file_over_the_limit_is_refused_with_both_sizes(cast):
    with override_settings(FLEX_UPLOAD_LIMIT=1048576), pytest.raises(DomainError, match=r"2\.0MB，超过1MB"):
        store_file(actor=cast.officer1, name="录像.mp4", content=b"%PDF-" + b"x" * (2 * 1048576 - 5))


@pytest.mark.django_db
def test_a_stored_file_keeps_its_hash_and_bytes_but_no_path_of_the_sender(cast):
    stored = store_file(actor=cast.officer1, name="C:\\Users\\ran\\快报.pdf", content=PDF)
    assert stored.name == "快报.pdf"
    assert stored.sha256 == hashlib.sha256(PDF).hexdigest()
    assert stored.content.read() == PDF
