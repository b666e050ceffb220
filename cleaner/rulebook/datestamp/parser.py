"""Reads the tokens of one line into stamps."""

import re
from collections.abc import Callable

from cleaner.rulebook.datestamp.calendars import ERAS, ROMAN, common_year, day_of, gregorian
from cleaner.rulebook.datestamp.reading import Reading, Stamp
from cleaner.rulebook.datestamp.tokens import COUNTERS, HALVES, MONTH_BEFORE, ORDINALS, TOKEN, ZERO_ZONES, ZONES
from cleaner.rulebook.packs import Packs

_YEAR = re.compile(r"[\s.,]*(?:de\s+)?(?:19|20)\d\d(?!\d)")
_DAY_WITH_DOT = re.compile(r"\d\.\s*$")
_DIGIT = re.compile(r"\d")
_ERA_YEAR = re.compile(r"\s?(\d{1,3}|元)\s?年")
_HIJRI_YEAR = re.compile(r"[\s،,]*1[34]\d\d(?:\s*هـ?)?")
_MINUTES = re.compile(r"\s?(\d{1,2})(?!\d)\s?[分분]|\s?(?=(\d{2})(?!\d))\d\d")
_NEXT_NUMBER = re.compile(r"\s+(\d{1,2})(?!\d)")


class Parser:
    """Reads the tokens of one folded line; a token that cannot stand in a stamp ends it without any."""

    def __init__(self, text: str, packs: Packs) -> None:
        self.text = text
        self.packs = packs
        self.at = 0
        self.now = Reading()
        self.done: list[Stamp] = []

    def parse(self) -> tuple[Stamp, ...]:
        """The stamps of the line, or none of them."""
        readers: dict[str, Callable[[str], bool]] = {
            "iso": self._iso,
            "numeric": self._numeric,
            "clock": self._clock,
            "zone": self._zone,
            "number": self._number,
            "word": self._word,
        }
        while self.at < len(self.text):
            token = TOKEN.match(self.text, self.at)
            if token is None:
                return ()
            self.at = token.end()
            kind = token.lastgroup or ""
            if kind in readers and not readers[kind](token.group()):
                return ()
        whole = (self.done and self.now == Reading()) or self._finish()
        return tuple(self.done) if whole else ()

    def _finish(self) -> bool:
        """Close the stamp being read; False where it is broken, for then the whole line is no stamp."""
        self.now.settle()
        stamp = self.now.stamp()
        if stamp is not None:
            self.done.append(stamp)
        self.now = Reading()
        return stamp is not None

    def _open_next(self) -> bool:
        """Close a complete stamp before another date or label begins."""
        return not self.now.finished() or self._finish()

    def _iso(self, token: str) -> bool:
        year, month, day = (int(part) for part in re.findall(r"\d+", token))
        return self._open_next() and self._take(year, month, day)

    def _numeric(self, token: str) -> bool:
        """Day first, as all the world but the United States has it, unless that cannot be."""
        first, second, year = (int(part) for part in re.findall(r"\d+", token))
        if year < 100:
            year += 2000 if year < 70 else 1900
        day, month = (second, first) if second > 12 else (first, second)
        return self._open_next() and self._take(year, month, day)

    def _take(self, year: int, month: int, day: int) -> bool:
        """A whole numeric date; a year of the 14th or 15th century is one of the Iranian calendar."""
        now, year = self.now, common_year(year)
        now.jalali = 1300 <= year <= 1498
        now.year, now.month, now.day = year, month, day
        return (gregorian(year, month, day) if now.jalali else day_of(year, month, day)) is not None

    def _clock(self, token: str) -> bool:
        hour, *rest = (part.zfill(2)[:2] for part in token.split(":"))
        return self.now.tell(int(hour), *rest)

    def _zone(self, token: str) -> bool:
        if self.now.clock is None:
            if token[0] != "-":
                return False
            self.at -= len(token) - 1  # "27-Feb-2026": only a hyphen
            return True
        digits = re.sub(r"\D", "", token)
        hours = digits.zfill(4) if len(digits) > 2 else digits.zfill(2) + "00"
        self.now.zone = f"{'-' if '-' in token else '+'}{hours[:2]}:{hours[2:]}"
        return int(hours[:2]) <= 14

    def _number(self, token: str) -> bool:
        value, now = int(token), self.now
        if len(token) == 4:
            value = common_year(value)
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

    def _word(self, token: str) -> bool:
        start = self.at - len(token)
        if token in COUNTERS:
            return self._counted(token)
        if token in ORDINALS and self.text[:start][-1:].isdigit():
            return True
        if token in ERAS and (number := _ERA_YEAR.match(self.text, self.at)):
            self.at, self.now.year = number.end(), ERAS[token] + int(number[1].replace("元", "1"))
            return True
        if token in ROMAN and self.now.pending and _YEAR.match(self.text, self.at):
            self.now.month, self.now.day = ROMAN[token], self.now.pending.pop()
            return True
        if token in self.packs.hijri_months:
            return self._hijri()
        if token in self.packs.months and _YEAR.match(self.text, self.at):
            return self._month(token)  # "2 ago 2026": August, not "ago"
        if token in MONTH_BEFORE and (number := _NEXT_NUMBER.match(self.text, self.at)):
            self.at, self.now.month = number.end(), int(number[1])
            if self.now.pending:
                self.now.day = self.now.pending.pop()
            return 1 <= self.now.month <= 12
        return self._phrase(start) or self._calendar_word(token) or self._first_part(token, start)

    def _first_part(self, token: str, start: int) -> bool:
        """The word before a mark within the token ("feb.2026"), and the T of an ISO time."""
        head = re.split(r"[.'’-]", token)[0]
        if head == token:
            return token == "t" and self.now.finished()
        self.at = start + len(head)
        return self._calendar_word(head)

    def _phrase(self, start: int) -> bool:
        """ "Published", "last updated", "ago", "il y a": phrases of the packs, which may be several words."""
        rest = self.text[start:]
        length, name = max((self.packs.phrases(name).prefix(rest), name) for name in ("ago", "published", "updated"))
        if not length or rest[length : length + 1].isalpha():
            return False
        self.at = start + length
        if name == "ago":
            self.now.relative, self.now.pending = True, self.now.pending[:-1]
            return True
        if self.now.finished() and not _DIGIT.search(rest, length):  # a label behind its date: "14:30配信"
            self.now.label = self.now.label or ("published" if name == "published" else "updated")
            return True
        if not self._open_next():
            return False
        self.now.label = self.now.label or ("published" if name == "published" else "updated")
        return True

    def _calendar_word(self, token: str) -> bool:
        packs, now = self.packs, self.now
        if token in packs.months or token in packs.jalali_months:
            return self._month(token)
        if token in HALVES:
            return self._half(HALVES[token])
        if token in packs.days or (token in packs.units and now.pending and not now.dated()):
            now.relative, now.pending = True, now.pending[:-1]
            return True
        if token in ZONES:
            now.settle()
            if token in ZERO_ZONES:
                now.zone = "Z"
            return now.clock is not None
        return token in packs.weekdays or token in packs.stamp_words

    def _month(self, token: str) -> bool:
        packs = self.packs
        if not self._open_next():
            return False
        now = self.now
        month = packs.months.get(token) or packs.jalali_months[token]
        if token in packs.dotted_months and _DAY_WITH_DOT.search(self.text, 0, self.at - len(token)):
            month = packs.dotted_months[token]
        if now.month is not None:
            return now.month == month  # two names of one month: "شباط/فبراير"
        now.month, now.jalali = month, token not in packs.months
        if now.pending:
            now.day = now.pending.pop()
        return now.day is None or 1 <= now.day <= 31

    def _hijri(self) -> bool:
        """A day of the lunar calendar: a stamp, but which day it is depends on who sighted the moon."""
        year = _HIJRI_YEAR.match(self.text, self.at)
        if year is None or not self._open_next() or len(self.now.pending) != 1:
            return False
        self.at = year.end()
        self.done.append(Stamp(None, self.now.label))
        self.now = Reading()
        return True

    def _half(self, add: int) -> bool:
        """The half of the day, before or after a clock or a bare hour."""
        now = self.now
        if now.clock is None and now.pending and not now.finished():
            return now.tell(now.pending.pop(), "00") and self._half(add)
        if now.clock is None and len(now.pending) == 1:
            return now.tell(now.pending.pop(), "00") and self._half(add)
        if now.clock is None:
            now.settle()
        if now.clock is None:
            now.half = add
        elif int(now.clock[:2]) <= 12:
            now.clock = f"{int(now.clock[:2]) % 12 + add:02}{now.clock[2:]}"
        return True

    def _counted(self, token: str) -> bool:
        """A number and its East Asian counter ("3月"), or an hour and what follows it ("12h30", "12時30分")."""
        unit, now = COUNTERS[token], self.now
        if unit == "year" or (unit == "day" and now.day is not None):
            return unit == "day" or now.year is not None
        if unit == "hour" and not now.pending:
            return now.clock is not None  # "14:30 h"
        if not now.pending:
            return False
        value = now.pending.pop()
        if unit == "month":
            now.month = value
        elif unit == "day":
            now.day = value
        else:
            minutes = _MINUTES.match(self.text, self.at)
            self.at = minutes.end() if minutes else self.at
            return now.tell(value, (minutes[1] or minutes[2]).zfill(2) if minutes else "00")
        return True
