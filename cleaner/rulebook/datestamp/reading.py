"""A date as a line states it, and what has been read of one so far."""

from dataclasses import dataclass, field
from typing import Literal

from cleaner.rulebook.datestamp.calendars import day_of, gregorian

Label = Literal["published", "updated"]


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as a line states it: `value` in ISO 8601, as exact as stated, None for "5 min ago", "12:30", "2 March".

    `label` says what the line calls it, None where it is a bare date.
    """

    value: str | None
    label: Label | None = None


@dataclass
class Reading:
    """What has been read of one stamp so far; `pending` are numbers that wait for the word that explains them."""

    label: Label | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    clock: str | None = None
    zone: str = ""
    jalali: bool = False
    relative: bool = False
    pending: list[int] = field(default_factory=list)

    def dated(self) -> bool:
        """Whether day and month are known."""
        return self.day is not None and self.month is not None

    def finished(self) -> bool:
        """Whether the whole day is known."""
        return self.dated() and self.year is not None

    def stamp(self) -> Stamp | None:
        """The stamp, or None where what was read does not make one."""
        if self.pending:
            return None
        if self.relative:
            return Stamp(None, self.label)
        if not self.dated():
            alone = self.clock is not None and self.month is None and self.year is None
            return Stamp(None, self.label) if alone else None
        if self.year is None:
            return Stamp(None, self.label)
        assert self.month is not None
        assert self.day is not None
        day = gregorian(self.year, self.month, self.day) if self.jalali else day_of(self.year, self.month, self.day)
        if day is None:
            return None
        return Stamp(day.isoformat() + (f"T{self.clock}{self.zone}" if self.clock else ""), self.label)
