"""What candidates are found by: passes over the shingle sets of all documents."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from cleaner.corpus.duplicates.bands import band_keys
from cleaner.corpus.duplicates.groups import SharedKeys
from cleaner.corpus.duplicates.meetings import Ground
from cleaner.corpus.duplicates.samples import ProbeFilter, probes
from cleaner.corpus.duplicates.store import Chunk, Sets
from cleaner.stages.sketch import PERMUTATIONS, signatures_of_flat


@dataclass(frozen=True, slots=True)
class Survey:
    """How many probes each document has; and which documents share whole sets, and which share probes."""

    probe_counts: NDArray[np.int64]
    twins: SharedKeys
    probes: SharedKeys


@dataclass(frozen=True, slots=True)
class Signed:
    """The signatures of some documents, where each stands in the table, and the bands that they share."""

    table: NDArray[np.uint32]
    places: NDArray[np.int64]
    bands: tuple[SharedKeys, ...]


class Known(Protocol):
    """Signatures computed before, of the first documents."""

    def __len__(self) -> int: ...

    def signatures(self, first: int, count: int) -> NDArray[np.uint32]:
        """Those of consecutive documents."""


def survey(sets: Sets, ground: Ground) -> Survey:
    """Two passes: one to learn everybody's probes, one to see where they stand."""
    counts = np.zeros(len(sets.sizes), np.int64)
    wanted = ProbeFilter(sets.sizes)
    twins = ground.meetings()
    for chunk in sets.chunks():
        rows = np.arange(chunk.first, chunk.first + len(chunk.sizes))
        filled = chunk.sizes > 0
        twins.add(set_keys(chunk)[filled], rows[filled])
        found, counts[rows] = probes(chunk)
        wanted.add(found)
    posted = ground.meetings()
    for chunk in sets.chunks():
        passing = wanted.passing(chunk.flat)
        ends = np.cumsum(chunk.sizes)
        posted.add(chunk.flat[passing], chunk.first + np.searchsorted(ends, passing, side="right"))
    return Survey(counts, twins.shared(), posted.shared())


def sign(
    sets: Sets, rows: NDArray[np.int64], shape: tuple[int, int], ground: Ground, known: Known | None = None
) -> Signed:
    """Signatures and bands of these documents (in order); those of the first of all may be `known`, from an index."""
    table = ground.table(len(rows), PERMUTATIONS)
    places = np.full(len(sets.sizes), -1, np.int64)
    places[rows] = np.arange(len(rows))
    bands = [ground.meetings() for _ in range(shape[0])]
    for chunk in sets.chunks():
        here = places[chunk.first : chunk.first + len(chunk.sizes)]
        wanted = here >= 0
        if not wanted.any():
            continue
        if known is not None and chunk.first < len(known):
            signatures = known.signatures(chunk.first, len(chunk.sizes))[wanted]
        else:
            signatures = signatures_of_flat(chunk.flat[np.repeat(wanted, chunk.sizes)], chunk.sizes[wanted])
        table[here[wanted]] = signatures
        these = chunk.first + np.flatnonzero(wanted)
        for band, keys in zip(bands, band_keys(signatures, *shape), strict=True):
            band.add(keys, these)
    return Signed(table, places, tuple(band.shared() for band in bands))


def set_keys(chunk: Chunk) -> NDArray[np.uint64]:
    """The same number for identical sets: their sum and size."""
    keys = np.zeros(len(chunk.sizes), np.uint64)
    filled = np.flatnonzero(chunk.sizes)
    if len(filled):
        starts = (np.cumsum(chunk.sizes) - chunk.sizes)[filled]
        keys[filled] = np.add.reduceat(chunk.flat, starts)
    return keys ^ (chunk.sizes.astype(np.uint64) << np.uint64(40))
