"""Which documents go and which stays for them: stars around kept documents, each removal verified on the sets.

Documents are taken in the policy's order. One that is near a kept one goes and names the nearest; any other stays,
and smaller ones kept before it that it contains go, if what they stand for is near it too (else they stay: nothing
is removed without a kept document that it is near). So no removal rests on a chain, and what became of a document
depends only on those before it: a corpus cleaned against an index of an earlier one keeps what one run over both
would keep.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Self

import numpy as np
from numpy.typing import NDArray

from cleaner.corpus.duplicates.near import Limits


@dataclass(slots=True)
class Stars:
    """What has been decided so far: `home` of each removed document, and those that each kept one stands for."""

    limits: Limits
    sizes: NDArray[np.int64]
    common: Callable[[int, int], int]
    home: dict[int, int] = field(default_factory=dict)
    standing_for: dict[int, list[int]] = field(default_factory=dict)

    @classmethod
    def going_on(
        cls, limits: Limits, sizes: NDArray[np.int64], common: Callable[[int, int], int], home: Mapping[int, int]
    ) -> Self:
        """Go on from decisions made before."""
        stars = cls(limits, sizes, common, dict(home))
        for row, kept in home.items():
            stars.standing_for.setdefault(kept, []).append(row)
        return stars

    def place(self, row: int, earlier: Iterable[int]) -> None:
        """Decide on a document, given the candidates that come before it in the policy's order."""
        kept = [other for other in earlier if other not in self.home]
        shared = {other: self.common(row, other) for other in kept}
        homes = [other for other in kept if self.goes(row, other, shared[other])]
        if homes:
            size = int(self.sizes[row])
            best = max(homes, key=lambda other: shared[other] / (size + int(self.sizes[other]) - shared[other]))
            self._remove(row, best)
            return
        for other in kept:
            small, large = int(self.sizes[other]), int(self.sizes[row])
            if small < large and self.limits.within(shared[other], small):
                self._give_way(other, row)

    def goes(self, row: int, kept: int, common: int) -> bool:
        """May a document go because of this kept one: is it like it, or not the larger and contained in it?"""
        size, other = int(self.sizes[row]), int(self.sizes[kept])
        return self.limits.alike(common, size, other) or (size <= other and self.limits.within(common, size))

    def _give_way(self, smaller: int, larger: int) -> None:
        followers = self.standing_for.get(smaller, [])
        if all(self.goes(each, larger, self.common(each, larger)) for each in followers):
            self.standing_for.pop(smaller, None)
            for each in (smaller, *followers):
                self._remove(each, larger)

    def _remove(self, row: int, home: int) -> None:
        self.home[row] = home
        self.standing_for.setdefault(home, []).append(row)


def in_order(
    left: NDArray[np.int64], right: NDArray[np.int64], places: NDArray[np.int64]
) -> Iterator[tuple[int, list[int]]]:
    """Each document that has candidates before it in the order, with these, both in the order."""
    turned = places[left] > places[right]
    before, after = np.where(turned, right, left), np.where(turned, left, right)
    order = np.lexsort((places[before], places[after]))
    rows = zip(after[order].tolist(), before[order].tolist(), strict=True)
    for row, group in groupby(rows, key=itemgetter(0)):
        yield row, [other for _, other in group]
