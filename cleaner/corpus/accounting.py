"""The sums of a run, and the check that they agree before any output appears (law 1)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

LIMIT_REASONS = frozenset({"time-limit", "memory-limit"})


class AccountingError(AssertionError):
    """Documents in are not kept + duplicates + dropped + quarantined: a fault of this program, never of the input."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of every document of a run; the same for the same input, whatever machine and moment."""

    version: str
    engines: Mapping[str, str]
    documents: int
    kept: int
    duplicates: int
    marked: int
    dropped: Mapping[str, int]
    quarantined: Mapping[str, int]
    ignored: int
    languages: Mapping[str, int]
    removed: Mapping[str, int]
    repairs: Mapping[str, int]
    flags: Mapping[str, int]
    characters: int
    """Code points of the repaired texts of the documents that are kept."""
    characters_kept: int
    """Code points of their headlines and bodies."""
    quarantine_exceeded: bool
    passed_over: Mapping[str, int] = field(default_factory=dict)
    gates_broken: tuple[str, ...] = ()
    """A sentence for each gate of the settings that the run did not pass."""
    passages: tuple[Mapping[str, Any], ...] = ()
    """Paragraphs that many documents share."""
    changed: bool | None = None
    """With `check`: whether OUT would be another."""

    @property
    def in_quarantine(self) -> int:
        """Documents in quarantine."""
        return sum(self.quarantined.values())

    def to_json(self) -> dict[str, Any]:
        """The summary with its stable keys."""
        return {
            "version": self.version,
            "engines": dict(sorted(self.engines.items())),
            "documents": {
                "in": self.documents,
                "kept": self.kept,
                "duplicates": self.duplicates,
                "marked": self.marked,
                "dropped": sum(self.dropped.values()),
                "quarantined": self.in_quarantine,
                "ignored": self.ignored,
            },
            "dropped": dict(sorted(self.dropped.items())),
            "quarantined": dict(sorted(self.quarantined.items())),
            "passed_over": dict(sorted(self.passed_over.items())),
            "limits_met": sum(n for reason, n in self.quarantined.items() if reason in LIMIT_REASONS),
            "quarantine_exceeded": self.quarantine_exceeded,
            "gates_broken": list(self.gates_broken),
            "repeated_passages": [dict(passage) for passage in self.passages],
            "characters": {"repaired": self.characters, "kept": self.characters_kept},
            "languages": _by_count(self.languages),
            "removed": _by_count(self.removed),
            "repairs": _by_count(self.repairs),
            "flags": _by_count(self.flags),
        }


def _by_count(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


@dataclass(slots=True)
class Tally:
    """Counts that grow while documents are written; becomes a Summary once, at the end."""

    documents: int = 0
    kept: int = 0
    duplicates: int = 0
    marked: int = 0
    characters: int = 0
    characters_kept: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    quarantined: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    repairs: Counter[str] = field(default_factory=Counter)
    passages: list[dict[str, Any]] = field(default_factory=list)
    flags: Counter[str] = field(default_factory=Counter)

    def check(self) -> None:
        """Raise AccountingError unless every document in is accounted for exactly once."""
        out = self.kept + self.duplicates + self.dropped.total() + self.quarantined.total()
        if out != self.documents:
            raise AccountingError(f"{self.documents} documents in, {out} accounted for")
