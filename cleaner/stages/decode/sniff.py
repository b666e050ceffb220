"""What the beginning of a document tells: HTML or text, a declared encoding, binary noise."""

import re

_SNIFFED = 4096  # characters or bytes looked at; HTML's own prescan reads 1024 bytes, real pages put <meta> later

_STRONG = re.compile(r"(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|body)[\s>/]", re.I | re.S)
_LATER = re.compile(r"(?:^|\n|>)\s*<(?:!doctype\s+html|html)[\s>]", re.I)  # after what a server printed before it
_BLOCK_NAMES = (
    "address|article|aside|base|blockquote|center|dd|div|dl|dt|fieldset|figure|footer|form|frameset|h[1-6]|header|hr"
    "|iframe|li|link|main|meta|nav|noscript|ol|p|pre|script|section|style|table|tbody|td|th|title|tr|ul"
)
_BLOCK = re.compile(rf"(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:{_BLOCK_NAMES})(?:\s[^<>]*)?/?>", re.I | re.S)
_MORE_MARKUP = re.compile(rf"</(?:{_BLOCK_NAMES})\s*>|<(?:{_BLOCK_NAMES}|img|input|a)\s[^<>]*=[^<>]*>", re.I)
_ANY_TAG = re.compile(r"<(?:/?[a-z][a-z0-9]*(?:\s[^<>]*)?/?|!--|!doctype[^<>]*)>", re.I)
_COMMENT = re.compile(r"\s*<!--.*?-->\s*<[!a-z/]", re.I | re.S)

_META = re.compile(rb"<meta[^>]{1,400}?charset\s*=\s*[\"']?\s*([a-z0-9_:.+-]{2,40})", re.I)
_XML = re.compile(rb"^\s*<\?xml[^>]{1,200}?encoding\s*=\s*[\"']([a-z0-9_:.+-]{2,40})[\"']", re.I)


def _beginning(text: str) -> str:
    """The first characters that are not white space or a byte order mark."""
    return text[:_SNIFFED].lstrip("\ufeff \t\r\n\f\v\xa0\0")


def certainly_html(text: str) -> bool:
    """Whether the text begins as a whole page: a doctype, <html>, <head> or <body>, maybe after comments."""
    beginning = _beginning(text)
    return beginning.startswith("<") and _STRONG.match(beginning) is not None


def looks_like_html(text: str) -> bool:
    """Whether the text begins as HTML: a page, a comment before a tag, or a block tag with more markup after it.

    >>> looks_like_html("<p>One.</p><p>Two.</p>"), looks_like_html("<b>Note</b> that a < b.")
    (True, False)
    """
    beginning = _beginning(text)
    if not beginning.startswith("<"):
        return False
    if _STRONG.match(beginning) or _COMMENT.match(beginning) or _LATER.search(beginning):
        return True
    first = _BLOCK.match(beginning)
    return first is not None and _MORE_MARKUP.search(text, 0, 16 * _SNIFFED) is not None


def is_html(text: str, hint: bool | None) -> bool:
    """Whether the content is HTML, by its own look; a suffix or field name (`hint`) only moves the bar.

    Content that is named HTML needs one tag near its beginning; content that is named text must begin as a page.
    """
    if "<" not in text[:_SNIFFED]:
        return False
    if hint is None:
        return looks_like_html(text)
    return certainly_html(text) or (hint and _ANY_TAG.search(text, 0, _SNIFFED) is not None)


def declared_in(data: bytes) -> str | None:
    """The label of the encoding that a page states in <meta> or in its XML declaration, if it does."""
    beginning = data[:_SNIFFED]
    if b"<" not in beginning:
        return None
    found = _META.search(beginning) or _XML.search(beginning)
    return found[1].decode("ascii") if found else None


# What no text in a one-byte or multi-byte encoding holds in number: C0 controls but tab, line ends, form feed,
# backspace and escape (ISO-2022 and terminal colours use it), and DEL.
_CONTROLS = bytes([*range(8), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])


def noise(data: bytes) -> str | None:
    """Why bytes are binary noise and not text in any encoding, or None.

    A tenth of controls among the first 4 KB (and more than a handful) does not happen in text, however damaged;
    well-known magic numbers of formats that no decoder of ours reads settle the rest.
    """
    beginning = data[:_SNIFFED]
    for magic, name in _MAGIC.items():
        if beginning.startswith(magic):
            return f"{name} data"
    controls = len(beginning) - len(beginning.translate(None, _CONTROLS))
    if controls > max(8, len(beginning) / 10):
        return f"{controls} control characters in the first {len(beginning)} bytes"
    return None


_MAGIC = {
    b"%PDF-": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"PK\x03\x04": "ZIP",
    b"\x7fELF": "ELF",
    b"\x1f\x8b\x08": "gzip",
    b"\x28\xb5\x2f\xfd": "Zstandard",
    b"\xd0\xcf\x11\xe0": "OLE",
    b"SQLite format 3\0": "SQLite",
}
