"""A cheap look at a page's source for what makes an HTML parser slow."""

import re

LARGE = 4_000_000
"""Characters from which on a page is large, whatever is in it."""
MANY = 2000
"""Fewer elements of a kind never cost a second, however they are nested."""
DENSE = 16
"""Characters for each tag below which a page is little but tags; real pages have some 35."""
DEEP_FORMATTING = 150
"""Formatting elements open at once: Lexbor's cost grows with their square (40 KB took 15 s); real pages have ten."""
DEEP = 1500
"""Other elements open at once."""
LONG_TAG = 60_000
"""Characters of one tag: room for the tens of thousands of attributes that cost a second …"""
MANY_ATTRIBUTES = 15_000
"""… if it has so many words, and not one long value."""

_FORMATTING = ("b", "i", "u", "s", "a", "em", "tt", "big", "code", "font", "nobr", "small", "strike", "strong")
_NESTING = ("div", "ul", "ol", "li", "dl", "dd", "table", "span", "section", "blockquote", "form", "center", "p")


def suspect(html: str) -> str | None:
    """Why the page may cost a parser seconds, or None; a hint for routing, never a verdict.

    Tags are counted first, which costs some tens of microseconds; how deep they lie in each other is looked at only
    where a page has very many, and little else.
    """
    if len(html) > LARGE:
        return "large"
    tags = html.count("<")
    if tags > MANY and tags * DENSE > len(html):
        lowered = html.lower()
        if _too_deep(lowered, _FORMATTING, DEEP_FORMATTING):
            return "formatting"
        if _too_deep(lowered, _NESTING, DEEP):
            return "nesting"
    return "attributes" if len(html) > LONG_TAG and _crowded_tag(html) else None


def _crowded_tag(html: str) -> bool:
    """Whether one tag may have very many attributes."""
    parts = html.split(">")
    return any(len(part[part.rfind("<") :].split()) > MANY_ATTRIBUTES for part in parts if len(part) > LONG_TAG)


def _too_deep(html: str, tags: tuple[str, ...], most: int) -> bool:
    """Whether more elements of these kinds may be open at once, by the source alone: end tags may be left out."""
    many = [tag for tag in tags if html.count(f"<{tag}") > MANY]
    if not many:
        return False
    depth = 0
    for found in re.finditer(rf"<(/?)(?:{'|'.join(many)})\b", html):
        depth = max(0, depth - 1) if found[1] else depth + 1
        if depth > most:
            return True
    return False
