"""HTML of a paper as a small tree, for everything that reads a paper without printing it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"br", "col", "meta", "link", "img"})


@dataclass
class Node:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def nodes(self) -> list["Node"]:
        return [child for child in self.children if isinstance(child, Node)]

    def all(self, tag: str) -> list["Node"]:
        found = [self] if self.tag == tag else []
        for child in self.nodes():
            found += child.all(tag)
        return found


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("root")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if any(node.tag == tag for node in self._open[1:]):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def parse(html: str) -> Node:
    """The <main> of a page as a tree."""
    tree = _Tree()
    tree.feed(html)
    return tree.root.all("main")[0]
