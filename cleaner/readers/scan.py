"""Walk RAW into a Listing: every file once, in an order that no file system decides, nothing opened that could hang."""

import glob
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from cleaner.readers.entry import FORMATS, HTML_SUFFIXES, Fault, FileEntry, Listing, split_name
from cleaner.readers.streams import BadStream, head_of

HEAD = 4096
"""Bytes looked at to tell text from a binary file of an unknown suffix."""

_TEXT_CONTROLS = frozenset(b"\t\n\r\x0b\x0c\x1b")


class NoInput(ValueError):
    """RAW does not exist or holds no document."""


def looks_binary(head: bytes) -> bool:
    """Whether the first bytes of a file are no text: NULs outside UTF-16, or more than 3 % control characters."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    if b"\0" in head:
        evens, odds = head[::2].count(0), head[1::2].count(0)
        return not (max(evens, odds) * 4 > len(head) and min(evens, odds) * 50 < len(head))
    return sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in head) * 100 > 3 * len(head)


def shown(path: str | bytes) -> str:
    """A path as text, undecodable bytes as `\\xNN`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace").replace(os.sep, "/")


def scan(raw: str, *, leave_out: Iterable[Path] = ()) -> Listing:
    """All documents of a folder, a file or a glob, in the order of their names' code points.

    `leave_out` are paths (files or folders) that belong to the run itself. Raises NoInput where RAW is missing.
    """
    own = {os.path.realpath(path) for path in leave_out}
    entries: dict[tuple[str, bytes], FileEntry | Fault | None] = {}
    for path, name in _roots(raw):
        entries.update(((each, os.fsencode(place)), entry) for place, each, entry in _walk(path, name, own))
    # Two files may be shown by one name (the byte FF, and a backslash with `xff`): their bytes tell them apart.
    ordered = [entries[key] for key in sorted(entries)]
    kept = tuple(entry for entry in ordered if entry is not None)
    return Listing(kept, len(ordered) - len(kept))


def root_of(raw: str) -> str:
    """The folder that the names of RAW's documents are relative to."""
    if os.path.lexists(raw):
        return raw if Path(raw).is_dir() else str(Path(raw).parent)
    return str(Path(*_fixed_parts(Path(raw))))


def _roots(raw: str) -> list[tuple[str, str]]:
    """The paths to walk with their names (`""` for a folder itself)."""
    if os.path.lexists(raw):
        return [(raw, "" if Path(raw).is_dir() else shown(Path(raw).name))]
    if glob.has_magic(raw):
        root = root_of(raw)
        matches = sorted(glob.glob(raw, recursive=True, include_hidden=False))
        files = [(m, shown(os.path.relpath(m, root))) for m in matches if not Path(m).is_dir()]
        if files:
            return files
        raise NoInput(f"no file matches {raw!r}")
    raise NoInput(f"{raw!r} does not exist")


def _fixed_parts(path: Path) -> Iterator[str]:
    for part in path.parts[:-1]:
        if glob.has_magic(part):
            return
        yield part


def _walk(path: str, name: str, own: set[str]) -> Iterator[tuple[str, str, FileEntry | Fault | None]]:
    """Paths, names and entries at and below a path in any order, None for each ignored one; a loop of its own, since
    folders nest deeper than Python calls do. A folder reached through a link to its own parent is a fault, and what
    the caller names is read even if it is hidden."""
    todo: list[tuple[str, str, tuple[tuple[int, int], ...]]] = [(path, name, ())]
    asked_for = path
    while todo:
        path, name, above = todo.pop()
        hidden = name.rsplit("/", 1)[-1].startswith(".") and path != asked_for
        if hidden or os.path.realpath(path) in own:
            yield path, name, None
            continue
        try:
            status = os.stat(path)
            if not stat.S_ISDIR(status.st_mode):
                yield path, name, _entry(path, name, status)
                continue
            children = os.listdir(path)
        except FileNotFoundError:
            yield path, name, _fault(name, "dangling-link" if os.path.islink(path) else "vanished", "nothing is there")
        except OSError as error:
            yield path, name, _fault(name, "unreadable", error.strerror or str(error))
        else:
            here = (status.st_dev, status.st_ino)
            if here in above:
                yield path, name, _fault(name, "link-loop", "the folder contains itself through a link")
                continue
            below = (*above, here)
            todo.extend((os.path.join(path, c), f"{name}/{shown(c)}".lstrip("/"), below) for c in children)


def _entry(path: str, name: str, status: os.stat_result) -> FileEntry | Fault | None:
    if stat.S_ISREG(status.st_mode):
        return _file(path, name, status.st_size)
    return _fault(name, "not-a-file", "a FIFO, socket or device")


def _fault(name: str, reason: str, detail: str) -> Fault:
    return Fault(name, split_name(name)[0], reason, detail)


def _file(path: str, name: str, size: int) -> FileEntry | Fault | None:
    """The entry of a regular file; None where it is a binary file of a suffix we do not know."""
    stem, suffix, compression = split_name(name)
    if suffix in FORMATS:
        return FileEntry(Path(path), name, stem, FORMATS[suffix], compression, suffix in HTML_SUFFIXES or None, size)
    try:
        head = head_of(Path(path), compression, HEAD)
    except PermissionError as error:
        return _fault(name, "unreadable", error.strerror or str(error))
    except (OSError, BadStream):
        return None
    if looks_binary(head):
        return None
    return FileEntry(Path(path), name, stem, "document", compression, None, size)
