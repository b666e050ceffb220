"""The walk over a parsed page: elements go to a flat tree, text to blocks, statements about the page to `Found`.

It is the hot path of every page: some 1,700 nodes, a microsecond each. Hence plain loops and tuples, no call for
a node that needs none, and no second look at any.
"""

from collections.abc import Mapping
from typing import Any

from cleaner.document import Block
from cleaner.page import Evidence, Tree
from cleaner.stages.markup.attributes import label_of
from cleaner.stages.markup.found import Found
from cleaner.stages.markup.lines import Lines
from cleaner.stages.markup.tags import (
    ACTIONS,
    BLOCK,
    BREAK,
    CELLS,
    FACT,
    FORMATTING,
    ITEMS,
    KINDS,
    LINK,
    LISTS,
    STRUCTURE,
    TEXT,
)

Marks = Mapping[int, tuple[str, ...]]


class Walk:
    """One pass over the nodes of a page, without recursion; `blocks()` afterwards gives the result.

    `marks` are the site rules that hold for an element, by the node's id.
    """

    def __init__(self, marks: Marks | None = None) -> None:
        self.found = Found()
        self.lines = Lines()
        self.elements: list[tuple[int, str, str, str]] = []
        self.marks = marks or {}
        self.marked: dict[int, tuple[str, ...]] = {}

    def run(self, root: Any) -> None:  # noqa: C901 -- one loop: a call for each node would double its time
        """Walk from the root node; elements are opened and closed as a browser meets the tags."""
        node, here, in_links = root, -1, 0
        stack: list[tuple[Any, str, int, int]] = []
        lines, action_of, marks = self.lines, dict(ACTIONS).get, self.marks
        line, broken, kinds, items, elements = lines.line, lines.broken, lines.kinds, ITEMS, self.elements
        attributes = root.attributes
        self.found.lang = attributes.get("lang") or attributes.get("xml:lang")
        while True:
            tag = node.tag
            action = action_of(tag, BLOCK)
            if action == TEXT:
                text = node.text_content
                if text.isspace():
                    if line:
                        line.append(" ")
                elif text:
                    anchor = lines.anchor
                    if anchor < 0:
                        lines.anchor = here
                    elif anchor != here:
                        lines.anchor = self._common(anchor, here)
                    if in_links:
                        lines.linked += len(text)
                    if lines.verbatim and "\n" in text:
                        self._verbatim(text)
                    else:
                        line.append(text)
            elif action <= LINK:
                child = node.first_child
                rules = marks.get(node.mem_id) if marks else None
                if rules and action != STRUCTURE:
                    action = BLOCK
                opened = here
                if action != FORMATTING:
                    if action <= STRUCTURE and (line or broken):
                        lines.end_block()
                    attributes = node.attributes
                    label, special = label_of(attributes) if attributes else ("", False)
                    special = special or tag == "time"
                    if label or special or action <= STRUCTURE:
                        opened = len(elements)
                        elements.append((here, tag, label, attributes.get("class") or "" if label else ""))
                        if special:
                            self.found.microdata(tag, attributes, opened)
                        if rules:
                            self.marked[opened] = rules
                        if action == STRUCTURE:
                            if tag in items:
                                kinds.append("item")
                            else:
                                self._begin(tag, opened)
                    if action == LINK:
                        in_links += 1
                if child is not None:
                    stack.append((node, tag, action, here))
                    here = opened
                    node = child
                    continue
                if action == LINK:
                    in_links -= 1
                elif action == STRUCTURE:
                    if tag in items:
                        kinds.pop()
                    else:
                        self._close(tag, opened)
            elif action == FACT:
                self.found.fact(tag, node, here)
            elif action == BREAK:
                lines.end_line()
            following = node.next
            while following is None:
                if not stack:
                    lines.end_block()
                    return
                node, tag, action, before = stack.pop()
                if action <= STRUCTURE:
                    if line or broken:
                        lines.end_block()
                    if action == STRUCTURE:
                        if tag in items:
                            kinds.pop()
                        else:
                            self._close(tag, here)
                elif action == LINK:
                    in_links -= 1
                here = before
                following = node.next
            node = following

    def _verbatim(self, text: str) -> None:
        """Preformatted text: its line feeds end lines."""
        head, *rest = text.split("\n")
        self.lines.line.append(head)
        for part in rest:
            self.lines.end_line()
            self.lines.line.append(part)

    def _common(self, one: int, other: int) -> int:
        """Innermost element around both; parents have smaller numbers than children."""
        elements = self.elements
        while one != other:
            if one > other:
                one = elements[one][0]
            else:
                other = elements[other][0]
        return one

    # -- elements

    def _begin(self, tag: str, number: int) -> None:
        lines = self.lines
        if tag in KINDS:
            lines.kinds.append(KINDS[tag])
            if tag == "pre":
                lines.verbatim += 1
            elif tag in CELLS:
                lines.begin_cell()
        elif tag == "tr":
            lines.begin_row(number)
        else:
            lines.lists.append(number)

    def _close(self, tag: str, number: int) -> None:
        lines = self.lines
        if tag in KINDS:
            lines.kinds.pop()
            if tag == "pre":
                lines.verbatim -= 1
        elif tag == "tr":
            lines.end_row(self.elements[number][0])
        elif tag in LISTS:
            lines.lists.pop()

    # -- result

    def blocks(self) -> tuple[Block, ...]:
        """The blocks in document order, at their places in the page's text: the blocks' texts, a line each."""
        tree = Tree(*zip(*self.elements, strict=True)) if self.elements else Tree((), (), (), ())
        marked = self.marked
        blocks: list[Block] = []
        start = 0
        for text, kind, tight, element, linked in self.lines.finished():
            marks = self._marks_of(element) if marked else ()
            size = len(text)
            blocks.append(Block(text, start, kind, tight, False, Evidence(tree, element, linked / size, marks)))
            start += size + 1
        return tuple(blocks)

    def _marks_of(self, element: int) -> tuple[str, ...]:
        """The marks of an element and of those around it, innermost first."""
        found: list[str] = []
        while element >= 0:
            found += self.marked.get(element, ())
            element = self.elements[element][0]
        return tuple(dict.fromkeys(found))
