"""Bands of MinHash signatures: documents that agree in all values of a band are candidates.

A pair with Jaccard J shares at least one of b bands of r values with probability 1 - (1 - J**r)**b. At J = 0.8, 25
bands of 5 find it with 0.99995 (datasketch's own choice for that threshold, 9 of 13, with 0.40); what they find too
much, verification takes out again.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.sketch import PERMUTATIONS

FOUND: Final = 0.9995
"""With what probability, at least, a pair at the threshold itself shares a band."""

_WIDEST: Final = 12


def shape(threshold: float) -> tuple[int, int]:
    """How many bands, and how wide: the widest that find a pair at the threshold."""
    for width in range(_WIDEST, 1, -1):
        bands = PERMUTATIONS // width
        if found(threshold, bands, width) >= FOUND:
            return bands, width
    return PERMUTATIONS, 1


def found(jaccard: float, bands: int, width: int) -> float:
    """The probability that a pair of this Jaccard shares a band (the S-curve)."""
    return 1 - (1 - jaccard**width) ** bands


def band_keys(signatures: NDArray[np.uint32], bands: int, width: int) -> NDArray[np.uint64]:
    """A 64-bit key for each band (row) and document (column)."""
    keys = np.zeros((bands, len(signatures)), np.uint64)
    for place in range(width):
        keys *= np.uint64(0x9E3779B97F4A7C15)
        keys += signatures[:, place : bands * width : width].T
        keys ^= keys >> np.uint64(32)
    return keys
