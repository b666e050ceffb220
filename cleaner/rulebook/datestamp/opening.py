"""What a date stamp can begin with: the first letters of most lines tell that they are none."""

from collections.abc import Callable
from functools import lru_cache

from cleaner.rulebook.datestamp.calendars import ERAS
from cleaner.rulebook.datestamp.tokens import COUNTERS, HALVES, MONTH_BEFORE, ZONES
from cleaner.rulebook.packs import Packs
from cleaner.rulebook.phrases import fold

EDGE = 3
"""Letters at a line's beginning that are looked at."""


def may_be_stamp(line: str, packs: Packs) -> bool:
    """Whether a line without white space around it can be a stamp, as far as its first letters tell.

    A stamp that begins with letters begins with a word that the parser knows, or with a phrase of the packs.
    """
    edge = line[:EDGE]
    return len(edge) < EDGE or not edge.isalpha() or _opens(packs)(edge)


@lru_cache(maxsize=4)
def _opens(packs: Packs) -> Callable[[str], bool]:
    """Whether a known word or phrase begins with three letters as written: texts have few different ones."""
    calendar = (packs.months, packs.jalali_months, packs.hijri_months, packs.weekdays, packs.units, packs.days)
    spelt = (packs.stamp_words, ERAS, COUNTERS, HALVES, MONTH_BEFORE, ZONES)
    phrases = (packs.phrases(name) for name in ("ago", "published", "updated"))
    known = {words for words, _ in packs.long_words}.union(*calendar, *spelt, *phrases)
    openings = frozenset([word[:EDGE] for word in known])

    @lru_cache(maxsize=1 << 14)
    def told(edge: str) -> bool:
        return fold(edge) in openings

    return told
