"""Joining the PDFs that this room prints, object by object: what many papers share (cuts of fonts) is kept once.

A general PDF library builds a tree of each page to copy it, 30 ms and a megabyte a paper. Our own prints all have one
shape (pydyf 0.13: streams on their own, all else in one object stream, a cross-reference stream at the end), in which the
objects of a page can be copied as they stand, with their references renumbered.
"""

import hashlib
import io
import re
import zlib

_REFERENCE = re.compile(rb"(\d+) 0 R\b")
_NUMBERS = re.compile(rb"\d+")
_CATALOG, _PAGES = 1, 2
_STREAM = b"\nstream\n"
_BLANK = b"<</Type /Page/Parent 2 0 R/MediaBox [0 0 595.28 841.89]/Resources <<>>>>"


class StrangePdf(ValueError):
    """Not printed by this room."""


class Joined:
    """The file as it grows; `finish` gives its bytes."""

    def __init__(self) -> None:
        self._out = io.BytesIO()
        self._out.write(b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n")
        self._offsets: dict[int, int] = {}
        self._next = _PAGES + 1
        self._pages: list[int] = []
        self._shared: dict[bytes, int] = {}

    def add(self, content: bytes) -> int:
        """The pages of one print behind those there are; how many they were."""
        objects, root = _read(content)
        tree = _number(objects[root], b"/Pages")
        pages, copied = _pages(objects[tree]), _Copy(self, objects, tree)
        self._pages += [copied.number(page) for page in pages]
        return len(pages)

    def add_blank_page(self) -> None:
        self._pages.append(self.write(_BLANK))

    def finish(self) -> bytes:
        kids = b" ".join(b"%d 0 R" % page for page in self._pages)
        self.write(b"<</Type /Pages/Kids [%s]/Count %d>>" % (kids, len(self._pages)), _PAGES)
        self.write(b"<</Type /Catalog/Pages %d 0 R>>" % _PAGES, _CATALOG)
        start = self._out.tell()
        lines = b"".join(b"%010d 00000 n \n" % self._offsets[number] for number in range(1, self._next))
        self._out.write(b"xref\n0 %d\n0000000000 65535 f \n" % self._next + lines)
        self._out.write(b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (self._next, _CATALOG, start))
        return self._out.getvalue()

    def reserve(self) -> int:
        """A number for an object that is written later."""
        self._next += 1
        return self._next - 1

    def write(self, body: bytes, number: int = 0) -> int:
        number = number or self.reserve()
        self._offsets[number] = self._out.tell()
        self._out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        return number

    def share(self, body: bytes) -> int:
        """The number of an object without references; one that is there already is not written again."""
        mark = hashlib.sha256(body).digest()
        if mark not in self._shared:
            self._shared[mark] = self.write(body)
        return self._shared[mark]


class _Copy:
    """The objects of one print on their way into the joined file."""

    def __init__(self, joined: Joined, objects: dict[int, bytes], pages: int) -> None:
        self._joined, self._objects = joined, objects
        self._numbers = {pages: _PAGES}

    def number(self, old: int) -> int:
        """The number an object has in the joined file; copied, with what it refers to, when first asked for."""
        if old in self._numbers:
            return self._numbers[old]
        body = self._objects[old]
        head, mark, rest = body.partition(_STREAM)
        if not _REFERENCE.search(head):
            self._numbers[old] = self._joined.share(body)
            return self._numbers[old]
        self._numbers[old] = self._joined.reserve()
        head = _REFERENCE.sub(lambda found: b"%d 0 R" % self.number(int(found.group(1))), head)
        return self._joined.write(head + mark + rest, self._numbers[old])


def page_count(content: bytes) -> int:
    objects, root = _read(content)
    return len(_pages(objects[_number(objects[root], b"/Pages")]))


def _pages(tree: bytes) -> list[int]:
    """Their numbers, in order."""
    return _numbers(_value(tree, rb"/Kids \[([^\]]*)\]"))[::2]


def _read(content: bytes) -> tuple[dict[int, bytes], int]:
    """Every object by its number, and the number of the catalogue."""
    try:
        start = int(_NUMBERS.findall(content[content.rindex(b"startxref") :])[0])
        table = _body(content, start, content.rindex(b"startxref"))
        rows = _rows(table)[:-1]  # the last one is the table itself
        offsets = sorted(first for kind, first, _ in rows if kind == 1)
        ends = dict(zip(offsets, [*offsets[1:], start], strict=True))
        objects, packed = {}, {}
        for number, (kind, first, second) in enumerate(rows):
            if kind == 1:
                objects[number] = _body(content, first, ends[first])
            elif kind == 2:
                packed[number] = (first, second)
        held = {number: _unpacked(objects[number]) for number in {first for first, _ in packed.values()}}
        objects |= {number: held[first][number] for number, (first, _) in packed.items()}
        return objects, _number(table, b"/Root")
    except (ValueError, IndexError, KeyError, zlib.error) as error:
        raise StrangePdf("这个 PDF 不是由本系统制作的，不能合并。") from error


def _body(content: bytes, start: int, end: int) -> bytes:
    """What stands between `obj` and `endobj`."""
    return content[content.index(b" obj\n", start) + 5 : content.rindex(b"\nendobj", start, end)]


def _rows(table: bytes) -> list[tuple[int, int, int]]:
    widths = _numbers(_value(table, rb"/W \[([^\]]*)\]"))
    data, rows, size = _stream(table), [], sum(widths)
    for start in range(0, len(data), size):
        values, place = [], start
        for width in widths:
            values.append(int.from_bytes(data[place : place + width], "big"))
            place += width
        rows.append((values[0], values[1], values[2]))
    return rows


def _unpacked(stream: bytes) -> dict[int, bytes]:
    data, first = _stream(stream), int(_value(stream, rb"/First (\d+)"))
    pairs = _numbers(data[:first])
    starts = [first + offset for offset in pairs[1::2]]
    ends = [*starts[1:], len(data)]
    return {number: data[start:end].strip() for number, start, end in zip(pairs[::2], starts, ends, strict=True)}


def _stream(body: bytes) -> bytes:
    head, _, rest = body.partition(_STREAM)
    data = rest[: -len(b"\nendstream")]
    return zlib.decompress(data) if b"/FlateDecode" in head else data


def _value(body: bytes, pattern: bytes) -> bytes:
    found = re.search(pattern, body.partition(_STREAM)[0])
    if found is None:
        raise ValueError(pattern)
    return found.group(1)


def _number(body: bytes, key: bytes) -> int:
    return int(_value(body, key + rb" (\d+) 0 R"))


def _numbers(text: bytes) -> list[int]:
    return [int(number) for number in _NUMBERS.findall(text)]
