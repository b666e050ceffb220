"""When an HTML page was published and last modified: a choice among the dates that it states."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cleaner.document import PageFacts

FIRST_YEAR = 1990
LAST_YEAR = 2100

_ISO = re.compile(
    r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{1,2}(?!\d))?)?",
    re.I,
)
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z|[+-]\d{2}:?\d{2})?\s*$")
_DAY_FIRST = re.compile(r"\s*(?:\w{3,9},?\s+)?(\d{1,2})[\s.-]+([A-Za-z]{3,9})[\s.,-]+(\d{4})(.*)", re.S)
_MONTH_FIRST = re.compile(r"\s*(?:\w{3,9},?\s+)?([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(.*)", re.S)
_TIME = re.compile(r"\b(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]\.?m)?\.?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?", re.I)
_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {name: n for n, name in enumerate(_MONTH_NAMES.split(), 1)}
_IN_URL = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/_]?)(0[1-9]|1[0-2])\2([0-2]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True)
class Dates:
    """ISO 8601, as exact as the page says; None where it does not say."""

    published: str | None = None
    modified: str | None = None


def choose_dates(facts: PageFacts) -> Dates:
    """The page's dates: JSON-LD, then meta elements, `<time>` and microdata of the article, then the address."""
    published = _first_of(c.value for c in facts.published)
    modified = _first_of(c.value for c in facts.modified)
    if published is None:
        published = _first_of(m.value for m in facts.moments if "modif" not in m.label and "updat" not in m.label)
    if published is None:
        published = _first_of(found.group() for a in facts.addresses if (found := _IN_URL.search(a)))
    return Dates(published or modified, modified)


def _first_of(values: Iterable[str]) -> str | None:
    return next((iso for value in values if (iso := normalise(value))), None)


def normalise(value: str) -> str | None:
    """A stated date as ISO 8601, no more exact than it was stated; None where it is no plausible date.

    >>> normalise("Tue, 03 Mar 2026 10:05:00 GMT")
    '2026-03-03T10:05:00Z'
    >>> normalise("March 3, 2026")
    '2026-03-03'
    """
    value = value.strip()
    if found := _ISO.match(value) or _COMPACT.match(value):
        year, month, day, hour, minute, second, zone = found.groups()
        return _iso(int(year), int(month), int(day), hour, minute, second, zone)
    if found := _DAY_FIRST.match(value):
        day, name, year, rest = found.groups()
    elif found := _MONTH_FIRST.match(value):
        name, day, year, rest = found.groups()
    else:
        return None
    number = _MONTHS.get(name[:3].lower())
    if number is None:
        return None
    if clock := _TIME.search(rest):
        hour, minute, second, half, zone = clock.groups()
        if half and half[0].lower() == "p" and int(hour) < 12:
            hour = str(int(hour) + 12)
        elif half and half[0].lower() == "a" and hour == "12":
            hour = "0"
        return _iso(int(year), number, int(day), hour, minute, second, zone)
    return _iso(int(year), number, int(day), None, None, None, None)


def _iso(
    year: int, month: int, day: int, hour: str | None, minute: str | None, second: str | None, zone: str | None
) -> str | None:
    try:
        when = date(year, month, day)
    except ValueError:
        return None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if hour is None or minute is None:
        return when.isoformat()
    if int(hour) == 24 and int(minute) == 0:
        when, hour = when + timedelta(days=1), "0"
    if int(hour) > 23 or int(minute) > 59:
        return when.isoformat()
    clock = f"{int(hour):02d}:{minute}" + (f":{second}" if second and int(second) < 60 else "")
    return f"{when.isoformat()}T{clock}{_zone(zone)}"


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone.upper() in ("Z", "UTC", "GMT"):
        return "Z"
    digits = zone[1:].replace(":", "")
    digits = digits.zfill(2) + "00" if len(digits) <= 2 else digits
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"
