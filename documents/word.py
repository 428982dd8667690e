"""HTML of a paper to .docx: the same text in the same order, for seals and for house edits."""

import io
from datetime import date, datetime, time
from typing import Any

from documents.tree import Node, parse

_BLOCKS = frozenset({"p", "h1", "h2", "h3", "table", "div", "section", "header", "ol", "ul", "li", "main"})
_SONG, _FANG, _KAI, _HEI = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"
_SMALL = frozenset({"fine", "small"})
_RED = "E60012"


def to_docx(html: str, *, title: str, author: str, mark: str, made_on: date) -> bytes:
    """The Word file of one paper. `mark` stands in the head of every page (草稿, or whose copy it is)."""
    from docx import Document

    document = Document()
    _page(document, mark)
    _Writer(document).write(parse(html))
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, author, mark
    properties.created = properties.modified = datetime.combine(made_on, time(12))
    properties.last_modified_by = author
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: Any, mark: str) -> None:
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(25)
    normal = document.styles["Normal"]
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    _font(normal, _FANG, 16)
    head = section.header.paragraphs[0]
    _run(head, mark, _KAI, 10.5)
    foot = section.footer.paragraphs[0]
    foot.alignment = 1
    _run(foot, "— ", "宋体", 14)
    _field(foot, "PAGE")
    _run(foot, " —", "宋体", 14)


