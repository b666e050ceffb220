"""The place that a run works at: OUT is locked, what killed runs of it left is cleared away, and there is a folder."""

import contextlib
import glob
import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cleaner.engines import checks
from cleaner.settings import Settings
from cleaner.writers.atomic import STDOUT, clear, locked, owner_of, remove


@dataclass(frozen=True, slots=True)
class Place:
    """`folder` is for what is spilled; `owner` is the run's name in the temporary files beside what it writes; `lock`
    are descriptors that its workers must not hold."""

    folder: Path
    owner: str = ""
    lock: tuple[int, ...] = ()

    @property
    def beside(self) -> bool:
        """Whether OUT is a file of its own that this run holds, and the folder stands beside it."""
        return bool(self.lock)


@contextlib.contextmanager
def taken(out: Path, settings: Settings) -> Iterator[Place]:
    """Take OUT for a run; the folder goes and the lock is given back at the end. Raises OutputLockedError.

    The folder is beside OUT, where its size is expected, or among the system's temporary files where nothing may be
    written there: then there is no lock either.
    """
    with contextlib.ExitStack() as stack:
        if settings.dry or out == STDOUT or checks.special(out):
            place = Place(Path(tempfile.gettempdir(), f"corpus-clean-{secrets.token_hex(8)}"))
        else:
            lock = stack.enter_context(locked(out))
            place = Place(_clear_folder(out, settings), owner_of(out), (lock,))
        stack.callback(remove, place.folder)  # before it is made: a signal may come in between
        place.folder.mkdir(mode=0o700)
        yield place


def _clear_folder(out: Path, settings: Settings) -> Path:
    """The name of a new folder beside OUT. What killed runs left goes; the lock says that none of them lives."""
    beside, prefix = out.absolute().parent, f".{out.name}.work-"
    for stale in beside.glob(f"{glob.escape(prefix)}*"):
        remove(stale)
    for path in (out, settings.ledger, settings.quarantine, settings.summary, settings.report):
        if path and path != STDOUT:
            clear(path, owner_of(out))
    return beside / f"{prefix}{secrets.token_hex(4)}"
