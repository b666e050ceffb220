"""Date stamps: lines that are nothing but a date, in any of the packs' languages.

"Published: 2 March 2026, 12:00", "27.Feb.2026", "5 марта 2026 г.", "2026年3月2日", "22 min ago". Every word of the
line must be accounted for, so a sentence with a date in it is never a stamp.
"""

import re

from cleaner.rulebook.datestamp.calendars import gregorian
from cleaner.rulebook.datestamp.opening import may_be_stamp
from cleaner.rulebook.datestamp.parser import Parser
from cleaner.rulebook.datestamp.reading import Label, Stamp
from cleaner.rulebook.datestamp.tokens import WIDE
from cleaner.rulebook.packs import Packs
from cleaner.rulebook.phrases import fold

__all__ = ["LONGEST", "Label", "Stamp", "gregorian", "parse_labelled", "parse_stamp", "parse_stamps"]

LONGEST = 90
"""Characters beyond which no line is read as a stamp: two labelled dates with weekday, time and zone fit."""

_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_LABEL = re.compile(r"[^\W\d_][\w’'.-]*(?:(?: [^\W\d_][\w’'.-]*){0,2}\s?(?P<colon>[:：՝])\s?|\s)")
_NUMERIC = re.compile(r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?:[\s,|–-]+\d{1,2}[:.]\d\d)?")
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")


def parse_stamp(line: str, packs: Packs) -> Stamp | None:
    """The stamp that the whole line is, or None; of several ("Published …, updated …") the first dated one."""
    found = parse_stamps(line, packs)
    return next((stamp for stamp in found if stamp.value), found[0] if found else None)


def parse_stamps(line: str, packs: Packs) -> tuple[Stamp, ...]:
    """All stamps of which the whole line is made up, in order; empty where anything else stands in it."""
    if len(line) > LONGEST or not line:
        return ()
    line = line.strip()
    if not may_be_stamp(line, packs):
        return ()
    text = fold(line)
    if not _DIGIT.search(text):
        if not _relative_only(text, packs):
            return ()
    elif _FOREIGN_DIGIT.search(text):
        text = "".join(str(int(c)) if c.isdecimal() else c for c in text)
    if not text.isascii():
        text = text.translate(WIDE)
    for words, joined in packs.long_words:
        if words in text:
            text = text.replace(words, joined)
    return Parser(text, packs).parse()


def parse_labelled(line: str, packs: Packs) -> tuple[Stamp, ...]:
    """The stamps behind a label that no pack knows: a word or two and a colon before a whole date, or one word before
    a date in numbers.

    >>> from cleaner.rulebook.packs import Packs
    >>> parse_labelled("Julkaistu: 2.3.2026 10:30", Packs(()))[0].value
    '2026-03-02T10:30'
    >>> parse_labelled("On 2 March 2026 he left", Packs(())), parse_labelled("Uke 10: 1-0", Packs(()))
    ((), ())
    """
    label = _LABEL.match(line) if _DIGIT.search(line) else None
    if label is None or not _DIGIT.search(line, label.end()):
        return ()
    rest = line[label.end() :]
    if not label["colon"] and not _NUMERIC.fullmatch(rest):
        return ()
    found = parse_stamps(rest, packs)
    return found if found and all(stamp.value for stamp in found) else ()


def _relative_only(text: str, packs: Packs) -> bool:
    """Whether a line without a digit may be "yesterday" or "just now", with a label before it or not."""
    if len(text) > 40 or not packs.undigited.intersection(_LETTERS.findall(text)):
        return False
    head = packs.phrases("published").prefix(text) or packs.phrases("updated").prefix(text)
    return text[head:].strip(" :.,") in packs.days or packs.phrases("ago").whole(text[head:])
