"""A run that writes nothing: what would change in OUT (`--check`), and what goes from each document (`--diff`)."""

from collections.abc import Container, Iterator
from functools import partial
from pathlib import Path

from cleaner.document import Quarantined
from cleaner.engines.output import Corpus, pair_of
from cleaner.readers.compare import same_content
from cleaner.report.changes import Change, changes
from cleaner.report.diff import unified
from cleaner.report.trace import Trace, trace
from cleaner.rulebook.ruleset import names
from cleaner.settings import Settings


def changes_of(old: Path, new: Path) -> list[Change]:
    """What differs between OUT and the new one; nothing where their contents are the same."""
    return [] if same_content(new, old) else list(changes(old, new))


def diffs(corpus: Corpus, settings: Settings, only: Container[str] | None) -> Iterator[list[str]]:
    """The diff of each document that cleaning changes, as lines; of the documents that go, a line that says why.

    `only` are the ids that are wanted (None: all). With `--select`, removals of other rules are left out.
    """
    wanted = partial(_selected, settings.select) if settings.select else _any
    for row, outcome in corpus.outcomes():
        identifier = corpus.id_of(row, outcome)
        if only is not None and identifier not in only:
            continue
        result = outcome.result
        if isinstance(result, Quarantined):
            yield [f"# {outcome.source}: quarantined: {result.reason}: {result.detail}"]
            continue
        if result.dropped:
            yield [f"# {outcome.source}: dropped: {result.dropped}"]
            continue
        pair = pair_of(corpus, row, identifier)
        if pair and settings.duplicates == "drop":
            near = f"Jaccard {pair.jaccard}, containment {pair.containment}"
            yield [f"# {outcome.source}: a duplicate of {pair.of} ({near})"]
            continue
        found = trace(result)
        lines = list(unified(outcome.source, found.text or "", found.taken, wanted))
        if lines:
            yield lines


def look(corpus: Corpus, row: int) -> tuple[str, Trace]:
    """Id and trace of the cleaned document of a row."""
    outcome = corpus.outcome(row)
    if isinstance(outcome.result, Quarantined):
        raise TypeError(f"{outcome.source} is in quarantine")
    return corpus.id_of(row, outcome), trace(outcome.result)


def _selected(patterns: tuple[str, ...], rule: str) -> bool:
    return any(names(pattern, rule) for pattern in patterns)


def _any(_rule: str) -> bool:
    return True
