"""A whole run, as `corpus-clean run` and `cleaner.clean_corpus` do it: check everything, then read, then write."""

import contextlib
import secrets
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

import cleaner
from cleaner.corpus.accounting import Summary, Tally
from cleaner.corpus.duplicates import Index
from cleaner.corpus.gates import broken_gates
from cleaner.document import Quarantined
from cleaner.engines import checks, output, preview, steps
from cleaner.engines.local import LocalEngine
from cleaner.extras import EXTRAS, lacking
from cleaner.readers import FileEntry, Item, NoInput, PassedOver, items_of, items_of_stdin, scan
from cleaner.report import html
from cleaner.report.changes import Change
from cleaner.report.gathering import Gathering
from cleaner.settings import Settings
from cleaner.stages.language import engines_in_use
from cleaner.writers.atomic import STDOUT, AtomicFile, locked

if TYPE_CHECKING:
    from cleaner.engines.spark import SparkEngine

STDIN = "-"


class InputError(ValueError):
    """RAW is missing, or holds no document."""


class Listener:
    """What a run tells while it goes on; this one tells nobody."""

    def progress(self, step: str, done: int, total: int | None) -> None:
        """So many documents of a step are done (of `total`, None: not known)."""

    def lost(self, document: Quarantined) -> None:
        """A document went to quarantine."""

    def changed(self, change: Change) -> None:
        """`--check` found that OUT would change."""

    def diff(self, lines: list[str]) -> None:
        """`--diff` has the lines of one document."""


def run(raw: str, out: Path, settings: Settings, listener: Listener | None = None) -> Summary:
    """Clean RAW into OUT.

    Raises SettingsError and RuleErrors before anything is read, InputError where there is nothing to read,
    OSError (OutputLockedError among them) where input or output fails as a whole, PoolError where no worker lives.
    OUT is the old one or the complete new one whatever happens.
    """
    listener = listener or Listener()
    checks.check(out, settings)
    steps.toolkit(settings)
    with contextlib.ExitStack() as stack:
        close: tuple[int, ...] = ()
        if not settings.dry and out != STDOUT:
            close = (stack.enter_context(locked(out)),)
        folder = _work_folder(out, settings)
        stack.callback(shutil.rmtree, folder, ignore_errors=True)  # before it is made: a signal may come in between
        folder.mkdir(mode=0o700)
        index = stack.enter_context(_index(settings)) if settings.index else None
        source = _found(raw, out, settings, folder)
        engine = _engine(out, settings, folder, close, listener, index)
        corpus = engine.run(source.items, source.total)
        return _write(corpus, out, settings, source, folder, listener)


def _engine(
    out: Path, settings: Settings, folder: Path, close: tuple[int, ...], listener: Listener, index: Index | None
) -> "LocalEngine | SparkEngine":
    """The engine that is asked for; Spark's checkpoints stand beside OUT, to outlive a run that is killed."""
    if settings.engine == "local":
        return LocalEngine(settings, folder, close, listener.progress, index)
    from cleaner.engines.spark import SparkEngine

    beside = folder.parent == out.absolute().parent
    staging = out.absolute().with_name(f".{out.name}.spark") if beside else folder / "spark"
    return SparkEngine(settings, folder, staging, listener.progress, index)


def _index(settings: Settings) -> Index:
    """The index, opened for writing unless nothing is to be written. Raises IndexMismatchError, IndexBusyError."""
    if settings.index is None:
        raise ValueError("no index is set")
    return Index(settings.index, threshold=settings.threshold, containment=settings.containment, write=not settings.dry)


class _Counted:
    """Documents, counted as they are read (what the outcomes must add up to), and what lies between them by reason."""

    def __init__(self, items: Iterable[Item | PassedOver]) -> None:
        self._items = items
        self.count = 0
        self.passed_over: Counter[str] = Counter()

    def __iter__(self) -> Iterator[Item]:
        for item in self._items:
            if isinstance(item, PassedOver):
                self.passed_over[item.reason] += 1
            else:
                self.count += 1
                yield item


@dataclass(frozen=True, slots=True)
class _Found:
    """What there is to read, its counts as it is read, how many documents that is where it is known, and how many
    files were passed over."""

    items: Iterator[Item]
    counted: _Counted
    total: int | None
    ignored: int


def _work_folder(out: Path, settings: Settings) -> Path:
    """The name of a new folder for what is spilled: beside OUT (where its size is expected), or among the system's
    temporary files where nothing may be written. What killed runs left there goes; the lock says that none of them
    lives."""
    if settings.dry or out == STDOUT or checks.special(out):
        return Path(tempfile.gettempdir(), f"corpus-clean-{secrets.token_hex(8)}")
    parent, prefix = out.absolute().parent, f".{out.name}.work-"
    for stale in (*parent.glob(f"{prefix}*"), *parent.glob(f".{out.name}.tmp-*")):
        if stale.is_dir():
            shutil.rmtree(stale, ignore_errors=True)
        else:
            stale.unlink(missing_ok=True)
    return parent / f"{prefix}{secrets.token_hex(4)}"


