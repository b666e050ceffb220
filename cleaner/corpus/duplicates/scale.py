"""The same search on disk: keys meet in DuckDB, which sorts and spills within a limit; signatures in a mapped file."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from cleaner.corpus.duplicates.groups import PART, Shared, SharedKeys
from cleaner.corpus.duplicates.meetings import Ground, Meetings, Memory

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SHARE: Final = 0.3
"""DuckDB's part of the limit; the rest is for the interpreter, a chunk of sets and some 400 bytes a document."""

_LEAST: Final = 64 << 20
_BLOCK: Final = 1 << 17
"""Keys that are handed over at a time: DuckDB's row groups have about as many."""


class MissingExtraError(ImportError):
    """An optional dependency that was asked for is not installed."""


@contextmanager
def ground(directory: Path, memory_limit: int | None) -> Iterator[Ground]:
    """Where to search: in memory, or with a limit (in bytes) in temporary files under this directory.

    Raises MissingExtraError where there is a limit and no DuckDB.
    """
    if memory_limit is None:
        yield Memory()
        return
    try:
        import duckdb
    except ImportError as error:
        raise MissingExtraError(
            "a memory limit needs DuckDB, which is not installed: pip install 'corpus-clean[scale]'"
        ) from error
    with tempfile.TemporaryDirectory(dir=directory, prefix="search-") as place:
        limit = max(_LEAST, int(memory_limit * _SHARE)) >> 20
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": f"{limit}MiB",
            "threads": 1,
            "preserve_insertion_order": False,
        }
        with duckdb.connect(str(Path(place) / "keys.duckdb"), config=settings) as connection:
            yield Disk(connection, Path(place))


class Disk:
    """Keys in a DuckDB database, signatures in a file."""

    def __init__(self, connection: "DuckDBPyConnection", directory: Path) -> None:
        self._connection = connection
        self._directory = directory
        self._tables = 0

    def meetings(self) -> Meetings:
        """A new, empty collection of keys."""
        self._tables += 1
        return DiskMeetings(self._connection, f"keys_{self._tables}")

    def table(self, rows: int, columns: int) -> NDArray[np.uint32]:
        """A new table for signatures, mapped from a file."""
        return np.memmap(self._directory / "signatures.u32", np.uint32, "w+", shape=(max(rows, 1), columns))


class DiskMeetings:
    """A table of keys and documents."""

    def __init__(self, connection: "DuckDBPyConnection", table: str) -> None:
        self._connection = connection
        self._table = table
        self._keys: list[NDArray[np.uint64]] = []
        self._rows: list[NDArray[np.uint32]] = []
        self._waiting = 0
        connection.execute(f"CREATE TABLE {table} (key UBIGINT, document UINTEGER)")

    def add(self, keys: NDArray[np.uint64], rows: NDArray[np.int64]) -> None:
        """Note that each of these documents has the key beside it."""
        self._keys.append(keys)
        self._rows.append(rows.astype(np.uint32))
        self._waiting += len(keys)
        if self._waiting >= _BLOCK:
            self._hand_over()

    def shared(self) -> SharedKeys:
        """The keys that occur more than once, left in the database."""
        self._hand_over()
        several = f"{self._table}_shared"
        self._connection.execute(
            f"CREATE TABLE {several} AS SELECT key, document FROM {self._table} SEMI JOIN "
            f"(SELECT key FROM {self._table} GROUP BY key HAVING count(*) > 1) USING (key) ORDER BY key"
        )
        self._connection.execute(f"DROP TABLE {self._table}")
        return DiskShared(self._connection, several)

    def _hand_over(self) -> None:
        if self._keys:
            keys, rows = np.concatenate(self._keys), np.concatenate(self._rows)
            block = {"key": keys, "document": rows}
            self._connection.execute(f"INSERT INTO {self._table} SELECT key, document FROM block")
            del block
        self._keys, self._rows, self._waiting = [], [], 0


class DiskShared:
    """A table of keys that several documents have, read a range of keys at a time."""

    def __init__(self, connection: "DuckDBPyConnection", table: str) -> None:
        self._connection = connection
        self._table = table
        counted = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        self._bits = max(0, ((counted[0] if counted else 0) // PART).bit_length())

    def parts(self) -> Iterator[Shared]:
        """Them all, in sorted parts of whole groups."""
        width = 1 << (64 - self._bits)
        for number in range(1 << self._bits):
            bounds = [number * width, (number + 1) * width - 1]
            found = self._connection.execute(
                f"SELECT key, document FROM {self._table} WHERE key BETWEEN ? AND ?", bounds
            ).fetchnumpy()
            keys, rows = np.asarray(found["key"], np.uint64), np.asarray(found["document"]).astype(np.int64)
            order = np.argsort(keys)
            yield Shared(keys[order], rows[order])
