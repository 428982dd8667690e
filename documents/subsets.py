"""Font subsets, made once where paper after paper needs the same glyphs.

WeasyPrint copies every font file it uses (some 10 MB each), cuts it down to the glyphs of the one paper and packs the
result: half the time of a print. The papers of a kind share their printed words, so the same cuts come again and again.
Here the files are looked at where they lie, and the last cuts are kept, packed as the file will hold them. What is
written is the same to the byte.

The functions replaced are private to WeasyPrint: the version is pinned, and tests/documents/test_subsets.py compares the
bytes. They work only between the lines of `kept_subsets()`; whoever uses WeasyPrint otherwise gets it as it came.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

# Cuts kept per thread: some 40 kB each, packed.
KEPT = 64
# Glyphs of a font in use before the collection begins anew.
COLLECTED = 3000
_USELESS = (
    b"BASE", b"DSIG", b"EBDT", b"EBLC", b"EBSC", b"GPOS", b"GSUB", b"JSTF", b"LTSH", b"PCLT", b"SVG ",
)  # fmt: skip

_local = threading.local()
_installed = False


@dataclass
class _Cut:
    """A font with the glyphs of a paper only, and how it stands in the file: empty until the first file is written."""

    content: bytes
    packed: bytes = b""


@dataclass
class _Shelf:
    """What one thread keeps. `files` holds the font files open, so that their addresses stay names."""

    is_open: bool = False
    is_looking: bool = False
    files: dict[int, Any] = field(default_factory=dict)
    cuts: "OrderedDict[tuple[object, ...], _Cut]" = field(default_factory=OrderedDict)
    collections: dict[tuple[int, int], tuple[set[int], Any]] = field(default_factory=dict)

    def put(self, key: tuple[object, ...], content: bytes) -> None:
        self.cuts[key] = _Cut(content)
        if len(self.cuts) > KEPT:
            self.cuts.popitem(last=False)

    def get(self, key: tuple[object, ...]) -> bytes | None:
        if key not in self.cuts:
            return None
        self.cuts.move_to_end(key)
        return self.cuts[key].content

    def collection(self, ffi: Any, file: tuple[int, int], face: Any, glyphs: set[int]) -> Any:
        """The font with all glyphs that papers have asked for so far: a cut of it is that of the whole font, and quicker."""
        known, small = self.collections.get(file, (set(), None))
        if small is None or not glyphs <= known:
            known = glyphs if len(known) > COLLECTED else known | glyphs
            library = ffi.harfbuzz_subset
            flags = library.HB_SUBSET_FLAGS_RETAIN_GIDS | library.HB_SUBSET_FLAGS_NOTDEF_OUTLINE
            small = _cut(ffi, face, sorted(known), flags) or face
            self.collections[file] = known, small
        return small


def _shelf() -> _Shelf:
    if not hasattr(_local, "shelf"):
        _local.shelf = _Shelf()
    shelf: _Shelf = _local.shelf
    return shelf


@contextmanager
def kept_subsets() -> Iterator[None]:
    """Papers written in here share their cuts with those written before by the same thread."""
    shelf = _shelf()
    shelf.is_open = True
    try:
        yield
    finally:
        shelf.is_open = False


def pack(pdf: Any) -> None:
    """Put the packed cuts of before in place of the streams that would pack them once more."""
    import pydyf

    cuts = {id(cut.content): cut for cut in _shelf().cuts.values()}
    for place, stream in enumerate(pdf.objects):
        if not isinstance(stream, pydyf.Stream) or len(stream.stream) != 1:
            continue
        if cut := cuts.get(id(stream.stream[0])):
            cut.packed = cut.packed or stream.data
            pdf.objects[place] = _ready(pydyf, stream.number, cut.packed)


def _ready(pydyf: Any, number: int, data: bytes) -> Any:
    """A stream as it will stand in the file."""
    made = _ready_class(pydyf)()
    made.number, made.ready = number, data
    return made


@lru_cache
def _ready_class(pydyf: Any) -> type[Any]:
    return type("Ready", (pydyf.Stream,), {"data": property(lambda stream: stream.ready)})


def install() -> None:
    """Teach WeasyPrint to look at fonts in place and to ask the shelf; safe to call again."""
    global _installed
    if _installed:
        return
    from weasyprint.pdf import fonts, stream
    from weasyprint.text import ffi

    plain_data = fonts.get_hb_object_data
    plain_font = fonts.Font

    def look(hb_object: Any, ot_color: Any = None, glyph: Any = None) -> Any:
        shelf = _shelf()
        if not shelf.is_looking or ot_color:
            return plain_data(hb_object, ot_color, glyph)
        return _in_place(ffi, shelf, hb_object)

    class KeptFont(plain_font):  # type: ignore[misc, valid-type]
        file_content: Any

        def __init__(self, *given: Any) -> None:
            shelf = _shelf()
            shelf.is_looking = True
            try:
                super().__init__(*given)
            finally:
                shelf.is_looking = False

        def subset(self, to_unicode: Any, hinting: bool) -> None:
            shelf, whole = _shelf(), self.file_content
            file = int(ffi.ffi.cast("uintptr_t", ffi.ffi.from_buffer(whole)))
            key = (file, self.index, frozenset(to_unicode), bool(self.missing), hinting)
            content = shelf.get(key)
            if content is None and to_unicode:
                collection = shelf.collection(ffi, (file, self.index), self.hb_face, set(to_unicode))
                cut = _cut_to_paper(ffi, collection, sorted(to_unicode), hinting=hinting, gaps=bool(self.missing))
                content = cut and plain_data(cut)
                if content:
                    shelf.put(key, content)
            self.file_content = content or bytes(whole)

    fonts.get_hb_object_data = look
    stream.Font = lambda *given: (KeptFont if _shelf().is_open else plain_font)(*given)
    _installed = True


def _in_place(ffi: Any, shelf: _Shelf, hb_face: Any) -> Any:
    """The font file as it lies in memory."""
    blob = ffi.ffi.gc(ffi.harfbuzz.hb_face_reference_blob(hb_face), ffi.harfbuzz.hb_blob_destroy)
    length = ffi.ffi.new("unsigned int *")
    data = ffi.harfbuzz.hb_blob_get_data(blob, length)
    shelf.files.setdefault(int(ffi.ffi.cast("uintptr_t", data)), blob)
    return ffi.ffi.buffer(data, int(length[0]))


def _cut_to_paper(ffi: Any, face: Any, glyphs: list[int], *, hinting: bool, gaps: bool) -> Any:
    """As WeasyPrint cuts: first the glyphs under their old numbers, then the empty ones behind the last are dropped.

    `gaps`: a character is missing in the font, so the sign for that is kept.
    """
    library = ffi.harfbuzz_subset
    outline = library.HB_SUBSET_FLAGS_NOTDEF_OUTLINE if gaps else 0
    kept = _cut(ffi, face, glyphs, library.HB_SUBSET_FLAGS_RETAIN_GIDS | outline, drop=True)
    hints = 0 if hinting else library.HB_SUBSET_FLAGS_NO_HINTING
    return kept and _cut(ffi, kept, list(range(glyphs[-1] + 1)), hints | outline)


def _cut(ffi: Any, face: Any, glyphs: list[int], flags: int, *, drop: bool = False) -> Any:
    """The face with these glyphs only; None where HarfBuzz cannot. `drop` leaves out the tables that no PDF needs."""
    library = ffi.harfbuzz_subset
    wanted = ffi.ffi.gc(library.hb_subset_input_create_or_fail(), library.hb_subset_input_destroy)
    _add(ffi, library.hb_subset_input_glyph_set(wanted), glyphs)
    flags |= library.HB_SUBSET_FLAGS_PASSTHROUGH_UNRECOGNIZED | library.HB_SUBSET_FLAGS_DESUBROUTINIZE
    library.hb_subset_input_set_flags(wanted, flags)
    if drop:
        tags = sorted(ffi.harfbuzz.hb_tag_from_string(name, -1) for name in _USELESS)
        _add(ffi, library.hb_subset_input_set(wanted, library.HB_SUBSET_SETS_DROP_TABLE_TAG), tags)
    made = library.hb_subset_or_fail(face, wanted)
    return ffi.ffi.gc(made, ffi.harfbuzz.hb_face_destroy) if made else None


def _add(ffi: Any, numbers: Any, added: list[int]) -> None:
    """Into a set of HarfBuzz. An array type without a length is parsed once, one with a length each time."""
    ffi.harfbuzz.hb_set_add_sorted_array(numbers, ffi.ffi.new("hb_codepoint_t[]", added), len(added))
