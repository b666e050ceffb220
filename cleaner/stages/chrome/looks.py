"""What each line of a document looks like, judged alone: one kind a line, from its shape and its stock phrases.

Shapes need no language: where a line ends, what it begins with, what separates its parts. Phrases come from the packs.
A kind is evidence, never a verdict; `outline` weighs the kinds of all lines against each other.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from cleaner.rulebook.datestamp import LONGEST, Stamp, parse_labelled, parse_stamps
from cleaner.rulebook.memory import Memory
from cleaner.rulebook.packs import Packs
from cleaner.rulebook.phrases import fold
from cleaner.stages.chrome import stock
from cleaner.stages.chrome.kinds import LONG, MEDIUM, Kind
from cleaner.stages.chrome.shapes import Figure, figure_of, is_caption, is_closed, is_player, shape_of
from cleaner.stages.chrome.signed import signature
from cleaner.stages.chrome.stuck import SHORTEST, stuck_at
from cleaner.stages.chrome.vocabulary import Vocabulary

REMEMBERED = 2048
"""Lines in each of the two halves of the memory."""
TERMS = 450
"""Code points of the longest line that is read for the terms of a banner or a form."""

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Look:
    """One line: its kind, whether it ends as a sentence does, the stamps that it is or has beside a byline, the length
    of a heading stuck to its beginning, and the end at which a short line has a figure."""

    kind: Kind
    length: int
    closed: bool
    stamps: tuple[Stamp, ...] = ()
    glue: int = 0
    figure: Figure = ""


@lru_cache(maxsize=4)
def memory(packs: Packs) -> Memory[Look]:
    """The looks of the lines last seen with these packs."""
    words = Vocabulary(packs)
    return Memory(lambda text: _look(text, words), REMEMBERED)


def look_at(text: str, packs: Packs) -> Look:
    """The look of one line."""
    return memory(packs)(text)


def _look(text: str, words: Vocabulary) -> Look:
    length = len(text)
    closed = is_closed(text)
    if length > LONG:
        return Look(_long(text, length, closed, words), length, closed)
    if is_player(text):
        return Look("photo", length, closed)
    stamps = parse_stamps(text, words.packs) if length <= LONGEST else ()
    if stamps:
        return Look("stamp" if any(s.value for s in stamps) else "ago", length, closed, stamps)
    kind = stock.whole(words.whole(text))
    if kind is not None and not (closed and kind == "navigation"):  # "— Yes." is an answer
        return Look(kind, length, closed)
    if not closed and length >= SHORTEST and (at := stuck_at(text, words)) is not None:
        return Look(shape_of(text[:at], at, closed=True, packs=words.packs), length, closed)
    if not closed and _DIGIT.search(text) and (signed := signature(text, words)) is not None:
        return Look("byline", length, closed, signed.stamps)
    told = stock.told(text, closed, words)
    if told is not None:
        return Look(told[0], length, closed, told[1], told[2])
    if not closed and length <= LONGEST and (stamps := parse_labelled(text, words.packs)):
        return Look("stamp", length, closed, stamps)
    kind = shape_of(text, length, closed=closed, packs=words.packs)
    return Look(kind, length, closed, figure="" if closed or length > MEDIUM else figure_of(text))


def _long(text: str, length: int, closed: bool, words: Vocabulary) -> Kind:
    """The kind of a line as long as a paragraph: a notice where it speaks of several things that only sites do."""
    if length <= TERMS:
        found = words.within(text)
        if len(found) > 1 or ("cookie" in found and "cookie" in fold(text)):  # "accept" alone is any article's word
            return "notice"
    if closed or length > 2 * LONG:
        return "prose"
    return "photo" if is_caption(text) else "open"
