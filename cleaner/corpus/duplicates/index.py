"""An index of documents cleaned before, on disk: what a later corpus is cleaned against.

A directory of segments, one a run, and `index.json` that names those which count. A segment is complete on disk
before `index.json` is replaced, in one step, by one that names it: a killed append leaves the index as it was, and
its leftovers are cleared away by the next one. The same run again finds the same decisions and appends then.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from cleaner.corpus.duplicates.manifest import LOCK, IndexMismatchError, read_manifest, replace_manifest
from cleaner.corpus.duplicates.segment import Segment, digests, write_segment
from cleaner.corpus.duplicates.store import SketchStore
from cleaner.stages.sketch import lean_of_signature

if TYPE_CHECKING:
    from datasketch import LeanMinHash


class IndexBusyError(OSError):
    """Another run holds the index."""


@dataclass(frozen=True, slots=True)
class Addition:
    """What a run adds to an index: rows of its store, the entry each was removed for (or -1), entries that moved."""

    rows: NDArray[np.int64]
    homes: NDArray[np.int64]
    moved: NDArray[np.int64]

    @classmethod
    def of(cls, index: "Index", fresh: NDArray[np.int64], known: int, home: Mapping[int, int]) -> Self:
        """The addition of the rows that are new to an index, from the homes found (its entries first, then rows)."""
        entry = {known + row: known + at for at, row in enumerate(fresh.tolist())}
        homes = [home.get(row, -1) for row in entry]
        before = index.homes()
        moved = [
            (row, entry.get(to, to)) for row, to in sorted(home.items()) if row < known and before.get(row, -1) != to
        ]
        return cls(
            fresh,
            np.array([entry.get(of, of) for of in homes], np.int64),
            np.array(moved, np.int64).reshape(-1, 2),
        )


@dataclass(frozen=True, slots=True)
class Stats:
    """What is in an index."""

    documents: int
    removed: int
    contained_since: int
    shingles: int
    segments: int
    bytes: int
    threshold: float
    containment: float


class Index:
    """An index opened for reading, and with `write` for appending, which locks it until `close`.

    Entries are numbered in the order in which they came. Use as a context manager, or close it.
    """

    def __init__(
        self, directory: Path, *, threshold: float | None = None, containment: float | None = None, write: bool = False
    ) -> None:
        """Open an index; a missing one is empty (and is made by the first commit).

        Raises IndexMismatchError where the directory is something else, or was made by another version or, where these
        are given, with other thresholds; IndexBusyError where `write` and another run holds it.
        """
        self.directory = directory
        self._lock = _locked(directory) if write else -1
        try:
            self._manifest = read_manifest(directory, threshold, containment)
            self.segments = tuple(_opened(directory / each["name"]) for each in self._manifest["segments"])
        except BaseException:
            self._unlock()
            raise
        self._starts = np.cumsum([0, *(len(each.store) for each in self.segments)])

    def __len__(self) -> int:
        return int(self._starts[-1])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the files and the lock go."""
        for segment in self.segments:
            segment.store.close()
        self._unlock()

    def _unlock(self) -> None:
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def state(self) -> bytes:
        """What tells this index from what it was before and will be later."""
        return json.dumps(self._manifest, sort_keys=True).encode()

    @property
    def stores(self) -> tuple[SketchStore, ...]:
        """The shingle sets, one store a segment."""
        return tuple(segment.store for segment in self.segments)

    def signatures(self, first: int, count: int) -> NDArray[np.uint32]:
        """The signatures of consecutive entries of one segment."""
        segment, row = self._place(first)
        return segment.signatures[row : row + count]

    def id(self, entry: int) -> str:
        """The id under which a document was indexed."""
        segment, row = self._place(entry)
        return segment.id(row)

    def first_home(self, entry: int) -> int:
        """The entry that a document was removed for when it came, or -1."""
        segment, row = self._place(entry)
        return int(segment.homes[row])

    def homes(self) -> dict[int, int]:
        """The entry that each removed entry is near, as things stand now."""
        homes: dict[int, int] = {}
        for start, segment in zip(self._starts.tolist(), self.segments, strict=False):
            removed = np.flatnonzero(segment.homes >= 0)
            homes.update(zip((start + removed).tolist(), segment.homes[removed].tolist(), strict=True))
            homes.update((row, home) for row, home in segment.moved.tolist())
        return homes

    def find(self, store: SketchStore, ids: Sequence[str]) -> NDArray[np.int64]:
        """For each document of a store the entry that has its id and content, or -1."""
        found = np.full(len(store), -1, np.int64)
        digests_here = store.rows["digest"]
        order = np.argsort(digests_here[:, 0], kind="stable")
        ordered = digests_here[order, 0]
        for start, segment in zip(self._starts.tolist(), self.segments, strict=False):
            indexed = segment.store.rows["digest"]
            lows = np.searchsorted(ordered, indexed[:, 0], side="left")
            highs = np.searchsorted(ordered, indexed[:, 0], side="right")
            for entry in np.flatnonzero(highs > lows).tolist():
                for row in order[lows[entry] : highs[entry]].tolist():
                    if digests_here[row, 1] == indexed[entry, 1] and ids[row] == segment.id(entry):
                        found[row] = start + entry
        return found

    def commit(self, store: SketchStore, ids: Sequence[str], addition: Addition | None) -> None:
        """Append a run's documents, at once or not at all. To be called when the run's output stands.

        Nothing is written where the run brought nothing new. Raises ValueError where the index is open for reading,
        or new and without thresholds.
        """
        if addition is None or not (len(addition.rows) or len(addition.moved)):
            return
        if self._lock < 0:
            raise ValueError("the index is open for reading only")
        if self._manifest["threshold"] is None or self._manifest["containment"] is None:
            raise ValueError("a new index needs its thresholds")
        name = f"segment-{len(self.segments) + 1:06}"
        shutil.rmtree(self.directory / name, ignore_errors=True)
        files = write_segment(self.directory / name, store, ids, addition.rows, addition.homes, addition.moved)
        entry = {"name": name, "documents": len(addition.rows), "files": files}
        replace_manifest(self.directory, self._manifest | {"segments": [*self._manifest["segments"], entry]})

    def stats(self) -> Stats:
        """Counts."""
        removed = sum(int(np.count_nonzero(segment.homes >= 0)) for segment in self.segments)
        return Stats(
            documents=len(self),
            removed=removed,
            contained_since=len(self.homes()) - removed,
            shingles=int(sum(int(store.sizes.sum()) for store in self.stores)),
            segments=len(self.segments),
            bytes=sum(file.stat().st_size for file in self.directory.rglob("*") if file.is_file()),
            threshold=self._manifest["threshold"],
            containment=self._manifest["containment"],
        )

    def verify(self) -> list[str]:
        """What is wrong with the index: files that changed since they were written, homes that are no kept entry."""
        problems = []
        for entry in self._manifest["segments"]:
            now = digests(self.directory / entry["name"])
            changed = [name for name, digest in entry["files"].items() if now.get(name) != digest]
            problems += [f"{entry['name']}/{name} is not what was written" for name in changed]
        homes = self.homes()
        for row, home in homes.items():
            if not 0 <= home < len(self) or home in homes:
                problems.append(f"entry {row} was removed for entry {home}, which is not kept")
        return problems

    def sketches(self) -> "Iterator[tuple[str, LeanMinHash]]":
        """Each entry's id and its signature as datasketch's LeanMinHash."""
        for segment in self.segments:
            for row in range(len(segment.store)):
                yield segment.id(row), lean_of_signature(np.asarray(segment.signatures[row]))

    def _place(self, entry: int) -> tuple[Segment, int]:
        which = int(np.searchsorted(self._starts, entry, side="right")) - 1
        return self.segments[which], entry - int(self._starts[which])


def _opened(directory: Path) -> Segment:
    try:
        return Segment.open(directory)
    except (OSError, ValueError) as error:
        raise IndexMismatchError(f"{directory} is damaged: {error}") from error


def _locked(directory: Path) -> int:
    directory.mkdir(parents=True, exist_ok=True)
    handle = os.open(directory / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        raise IndexBusyError(f"{directory} is in use by another run") from error
    return handle
