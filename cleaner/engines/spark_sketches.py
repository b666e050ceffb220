"""What is made of a document's sketch alone, where it lies: nothing of this moves but what it is compared by.

A document is `doc`, its number in the order of the input (behind the entries of an index), and `turn`, its place in the
policy's order as far as it depends on the document alone; turn and number together are that order.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from cleaner.corpus.duplicates.bands import band_keys
from cleaner.corpus.duplicates.features import set_keys
from cleaner.corpus.duplicates.groups import run_starts
from cleaner.corpus.duplicates.samples import levels, probes
from cleaner.corpus.duplicates.store import Chunk
from cleaner.engines.spark_marks import among, mapped
from cleaner.engines.spark_rows import Batches, Work, arrays, batch, numbers, packed
from cleaner.stages.sketch import PERMUTATIONS, signatures_of_flat

SETS: Final = "<u8"
SIGNATURES: Final = "<u4"

DESCRIBED = pa.schema(
    [("doc", pa.int64()), ("turn", pa.int64()), ("size", pa.int64()), ("key", pa.int64()), ("digest", pa.binary())]
)
"""A document with the number that identical sets share, and a digest that only they share."""

FILTER = pa.schema([("word", pa.int64()), ("bits", pa.int64())])
"""Words of a bit filter, to be combined by OR."""

POSTED = pa.schema(
    [
        ("key", pa.int64()),
        ("doc", pa.int64()),
        ("turn", pa.int64()),
        ("size", pa.int64()),
        ("probes", pa.int64()),
        ("own", pa.bool_()),
    ]
)
"""A shingle that may be somebody's probe, and a document that has it: its size, how many probes it has, and whether
this is one of them."""

SIGNED = pa.schema(
    [
        ("doc", pa.int64()),
        ("turn", pa.int64()),
        ("size", pa.int64()),
        ("shingles", pa.binary()),
        ("signature", pa.binary()),
    ]
)

BANDED = pa.schema([("band", pa.int64()), ("key", pa.int64()), ("doc", pa.int64()), ("turn", pa.int64())])
"""The value of one band of a document's signature."""

MOST_SLOTS: Final = 1 << 32
"""Bits of the filter at most (half a gigabyte); beyond it more shingles pass that are nobody's probe."""
_SLOTS: Final = 16


def described(batches: Batches) -> Batches:
    """Sets in; what identical ones share out."""
    for each in batches:
        sets = each.column("shingles").to_pylist()
        chunk = _chunk(each)
        digests = [hashlib.blake2b(data, digest_size=16).digest() for data in sets]
        yield batch(DESCRIBED, {**_heads(each), "size": chunk.sizes, "key": set_keys(chunk), "digest": digests})


def shift_for(probes: int) -> int:
    """By how much a shingle is shifted to find its slot in a filter of so many probes."""
    return 64 - min(MOST_SLOTS.bit_length() - 1, max(10, (probes * _SLOTS).bit_length() - 1))


def filtering(shift: int, out: Path) -> Work:
    """Sets in, words of the filter of their probes out; documents that are marked as `out` are passed over."""

    def work(batches: Batches) -> Batches:
        for each in _chosen(batches, out, wanted=False):
            found, _ = probes(_chunk(each))
            slots = np.unique(found >> np.uint64(shift))
            words = slots >> np.uint64(6)
            starts = run_starts(words)
            if len(starts):
                bits = np.bitwise_or.reduceat(np.uint64(1) << (slots & np.uint64(63)), starts)
                yield batch(FILTER, {"word": words[starts], "bits": bits})

    return work


def posting(shift: int, filtered: Path, out: Path) -> Work:
    """Sets in, shingles that may be somebody's probe out, by the filter's words; those in `out` are passed over."""

    def work(batches: Batches) -> Batches:
        words: NDArray[np.uint64] = mapped(filtered)
        for each in _chosen(batches, out, wanted=False):
            chunk = _chunk(each)
            _, counts = probes(chunk)
            slots = chunk.flat >> np.uint64(shift)
            bits = words.take((slots >> np.uint64(6)).astype(np.intp))
            passing = np.flatnonzero((bits >> (slots & np.uint64(63))) & np.uint64(1))
            at = np.searchsorted(np.cumsum(chunk.sizes), passing, side="right")
            keys = chunk.flat[passing]
            heads = {name: column[at] for name, column in _heads(each).items()}
            own = (keys & levels(chunk.sizes)[at]) == 0
            yield batch(POSTED, {**heads, "key": keys, "size": chunk.sizes[at], "probes": counts[at], "own": own})

    return work


def signing(wanted: Path) -> Work:
    """Sets in, sets and signatures out, of those that are wanted."""

    def work(batches: Batches) -> Batches:
        for each in _chosen(batches, wanted, wanted=True):
            chunk = _chunk(each)
            signatures = signatures_of_flat(chunk.flat, chunk.sizes).astype(SIGNATURES)
            columns = {"shingles": each.column("shingles"), "signature": packed(signatures)}
            yield batch(SIGNED, {**_heads(each), "size": chunk.sizes, **columns})

    return work


def _chosen(batches: Batches, marks: Path, *, wanted: bool) -> Batches:
    """The rows of marked documents, or of the others."""
    bits = mapped(marks)
    for each in batches:
        yield each.filter(pa.array(among(bits, numbers(each.column("doc"))) == wanted))


def banding(bands: int, width: int) -> Work:
    """Signatures in, a row for each of their bands out."""

    def work(batches: Batches) -> Batches:
        for each in batches:
            table = arrays(each.column("signature"), SIGNATURES)[0].reshape(-1, PERMUTATIONS)
            keys = band_keys(table, bands, width)
            heads = {name: np.tile(column, bands) for name, column in _heads(each).items()}
            numbered = np.repeat(np.arange(bands), len(table))
            yield batch(BANDED, {**heads, "key": keys.ravel(), "band": numbered})

    return work


def _chunk(each: pa.RecordBatch) -> Chunk:
    flat, sizes = arrays(each.column("shingles"), SETS)
    return Chunk(0, sizes, flat)


def _heads(each: pa.RecordBatch) -> dict[str, NDArray[np.int64]]:
    return {name: numbers(each.column(name)) for name in ("doc", "turn")}


def words_of(parts: Iterable[pa.RecordBatch], shift: int) -> NDArray[np.uint64]:
    """The whole filter, from its words."""
    words = np.zeros(1 << (64 - shift - 6), np.int64)
    for part in parts:
        words[numbers(part.column("word"))] = numbers(part.column("bits"))
    return words.view(np.uint64)
