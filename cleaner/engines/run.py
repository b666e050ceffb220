"""A whole run, as `corpus-clean run` and `cleaner.clean_corpus` do it: check everything, then read, then write."""

import contextlib
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

import cleaner
from cleaner.corpus.accounting import Summary, Tally
from cleaner.corpus.duplicates import Index
from cleaner.corpus.gates import broken_gates
from cleaner.document import Quarantined
from cleaner.engines import checks, output, preview, steps
from cleaner.engines.found import Found, found
from cleaner.engines.local import LocalEngine
from cleaner.engines.place import Place, taken
from cleaner.report import html
from cleaner.report.changes import Change
from cleaner.report.gathering import Gathering
from cleaner.settings import Settings
from cleaner.stages.language import engines_in_use
from cleaner.writers.atomic import STDOUT, replaced

if TYPE_CHECKING:
    from cleaner.engines.spark import SparkEngine


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
        place = stack.enter_context(taken(out, settings))
        index = stack.enter_context(_index(settings)) if settings.index else None
        own = (out, settings.ledger, settings.quarantine, settings.summary, settings.report)
        folders = (place.folder, settings.index, settings.cache)
        source = found(raw, settings.limits, [path for path in (*own, *folders) if path and path != STDOUT])
        engine = _engine(out, settings, place, listener, index)
        corpus = stack.enter_context(contextlib.closing(engine.run(source.items, source.total)))
        return _write(corpus, out, settings, source, place, listener)


def _engine(
    out: Path, settings: Settings, place: Place, listener: Listener, index: Index | None
) -> "LocalEngine | SparkEngine":
    """The engine that is asked for; Spark's checkpoints stand beside OUT, to outlive a run that is killed."""
    if settings.engine == "local":
        return LocalEngine(settings, place.folder, place.lock, listener.progress, index)
    from cleaner.engines.spark import SparkEngine

    staging = out.absolute().with_name(f".{out.name}.spark") if place.beside else place.folder / "spark"
    return SparkEngine(settings, place.folder, staging, listener.progress, index)


def _index(settings: Settings) -> Index:
    """The index, opened for writing unless nothing is to be written. Raises IndexMismatchError, IndexBusyError."""
    if settings.index is None:
        raise ValueError("no index is set")
    return Index(settings.index, threshold=settings.threshold, containment=settings.containment, write=not settings.dry)


def _write(
    corpus: output.Corpus, out: Path, settings: Settings, source: Found, place: Place, listener: Listener
) -> Summary:
    """Write all files and rename them together, OUT last; with `check` or `diff`, keep none and tell what would be."""
    target = place.folder / f"new-{out.name}" if settings.dry else out
    wanted = replace(settings, ledger=None, quarantine=None, summary=None) if settings.dry else settings
    sinks = output.opened(wanted, target, place.owner)
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
        for sink in sinks.all():
            sink.finish()
        summary = summary_of(tally, settings, source.ignored, source.counted.passed_over)
        if settings.dry:
            sinks.out.commit()
            return _previewed(corpus, summary, target, out, settings, listener)
        if settings.summary:
            with replaced(settings.summary, place.owner) as file:
                file.write(orjson.dumps(summary.to_json(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
        if settings.report and gathering:
            with replaced(settings.report, place.owner) as file:
                for part in html.page(out.name, summary, gathering, partial(preview.look, corpus)):
                    file.write(part.encode())
        for sink in sinks.all():
            sink.commit()
        corpus.commit()
    except BaseException:
        for sink in sinks.all():
            sink.discard()
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
