"""`html` rules tried on a page of their own: what `rules test` shows of them.

The markup stage applies the same selectors to real pages, where every block that goes is accounted for.
"""

from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from cleaner.rulebook.kinds.html import Html, selector

_INLINE = frozenset(
    ("a", "abbr", "b", "cite", "code", "em", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u")
)


@dataclass(frozen=True, slots=True)
class Tried:
    """The text that an html rule leaves of a page, a line a block, and the values that it reads from it."""

    lines: tuple[str, ...]
    values: tuple[str, ...]


def try_html(page: str, options: Html) -> Tried:
    """The page under the rule's selectors."""
    parser = LexborHTMLParser(page)
    values = tuple(
        value
        for texts in (options.headline, options.date, options.modified, options.author)
        if (value := first_value(parser, texts)) is not None
    )
    for css in options.strip:
        for node in elements(parser, css):
            node.decompose()
    kept = next((nodes for css in options.keep if (nodes := elements(parser, css))), None)
    roots = kept if kept is not None else ([parser.body] if parser.body is not None else [])
    lines = [line for root in roots for line in _lines(root)]
    return Tried(tuple(line for line in lines if line), values)


def elements(parser: Any, text: str) -> list[Any]:
    """The elements that a selector of elements finds: all, or with `::first` the first of the page."""
    wanted = selector(text)
    found: list[Any] = parser.css(wanted.css)
    return found[:1] if wanted.first else found


def first_value(parser: Any, texts: tuple[str, ...]) -> str | None:
    """The value of the first selector that finds one: an attribute, or the element's text."""
    for text in texts:
        wanted = selector(text)
        for node in parser.css(wanted.css):
            value = node.attributes.get(wanted.attribute) if wanted.attribute else node.text(deep=True)
            if value and value.strip():
                return " ".join(value.split())
    return None


def _lines(root: Any) -> list[str]:
    """The element's text, a line for each innermost block; not recursive, pages may be nested deeper than Python."""
    lines: list[str] = []
    last = None
    for node in root.traverse(include_text=True):
        if node.tag != "-text":
            continue
        around = node.parent
        while around is not None and around.tag in _INLINE:
            around = around.parent
        block = around.mem_id if around is not None else None
        if block != last or not lines:
            lines.append("")
        lines[-1] += node.text_content or ""
        last = block
    return [" ".join(line.split()) for line in lines]
