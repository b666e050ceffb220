"""Days of the calendars that news is dated in."""

from datetime import date


def day_of(year: int, month: int, day: int) -> date | None:
    """The Gregorian day, None where there is none or news cannot be of it."""
    try:
        return date(year, month, day) if 1700 <= year <= 2100 else None
    except ValueError:
        return None


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
