"""Date stamps: lines that are nothing but a date, in any of the packs' languages.

"Published: 2 March 2026, 12:00", "27.Feb.2026", "5 марта 2026 г.", "2026年3月2日", "22 min ago". Every word of the
line must be accounted for, so a sentence with a date in it is never a stamp.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from cleaner.rulebook.packs import Packs
from cleaner.rulebook.phrases import fold

Label = Literal["published", "updated"]

LONGEST = 90
"""Characters beyond which no line is read as a stamp: two labelled dates with weekday, time and zone fit."""

_TOKEN = re.compile(
    r"(?P<iso>\d{4}[-/.]\s?\d{1,2}[-/.]\s?\d{1,2}(?!\d))"
    r"|(?P<numeric>\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:\d{4}|\d{2})(?!\d))"
    r"|(?P<clock>\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?!\d))"
    r"|(?P<zone>(?:(?:gmt|utc)\s?)?[+-]\s?\d{1,2}(?::?\d{2})?(?!\d))"
    r"|(?P<number>\d+)"
    r"|(?P<word>(?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff])+(?:['.’-](?:[^\W\d_])+)*)"
    r"|(?P<space>\s+)"
    r"|(?P<mark>[,.;:|/·•()\[\]–—−'`\"‧・،-]|\u200f|\u200e)"
)
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_COUNTERS = {
    **dict.fromkeys("年년", "year"),
    **dict.fromkeys("月월", "month"),
    **dict.fromkeys("日일號号", "day"),
    **dict.fromkeys("時时點点시h", "hour"),
}
_ORDINALS = frozenset(["st", "nd", "rd", "th", "er", "re", "º", "ª", "e", "o", "a", "ος", "η"])
_YEAR = re.compile(r"[\s.,]*(?:de\s+)?(?:19|20)\d\d(?!\d)")
_MONTH_BEFORE = frozenset(["tháng"])
_NEXT_NUMBER = re.compile(r"\s+(\d{1,2})(?!\d)")
_HALVES = {
    **dict.fromkeys(["am", "a.m", "上午", "午前", "오전"], 0),
    **dict.fromkeys(["pm", "p.m", "下午", "午後", "오후"], 12),
}
_ZERO_ZONES = frozenset(["z", "utc", "gmt"])
_ZONES = _ZERO_ZONES | {
    *("et", "est", "edt", "ct", "cst", "cdt", "mt", "mst", "mdt", "pt", "pst", "pdt"),
    *("bst", "ist", "cet", "cest", "eet", "eest", "msk", "мск", "ast"),
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as a line states it: `value` in ISO 8601, as exact as stated, None for "5 min ago", "12:30", "2 March".

    `label` says what the line calls it, None where it is a bare date.
    """

    value: str | None
    label: Label | None = None


@dataclass
class _Reading:
    """What has been read of one stamp so far."""

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
        return self.day is not None and self.month is not None

    def finished(self) -> bool:
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
        day = gregorian(self.year, self.month, self.day) if self.jalali else _date(self.year, self.month, self.day)
        if day is None:
            return None
        return Stamp(day.isoformat() + (f"T{self.clock}{self.zone}" if self.clock else ""), self.label)


def parse_stamp(line: str, packs: Packs) -> Stamp | None:
    """The stamp that the whole line is, or None; of several ("Published …, updated …") the first dated one."""
    found = parse_stamps(line, packs)
    return next((stamp for stamp in found if stamp.value), found[0] if found else None)


def parse_stamps(line: str, packs: Packs) -> tuple[Stamp, ...]:
    """All stamps of which the whole line is made up, in order; empty where anything else stands in it."""
    if len(line) > LONGEST or not line:
        return ()
    text = fold(line.strip())
    if not _DIGIT.search(text):
        if not _relative_only(text, packs):
            return ()
    elif _FOREIGN_DIGIT.search(text):
        text = "".join(str(int(c)) if c.isdecimal() else c for c in text)
    if not text.isascii():
        for words, joined in packs.long_months:
            text = text.replace(words, joined)
    return _Parser(text, packs).parse()


