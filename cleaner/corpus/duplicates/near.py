"""When two documents are near, exactly, on their shingle sets; and when their signatures say that they cannot be."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

_DEVIATIONS: Final = 5.0
_AT_ONCE: Final = 1 << 9
_SKEWED: Final = 8


@dataclass(frozen=True, slots=True)
class Limits:
    """From which Jaccard, and from which share of the smaller one's shingles, two documents are near."""

    threshold: float = 0.8
    containment: float = 0.9

    def __post_init__(self) -> None:
        for name, value in (("threshold", self.threshold), ("containment", self.containment)):
            if not 0 < value <= 1:
                raise ValueError(f"{name} is above 0 and at most 1, not {value}")

    @property
    def least_contained(self) -> float:
        """The share of the smaller one's shingles that are in the larger one whenever the two are near.

        J >= t means that common / (small + large - common) >= t; with large >= small, common / small >= 2t / (1+t).
        """
        return min(self.containment, 2 * self.threshold / (1 + self.threshold))

    def alike(self, common: int, one: int, other: int) -> bool:
        """Is the Jaccard of sets of these sizes high enough?"""
        return common > 0 and common / (one + other - common) >= self.threshold

    def within(self, common: int, smaller: int) -> bool:
        """Is enough of the smaller set in the larger?"""
        return common > 0 and common / smaller >= self.containment


def common(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> int:
    """How many shingles two sorted sets share."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    if not len(small):
        return 0
    if len(large) > _SKEWED * len(small):
        places = np.searchsorted(large, small)
        return int(np.count_nonzero(large.take(places, mode="clip") == small))
    both = np.concatenate((small, large))
    both.sort(kind="stable")  # two sorted runs: merging them is what a stable sort does
    return int(np.count_nonzero(both[1:] == both[:-1]))


def plausible(
    signatures: NDArray[np.uint32],
    left: NDArray[np.int64],
    right: NDArray[np.int64],
    left_sizes: NDArray[np.int64],
    right_sizes: NDArray[np.int64],
    limits: Limits,
) -> NDArray[np.bool_]:
    """Which pairs (of rows in the table of signatures) may be near, by what share of their signatures agrees.

    A near pair has at least the lesser of the threshold and the Jaccard that the containment amounts to with these
    sizes. Agreeing values are binomial with that probability: five deviations below it there is nothing to find.
    """
    agreeing = np.empty(len(left), np.int64)
    for start in range(0, len(left), _AT_ONCE):
        these = slice(start, start + _AT_ONCE)
        agreeing[these] = np.count_nonzero(signatures[left[these]] == signatures[right[these]], axis=1)
    small, large = np.minimum(left_sizes, right_sizes), np.maximum(left_sizes, right_sizes)
    contained = limits.containment * small
    least = np.minimum(limits.threshold, contained / np.maximum(small + large - contained, 1))
    values = signatures.shape[1]
    enough: NDArray[np.bool_] = agreeing >= values * least - _DEVIATIONS * np.sqrt(values * least * (1 - least))
    return enough
