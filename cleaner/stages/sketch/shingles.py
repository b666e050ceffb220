"""Shingle sets: the sorted, distinct 64-bit hashes of all runs of five words of a text.

A text of fewer than five words has one shingle, all its words; it is never equal to a shingle of a longer text. A
text without a word has none.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.sketch.words import finalise, words

WIDTH: Final = 5
_FACTORS: Final = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F], np.uint64
)
_SHORT: Final = np.array([0, 0xE7037ED1A0B428DB, 0x8EBC6AF09C88C6E3, 0x589965CC75374CC3, 0x1D8E4E27C47D124F], np.uint64)


class Shingled(NamedTuple):
    """The shingle sets of some texts one after another, the size of each, and how many words each text has."""

    flat: NDArray[np.uint64]
    sizes: NDArray[np.int64]
    words: NDArray[np.int64]


def shingle_hashes(body: str) -> NDArray[np.uint64]:
    """The shingle set of one body."""
    return shingle_flat([body]).flat


def shingle_batch(bodies: Sequence[str]) -> list[NDArray[np.uint64]]:
    """The shingle set of each body."""
    found = shingle_flat(bodies)
    return np.split(found.flat, np.cumsum(found.sizes))[:-1]


def shingle_flat(bodies: Sequence[str]) -> Shingled:
    """The shingle sets of some bodies, in one array."""
    return shingle_words(*words(bodies))


def shingle_words(hashed: NDArray[np.uint64], bounds: NDArray[np.int64]) -> Shingled:
    """The shingle sets of texts whose words are hashed: `bounds` is where each text's words begin, and the end."""
    counts = np.diff(bounds)
    runs = _runs_of_five(hashed)
    taken = np.zeros(len(hashed), bool)
    for start, count in zip(bounds[:-1].tolist(), counts.tolist(), strict=True):
        if count >= WIDTH:
            runs[start : start + count - WIDTH + 1].sort()
            taken[start : start + count - WIDTH + 1] = True
        elif count:
            runs[start] = _short(hashed[start : start + count])
            taken[start] = True
    again = np.zeros(len(hashed) + 1, bool)
    np.equal(runs[1:], runs[:-1], out=again[1:-1])
    again[bounds] = False
    taken &= ~again[:-1]
    before = np.concatenate(([0], np.cumsum(taken)))
    return Shingled(runs[taken], np.diff(before[bounds]), counts)


def _runs_of_five(hashed: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The hash of each run of five words, by the place of its first (the last four are none)."""
    runs = np.zeros(len(hashed), np.uint64)
    count = max(0, len(hashed) - WIDTH + 1)
    term = np.empty(count, np.uint64)
    for place, factor in enumerate(_FACTORS):
        np.multiply(hashed[place : place + count], factor, out=term)
        runs[:count] += term
    finalise(runs[:count])
    return runs


def _short(hashed: NDArray[np.uint64]) -> np.uint64:
    return np.uint64(finalise((hashed * _FACTORS[: len(hashed)]).sum(keepdims=True) + _SHORT[len(hashed)])[0])
