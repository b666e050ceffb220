"""What candidates are found by: two passes over the shingle sets of all documents."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from cleaner.corpus.duplicates.bands import band_keys
from cleaner.corpus.duplicates.meetings import Ground, Shared
from cleaner.corpus.duplicates.samples import ProbeFilter, probes
from cleaner.corpus.duplicates.store import Chunk, Sets
from cleaner.stages.sketch import PERMUTATIONS, signatures_of_flat


@dataclass(frozen=True, slots=True)
class Features:
    """Per document its signature and number of probes; and what documents share: whole sets, bands, probes."""

    signatures: NDArray[np.uint32]
    probe_counts: NDArray[np.int64]
    twins: Shared
    bands: tuple[Shared, ...]
    probes: Shared


class Known(Protocol):
    """Signatures computed before."""

    def __len__(self) -> int: ...

    def signatures(self, first: int, count: int) -> NDArray[np.uint32]:
        """Those of consecutive documents."""


def features(sets: Sets, shape: tuple[int, int], ground: Ground, known: Known | None = None) -> Features:
    """All features of these documents; the signatures of the first of them may be `known`, from an index."""
    signatures = ground.table(len(sets.sizes), PERMUTATIONS)
    counts = np.zeros(len(sets.sizes), np.int64)
    wanted = ProbeFilter(sets.sizes)
    twins, bands = ground.meetings(), [ground.meetings() for _ in range(shape[0])]
    for chunk in sets.chunks():
        rows = np.arange(chunk.first, chunk.first + len(chunk.sizes))
        if known is not None and chunk.first < len(known):
            these = known.signatures(chunk.first, len(chunk.sizes))
        else:
            these = signatures_of_flat(chunk.flat, chunk.sizes)
        signatures[rows] = these
        filled = chunk.sizes > 0
        for band, keys in zip(bands, band_keys(these[filled], *shape), strict=True):
            band.add(keys, rows[filled])
        twins.add(set_keys(chunk)[filled], rows[filled])
        found, counts[rows] = probes(chunk)
        wanted.add(found)
    posted = ground.meetings()
    for chunk in sets.chunks():
        passing = wanted.passing(chunk.flat)
        posted.add(chunk.flat[passing], chunk.rows[passing])
    return Features(signatures, counts, twins.shared(), tuple(each.shared() for each in bands), posted.shared())


def set_keys(chunk: Chunk) -> NDArray[np.uint64]:
    """The same number for identical sets: their sum and size."""
    keys = np.zeros(len(chunk.sizes), np.uint64)
    filled = np.flatnonzero(chunk.sizes)
    if len(filled):
        starts = (np.cumsum(chunk.sizes) - chunk.sizes)[filled]
        keys[filled] = np.add.reduceat(chunk.flat, starts)
    return keys ^ (chunk.sizes.astype(np.uint64) << np.uint64(40))
