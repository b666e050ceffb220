"""Dates as metadata write them, as ISO 8601."""

import re
from datetime import date, timedelta

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
_JAVA = re.compile(
    r"\s*\w{3}\s+([A-Za-z]{3})\s+(\d{1,2})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s+(?:([A-Z]{1,5}|[+-]\d{4})\s+)?(\d{4})"
)


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
        return iso(int(year), int(month), int(day), hour, minute, second, zone)
    if found := _JAVA.match(value):
        name, day, hour, minute, second, zone, year = found.groups()
        number = _MONTHS.get(name.lower())
        return iso(int(year), number, int(day), hour, minute, second, zone) if number else None
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
        return iso(int(year), number, int(day), hour, minute, second, zone)
    return iso(int(year), number, int(day))


def iso(
    year: int,
    month: int,
    day: int,
    hour: str | None = None,
    minute: str | None = None,
    second: str | None = None,
    zone: str | None = None,
) -> str | None:
    """A date (and time) in ISO 8601; None where there is no such day, or it is out of the web's time."""
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
    if zone[0] not in "+-":
        return ""
    digits = zone[1:].replace(":", "")
    digits = digits.zfill(2) + "00" if len(digits) <= 2 else digits
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"
