"""Which encoding bytes are in when nothing says so: NUL patterns, chardet, and texts put together from several."""

import codecs
import re
from collections.abc import Iterator

from cleaner.stages.decode.labels import codec_of, decode_as

_WINDOW = 32768  # bytes shown to chardet: more does not change its answer and costs time

# Multi-byte sequences that are well-formed UTF-8 (Unicode 16, table 3-7).
_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
_HIGH = re.compile(rb"[\x80-\xff]")
_ASCII_LETTER = re.compile(rb"[A-Za-z]")
_HANDFUL = 6
"""Bytes beyond ASCII up to which chardet answers by chance: of "Grüße aus Köln" it is 3 % sure."""
_WESTERN = frozenset("ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜÁÍÓÚÑÃÕÅÆØàâäçéèêëîïôöùûüßáíóúñãõåæøœ‘’“”„«»–—…¿¡ºª°€\xa0".encode("cp1252"))
_CHUNKS = re.compile(rb"[\x00-\x20]*[^\x00-\x20]*")

# One-byte encodings that turn up inside otherwise UTF-8 files: what editors and databases of the web wrote.
_PASTED = ("cp1252", "cp1251", "cp1250", "cp1254", "cp1253", "cp1257", "iso8859-2", "koi8-r")
_FEW = 12  # legacy bytes below which statistics say too little


def utf16_by_nuls(data: bytes) -> str | None:
    """`utf-16-le` or `utf-16-be` where NULs stand at one parity alone, as they do under ASCII letters or spaces."""
    sample = data[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    many, few = max(even, odd), min(even, odd)
    if many < 2 or many * 2 < len(sample) * 0.03 or few * 10 > many:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def detect(data: bytes, among: tuple[str, ...] | None = None) -> str:
    """The codec that chardet finds likeliest for bytes that are not UTF-8."""
    if among is None and _is_a_word_or_two_of_latin(data):
        return "cp1252"
    import chardet  # a quarter of a second of imports: only where it is needed

    first = _HIGH.search(data)
    start = max(0, first.start() - 1024) if first else 0
    answer = chardet.detect(data[start : start + _WINDOW], include_encodings=among)
    name = answer["encoding"] or "windows-1252"
    return codec_of(name) or codecs.lookup(name).name


def _is_a_word_or_two_of_latin(data: bytes) -> bool:
    """Whether a handful of bytes are all that is not ASCII among Latin letters, and windows-1252, which the web falls
    back on, makes Western letters and marks of them: statistics has nothing to go by there ("Café" came out Greek)."""
    high = _HIGH.findall(data)
    if not 0 < len(high) <= _HANDFUL or 2 * len(high) > len(_ASCII_LETTER.findall(data)):
        return False
    return _WESTERN.issuperset(b"".join(high))


def _stray(chunk: bytes) -> int:
    """How many bytes of a chunk are above ASCII and not part of a UTF-8 sequence."""
    return len(_HIGH.findall(_SEQUENCE.sub(b"", chunk)))


def _legacy_codec(good: list[str], bad: bytes) -> str:
    """The codec of the pasted words: the one whose letters the words around them use too, else what chardet says."""
    around = set("".join(good).lower())
    high = b"".join(_HIGH.findall(bad))

    def at_home(codec: str) -> int:
        return sum(char in around for char in (decode_as(high, codec) or "").lower())

    best = max(_PASTED, key=at_home)
    return best if at_home(best) >= 0.5 * len(high) or len(high) < _FEW else detect(bad, _PASTED)


def decode_mixed(data: bytes) -> tuple[str, str] | None:
    """Text and legacy codec of bytes that are UTF-8 in some words and a one-byte encoding in others, else None.

    Files are put together from records of several sources, so the unit is what stands between white space: valid
    UTF-8 is UTF-8, anything else is the legacy encoding that fits all of it together. A legacy text alone holds
    hardly a word that happens to be well-formed UTF-8, hence the share asked for.
    """
    chunks = _CHUNKS.findall(data)
    stray = [_stray(chunk) for chunk in chunks]
    good = [chunk.decode() for chunk, bad in zip(chunks, stray, strict=True) if not bad and not chunk.isascii()]
    if len(good) < 0.1 * (len(chunks) - stray.count(0)) or not good:
        return None
    bad_bytes = b"".join(chunk for chunk, bad in zip(chunks, stray, strict=True) if bad)
    codec = _legacy_codec(good, bad_bytes)
    return "".join(_pieces(chunks, stray, codec)), codec


def _pieces(chunks: list[bytes], stray: list[int], codec: str) -> Iterator[str]:
    """Each chunk as text; in a chunk that is mostly UTF-8 a stray byte is a lost character, not a legacy letter."""
    for chunk, bad in zip(chunks, stray, strict=True):
        if not bad:
            yield chunk.decode()
        elif len(_SEQUENCE.findall(chunk)) > bad:
            yield chunk.decode(errors="replace")
        else:
            yield decode_as(chunk, codec) or chunk.decode(errors="replace")
