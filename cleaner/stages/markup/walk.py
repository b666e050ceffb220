"""The walk over a parsed page: elements go to a flat tree, text to blocks, statements about the page to `Found`."""

from dataclasses import dataclass, field
from typing import Any

from cleaner.document import Block, BlockKind, Evidence, Tree
from cleaner.stages.markup.tags import FORMATTING, HEADINGS, INLINE, LABELS, SKIPPED

SHORT_LINE = 60
"""Lines that end in a single `<br>` and are no longer than this stay together (verse, addresses)."""
LONGEST_CELL = 300
"""A table whose cells are longer is layout, and its cells are blocks of their own."""


@dataclass(slots=True)
class Found:
    """What the walk meets that is not text: raw material of the page's facts."""

    metas: list[dict[str, str | None]] = field(default_factory=list)
    links: list[dict[str, str | None]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    title: str | None = None
    lang: str | None = None
    moments: list[tuple[str, int, str]] = field(default_factory=list)
    items: list[tuple[str, str, int]] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class Piece:
    """A block in the making."""

    text: str
    kind: BlockKind
    tight: bool
    element: int
    linked: int
    cell: int = -1


class Walk:
    """One pass over the nodes of a page, without recursion; `blocks()` afterwards gives the result."""

    def __init__(self) -> None:
        self.found = Found()
        self.pieces: list[Piece] = []
        self.parents: list[int] = []
        self.tags: list[str] = []
        self.labels: list[str] = []
        self.classes: list[str] = []
        self._here = -1
        self._line: list[str] = []
        self._lines: list[tuple[str, int]] = []
        self._linked = 0
        self._in_link = 0
        self._links: list[bool] = []
        self._anchor = -1
        self._lists: list[int] = []
        self._rows: list[list[int]] = []
        self._pre = 0
        self._kinds: list[BlockKind] = []
        self._last_item = -1
        self._last_row = -1

    def run(self, root: Any) -> None:
        """Walk from the root node; open and close are called as a browser meets the tags."""
        node = root
        stack: list[tuple[Any, str, int]] = []
        while True:
            tag = node.tag
            if tag == "-text":
                self._text(node.text_content)
            elif tag in SKIPPED:
                self._skipped(tag, node)
            elif tag == "br":
                self._break()
            elif tag and tag[0] != "-":
                before = self._here
                self._open(tag, node)
                child = node.first_child
                if child is not None:
                    stack.append((node, tag, before))
                    node = child
                    continue
                self._close(tag, before)
            following = node.next
            while following is None:
                if not stack:
                    self._flush()
                    return
                node, tag, before = stack.pop()
                self._close(tag, before)
                following = node.next
            node = following

    # -- text

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self._pre and "\n" in text:
            head, *rest = text.split("\n")
            self._run(head)
            for line in rest:
                self._break()
                self._run(line)
        else:
            self._run(text)

    def _run(self, text: str) -> None:
        if text.isspace():
            if self._line:
                self._line.append(" ")
            return
        if not text:
            return
        if self._anchor < 0:
            self._anchor = self._here
        elif self._anchor != self._here:
            self._anchor = self._common(self._anchor, self._here)
        self._line.append(text)
        if self._in_link:
            self._linked += len(text)

    def _common(self, one: int, other: int) -> int:
        """Innermost element around both; parents have smaller numbers than children."""
        parents = self.parents
        while one != other:
            if one > other:
                one = parents[one]
            else:
                other = parents[other]
        return one

    def _break(self) -> None:
        self._lines.append((" ".join("".join(self._line).split()), self._linked))
        self._line.clear()
        self._linked = 0

    def _flush(self) -> None:
        """End the current block: what was collected becomes one piece, or one a line where `<br>` broke it."""
        if not self._line and not self._lines:
            return
        self._break()
        lines, self._lines = self._lines, []
        anchor, self._anchor = self._anchor, -1
        if anchor < 0:
            return
        kind = self._kinds[-1] if self._kinds else "paragraph"
        if len(lines) == 1:
            self._piece(lines[0], kind, anchor, False)
            return
        previous = None
        for line in lines:
            if line[0]:
                tight = previous is not None and (
                    bool(self._pre) or (len(previous) <= SHORT_LINE and len(line[0]) <= SHORT_LINE)
                )
                self._piece(line, "verse" if tight and kind == "paragraph" else kind, anchor, tight)
                previous = line[0]
            elif not self._pre:
                previous = None

    def _piece(self, line: tuple[str, int], kind: BlockKind, anchor: int, tight: bool) -> None:
        text, linked = line
        if not text:
            return
        if kind == "item" and not tight:
            here = self._lists[-1] if self._lists else -1
            tight = here >= 0 and self._last_item == here
            self._last_item = here
        else:
            self._last_item = -1 if kind != "item" else self._last_item
        self._last_row = -1
        self.pieces.append(Piece(text, kind, tight, anchor, min(linked, len(text))))

    # -- elements

    def _open(self, tag: str, node: Any) -> None:
        if tag in FORMATTING:
            return
        attributes = node.attributes
        label = " ".join([v for k in LABELS if (v := attributes.get(k))]) if attributes else ""
        if tag in INLINE:
            if tag == "a":
                self._links.append("href" in attributes)
                self._in_link += self._links[-1]
            if label or tag == "time":
                self._element(tag, label, attributes)
            return
        self._flush()
        self._element(tag, label, attributes)
        if tag in HEADINGS:
            self._kinds.append("heading")
            self.found.headings.append((self._here, tag))
        elif tag in ("li", "dt", "dd"):
            self._kinds.append("item")
        elif tag == "blockquote":
            self._kinds.append("quote")
        elif tag in ("figcaption", "figure", "caption"):
            self._kinds.append("caption")
        elif tag in ("ul", "ol", "dl"):
            self._lists.append(self._here)
        elif tag == "pre":
            self._pre += 1
            self._kinds.append("verse")
        elif tag == "tr":
            self._rows.append([len(self.pieces), 0, self._here, self._last_row])
        elif tag in ("td", "th"):
            if self._rows:
                self._rows[-1][1] += 1
            self._kinds.append("paragraph")

    def _element(self, tag: str, label: str, attributes: dict[str, str | None]) -> None:
        if attributes:
            if "hidden" in attributes or attributes.get("aria-hidden") == "true":
                label += " -hidden"
            style = attributes.get("style")
            if style and "none" in style and "display:none" in style.replace(" ", ""):
                label += " -hidden"
            if tag == "time" or "itemprop" in attributes:
                self._microdata(tag, attributes)
            if tag == "html":
                self.found.lang = attributes.get("lang") or attributes.get("xml:lang")
        self.parents.append(self._here)
        self._here = len(self.tags)
        self.tags.append(tag)
        self.labels.append(label)
        self.classes.append((attributes.get("class") or "") if attributes else "")

    def _microdata(self, tag: str, attributes: dict[str, str | None]) -> None:
        value = attributes.get("datetime") or attributes.get("content")
        name = attributes.get("itemprop") or ""
        if value and (tag == "time" or "date" in name.lower()):
            self.found.moments.append((value, len(self.tags), f"{name} {attributes.get('class') or ''}"))
        elif value and name:
            self.found.items.append((name, value, len(self.tags)))

    def _close(self, tag: str, before: int) -> None:
        if tag in FORMATTING:
            return
        if tag in INLINE:
            if tag == "a":
                self._in_link -= self._links.pop()
            self._here = before
            return
        self._flush()
        self._here = before
        if tag in HEADINGS or tag in ("li", "dt", "dd", "blockquote", "figcaption", "figure", "caption", "td", "th"):
            self._kinds.pop()
        elif tag in ("ul", "ol", "dl"):
            self._lists.pop()
        elif tag == "pre":
            self._pre -= 1
            self._kinds.pop()
        elif tag == "tr":
            self._row()

    def _row(self) -> None:
        """Join the cells of a data table's row; rows of layout tables stay the blocks they are."""
        first, cells, element, row_before = self._rows.pop()
        pieces = self.pieces[first:]
        if cells < 2 or not 2 <= len(pieces) <= cells or any(len(p.text) > LONGEST_CELL for p in pieces):
            return
        table = self.parents[element]
        row = Piece(
            "\t".join([p.text for p in pieces]), "row", row_before == table, element, sum(p.linked for p in pieces)
        )
        self.pieces[first:] = [row]
        self._last_row = table

    def _skipped(self, tag: str, node: Any) -> None:
        if tag == "script":
            kind = node.attributes.get("type")
            if kind and "ld+json" in kind:
                self.found.scripts.append(node.text(deep=True))
        elif tag == "meta":
            attributes = node.attributes
            self.found.metas.append(attributes)
            if "itemprop" in attributes:
                self._microdata(tag, attributes)
        elif tag == "link":
            self.found.links.append(node.attributes)
        elif tag == "title" and self.found.title is None:
            self.found.title = " ".join(node.text(deep=True).split()) or None

    # -- result

    def blocks(self) -> tuple[Block, ...]:
        """The blocks in document order."""
        tree = Tree(tuple(self.parents), tuple(self.tags), tuple(self.labels), tuple(self.classes))
        return tuple(
            [
                Block(p.text, 0, p.kind, p.tight, False, Evidence(tree, p.element, p.linked / len(p.text)))
                for p in self.pieces
            ]
        )