def _font(holder: Any, name: str, size: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    holder.font.name, holder.font.size = "Times New Roman", Pt(size)
    holder.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _run(paragraph: Any, text: str, name: str, size: float, color: str = "") -> Any:
    from docx.shared import RGBColor

    run = paragraph.add_run(text)
    _font(run, name, size)
    if color:
        run.font.color.rgb = RGBColor.from_string(color)
    return run


def _field(paragraph: Any, instruction: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = _run(paragraph, "", "宋体", 14)
    for kind in ("begin", "text", "end"):
        if kind == "text":
            part = OxmlElement("w:instrText")
            part.text = instruction
        else:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)


def _border(holder: Any, side: str, color: str, size: int, style: str = "single") -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders, line = OxmlElement("w:pBdr"), OxmlElement(f"w:{side}")
    for name, value in (("val", style), ("sz", str(size)), ("space", "4"), ("color", color)):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    holder._p.get_or_add_pPr().append(borders)


class _Writer:
    """Walks the tree once; every text of it is written exactly once."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.size = 16.0

    def write(self, node: Node) -> None:
        loose: list[Node | str] = []
        for child in node.children:
            if isinstance(child, Node) and child.tag in _BLOCKS:
                self._flush(loose, node)
                self._block(child)
            else:
                loose.append(child)
        self._flush(loose, node)

    def _flush(self, loose: list[Node | str], parent: Node) -> None:
        if "".join(part if isinstance(part, str) else part.text() for part in loose).strip():
            self._paragraph(Node("p", dict(parent.attributes), list(loose)))
        loose.clear()

    def _block(self, node: Node) -> None:
        classes = node.classes
        if "watermark" in classes or "verify" in classes:
            return
        if node.tag == "table":
            self._table(node)
        elif "copies" in classes:
            self._paragraph(Node("p", {"class": "fine"}, [node.attributes.get("data-copies", "")]))
        elif "rule" in classes:
            _border(self.document.add_paragraph(), "top", _RED, 12)
        elif "sign" in classes:
            self._signature(node)
        elif "slip" in classes:
            _border(self.document.add_paragraph(), "top", "000000", 6, "dashed")
            self.write(node)
        elif node.tag in ("p", "h1", "h2", "h3", "li") or "mark" in classes:
            self._paragraph(node)
        else:
            self.write(node)

    def _paragraph(self, node: Node) -> None:
        if node.text().strip():
            self._fill(self.document.add_paragraph(), node, self.size)

    def _fill(self, paragraph: Any, node: Node, size: float) -> None:
        from docx.shared import Pt

        classes, shape = node.classes, paragraph.paragraph_format
        name, color = _FANG, ""
        shape.line_spacing = Pt(28.99 if size > 13 else 18)
        if "mark" in classes:
            name, color, size, paragraph.alignment = _SONG, _RED, 30, 1
            shape.line_spacing = Pt(40)
        elif node.tag == "h1":
            name, size, paragraph.alignment = _SONG, 22, 1
            shape.line_spacing, shape.space_before, shape.space_after = Pt(34), Pt(14), Pt(14)
        elif "organname" in classes:
            name, paragraph.alignment = _SONG, 1
        elif "number" in classes:
            paragraph.alignment = 2
        elif classes & _SMALL:
            size, shape.line_spacing = 12, Pt(18)
        elif node.tag == "p" and size > 13 and not classes & {"to", "flush"}:
            shape.first_line_indent = Pt(32)
        name = {"h2": _HEI, "h3": _KAI}.get(node.tag, name)
        self._runs(paragraph, node, name, size, color)

    def _runs(self, paragraph: Any, node: Node, name: str, size: float, color: str) -> None:
        for index, child in enumerate(node.children):
            if isinstance(child, str):
                if child.strip() or "　" in child:
                    _run(paragraph, child.strip("\n"), name, size, color)
            elif child.tag == "br":
                paragraph.add_run().add_break()
            elif child.tag in _BLOCKS:
                self._runs(paragraph, child, name, size, color)
            else:
                if node.tag == "h1" and index and paragraph.text:
                    paragraph.add_run().add_break()
                bold = child.classes & {"runin"}
                self._runs(paragraph, child, _HEI if bold else name, size, color)

    def _signature(self, node: Node) -> None:
        from docx.shared import Pt

        lines = [part for part in node.all("div") if part.classes & {"organ", "date"}]
        for number, part in enumerate(lines):
            paragraph = self.document.add_paragraph()
            paragraph.alignment = 2
            paragraph.paragraph_format.keep_with_next = number == 0
            paragraph.paragraph_format.space_before = Pt(58 if number == 0 else 0)
            paragraph.paragraph_format.right_indent = Pt(64 if number else 48)
            _run(paragraph, part.text().strip(), _FANG, 16)

    def _table(self, node: Node) -> None:
        rows = [[cell for cell in row.nodes() if cell.tag in ("td", "th")] for row in node.all("tr")]
        for caption in node.all("caption"):
            self._paragraph(Node("p", {"class": "fine"}, caption.children))
        wide = max(sum(_span(cell) for cell in row) for row in rows)
        table = self.document.add_table(rows=0, cols=wide, style="Table Grid")
        heads = {id(row) for head in node.all("thead") for row in head.all("tr")}
        for source, row in zip(node.all("tr"), rows, strict=True):
            self._row(table, row, repeats=id(source) in heads)
        self.document.add_paragraph().paragraph_format.line_spacing = 0.5

    def _row(self, table: Any, row: list[Node], *, repeats: bool) -> None:
        from docx.oxml import OxmlElement

        line = table.add_row()
        if repeats:
            line._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        at = 0
        for source in row:
            cell = line.cells[at]
            if _span(source) > 1:
                cell = cell.merge(line.cells[at + _span(source) - 1])
            at += _span(source)
            self._cell(cell, source)

    def _cell(self, cell: Any, source: Node) -> None:
        parts = [child for child in source.nodes() if child.tag == "p"] or [source]
        for number, part in enumerate(parts):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            self._fill(paragraph, Node("h2" if source.tag == "th" else "td", {}, part.children), 12)
        if parts != [source]:
            loose = [child for child in source.children if child not in parts]
            if "".join(child if isinstance(child, str) else child.text() for child in loose).strip():
                self._fill(cell.paragraphs[0], Node("td", {}, list(loose)), 12)


def _span(cell: Node) -> int:
    return int(cell.attributes.get("colspan") or 1)
