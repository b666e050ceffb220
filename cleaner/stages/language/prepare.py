"""The text as the detectors see it: without addresses, markup, numbers and control characters, and sampled."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cleaner.stages.language.words import words_of

_MARKUP = re.compile(r"<[^<>]{0,300}>|&(?:\w{2,8}|#\w{1,7});")
_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.)\S+", re.IGNORECASE)
_NUMBER, _ASCII_NUMBER = (re.compile(rf"{digit}[0-9a-zA-Z]*") for digit in (r"\d", "[0-9]"))
# Letters in the shapes that old PDF and DOS programs wrote, and the Arabic stroke that only stretches a word.
_PRESENTATION = re.compile("[ـﬀ-ﬆﭐ-\ufdcfﹰ-ﻼＡ-ｚ]")
# The bytes that none of these begins with in UTF-8, nor any digit beyond ASCII: mostly nothing is left without them.
_PLAIN = bytes(set(range(256)) - {0xD9, 0xDB, 0xDF, 0xE0, 0xE1, 0xEA, 0xEF, 0xF0})
_TURKIC = "əƏğĞşŞİı"

_WINDOW = 1500
_LEAST_PLAIN = 0.15
_ACRONYM = 4


def clean(text: str) -> str:
    """Take a text as it is and return what tells its language, in the case it had.

    Addresses, tags, entities and numbers are replaced by a space: an engine takes the letters of a URL for English.

    >>> clean("BAKI, 5 MAY. İlham https://example.org/news?id=7")
    'BAKI,  MAY. İlham  '
    """
    if "<" in text or "&" in text:
        text = _MARKUP.sub(" ", text)
    if "//" in text or "www." in text or "WWW." in text:
        text = _ADDRESS.sub(" ", text)
    if "@" in text:
        text = " ".join(" " if "@" in token else token for token in re.split(r"[^\S\n]", text))
    if _is_plain(text):
        return _ASCII_NUMBER.sub("", text)
    text = _NUMBER.sub("", text)
    if _PRESENTATION.search(text):
        text = unicodedata.normalize("NFKC", text).replace("ـ", "")
    return text


def _is_plain(text: str) -> bool:
    """Whether a text has no digits but those of ASCII and no letters of presentation, told from its bytes."""
    return text.isascii() or not text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)


def lower(text: str) -> str:
    """Lower case, with the dotless i where the letters of Turkish or Azerbaijani stand in the same text.

    >>> lower("YAĞIŞ, İL"), lower("IS IT?")
    ('yağış, il', 'is it?')
    """
    if "İ" in text or ("I" in text and any(letter in text for letter in _TURKIC)):
        text = text.replace("I", "ı").replace("İ", "i")
    return text.lower()


@dataclass(frozen=True, slots=True)
class Sample:
    """Words of a text in lower case: all of them, and apart those that began with a capital (names, most of them).

    Where nearly all words are capitalised (headlines, capitals), none counts as a name. The letters are those of
    `plain` and `names`, and for each `İ`, which only Turkic languages write, an `ı`.
    """

    words: tuple[str, ...]
    plain: tuple[str, ...]
    names: tuple[str, ...]
    letters: Mapping[str, int]
    letters_of_names: Mapping[str, int]


def sample(cleaned: str) -> Sample:
    """Some hundred words of a cleaned text; of a long one from its beginning, middle and end."""
    if len(cleaned) > _WINDOW * 3:
        last = len(cleaned) - _WINDOW
        cleaned = " ".join(cleaned[at : at + _WINDOW] for at in (0, last // 2, last))
    cased = _without_acronyms(words_of(cleaned))
    words = tuple(lower("\n".join(cased)).split("\n")) if cased else ()
    plain = tuple(word for word, low in zip(cased, words, strict=True) if word[0] == low[0])
    names = tuple(low for word, low in zip(cased, words, strict=True) if word[0] != low[0])
    if len(plain) < 2 or _length(plain) < _LEAST_PLAIN * _length(words):
        plain, names = words, ()
    dotted = "ı" * cleaned.count("İ")
    return Sample(words, plain, names, Counter("".join(plain) + dotted), Counter("".join(names)))


def _without_acronyms(words: Sequence[str]) -> Sequence[str]:
    # "US" is not "us", and three agencies' initials are no text; in a line of capitals they cannot be told apart.
    if all(word.isupper() for word in words):
        return words
    return [word for word in words if not (2 <= len(word) <= _ACRONYM and word.isupper())]


def _length(words: Sequence[str]) -> int:
    return sum(map(len, words))
