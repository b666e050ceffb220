"""Near-duplicates among any texts, from an iterable that is gone through once."""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import numpy as np

from cleaner.corpus.duplicates.find import find_duplicates
from cleaner.corpus.duplicates.keep import POLICIES
from cleaner.corpus.duplicates.near import Limits
from cleaner.corpus.duplicates.store import ROW, UNDATED, SketchStore, SketchWriter
from cleaner.document import DuplicatePair
from cleaner.stages.sketch import shingle_flat

_BATCH: Final = 1 << 19
"""Code points that are made into shingles at a time."""


def near_duplicates(
    texts: Iterable[tuple[str, str]], *, threshold: float = 0.8, containment: float = 0.9, keep: str = "longest"
) -> Iterator[DuplicatePair]:
    """The documents that go, given (id, body) pairs: one `DuplicatePair` each, in the order of the input.

    The iterable is consumed once, when the first pair is asked for, and no body is held longer than its batch:
    shingles are spilled to a temporary directory. `threshold` and `containment` are as in the contract, `keep` is
    `longest` or `first` (`earliest` has no dates to go by here, and so is `first`).
    Raises ValueError for limits outside (0, 1], an unknown policy (both at once), and an id that comes twice.
    """
    Limits(threshold, containment)
    if keep not in POLICIES:
        raise ValueError(f"keep is one of {', '.join(POLICIES)}, not {keep!r}")
    return _pairs(texts, threshold, containment, keep)


def _pairs(
    texts: Iterable[tuple[str, str]], threshold: float, containment: float, keep: str
) -> Iterator[DuplicatePair]:
    with tempfile.TemporaryDirectory(prefix="near-duplicates-") as directory:
        ids, store = spill(texts, Path(directory))
        with store:
            decisions = find_duplicates(store, threshold=threshold, containment=containment, keep=keep)
    for decision in decisions:
        yield DuplicatePair(ids[decision.row], decision.of_name(ids), decision.jaccard, decision.containment)


def spill(texts: Iterable[tuple[str, str]], directory: Path) -> tuple[list[str], SketchStore]:
    """Write (id, body) pairs to a store in this directory; their ids, and the store. ValueError for an id twice."""
    writer = SketchWriter(directory)
    ids: list[str] = []
    seen: set[str] = set()
    for batch in _batches(texts):
        for name, _ in batch:
            if name in seen:
                raise ValueError(f"the id {name!r} comes twice")
            seen.add(name)
            ids.append(name)
        bodies = [body for _, body in batch]
        found = shingle_flat(bodies)
        rows = np.zeros(len(batch), ROW)
        rows["end"] = np.cumsum(found.sizes)
        rows["words"] = found.words
        rows["length"] = [len(body) for body in bodies]
        rows["published"] = UNDATED
        writer.extend(rows, found.flat)
    return ids, writer.close()


def _batches(texts: Iterable[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    batch: list[tuple[str, str]] = []
    size = 0
    for name, body in texts:
        batch.append((name, body))
        size += len(body) + 1
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    yield batch


def digest(body: str) -> bytes:
    """16 bytes that tell bodies apart."""
    return hashlib.blake2b(body.encode("utf-8", "surrogatepass"), digest_size=16).digest()
