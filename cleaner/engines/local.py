"""The five steps on one machine: a process pool for what concerns one document, this process for the rest."""

import os
import sys
from collections.abc import Iterable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from cleaner.corpus.duplicates import Index
from cleaner.corpus.profile import build
from cleaner.engines import steps
from cleaner.engines.decide import Decider
from cleaner.engines.output import Corpus
from cleaner.engines.passes import Columns, Passes, Progress, observations
from cleaner.engines.pool import Pool
from cleaner.readers import Item
from cleaner.settings import Settings
from cleaner.writers.spill import Reader, appender


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """Runs the per-document steps in `jobs` processes over a spill folder.

    `close` are descriptors that workers must not hold (the lock of OUT); `index` is what earlier corpora left.
    """

    settings: Settings
    folder: Path
    close: tuple[int, ...]
    progress: Progress
    index: Index | None = None

    def run(self, items: Iterable[Item], total: int | None) -> Corpus:
        """All steps but the writing. Raises PoolError where worker processes cannot be kept."""
        jobs = min(self.settings.jobs or os.cpu_count() or 1, total or sys.maxsize)
        # Forked workers find the tables made. Where nothing may have to be computed, nobody makes them in advance.
        if sys.platform == "linux" and not self.settings.cache:
            steps.warmed(self.settings)
        with ExitStack() as undo:
            reader = undo.enter_context(closing(Reader(self.folder)))
            with (
                closing(appender(self.folder, os.getpid())) as own,
                Pool(jobs, self.settings.limits, self.close) as pool,
            ):
                columns = self._passed(Passes(self.settings, self.folder, pool, own, reader), items, total)
            corpus = Decider(self.settings, self.folder, self.progress, self.index).decided(columns, reader)
            undo.pop_all()
        return corpus

    def _passed(self, passes: Passes, items: Iterable[Item], total: int | None) -> Columns:
        """The outcomes of all documents."""
        if self.settings.site_evidence == "off":
            return passes.cleaned(items, lambda done: self.progress("cleaning", done, total))
        prepared = passes.observed(items, lambda done: self.progress("reading", done, total), first=0)
        profiles = build(observations(prepared, passes.reader))
        return passes.finished(
            prepared.values, profiles.for_document, lambda done: self.progress("cleaning", done, len(prepared))
        )
