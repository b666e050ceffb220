"""What candidates are found by, for a whole store: signatures, band keys, probes, and keys of identical sets."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleaner.corpus.duplicates.samples import ProbeFilter, probes
from cleaner.corpus.duplicates.store import Chunk
from cleaner.stages.sketch import signatures_of_flat


@dataclass(frozen=True, slots=True)
class Features:
    """Per document: its signature, how many probes it has, and a key that identical sets share; and all probes."""

    signatures: NDArray[np.uint32]
    probe_counts: NDArray[np.int64]
    set_keys: NDArray[np.uint64]
    probes: NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Postings:
    """Shingles that may be someone's probe, and the documents they stand in."""

    keys: NDArray[np.uint64]
    rows: NDArray[np.int64]


def features(chunks: Iterable[Chunk]) -> Features:
    """One pass over the sets."""
    sketches, counts, keys, found = [], [], [], []
    for chunk in chunks:
        sketches.append(signatures_of_flat(chunk.flat, chunk.sizes))
        chosen, numbers = probes(chunk)
        found.append(chosen)
        counts.append(numbers)
        keys.append(set_keys(chunk))
    return Features(
        np.concatenate([np.zeros((0, 128), np.uint32), *sketches]),
        np.concatenate([np.zeros(0, np.int64), *counts]),
        np.concatenate([np.zeros(0, np.uint64), *keys]),
        np.concatenate([np.zeros(0, np.uint64), *found]),
    )


def set_keys(chunk: Chunk) -> NDArray[np.uint64]:
    """The same number for identical sets: their sum and size."""
    keys = np.zeros(len(chunk.sizes), np.uint64)
    filled = np.flatnonzero(chunk.sizes)
    if len(filled):
        starts = (np.cumsum(chunk.sizes) - chunk.sizes)[filled]
        keys[filled] = np.add.reduceat(chunk.flat, starts)
    return keys ^ (chunk.sizes.astype(np.uint64) << np.uint64(40))


def postings(chunks: Iterable[Chunk], all_probes: NDArray[np.uint64]) -> Postings:
    """A second pass: every shingle that passes the filter of all documents' probes."""
    wanted = ProbeFilter(len(all_probes))
    wanted.add(all_probes)
    keys, rows = [np.zeros(0, np.uint64)], [np.zeros(0, np.uint32)]
    for chunk in chunks:
        passing = wanted.passing(chunk.flat)
        keys.append(chunk.flat[passing])
        rows.append(chunk.rows[passing].astype(np.uint32))
    return Postings(np.concatenate(keys), np.concatenate(rows).astype(np.int64))
