"""Exit statuses, one obvious meaning each, and the way from an exception to its status."""

import errno
import os
import platform
import sys
import tempfile
import traceback
from enum import IntEnum
from pathlib import Path


class Exit(IntEnum):
    """The contract's exit statuses."""

    DONE = 0
    CHANGED = 1
    USAGE = 2
    QUARANTINE = 3
    FAILED = 4
    BUG = 70
    INTERRUPTED = 130


class Refused(Exception):
    """Ends the command with a message on standard error and a status."""

    def __init__(self, message: str, status: Exit) -> None:
        super().__init__(message)
        self.status = status


def status_of(error: Exception) -> tuple[Exit, str] | None:
    """Status and message of an expected failure; None for what nobody expected."""
    from cleaner.corpus.duplicates import IndexMismatchError, MissingExtraError
    from cleaner.engines.found import InputError
    from cleaner.engines.pool import PoolError
    from cleaner.report.records import NotRecords
    from cleaner.rulebook import RuleErrors
    from cleaner.settings import SettingsError

    if isinstance(error, Refused):
        return error.status, str(error)
    if isinstance(error, SettingsError | RuleErrors | InputError | IndexMismatchError | MissingExtraError):
        return Exit.USAGE, str(error)
    if isinstance(error, OSError):
        name = f": {error.filename}" if error.filename else ""
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        advice = "; nothing was replaced, make room where OUT, its companions and the cache lie" if full else ""
        return Exit.FAILED, f"{error.strerror or error}{name}{advice}"
    return (Exit.FAILED, str(error)) if isinstance(error, PoolError | NotRecords) else None


def crash_report(error: BaseException) -> Path:
    """Write what a maintainer needs to know of a bug to a file of its own, and return its path."""
    import cleaner

    descriptor, name = tempfile.mkstemp(prefix="corpus-clean-crash-", suffix=".txt")
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as report:
        report.write(f"corpus-clean {cleaner.__version__}, Python {platform.python_version()}, {platform.platform()}\n")
        report.write(f"arguments: {sys.argv[1:]!r}\n\n")
        report.writelines(traceback.format_exception(error))
    return Path(name)
