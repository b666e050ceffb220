"""What a report needs of a run, gathered while its outcomes are written: sums, and the rows worth a closer look."""

import heapq
from collections import Counter
from dataclasses import dataclass, field

from cleaner.document import DuplicatePair, Quarantined
from cleaner.writers.lines import Rendered

MOST_CHANGED = 40
"""Documents shown with their removals struck through."""
MOST_CLUSTERS = 12
"""Groups of near-duplicates shown side by side."""
MOST_LOST = 100
"""Documents in quarantine that are listed."""


@dataclass(slots=True)
class Gathering:
    """Grows with every outcome; its size depends on the number of sites, rules and duplicates, not of documents."""

    by_site: Counter[str] = field(default_factory=Counter)
    documents_by_rule: Counter[str] = field(default_factory=Counter)
    documents_by_site: Counter[str] = field(default_factory=Counter)
    months: Counter[str] = field(default_factory=Counter)
    sizes_before: Counter[int] = field(default_factory=Counter)
    sizes_after: Counter[int] = field(default_factory=Counter)
    lost: list[tuple[str, Quarantined]] = field(default_factory=list)
    kept_rows: dict[str, int] = field(default_factory=dict)
    pairs: dict[str, list[tuple[int, DuplicatePair]]] = field(default_factory=dict)
    changed: int = 0
    """Kept documents that lost anything."""
    _changed: list[tuple[int, int]] = field(default_factory=list)

    def quarantined(self, identifier: str, lost: Quarantined) -> None:
        """A document went to quarantine."""
        if len(self.lost) < MOST_LOST:
            self.lost.append((identifier, lost))

    def cleaned(
        self, row: int, identifier: str, result: Rendered, pair: DuplicatePair | None, *, kept: bool, stands_for: int
    ) -> None:
        """A document was cleaned, and is kept (for so many others too) or not."""
        if stands_for:
            self.kept_rows[identifier] = row
        if pair:
            self.pairs.setdefault(pair.of, []).append((row, pair))
        if not kept:
            return
        gone = sum(result.removed.values())
        site = result.site or ""
        self.by_site[site] += gone
        self.documents_by_site[site] += 1
        self.documents_by_rule.update(result.removed.keys())
        self.months[(result.published or "")[:7]] += 1
        self.sizes_before[result.length.bit_length()] += 1
        self.sizes_after[result.size.bit_length()] += 1
        if gone:
            self.changed += 1
            heapq.heappush(self._changed, (gone, -row))
            if len(self._changed) > MOST_CHANGED:
                heapq.heappop(self._changed)

    def most_changed(self) -> list[int]:
        """The rows of the kept documents that lost most, the largest loss first."""
        return [-row for _, row in sorted(self._changed, reverse=True)]

    def clusters(self) -> list[tuple[str, list[tuple[int, DuplicatePair]]]]:
        """The largest groups: the kept id, and the row and pair of each of its duplicates."""
        ordered = sorted(self.pairs.items(), key=lambda item: (-len(item[1]), item[0]))
        return ordered[:MOST_CLUSTERS]
