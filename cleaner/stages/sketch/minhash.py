"""MinHash signatures that datasketch's users can go on with: its own permutations over a documented hash.

The hash of a shingle is the upper half of its 64 bits; `affine32` is datasketch's default scheme since 2.0, and
signatures made here load as its LeanMinHash. datasketch itself is imported only where its objects are asked for or
at least two documents are to be compared: its import alone costs half a second of CPU.
"""

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.sketch.shingles import shingle_hashes

if TYPE_CHECKING:
    from datasketch import LeanMinHash

PERMUTATIONS: Final = 128
SCHEME: Final = "affine32"
SEED: Final = 1
_AT_ONCE: Final = 1 << 16
"""Shingles that go through all permutations together, so that the work stays in a core's own cache."""


@functools.cache
def permutations() -> NDArray[np.uint32]:
    """datasketch's own factors and summands, one column a permutation."""
    from datasketch import MinHash

    return np.asarray(MinHash(num_perm=PERMUTATIONS, seed=SEED, scheme=SCHEME).permutations, np.uint32)


def hash32(shingles: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """What datasketch is given for a shingle: the upper 32 bits of its hash."""
    return (shingles >> np.uint64(32)).astype(np.uint32)


def signatures(sets: Sequence[NDArray[np.uint64]]) -> NDArray[np.uint32]:
    """A row of 128 values for each shingle set; all ones for an empty one, as in datasketch."""
    sizes = np.fromiter(map(len, sets), np.int64, len(sets))
    flat = np.concatenate([*sets, np.zeros(0, np.uint64)])
    return signatures_of_flat(flat, sizes)


def signatures_of_flat(flat: NDArray[np.uint64], sizes: NDArray[np.int64]) -> NDArray[np.uint32]:
    """The same for sets that stand one after another in one array."""
    rows = np.full((len(sizes), PERMUTATIONS), 0xFFFFFFFF, np.uint32)
    filled = np.flatnonzero(sizes)
    ends = np.cumsum(sizes[filled])
    first = 0
    while first < len(filled):
        start = int(ends[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(ends, start + _AT_ONCE, side="right")))
        bounds = np.concatenate(([0], ends[first : last - 1] - start))
        rows[filled[first:last]] = _least(_mixed(hash32(flat[start : int(ends[last - 1])])), bounds)
        first = last
    return rows


def _least(hashes: NDArray[np.uint32], bounds: NDArray[np.int64]) -> NDArray[np.uint32]:
    """For each set the least value under each permutation."""
    least = np.empty((PERMUTATIONS, len(bounds)), np.uint32)
    values = np.empty_like(hashes)
    factors, summands = permutations()
    for row, factor, summand in zip(least, factors, summands, strict=True):
        np.multiply(hashes, factor, out=values)
        np.add(values, summand, out=values)
        np.minimum.reduceat(values, bounds, out=row)
    return least.T


def _mixed(hashes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The finaliser of MurmurHash3, which `affine32` applies before it permutes."""
    hashes ^= hashes >> np.uint32(16)
    hashes *= np.uint32(0x85EBCA6B)
    hashes ^= hashes >> np.uint32(13)
    hashes *= np.uint32(0xC2B2AE35)
    hashes ^= hashes >> np.uint32(16)
    return hashes


def lean_minhash(body: str | NDArray[np.uint64]) -> "LeanMinHash":
    """datasketch's LeanMinHash of a body, or of its shingle set."""
    shingles = shingle_hashes(body) if isinstance(body, str) else body
    return lean_of_signature(signatures([shingles])[0])


def lean_of_signature(signature: NDArray[np.uint32]) -> "LeanMinHash":
    """datasketch's LeanMinHash of a signature made here."""
    from datasketch import LeanMinHash

    return LeanMinHash(seed=SEED, hashvalues=signature, scheme=SCHEME)
