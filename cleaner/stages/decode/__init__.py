"""From bytes to text: byte order mark, UTF-8, UTF-16, what the document declares, and statistics, in this order.

UTF-8 is tried before any declaration because text that happens to be valid UTF-8 without being it hardly exists,
while pages that declare the wrong encoding are many. The order and the mapping of labels follow the WHATWG Encoding
and HTML standards where these have an opinion.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from cleaner.stages.decode.guess import decode_mixed, detect, utf16_by_nuls
from cleaner.stages.decode.labels import codec_of, decode_as
from cleaner.stages.decode.sniff import declared_in, is_html, looks_like_html, noise

__all__ = ["Decoded", "NotText", "decode", "looks_like_html"]

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_LONE = re.compile("[\ud800-\udfff]")


class NotText(ValueError):
    """The bytes are noise and not text in any encoding; `reason` says what was seen."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it came in (`unicode` if it already was text), whether it is HTML, and what was mended.

    `utf8` are the bytes that the text was read from, where they are the text in UTF-8: for who wants it so.
    """

    text: str
    encoding: str
    html: bool
    repairs: Mapping[str, int] = field(default_factory=dict)
    utf8: bytes | None = field(default=None, repr=False, compare=False)


class _Read(NamedTuple):
    """Text, its encoding, whether characters were lost, and its bytes where they are valid UTF-8."""

    text: str
    encoding: str
    lossy: bool = False
    utf8: bytes | None = None


def decode(data: bytes | str, *, html: bool | None = None, declared: str | None = None) -> Decoded:
    """Decode a document.

    `html` is a hint from a suffix or a field's name, `declared` the charset of a transport header; the content has
    the last word on both. Line ends of text become line feeds; HTML keeps its own. Raises NotText for noise.

    >>> decode(b"Gr\\xfc\\xdfe aus K\\xf6ln und M\\xfcnchen").text
    'Grüße aus Köln und München'
    """
    read = _Read(data, "unicode") if isinstance(data, str) else _text_of(data, declared)
    return _finished(read, html)


def _finished(read: _Read, hint: bool | None) -> Decoded:
    """Scrub what cannot stand in any text, fold line ends of plain text, and count both.

    NULs are looked for in bytes, where there are some, and surrogates only where valid UTF-8 does not rule them out:
    in the text of a page either search takes as long as to decode it.
    """
    text, encoding, lossy, utf8 = read
    counts: Counter[str] = Counter()
    if lossy:
        counts["undecodable"] = text.count("\ufffd")
    if text.startswith("\ufeff"):
        text = text[1:]
        counts["byte-order-mark"] = 1
    if (b"\0" in utf8) if utf8 is not None else ("\0" in text):
        counts["null-character"] = text.count("\0")
        text = text.replace("\0", "")
    if utf8 is None and not _encodes(text):
        text, counts["surrogate-pair"] = _PAIR.subn(
            lambda m: m[0].encode("utf-16", "surrogatepass").decode("utf-16"), text
        )
        text, counts["lone-surrogate"] = _LONE.subn("\ufffd", text)
    is_page = is_html(text, hint)
    if not is_page and "\r" in text:
        counts["line-ends"] = text.count("\r")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = {name: count for name, count in counts.items() if count}
    return Decoded(text, encoding, is_page, found, None if found else utf8)


def _encodes(text: str) -> bool:
    """Whether the text can be written as UTF-8, which only surrogates cannot; to ask is cheaper than to search."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _text_of(data: bytes, declared: str | None) -> _Read:
    """What the bytes say: a byte order mark, the pattern of UTF-16, UTF-8, and then everything else."""
    for bom, codec in _BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(codec, "replace") if codec != "utf-8" else None
            if text is not None:
                return _Read(text, codec, "\ufffd" in text)
            data = data[len(bom) :]
            break
    if 0 in data[:4096]:
        codec = utf16_by_nuls(data) or ""
        if codec:
            text = data.decode(codec, "replace")
            return _Read(text, codec, "\ufffd" in text)
    why_not = noise(data)
    if why_not:
        raise NotText(why_not)
    if b"\x1b" in data and b"\x1b$" in data:  # one byte is looked for much faster than two
        text = decode_as(data, "iso2022_jp")  # the one encoding of the web that hides in ASCII bytes
        if text is not None:
            return _Read(text, "iso2022_jp")
    try:
        return _Read(data.decode(), "utf-8", utf8=data)
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start >= 8:
            return _Read(data[: error.start].decode() + "\ufffd", "utf-8", lossy=True)
    return _legacy(data, declared)


def _legacy(data: bytes, declared: str | None) -> _Read:
    """Text of bytes that are not valid UTF-8: joined surrogates, a mixture, what is declared, what chardet says."""
    if b"\xed" in data:
        try:
            return _Read(data.decode("utf-8", "surrogatepass"), "utf-8")
        except UnicodeDecodeError:
            pass
    mixed = decode_mixed(data)
    if mixed:
        return _Read(mixed[0], f"utf-8+{mixed[1]}", "\ufffd" in mixed[0])
    for label in (declared, declared_in(data)):
        codec = codec_of(label) if label else None
        text = decode_as(data, codec) if codec and not codec.startswith("utf") else None
        if text is not None and codec:
            return _Read(text, codec)
    codec = detect(data)
    text = decode_as(data, codec)
    if text is not None:
        return _Read(text, codec)
    text = data.decode(codec, "replace")
    return _Read(text, codec, "\ufffd" in text)
