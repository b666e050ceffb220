"""One part of an index: the documents of one run, written once and never changed."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.corpus.duplicates.store import ROWS, SETS, SketchStore, SketchWriter
from cleaner.stages.sketch import PERMUTATIONS, signatures_of_flat

_SIGNATURES: Final = "signatures.u32"
_IDS: Final = "ids.utf8"
_ID_ENDS: Final = "id-ends.npy"
_HOMES: Final = "homes.npy"
_MOVED: Final = "moved.npy"
FILES: Final = (SETS, ROWS, _SIGNATURES, _IDS, _ID_ENDS, _HOMES, _MOVED)


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment opened for reading.

    `homes` holds for each document the entry of the index that it was removed for, or -1; `moved` pairs of an
    earlier entry and its home since this segment: entries that a document of this segment contains.
    """

    store: SketchStore
    signatures: NDArray[np.uint32]
    ids: bytes
    id_ends: NDArray[np.int64]
    homes: NDArray[np.int64]
    moved: NDArray[np.int64]

    @classmethod
    def open(cls, directory: Path) -> "Segment":
        """Map a segment's files. Raises OSError or ValueError where one is missing or no array."""
        store = SketchStore(directory)
        ids = (directory / _IDS).read_bytes()
        signatures = (
            np.memmap(directory / _SIGNATURES, "<u4", "r", shape=(len(store), PERMUTATIONS))
            if len(store)
            else np.zeros((0, PERMUTATIONS), np.uint32)
        )
        return cls(store, signatures, ids, *(np.load(directory / name) for name in (_ID_ENDS, _HOMES, _MOVED)))

    def id(self, row: int) -> str:
        """The id of one of its documents."""
        start = int(self.id_ends[row - 1]) if row else 0
        return self.ids[start : int(self.id_ends[row])].decode("utf-8", "surrogatepass")


def write_segment(
    directory: Path,
    store: SketchStore,
    ids: Sequence[str],
    rows: NDArray[np.int64],
    homes: NDArray[np.int64],
    moved: NDArray[np.int64],
) -> dict[str, str]:
    """Write these rows of a store as a segment, and on to the disk itself; the digest of each file by its name."""
    directory.mkdir()
    writer = SketchWriter(directory)
    wanted = np.zeros(len(store), bool)
    wanted[rows] = True
    with (directory / _SIGNATURES).open("wb") as sketches:
        for chunk in store.chunks():
            here = wanted[chunk.first : chunk.first + len(chunk.sizes)]
            sketches.write(signatures_of_flat(chunk.flat, chunk.sizes)[here].astype("<u4").tobytes())
            copied = store.rows[chunk.first + np.flatnonzero(here)]
            copied["end"] = np.cumsum(chunk.sizes[here])
            writer.extend(copied, chunk.flat[np.repeat(here, chunk.sizes)])
    writer.close().close()
    names = [ids[row].encode("utf-8", "surrogatepass") for row in rows.tolist()]
    (directory / _IDS).write_bytes(b"".join(names))
    np.save(directory / _ID_ENDS, np.cumsum([len(name) for name in names], dtype=np.int64))
    np.save(directory / _HOMES, homes)
    np.save(directory / _MOVED, moved.reshape(-1, 2))
    synchronise(directory / name for name in FILES)
    synchronise([directory])
    return digests(directory)


def synchronise(paths: Iterable[Path]) -> None:
    """Have files (or the entries of folders) written to the disk itself."""
    for path in paths:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def digests(directory: Path) -> dict[str, str]:
    """The BLAKE2b digest of each file of a segment. Raises OSError where one cannot be read."""
    found = {}
    for name in FILES:
        with (directory / name).open("rb") as file:
            found[name] = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
    return found
