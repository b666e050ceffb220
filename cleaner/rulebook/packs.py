"""Language packs: the stock phrases and calendar words of each language, read from `lang/<code>.yaml`.

All packs serve every document: a page in one language often carries the buttons of another, and the language is
not known yet when chrome is judged. What a phrase means is therefore only ever part of the evidence.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from cleaner.rulebook.inside import Inside
from cleaner.rulebook.lexicon import REMEMBERED, Lexicon
from cleaner.rulebook.memory import Memory
from cleaner.rulebook.phrases import PhraseIndex, fold

NAMES = (
    "latest_news",
    "read_also",
    "share",
    "share_targets",
    "advertisement",
    "cookie",
    "newsletter",
    "paywall",
    "comments",
    "tags",
    "views",
    "byline",
    "photo_credit",
    "follow",
    "typo_report",
    "published",
    "updated",
    "ago",
    "copyright",
    "navigation",
    "about",
    "print",
    "reading_time",
    "source",
    "outlet",
)
INVITATIONS = frozenset(("typo_report", "cookie", "copyright", "newsletter", "paywall", "follow", "about"))
"""Kinds whose phrases stand in the middle of lines."""
_WORDS = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_CALENDAR = ("months", "dotted_months", "jalali_months", "hijri_months", "weekdays", "units", "days", "words")
_TOP = {"version", "language", "phrases", "calendar"}


class PackError(ValueError):
    """A language pack that does not follow the form; the message names the file and the key, `path` leads there."""

    def __init__(self, message: str, *path: str) -> None:
        super().__init__(message)
        self.path = path


@dataclass(frozen=True)
class Pack:
    """One language's words as its file gives them."""

    language: str
    phrases: Mapping[str, tuple[str, ...]]
    calendar: Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, eq=False)
