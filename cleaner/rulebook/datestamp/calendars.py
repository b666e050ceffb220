"""Days of the calendars that news is dated in."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

ERAS: Mapping[str, int] = MappingProxyType(
    {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911, "中華民國": 1911}
)
"""Eras of East Asian calendars, and the year before their first: 令和8年 is 2026."""
_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
ROMAN: Mapping[str, int] = MappingProxyType({numeral: month for month, numeral in enumerate(_NUMERALS, start=1)})
"""Months as numerals between day and year, as Central Europe and Vietnam write them: 27.II.2026."""
_BUDDHIST = 543


def day_of(year: int, month: int, day: int) -> date | None:
    """The Gregorian day, None where there is none or news cannot be of it."""
    try:
        return date(year, month, day) if 1700 <= year <= 2100 else None
    except ValueError:
        return None


def common_year(year: int) -> int:
    """The year of the common era for one of the Buddhist era, which Thailand counts in; any other as it is.

    >>> common_year(2569), common_year(2026)
    (2026, 2026)
    """
    return year - _BUDDHIST if 1900 <= year - _BUDDHIST <= 2100 else year


def gregorian(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a day of the Iranian calendar, by the 33-year rule (right for 1206..1498).

    >>> gregorian(1404, 12, 12)
    datetime.date(2026, 3, 3)
    """
    if not (1206 <= year <= 1498 and 1 <= month <= 12 and 1 <= day <= (31 if month < 7 else 30)):
        return None
    leaps = (8 * year + 21) // 33
    days = 365 * (year - 1) + leaps + (31 * (month - 1) if month < 8 else 30 * (month - 1) + 6) + day
    return date.fromordinal(days + 226894)
