"""The last step of every engine: outcomes in input order to OUT, ledger, quarantine and summary, or nothing at all."""

import contextlib
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from cleaner.corpus.accounting import Tally
from cleaner.corpus.duplicates import Decision, SketchStore
from cleaner.corpus.duplicates.passages import Passage
from cleaner.corpus.identity import suffixed
from cleaner.document import DuplicatePair, Quarantined
from cleaner.engines.packing import Outcome, unpack_outcome
from cleaner.report.gathering import Gathering
from cleaner.settings import Settings
from cleaner.writers.atomic import AtomicFile
from cleaner.writers.lines import Rendered, duplicate_line, ledger_line, quarantine_line, record_line
from cleaner.writers.passages import without_paragraphs
from cleaner.writers.records import Records, opened_records
from cleaner.writers.spill import Places, Reader

PASSAGE_SHOWN = 120
"""Code points of a repeated passage that the summary shows."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """All outcomes of a run in input order, how each id is lengthened, and which documents are duplicates.

    `commit` is to be called when OUT stands: it tells the index what it has to know of this run. `passages` are
    paragraphs that many documents share, `repeats` the numbers of each document's paragraphs that are to go for it.
    `held` are files that `commit` reads, `close` lets all go.
    """

    places: Places
    reader: Reader
    id_steps: "array[int]"
    decisions: Mapping[int, Decision] = field(default_factory=dict)
    commit: Callable[[], None] = lambda: None
    passages: tuple[Passage, ...] = ()
    repeats: Mapping[int, list[int]] = field(default_factory=dict)
    held: tuple[SketchStore, ...] = ()

    def __len__(self) -> int:
        return len(self.places)

    def close(self) -> None:
        """Let the files go."""
        self.reader.close()
        for store in self.held:
            store.close()

    def outcomes(self) -> Iterator[tuple[int, Outcome]]:
        """Rows and outcomes, in order."""
        for row, place in enumerate(self.places):
            yield row, unpack_outcome(self.reader[place])

    def outcome(self, row: int) -> Outcome:
        """The outcome of a row."""
        return unpack_outcome(self.reader[self.places[row]])

    def id_of(self, row: int, outcome: Outcome | None = None) -> str:
        """The unique id of a row."""
        outcome = outcome or unpack_outcome(self.reader[self.places[row]])
        return suffixed(outcome.wanted_id, outcome.source, self.id_steps[row])


@dataclass(frozen=True, slots=True)
class Sinks:
    """The files of a run; those not asked for are None."""

    out: Records
    ledger: AtomicFile | None
    quarantine: AtomicFile | None

    def all(self) -> "list[AtomicFile | Records]":
        """Those that there are; OUT last, so that a new OUT has its companions."""
        return [file for file in (self.ledger, self.quarantine, self.out) if file]


def write(
    corpus: Corpus,
    sinks: Sinks,
    settings: Settings,
    documents: int,
    tell: Callable[[int], None],
    lost: Callable[[Quarantined], None],
    gathering: Gathering | None = None,
) -> Tally:
    """Write every outcome where it belongs; the files are not yet renamed.

    `tell` is told how many are written, `lost` of every document in quarantine, `gathering` of all that a
    report needs. Raises AccountingError and OSError.
    """
    tally = Tally(documents=documents)
    stands_for: dict[int, list[int]] = defaultdict(list)
    for row, decision in corpus.decisions.items():
        if decision.of is not None:
            stands_for[decision.of].append(row)
    for row, outcome in corpus.outcomes():
        result = outcome.result
        identifier = corpus.id_of(row, outcome)
        if isinstance(result, Quarantined):
            _write_quarantined(result, identifier, sinks, tally)
            lost(result)
            if gathering:
                gathering.quarantined(identifier, result)
        else:
            if row in corpus.repeats:
                result = without_paragraphs(result, corpus.repeats[row])
            duplicates = [corpus.id_of(other) for other in sorted(stands_for.get(row, ()))]
            pair = pair_of(corpus, row, identifier)
            kept = _write_cleaned(result, identifier, duplicates, pair, sinks, settings, tally)
            if gathering:
                gathering.cleaned(row, identifier, result, pair, kept=kept, stands_for=len(duplicates))
        if not row % 256:
            tell(row)
    tally.check()
    tally.passages = passages_of(corpus)
    return tally


def passages_of(corpus: Corpus) -> list[dict[str, Any]]:
    """The repeated passages as the summary tells them: in how many documents, in which first, and how they begin."""
    told = []
    for passage in corpus.passages:
        outcome = corpus.outcome(passage.first_row)
        if isinstance(outcome.result, Quarantined):
            continue
        paragraph = orjson.loads(outcome.result.record)["body"].split("\n\n")[passage.first_paragraph]
        first = corpus.id_of(passage.first_row, outcome)
        told.append({"documents": passage.documents, "first": first, "begins": paragraph[:PASSAGE_SHOWN]})
    return told


def pair_of(corpus: Corpus, row: int, identifier: str) -> DuplicatePair | None:
    """The kept document that the document of a row is a duplicate of; None where it is none."""
    decision = corpus.decisions.get(row)
    if decision is None:
        return None
    of = decision.of_id if decision.of is None else corpus.id_of(decision.of)
    return DuplicatePair(identifier, of or "", round(decision.jaccard, 4), round(decision.containment, 4))


def _write_quarantined(lost: Quarantined, identifier: str, sinks: Sinks, tally: Tally) -> None:
    line = quarantine_line(identifier, lost.source, lost.reason, lost.detail)
    for sink in (sinks.quarantine, sinks.ledger):
        if sink:
            sink.write(line)
    tally.quarantined[lost.reason] += 1


def _write_cleaned(
    result: Rendered,
    identifier: str,
    duplicates: list[str],
    pair: DuplicatePair | None,
    sinks: Sinks,
    settings: Settings,
    tally: Tally,
) -> bool:
    """Write a cleaned document's lines; whether it is kept."""
    removed = pair is not None and settings.duplicates == "drop"
    stays = not removed and not result.dropped
    if sinks.ledger:
        if not removed:
            for row in result.ledger:
                sinks.ledger.write(ledger_line(row, identifier))
        if pair:
            sinks.ledger.write(duplicate_line(pair))
    if result.dropped:
        tally.dropped[result.dropped] += 1
    if removed:
        tally.duplicates += 1
    if not stays:
        return False
    tally.kept += 1
    tally.marked += pair is not None
    tally.characters += result.length
    tally.characters_kept += result.size
    tally.languages[result.language] += 1
    tally.removed.update(result.removed)
    tally.repairs.update(result.repairs)
    tally.flags.update(result.flags)
    sinks.out.write(record_line(result.record, identifier, duplicates, pair.of if pair else None))
    return True


def opened(settings: Settings, out: Path, owner: str) -> Sinks:
    """The files of a run, to be finished and renamed together; where one cannot be had, none is left."""
    with contextlib.ExitStack() as undo:
        companions = []
        for path in (settings.ledger, settings.quarantine):
            companions.append(file := AtomicFile(path, owner) if path else None)
            if file:
                undo.callback(file.discard)
        records = opened_records(out, settings.format, settings.shard_bytes(), owner)
        undo.pop_all()
    return Sinks(records, *companions)
