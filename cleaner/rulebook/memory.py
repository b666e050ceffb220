"""What a process remembers of lines: a document is read more than once, and sites repeat themselves."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Memory(Generic[T]):
    """A pure function of a line, remembered for the lines that were asked for last.

    There are two halves: when the newer one is full the older one goes, and what is asked for again moves up. The
    line alone is the key. A tuple of line and owner, as a cache of functions makes it, would be one more object for
    the garbage collector to look at as long as it is remembered: with a handful of such caches that was a twentieth of
    all the time.
    """

    __slots__ = ("_find", "_older", "_recent", "_size")

    def __init__(self, find: Callable[[str], T], size: int) -> None:
        """Take the function, which must not return None, and the lines in each half."""
        self._find = find
        self._size = size
        self._recent: dict[str, T] = {}
        self._older: dict[str, T] = {}

    def __call__(self, line: str) -> T:
        """What the function says of the line."""
        found = self._recent.get(line)
        if found is None:
            found = self._older.get(line)
            if found is None:
                found = self._find(line)
            self.put(line, found)
        return found

    def put(self, line: str, found: T) -> None:
        """Remember what the function says of a line."""
        if len(self._recent) >= self._size:
            self._older, self._recent = self._recent, {}
        self._recent[line] = found
