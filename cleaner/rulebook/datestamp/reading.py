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
    """What has been read of one stamp so far; `pending` are numbers that wait for the word that explains them, `half`
    is 12 from an "afternoon" before the clock."""

    label: Label | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    clock: str | None = None
    zone: str = ""
    half: int | None = None
    jalali: bool = False
    relative: bool = False
    pending: list[int] = field(default_factory=list)

    def dated(self) -> bool:
        """Whether day and month are known."""
        return self.day is not None and self.month is not None

    def finished(self) -> bool:
        """Whether the whole day is known."""
        return self.dated() and self.year is not None

    def tell(self, hour: int, minute: str, second: str | None = None) -> bool:
        """Take a time of day; False where there is none such, or one has been read already."""
        if self.clock is not None or hour > 23 or int(minute) > 59:
            return False
        if self.half is not None and hour <= 12:
            hour = hour % 12 + self.half
        self.clock = f"{hour:02}:{minute}" + (f":{second}" if second else "")
        return True

    def settle(self) -> None:
        """Two loose numbers beside a whole date are its time: "2.3.2026 klo 12.30"."""
        if self.finished() and self.clock is None and len(self.pending) == 2:
            hour, minute = self.pending
            if minute < 60 and self.tell(hour, f"{minute:02}"):
                self.pending = []

    def stamp(self) -> Stamp | None:
        """The stamp, or None where what was read does not make one."""
        if self.pending:
            return None
        if self.relative and not self.finished():
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
