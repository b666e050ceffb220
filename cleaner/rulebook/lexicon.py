"""All phrases that the rules ask for, joined into one table, so that a line is looked up once and not once a rule.

Most lines of an article begin and end with no stock phrase at all: two dictionary look-ups settle those.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from cleaner.rulebook.phrases import bare, fold

Seam = Literal["end", "space", "mark", "glue", "word"]
"""What stands at the open end of a phrase: nothing, a space, a mark (`:`, `|`), a new word without a space between
("Latest newsIndia", "…the end.Share"), or more letters of the same word ("Sharepoint")."""

REACH = 100
"""Characters at each end of a line in which phrases are looked for; no stock phrase is longer."""
_KEY = 3
_OPENERS = '“«"‘(„'
_ENDERS = '.!?…”»)"’。！？'


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of one list at an end of a line: how many characters, and what adjoins it."""

    name: str
    length: int
    seam: Seam


@dataclass(frozen=True)
class Lexicon:
    """Phrases (folded) and the names of the lists that have them."""

    names: Mapping[str, frozenset[str]]

    @cached_property
    def _whole(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for phrase, names in self.names.items():
            key = bare(phrase) or phrase
            found[key] = found.get(key, frozenset()) | names
        return MappingProxyType(found)

    @cached_property
    def _starts(self) -> Mapping[str, tuple[str, ...]]:
        return _bucketed(self.names, lambda phrase: phrase[:_KEY])

    @cached_property
    def _ends(self) -> Mapping[str, tuple[str, ...]]:
        return _bucketed(self.names, lambda phrase: phrase[-_KEY:])

    @cached_property
    def longest(self) -> int:
        """Characters of the longest phrase: no longer line is the whole of one."""
        return max(map(len, self.names), default=0)

    def whole(self, line: str) -> frozenset[str]:
        """The lists of which the whole line is a phrase, with marks and digits around it at most."""
        if len(line) > self.longest + 12:
            return frozenset()
        return self._whole.get(bare(line)) or self._whole.get(fold(line.strip())) or frozenset()

    def starts(self, line: str) -> tuple[Hit, ...]:
        """For each list the longest of its phrases that the line begins with, bullets before it counted in."""
        skipped = 0
        for character in line:
            if character.isalnum():
                break
            skipped += 1
        folded = fold(line[skipped : skipped + REACH])
        hits = self._hits(self._starts.get(folded[:_KEY], ()), folded, line, skipped, at_start=True)
        if skipped and self._starts:
            # A phrase may itself begin with a mark: "© All rights reserved".
            whole = fold(line[:REACH])
            hits.update(self._hits(self._starts.get(whole[:_KEY], ()), whole, line, 0, at_start=True))
        return tuple(hits.values())

    def ends(self, line: str) -> tuple[Hit, ...]:
        """For each list the longest of its phrases that the line ends with, marks and digits after it counted in."""
        tail = line[-REACH:]
        kept = len(tail)
        while kept and not tail[kept - 1].isalpha():
            kept -= 1
        folded = fold(tail[:kept])
        return tuple(
            self._hits(self._ends.get(folded[-_KEY:], ()), folded, line, len(tail) - kept, at_start=False).values()
        )

    def _hits(self, bucket: tuple[str, ...], folded: str, line: str, skipped: int, *, at_start: bool) -> dict[str, Hit]:
        hits: dict[str, Hit] = {}
        if not bucket or not (folded.startswith(bucket) if at_start else folded.endswith(bucket)):
            return hits
        for phrase in bucket:
            if not (folded.startswith(phrase) if at_start else folded.endswith(phrase)):
                continue
            length = skipped + len(phrase)
            seam = start_seam(line, length) if at_start else end_seam(line, length)
            for name in self.names[phrase]:
                # The longest comes first; one that ends inside a word gives way to a shorter one that does not.
                if name not in hits or hits[name].seam == "word" != seam:
                    hits[name] = Hit(name, length, seam)
        return hits


def start_seam(line: str, length: int) -> Seam:
    """What adjoins the first `length` characters of the line."""
    return "end" if length >= len(line) else _seam(line, length)


def end_seam(line: str, length: int) -> Seam:
    """What adjoins the last `length` characters of the line."""
    return "end" if length >= len(line) else _seam(line, len(line) - length)


def _seam(line: str, at: int) -> Seam:
    """What joins the characters before `at` to those from `at` on."""
    before, after = line[at - 1], line[at]
    if before.isspace() or after.isspace():
        return "space"
    if not after.isalnum():
        return "glue" if after in _OPENERS else "mark"
    if not before.isalnum():
        return "glue" if before in _ENDERS else "mark"
    if after.isdigit() or before.isdigit():
        return "glue" if after.isdigit() != before.isdigit() else "word"
    if after.isupper() and (not before.isupper() or line[at + 1 : at + 2].islower()):
        return "glue"
    return "word"


def _bucketed(phrases: Iterable[str], key: Callable[[str], str]) -> Mapping[str, tuple[str, ...]]:
    buckets: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=lambda p: (-len(p), p)):
        buckets.setdefault(key(phrase), []).append(phrase)
    return MappingProxyType({edge: tuple(found) for edge, found in buckets.items()})


def join(lists: Mapping[str, Iterable[str]]) -> Lexicon:
    """The lexicon of named lists of phrases, each phrase folded."""
    names: dict[str, set[str]] = {}
    for name, phrases in lists.items():
        for phrase in phrases:
            folded = " ".join(fold(phrase).split())
            if folded:
                names.setdefault(folded, set()).add(name)
    return Lexicon(MappingProxyType({phrase: frozenset(found) for phrase, found in names.items()}))
