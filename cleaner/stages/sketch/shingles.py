"""Shingle sets: the sorted, distinct 64-bit hashes of all runs of five words of a text.

A text of fewer than five words has one shingle, all its words; it is never equal to a shingle of a longer text. A
text without a word has none.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.sketch.words import finalise, words

WIDTH: Final = 5
_FACTORS: Final = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F], np.uint64
)
_SHORT: Final = np.array([0, 0xE7037ED1A0B428DB, 0x8EBC6AF09C88C6E3, 0x589965CC75374CC3, 0x1D8E4E27C47D124F], np.uint64)


def shingle_batch(bodies: Sequence[str]) -> list[NDArray[np.uint64]]:
    """The shingle set of each body."""
    return [found for found, _ in shingle_batch_with_words(bodies)]


def shingle_hashes(body: str) -> NDArray[np.uint64]:
    """The shingle set of one body."""
    return shingle_batch([body])[0]


def shingle_batch_with_words(bodies: Sequence[str]) -> list[tuple[NDArray[np.uint64], int]]:
    """The shingle set and the number of words of each body."""
    hashed, bounds = words(bodies)
    runs = _runs_of_five(hashed)
    found = []
    for start, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        if end - start >= WIDTH:
            shingles = runs[start : end - WIDTH + 1]
            shingles.sort()
            found.append((_distinct(shingles), end - start))
        else:
            found.append((_short(hashed[start:end]), end - start))
    return found


def _runs_of_five(hashed: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The hash of each run of five words, those across two texts too."""
    runs = np.zeros(max(0, len(hashed) - WIDTH + 1), np.uint64)
    term = np.empty_like(runs)
    for place, factor in enumerate(_FACTORS):
        np.multiply(hashed[place : place + len(runs)], factor, out=term)
        runs += term
    return finalise(runs)


def _short(hashed: NDArray[np.uint64]) -> NDArray[np.uint64]:
    if not len(hashed):
        return np.zeros(0, np.uint64)
    return finalise((hashed * _FACTORS[: len(hashed)]).sum(keepdims=True) + _SHORT[len(hashed)])


def _distinct(ordered: NDArray[np.uint64]) -> NDArray[np.uint64]:
    repeated = ordered[1:] == ordered[:-1]
    if not repeated.any():
        return ordered.copy()
    return np.concatenate((ordered[:1], ordered[1:][~repeated]))