class Packs:
    """All loaded packs, joined for matching; `words` are phrases of rules, folded, to be looked up beside theirs."""

    packs: tuple[Pack, ...]
    words: frozenset[str] = frozenset()

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Codes of the loaded languages, sorted."""
        return tuple(sorted(pack.language for pack in self.packs))

    @cached_property
    def _indexes(self) -> Mapping[str, PhraseIndex]:
        return MappingProxyType(
            {name: PhraseIndex(p for pack in self.packs for p in pack.phrases.get(name, ())) for name in NAMES}
        )

    def phrases(self, name: str) -> PhraseIndex:
        """The phrases of one kind; raises KeyError where there is no such kind."""
        return self._indexes[name]

    @cached_property
    def kinds(self) -> Mapping[str, frozenset[str]]:
        """Of each folded phrase the kinds that have it; none for the words of rules."""
        found: dict[str, frozenset[str]] = dict.fromkeys(sorted(self.words), frozenset())
        for name, index in self._indexes.items():
            alone = frozenset((name,))
            for phrase in index.forms:
                found[phrase] = found[phrase] | alone if phrase in found else alone
        return MappingProxyType(found)

    @cached_property
    def lexicon(self) -> Lexicon:
        """All phrases of all kinds in one table."""
        return Lexicon(self.kinds)

    @cached_property
    def inside(self) -> Inside:
        """The phrases that stand in the middle of lines: banners are sentences, and each site words its own."""
        return Inside(phrase for phrase in self.kinds if self.stands_inside(phrase))

    @cached_property
    def standing(self) -> Memory[frozenset[str]]:
        """Which of those a line has; remembered, for structure and rules both ask."""
        return Memory(lambda line: self.inside.find(fold(line)), REMEMBERED)

    def stands_inside(self, phrase: str) -> bool:
        """Whether a folded phrase is one that `inside` finds."""
        return phrase in self.words or not INVITATIONS.isdisjoint(self.kinds.get(phrase, ()))

    def names(self, line: str) -> frozenset[str]:
        """The kinds of which the whole line is a phrase (marks and counters around it apart)."""
        return frozenset().union(*[self.kinds[phrase] for phrase in self.lexicon.whole(line)])

    @cached_property
    def months(self) -> Mapping[str, int]:
        """Folded month words to 1..12. A word on which languages disagree (listopad is November to Poles and October
        to Croats) is left out: no date is better than a wrong one."""
        return self._numbered("months")

    @cached_property
    def jalali_months(self) -> Mapping[str, int]:
        """Folded month words of the Iranian calendar to 1..12."""
        return self._numbered("jalali_months")

    @cached_property
    def hijri_months(self) -> Mapping[str, int]:
        """Folded month words of the Islamic calendar to 1..12."""
        return self._numbered("hijri_months")

    def _numbered(self, key: str) -> Mapping[str, int]:
        votes: dict[str, set[int]] = {}
        for pack in self.packs:
            for number, words in enumerate(pack.calendar.get(key, ()), start=1):
                for word in (word.replace("_", "") for word in words if word != "-"):
                    votes.setdefault(fold(word), set()).add(number)
        return MappingProxyType({word: min(numbers) for word, numbers in votes.items() if len(numbers) == 1})

    @cached_property
    def dotted_months(self) -> Mapping[str, int]:
        """Folded month words that mean this month after a day with a dot: "5. listopada" is Croatian and in October,
        "5 listopada" Polish and in November."""
        return self._numbered("dotted_months")

    @cached_property
    def long_words(self) -> tuple[tuple[str, str], ...]:
        """Calendar words of several words (written with "_" in a pack) as they stand in a text, and as one word; the
        longest first, for "tháng mười hai" is not "tháng mười"."""
        found = {w for pack in self.packs for groups in pack.calendar.values() for group in groups for w in group}
        long = sorted((w for w in found if "_" in w), key=lambda w: (-len(w), w))
        return tuple((fold(w.replace("_", " ")), fold(w.replace("_", ""))) for w in long)

    @cached_property
    def weekdays(self) -> frozenset[str]:
        """Folded names of the days of the week."""
        return self._words("weekdays")

    @cached_property
    def units(self) -> frozenset[str]:
        """Folded words for minutes, hours, days, … as "5 min ago" counts them."""
        return self._words("units")

    @cached_property
    def days(self) -> frozenset[str]:
        """Folded words that name a day by its distance: today, yesterday."""
        return self._words("days")

    @cached_property
    def undigited(self) -> frozenset[str]:
        """Words of which a stamp without a digit has at least one: today, yesterday, just now."""
        words = {word for phrase in self.phrases("ago") for word in _WORDS.findall(phrase)}
        return self.days | words

    @cached_property
    def stamp_words(self) -> frozenset[str]:
        """Folded words that may stand inside a date stamp and say nothing: of, at, Uhr, года."""
        return self._words("words")

    def _words(self, key: str) -> frozenset[str]:
        every = (w for pack in self.packs for words in pack.calendar.get(key, ()) for w in words)
        return frozenset(fold(w.replace("_", "")) for w in every)


def load_packs(folders: Sequence[Path]) -> Packs:
    """The packs of all `lang/*.yaml` under the folders (a later folder's pack is read beside an earlier one's).

    Raises PackError with the file's name where a pack does not follow the form.
    """
    files = [file for folder in folders for file in sorted((folder / "lang").glob("*.yaml"))]
    return Packs(tuple(read_pack(file.name, file.read_text(encoding="utf-8")) for file in files))


def read_pack(name: str, text: str) -> Pack:
    """One pack from the text of its file; raises PackError."""
    try:
        # Every scalar stays a string: "no" and "on" are words here.
        data = yaml.load(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError as error:
        raise PackError(f"{name}: not YAML: {error}") from None
    return pack_of(name, data)


def pack_of(name: str, data: Any) -> Pack:
    """One pack from the data of its file; raises PackError."""
    if not isinstance(data, dict) or not {"language", "phrases"} <= set(data) <= _TOP:
        raise PackError(f"{name}: expected the keys version, language, phrases, calendar")
    phrases = _section(name, "phrases", data["phrases"], NAMES)
    calendar = _section(name, "calendar", data.get("calendar", {}), _CALENDAR)
    for key in ("months", "dotted_months", "jalali_months", "hijri_months"):
        if key in calendar and len(calendar[key]) != 12:
            raise PackError(f"{name}: {key} needs twelve entries, not {len(calendar[key])}", "calendar", key)
    return Pack(
        language=str(data["language"]),
        phrases={key: tuple(_strings(name, key, found)) for key, found in phrases.items()},
        calendar={key: tuple(_group(name, key, entry) for entry in found) for key, found in calendar.items()},
    )


def _section(name: str, title: str, section: Any, allowed: Iterable[str]) -> dict[str, list[Any]]:
    if not isinstance(section, dict):
        raise PackError(f"{name}: expected lists under their names", title)
    for key, found in section.items():
        if key not in allowed:
            raise PackError(f"{name}: unknown list {key!r}", title, key)
        if not isinstance(found, (list, str)):
            raise PackError(f"{name}: {key} must be a list, or one text with a ; between its entries", title, key)
    return {key: _split(found) if isinstance(found, str) else found for key, found in section.items()}


def _split(text: str) -> list[str]:
    """The entries of a list written as one text: read five times as fast as a list of as many scalars."""
    return [entry for entry in map(str.strip, text.split(";")) if entry]


def _strings(name: str, key: str, found: Iterable[Any]) -> Iterable[str]:
    for entry in found:
        if not isinstance(entry, str) or not entry.strip():
            raise PackError(f"{name}: {key} must hold phrases", "phrases", key)
        yield entry


def _group(name: str, key: str, entry: Any) -> tuple[str, ...]:
    """The forms of one calendar word: a list, or one text with its forms separated by white space."""
    forms = entry.split() if isinstance(entry, str) else list(_strings(name, key, entry))
    if not forms:
        raise PackError(f"{name}: {key} has an empty entry", "calendar", key)
    return tuple(forms)
