"""Character references and tags that a conversion from HTML left in the text."""

import html
import re
from html.entities import html5

from cleaner.stages.repair.style import apostrophe_at

_REFERENCE = re.compile(r"&(?:#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6})|[A-Za-z][A-Za-z0-9]{1,30});")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])&(?:amp;)?(?:#0*39|#[xX]0*27|apos);(?=[^\W\d_])")


def apostrophe_reference(text: str) -> tuple[str, int]:
    """Make the reference to an apostrophe inside a word the apostrophe that the text uses itself.

    >>> apostrophe_reference("They&#39;re ready and we’re ready.")
    ('They’re ready and we’re ready.', 1)
    """
    return _APOSTROPHE.subn(lambda m: apostrophe_at(m), text)


def character_reference(text: str) -> tuple[str, int]:
    """Make character references characters; of those escaped twice, this takes off one layer at a time.

    Only references with their semicolon: `?a=1&copy=2` is an address. In a block of HTML, which the parser has
    decoded, what still looks like a reference was escaped twice.

    >>> character_reference("caf&eacute; &amp;amp; bar &copy=2")
    ('café &amp; bar &copy=2', 2)
    """
    count = 0

    def char(match: re.Match[str]) -> str:
        nonlocal count
        reference = match[0]
        if reference[1] != "#" and reference[1:] not in html5:
            return reference
        found = html.unescape(reference)
        if not found or found == reference or "\ud800" <= found <= "\udfff":
            return reference
        count += 1
        return found

    return _REFERENCE.sub(char, text), count


_BREAK = re.compile(r"<br\s*/?>", re.I)
_INLINE = "a|abbr|b|big|cite|del|em|font|h[1-6]|i|ins|li|mark|p|q|s|small|span|strike|strong|sub|sup|tt|u|ul|ol|div"
_PAIR = re.compile(
    rf"<({_INLINE})(?:\s+[a-z-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s<>\"']+))*\s*>([^<>\n]*)</\1\s*>", re.I
)
_EMPTY = re.compile(rf"<(?:{_INLINE})\s*/>", re.I)


def stray_tag(text: str) -> tuple[str, int]:
    """Take out line breaks and pairs of tags that a text still holds, keeping what stands between them.

    A single tag is left alone: it may be what the text is about, as `a < b` is.

    >>> stray_tag("One.<br />Two <b>bold</b> words, and // <b> is a tag.")
    ('One. Two bold words, and // <b> is a tag.', 2)
    """
    text, breaks = _BREAK.subn(" ", text)
    text, empty = _EMPTY.subn("", text)
    text, pairs = _PAIR.subn(r"\2", text)
    return text, breaks + empty + pairs
