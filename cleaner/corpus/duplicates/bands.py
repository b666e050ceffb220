"""Bands of MinHash signatures: documents that agree in all values of a band are candidates."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

BANDS: Final = 25
WIDTH: Final = 5
"""25 bands of 5 values find a pair at J = 0.8 with probability 1 - (1 - 0.8**5)**25 = 0.99995 (datasketch's own
choice for the threshold 0.8, 9 of 13, finds 40 %); what they find too much, verification takes out again."""


def shape(threshold: float) -> tuple[int, int]:
    """Bands and their width for a threshold: the widest bands that find a pair at it with probability 0.9995."""
    for width in range(12, 1, -1):
        bands = min(128 // width, BANDS if width == WIDTH else 128)
        if 1 - (1 - threshold**width) ** bands >= 0.9995:
            return bands, width
    return 128, 1


def band_keys(signatures: NDArray[np.uint32], bands: int, width: int) -> NDArray[np.uint64]:
    """A 64-bit key for each band (row) and document (column)."""
    keys = np.zeros((bands, len(signatures)), np.uint64)
    for place in range(width):
        keys *= np.uint64(0x9E3779B97F4A7C15)
        keys += signatures[:, place : bands * width : width].T
        keys ^= keys >> np.uint64(32)
    return keys
