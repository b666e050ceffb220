"""What can be told to be wrong before anything is read: outputs that cannot be, options that need what is not there."""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from cleaner.engines.steps import toolkit
from cleaner.extras import lacking
from cleaner.options import from_options
from cleaner.rulebook import RuleErrors
from cleaner.settings import Settings, SettingsError
from cleaner.writers.atomic import STDOUT
from cleaner.writers.records import OUT_SUFFIXES, is_shards


def check(out: Path, settings: Settings) -> None:
    """Raise SettingsError that lists everything that is wrong with OUT and the options."""
    faults = [*_of_out(out, settings), *_of_files(out, settings), *_of_options(settings)]
    if faults:
        raise SettingsError("\n".join(faults))


def checked(out: Path, options: Mapping[str, Any], faults: Iterable[str] = ()) -> Settings:
    """The Settings of a run's options, once they, OUT and all rules are known to be right.

    `faults` are what is known to be wrong already. Raises SettingsError that lists these and all that is found, and
    RuleErrors where nothing but the rules is wrong.
    """
    found = list(faults)
    try:
        settings = from_options(options)
    except SettingsError as error:
        found.append(str(error))
        settings = from_options(error.known)
    try:
        check(out, settings)
    except SettingsError as error:
        found.append(str(error))
    try:
        toolkit(settings)
    except RuleErrors as error:
        if not found:
            raise
        found.append(str(error))
    if found:
        raise SettingsError("\n".join(found))
    return settings


def special(path: Path) -> bool:
    """Whether a path is there and neither a file nor a folder: a device, a FIFO."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _of_out(out: Path, settings: Settings) -> Iterator[str]:
    if out != STDOUT and not str(out).endswith(OUT_SUFFIXES) and not special(out):
        yield f"OUT {str(out)!r} must end in {', '.join(OUT_SUFFIXES)}, or be - for standard output"
    if out.suffix == ".parquet" and (missing := lacking("parquet", f"writing {str(out)!r}")):
        yield missing
    if settings.check and out == STDOUT:
        yield "--check needs a file to compare with, not -"
    if settings.shard_size is None:
        return
    if out == STDOUT or special(out):
        yield "--shard-size makes OUT a folder, which standard output or a device cannot be"
    elif out.is_file():
        yield f"OUT {str(out)!r} is a file; with --shard-size it becomes a folder"
    elif out.is_dir() and not is_shards(out):
        yield f"OUT {str(out)!r} is a folder that holds other files than shards; it would be replaced as a whole"


def _of_files(out: Path, settings: Settings) -> Iterator[str]:
    named = {
        "OUT": out,
        "--ledger": settings.ledger,
        "--quarantine": settings.quarantine,
        "--summary": settings.summary,
        "--report": settings.report,
    }
    there = {name: path for name, path in named.items() if path and path != STDOUT}
    for name, path in there.items():
        if path.is_dir() and not (name == "OUT" and settings.shard_size is not None):
            yield f"{name} {str(path)!r} is a folder"
        elif not path.absolute().parent.is_dir():
            yield f"{name} {str(path)!r}: the folder {str(path.parent)!r} does not exist"
    taken = [os.path.realpath(path) for path in there.values()]
    if len(taken) != len(set(taken)):
        yield "OUT, --ledger, --quarantine, --summary and --report must be different files"


def _of_options(settings: Settings) -> Iterator[str]:
    if settings.cache is not None and settings.cache.exists() and not settings.cache.is_dir():
        yield f"--cache {str(settings.cache)!r} is no folder"
    if settings.engine == "spark":
        yield from filter(None, [lacking("spark", "--engine spark"), lacking("parquet", "--engine spark")])
        if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
            yield "--engine spark needs Java 17, which is not found: set JAVA_HOME, or put java on the PATH"
    elif settings.spark_conf:
        yield "--spark-conf needs --engine spark"
    if settings.index is not None and settings.duplicates == "off":
        yield "--index needs --duplicates drop or mark"
    if settings.memory_limit is not None and find_spec("duckdb") is None:
        yield "--memory-limit needs DuckDB, which is not installed: pip install 'corpus-clean[scale]'"
