"""When an HTML page was published and last modified: a choice among the dates that it states."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from cleaner.document import Block
from cleaner.page import PageFacts
from cleaner.stages.headline.isodate import iso, normalise
from cleaner.stages.headline.textdate import find, near_headline

_IN_URL = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/_]?)(0[1-9]|1[0-2])\2([0-2]\d|3[01])(?!\d)")
_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d+[a-z_]*/")
_LATER = re.compile(r"modif|updat", re.I)
_PUBLISHED = re.compile(r"publi|created|issued", re.I)
EAST, WEST = 12, 9
"""Hours of a day in UTC from which on it may be tomorrow (in Auckland), and until which yesterday (in Los Angeles)."""
_UTC = ("Z", "+00:00")
_DAY_FIRST_LANDS = re.compile(r"\.(?:uk|ie|au|nz|in|za|pk|ng|ke|sg)(?:[/:]|$)")

ENGLISH_MONTHS: Mapping[str, int] = MappingProxyType(
    {
        word: number
        for number, words in enumerate(
            (
                ("january", "jan"),
                ("february", "feb"),
                ("march", "mar"),
                ("april", "apr"),
                ("may",),
                ("june", "jun"),
                ("july", "jul"),
                ("august", "aug"),
                ("september", "sep", "sept"),
                ("october", "oct"),
                ("november", "nov"),
                ("december", "dec"),
            ),
            1,
        )
        for word in words
    }
)


@dataclass(frozen=True, slots=True)
class Dates:
    """ISO 8601, as exact as the page says; None where it does not say."""

    published: str | None = None
    modified: str | None = None


def choose_dates(
    facts: PageFacts,
    blocks: Sequence[Block] = (),
    headline: int | None = None,
    months: Mapping[str, int] = ENGLISH_MONTHS,
) -> Dates:
    """The page's dates.

    What metadata state wins (JSON-LD, meta elements, microdata); where they state several days, the one that the
    page shows or that its address has. Without metadata: a stamp near the headline, the address, the title, the
    `<time>` elements. `headline` is the index of its block, `months` maps lower-case month names to numbers.
    """
    stated = _all_of([c.value for c in facts.published])
    marked = _all_of([m.value for m in facts.moments if _PUBLISHED.search(m.label.partition(" ")[0])])
    modified = _all_of([c.value for c in facts.modified])
    addressed = next((day for address in facts.addresses if (day := _day_of_address(address))), None)
    candidates = stated + marked
    if candidates and {*map(_day, candidates), addressed or _day(candidates[0])} == {_day(candidates[0])}:
        published: str | None = candidates[0]
    else:
        month_first = facts.language_hint == "en" and not any(_DAY_FIRST_LANDS.search(a) for a in facts.addresses)
        shown = near_headline(blocks, headline, months, month_first=month_first, anywhere=not candidates)
        if candidates:
            published = _shown_or_local(candidates, _day(shown.value), addressed)
        else:
            sure = shown.value if shown.labelled else None
            told = sure or addressed or _title_date(facts, months) or shown.value
            published = _more_exact(told, facts) if told else _first_time(facts)
    later = next(iter(modified), None)
    return Dates(published or later, later)


def _shown_or_local(candidates: Sequence[str], shown: str | None, addressed: str | None) -> str:
    """The first candidate, unless the page shows another's day, or it was another day by the publisher's clock."""
    first = candidates[0]
    if shown == _day(first):
        return first
    return _local(next((c for c in candidates if _day(c) == shown), first), candidates, addressed)


def _more_exact(day: str, facts: PageFacts) -> str:
    """The same day with the time that the first `<time>` element of that day has."""
    moments = _all_of([m.value for m in facts.moments if not _LATER.search(m.label)])
    return next((m for m in moments if _day(m) == day), day)


def _first_time(facts: PageFacts) -> str | None:
    return next(iter(_all_of([m.value for m in facts.moments if not _LATER.search(m.label)])), None)


def _all_of(values: Iterable[str]) -> list[str]:
    return [found for value in values if (found := normalise(value))]


def _day(value: str | None) -> str | None:
    return value[:10] if value else None


def _local(value: str, candidates: Sequence[str], addressed: str | None) -> str:
    """A time in UTC by the publisher's own clock, where the page states that too, or the address has its day."""
    if not value.endswith(_UTC) or "T" not in value:
        return value
    clock = value[13:19]
    for other in candidates:
        if not other.endswith(_UTC) and other[13:19] == clock and abs(_number(other) - _number(value)) <= 1:
            return other
    hour = int(value[11:13])
    if addressed and _number(addressed) - _number(value) == (1 if hour >= EAST else -1 if hour < WEST else None):
        return addressed
    return value


def _number(value: str) -> int:
    return date.fromisoformat(value[:10]).toordinal()


def _day_of_address(address: str) -> str | None:
    found = _IN_URL.search(_ARCHIVED.sub("", address))
    return iso(int(found[1]), int(found[3]), int(found[4])) if found else None


def _title_date(facts: PageFacts, months: Mapping[str, int]) -> str | None:
    return next((day for c in facts.headlines if (day := find(c.value[-40:], months))), None)
