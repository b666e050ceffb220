"""Lines that are a name and a date stamp, with or without "by" before them: "By Ana Ruiz 3 May 2024 - 4:45 pm"."""

import re
from dataclasses import dataclass

from cleaner.rulebook.datestamp import Stamp, parse_stamps
from cleaner.stages.chrome.shapes import is_person
from cleaner.stages.chrome.vocabulary import Vocabulary

LONGEST = 80
"""Code points of the longest such line."""
NAMES = 4
"""Words of the longest name."""

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-](?=\w))*\.?")
_BETWEEN = " ,;|/·•–—-"


@dataclass(frozen=True, slots=True)
class Signature:
    """The name and the stamps of which a line is made up."""

    name: str
    stamps: tuple[Stamp, ...]


def signature(text: str, words: Vocabulary) -> Signature | None:
    """The signature that the whole line is; None for any other line. A name without "by" has two words or more."""
    if len(text) > LONGEST:
        return None
    hit = words.starts(text).get("byline")
    start = hit.length if hit is not None else 0
    rest = text[start:].lstrip(" :")
    for count, word in enumerate(_WORD.finditer(rest), 1):
        name = rest[: word.end()]
        if count > NAMES or not is_person(name):
            return None
        stamp = rest[word.end() :].lstrip(_BETWEEN)
        if (count > 1 or start) and stamp and (stamps := parse_stamps(stamp, words.packs)):
            return Signature(name, stamps)
    return None