def _found(raw: str, out: Path, settings: Settings, folder: Path) -> _Found:
    """The documents of RAW, how many there are where that is known, and how many files were ignored."""
    if raw == STDIN:
        counted = _Counted(items_of_stdin(sys.stdin.buffer, settings.limits))
        return _Found(_not_empty(counted, "standard input"), counted, None, 0)
    companions = [
        out,
        settings.ledger,
        settings.quarantine,
        settings.summary,
        folder,
        settings.index,
        settings.cache,
        settings.report,
    ]
    try:
        listing = scan(raw, leave_out=[path for path in companions if path and path != STDOUT])
    except NoInput as error:
        raise InputError(str(error)) from error
    formats = {entry.format for entry in listing.entries if isinstance(entry, FileEntry)}
    faults = [lacking(extra, f"{raw!r} holds {extra} files; reading them") for extra in sorted(formats & EXTRAS.keys())]
    if any(faults):
        raise InputError("\n".join(filter(None, faults)))
    counted = _Counted(items_of(listing, settings.limits))
    total = len(listing.entries) if formats <= {"document"} else None
    ignored = f" ({listing.ignored} ignored: hidden, binary, or files of this run itself)" if listing.ignored else ""
    return _Found(_not_empty(counted, f"{raw!r}{ignored}"), counted, total, listing.ignored)


def _not_empty(found: Iterable[Item], name: str) -> Iterator[Item]:
    """The items, once it is sure that there is one. Raises InputError."""
    items = iter(found)
    try:
        first = next(items, None)
    except NoInput as error:
        raise InputError(str(error)) from error
    if first is None:
        raise InputError(f"no document in {name}")
    return chain([first], items)


def _write(
    corpus: output.Corpus, out: Path, settings: Settings, source: "_Found", folder: Path, listener: Listener
) -> Summary:
    """Write all files and rename them together, OUT last; with `check` or `diff`, keep none and tell what would be."""
    target = folder / f"new-{out.name}" if settings.dry else out
    wanted = replace(settings, ledger=None, quarantine=None, summary=None) if settings.dry else settings
    sinks = output.opened(wanted, target)
    gathering = Gathering() if settings.report and not settings.dry else None
    try:
        tally = output.write(
            corpus,
            sinks,
            settings,
            source.counted.count,
            lambda n: listener.progress("writing", n, len(corpus)),
            listener.lost,
            gathering,
        )
        for file in sinks.all():
            file.finish()
        summary = summary_of(tally, settings, source.ignored, source.counted.passed_over)
        if settings.dry:
            sinks.out.commit()
            return _previewed(corpus, summary, target, out, settings, listener)
        if settings.summary:
            _write_summary(summary, settings.summary)
        if settings.report and gathering:
            _write_report(settings.report, out.name, summary, gathering, corpus)
        for file in sinks.all():
            file.commit()
        corpus.commit()
    except BaseException:
        for file in sinks.all():
            file.discard()
        raise
    return summary


def _previewed(
    corpus: output.Corpus, summary: Summary, new: Path, out: Path, settings: Settings, listener: Listener
) -> Summary:
    """Tell the listener what a run would do, and nothing to anybody else."""
    only: set[str] | None = None
    if settings.check:
        found = preview.changes_of(out, new)
        only = {change.id for change in found}
        for change in found:
            listener.changed(change)
        summary = replace(summary, changed=bool(found))
    if settings.diff:
        for lines in preview.diffs(corpus, settings, only):
            listener.diff(lines)
    return summary


def _write_report(path: Path, name: str, summary: Summary, gathering: Gathering, corpus: output.Corpus) -> None:
    file = AtomicFile(path)
    try:
        for part in html.page(name, summary, gathering, partial(preview.look, corpus)):
            file.write(part.encode())
        file.finish()
        file.commit()
    except BaseException:
        file.discard()
        raise


def _write_summary(summary: Summary, path: Path) -> None:
    file = AtomicFile(path)
    try:
        file.write(orjson.dumps(summary.to_json(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
        file.finish()
        file.commit()
    except BaseException:
        file.discard()
        raise


def summary_of(tally: Tally, settings: Settings, ignored: int, passed_over: Mapping[str, int]) -> Summary:
    """The tally as a Summary."""
    return Summary(
        version=cleaner.__version__,
        engines=engines_in_use(),
        documents=tally.documents,
        kept=tally.kept,
        duplicates=tally.duplicates,
        marked=tally.marked,
        dropped=tally.dropped,
        quarantined=tally.quarantined,
        ignored=ignored,
        passed_over=passed_over,
        languages=tally.languages,
        removed=tally.removed,
        repairs=tally.repairs,
        flags=tally.flags,
        passages=tuple(tally.passages),
        characters=tally.characters,
        characters_kept=tally.characters_kept,
        gates_broken=broken_gates(
            settings,
            documents=tally.documents,
            kept=tally.kept,
            characters=tally.characters,
            removed=tally.removed,
            languages=tally.languages,
        ),
        quarantine_exceeded=settings.quarantine_exceeded(tally.quarantined.total(), tally.documents),
    )