def _relative_only(text: str, packs: Packs) -> bool:
    """Whether a line without a digit may be "yesterday" or "just now", with a label before it or not."""
    if len(text) > 40 or not packs.undigited.intersection(_LETTERS.findall(text)):
        return False
    head = packs.phrases("published").prefix(text) or packs.phrases("updated").prefix(text)
    return text[head:].strip(" :.,") in packs.days or packs.phrases("ago").whole(text[head:])


def _date(year: int, month: int, day: int) -> date | None:
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


class _Parser:
    """Reads the tokens of one folded line; a token that cannot stand in a stamp ends it without any."""

    def __init__(self, text: str, packs: Packs) -> None:
        self.text = text
        self.packs = packs
        self.at = 0
        self.now = _Reading()
        self.done: list[Stamp] = []

    def parse(self) -> tuple[Stamp, ...]:
        """The stamps of the line, or none of them."""
        readers: dict[str, Callable[[str], bool]] = {
            "iso": self.iso,
            "numeric": self.numeric,
            "clock": self.clock,
            "zone": self.zone,
            "number": self.number,
            "word": self.word,
        }
        while self.at < len(self.text):
            token = _TOKEN.match(self.text, self.at)
            if token is None:
                return ()
            self.at = token.end()
            kind = token.lastgroup or ""
            if kind in readers and not readers[kind](token.group()):
                return ()
        return tuple(self.done) if self.finish() else ()

    def finish(self) -> bool:
        """Close the stamp being read; False where it is broken, for then the whole line is no stamp."""
        now = self.now
        if now.finished() and now.clock is None and len(now.pending) == 2:
            hour, minute = now.pending
            if hour < 24 and minute < 60:  # "2.3.2026 klo 12.30": loose numbers beside a whole date are its time
                now.clock, now.pending = f"{hour:02}:{minute:02}", []
        stamp = now.stamp()
        if stamp is not None:
            self.done.append(stamp)
        self.now = _Reading()
        return stamp is not None

    def open_next(self) -> bool:
        """Close a complete stamp before another date or label begins."""
        return not self.now.finished() or self.finish()

    def iso(self, token: str) -> bool:
        year, month, day = (int(part) for part in re.findall(r"\d+", token))
        return self.open_next() and self.take(year, month, day)

    def numeric(self, token: str) -> bool:
        """Day first, as all the world but the United States has it, unless that cannot be."""
        first, second, year = (int(part) for part in re.findall(r"\d+", token))
        if year < 100:
            year += 2000 if year < 70 else 1900
        day, month = (second, first) if second > 12 else (first, second)
        return self.open_next() and self.take(year, month, day)

    def take(self, year: int, month: int, day: int) -> bool:
        """A whole numeric date; a year of the 14th or 15th century is one of the Iranian calendar."""
        now = self.now
        now.jalali = 1300 <= year <= 1498
        now.year, now.month, now.day = year, month, day
        return (gregorian(year, month, day) if now.jalali else _date(year, month, day)) is not None

    def clock(self, token: str) -> bool:
        parts = [part.zfill(2)[:2] for part in token.split(":")]
        if self.now.clock is not None or int(parts[0]) > 23 or int(parts[1]) > 59:
            return False
        self.now.clock = ":".join(parts)
        return True

    def zone(self, token: str) -> bool:
        if self.now.clock is None:
            if token[0] != "-":
                return False
            self.at -= len(token) - 1  # "27-Feb-2026": only a hyphen
            return True
        digits = re.sub(r"\D", "", token)
        hours = digits.zfill(4) if len(digits) > 2 else digits.zfill(2) + "00"
        self.now.zone = f"{'-' if '-' in token else '+'}{hours[:2]}:{hours[2:]}"
        return int(hours[:2]) <= 14

    def number(self, token: str) -> bool:
        value, now = int(token), self.now
        if len(token) == 4 and (1900 <= value <= 2100 or 1300 <= value <= 1498):
            if now.year is not None:
                return False
            now.year, now.jalali = value, now.jalali or value < 1900
            return True
        if now.month is not None and now.day is None and 1 <= value <= 31:
            now.day = value
            return True
        now.pending.append(value)
        return len(now.pending) <= 2 and value < 1000

    def word(self, token: str) -> bool:
        start = self.at - len(token)
        if token in _COUNTERS:
            return self.counted(token)
        if token in _ORDINALS and self.text[:start][-1:].isdigit():
            return True
        if token in self.packs.months and _YEAR.match(self.text, self.at):
            return self.month(token)  # "2 ago 2026": August, not "ago"
        if token in _MONTH_BEFORE and (number := _NEXT_NUMBER.match(self.text, self.at)):
            self.at, self.now.month = number.end(), int(number[1])
            if self.now.pending:
                self.now.day = self.now.pending.pop()
            return 1 <= self.now.month <= 12
        return self.phrase(start) or self.calendar_word(token) or self.first_part(token, start)

    def first_part(self, token: str, start: int) -> bool:
        """The word before a mark within the token ("feb.2026"), and the T of an ISO time."""
        head = re.split(r"[.'’-]", token)[0]
        if head == token:
            return token == "t" and self.now.finished()
        self.at = start + len(head)
        return self.calendar_word(head)

    def phrase(self, start: int) -> bool:
        """ "Published", "last updated", "ago", "il y a": phrases of the packs, which may be several words."""
        rest = self.text[start:]
        length, name = max((self.packs.phrases(name).prefix(rest), name) for name in ("ago", "published", "updated"))
        if not length or rest[length : length + 1].isalpha():
            return False
        self.at = start + length
        if name == "ago":
            self.now.relative = True
            return True
        if not self.open_next():
            return False
        self.now.label = self.now.label or ("published" if name == "published" else "updated")
        return True

    def calendar_word(self, token: str) -> bool:
        packs, now = self.packs, self.now
        if token in packs.months or token in packs.jalali_months:
            return self.month(token)
        if token in _HALVES:
            return self.half(_HALVES[token])
        if token in packs.days or (token in packs.units and now.pending):
            now.relative, now.pending = True, now.pending[:-1]
            return True
        if token in _ZONES:
            if token in _ZERO_ZONES:
                now.zone = "Z"
            return now.clock is not None
        return token in packs.weekdays or token in packs.stamp_words

    def month(self, token: str) -> bool:
        if not self.open_next() or self.now.month is not None:
            return False
        now = self.now
        now.jalali = token not in self.packs.months
        now.month = self.packs.months.get(token) or self.packs.jalali_months[token]
        if now.pending:
            now.day = now.pending.pop()
        return now.day is None or 1 <= now.day <= 31

    def half(self, add: int) -> bool:
        """The half of the day, after a clock or a bare hour."""
        now = self.now
        if now.clock is None and now.pending:
            now.clock = f"{now.pending.pop():02}:00"
        if now.clock is not None and int(now.clock[:2]) <= 12:
            now.clock = f"{int(now.clock[:2]) % 12 + add:02}{now.clock[2:]}"
        return True

    def counted(self, token: str) -> bool:
        """A number and its East Asian counter ("3月"), or an hour and what follows it ("12h30", "12時30分")."""
        unit, now = _COUNTERS[token], self.now
        if unit == "year" or (unit == "day" and now.day is not None):
            return unit == "day" or now.year is not None
        if not now.pending:
            return False
        value = now.pending.pop()
        if unit == "month":
            now.month = value
        elif unit == "day":
            now.day = value
        else:
            minutes = re.match(r"\s?(\d{2})(?!\d)[分분]?", self.text[self.at :])
            now.clock = f"{value:02}:{minutes[1] if minutes else '00'}"
            self.at += minutes.end() if minutes else 0
        return unit != "hour" or value < 24
