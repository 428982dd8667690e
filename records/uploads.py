"""What a handed-in file is, told from its bytes; names and declared types are not believed."""

import io
import zipfile
from dataclasses import dataclass

from records.errors import DomainError

ACCEPTED_WORDS = "PDF、图片（JPG、PNG）、Excel、Word、文本、录音（MP3、WAV）、录像（MP4）"


@dataclass(frozen=True)
class FileType:
    content_type: str
    suffix: str


SIGNATURES = (
    (b"%PDF-", FileType("application/pdf", ".pdf")),
    (b"\x89PNG\r\n\x1a\n", FileType("image/png", ".png")),
    (b"\xff\xd8\xff", FileType("image/jpeg", ".jpg")),
    (b"ID3", FileType("audio/mpeg", ".mp3")),
    (b"\xff\xfb", FileType("audio/mpeg", ".mp3")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileType("application/vnd.ms-excel", ".xls")),
)


def _office_type(head: bytes) -> FileType | None:
    try:
        names = zipfile.ZipFile(io.BytesIO(head)).namelist()
    except zipfile.BadZipFile:
        return None
    if "xl/workbook.xml" in names:
        return FileType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx")
    if "word/document.xml" in names:
        return FileType(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ".docx",
        )
    return None


def _text_type(content: bytes) -> FileType | None:
    for encoding in ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return FileType("text/plain", ".txt")
    return None


def detect(content: bytes) -> FileType | None:
    """The type of these bytes, or None when it is none we keep."""
    for signature, found in SIGNATURES:
        if content.startswith(signature):
            return found
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return FileType("audio/wav", ".wav")
    if content[4:8] == b"ftyp":
        return FileType("video/mp4", ".mp4")
    if content[:2] == b"PK":
        return _office_type(content)
    return _text_type(content)


def check(*, name: str, content: bytes, limit: int) -> FileType:
    """Refuse what is empty, too large or of a kind we do not keep."""
    if not content:
        raise DomainError(f"“{name}”是空文件。请重新选择文件。", field="file")
    if len(content) > limit:
        raise DomainError(
            f"“{name}”有{len(content) / 1048576:.1f}MB，超过{limit // 1048576}MB的上限。请压缩或分成几个文件再上传。",
            field="file",
        )
    found = detect(content)
    if found is None:
        raise DomainError(f"“{name}”不是可以保存的文件。可以上传：{ACCEPTED_WORDS}。", field="file")
    return found
