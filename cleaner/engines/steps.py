"""The per-document steps as every engine runs them: an item in, an outcome out, and no exception ever.

Each step takes any `Exception` for the end of its document, because a run must not end for the bug that one document
finds (law 4); the ledger says what and where it was.
"""

import traceback
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from cleaner import pipeline
from cleaner.corpus.duplicates.store import moment
from cleaner.corpus.duplicates.texts import digest
from cleaner.corpus.profile import Observation, observe, observe_if_chosen
from cleaner.corpus.profile.chosen import Chosen
from cleaner.document import Prepared, Quarantined, Source
from cleaner.engines.collector import collector_paused
from cleaner.engines.packing import Outcome, Sketched, pack_sketch
from cleaner.profile import SiteProfile
from cleaner.readers import FaultItem, FileItem, Item, read
from cleaner.rulebook import load
from cleaner.settings import Settings
from cleaner.stages import sketch
from cleaner.writers.lines import render


@dataclass(frozen=True, slots=True)
class Finished:
    """A document's outcome, and where it stays in the corpus what its sketch is made of (many at once are cheaper)."""

    outcome: Outcome
    body: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Observed:
    """A prepared document on its way to the profile, and what its site can learn from it."""

    prepared: Prepared | Quarantined
    observation: Observation | None


@lru_cache(maxsize=2)
def toolkit(settings: Settings) -> pipeline.Toolkit:
    """The tools of a process, loaded once. Raises RuleErrors."""
    with collector_paused():
        book = load(settings.rules, builtin=settings.default_rules, select=settings.select, ignore=settings.ignore)
    return pipeline.Toolkit(settings, book)


@lru_cache(maxsize=2)
def warmed(settings: Settings) -> pipeline.Toolkit:
    """The tools with all tables that they make at first use: processes forked after this have them made already.

    A specimen goes the way of every document, because that is what uses them. Raises RuleErrors.
    """
    with collector_paused():
        ready = observed(Source("specimen", _SPECIMEN, "specimen"), settings).prepared
        sketched([finished(ready, settings)])
    return toolkit(settings)


_SPECIMEN = """A headline as an article has it

A first paragraph, long enough to be told from the chrome around it and to be named a language.

Read also: another article
"""


def sourced(item: Item, settings: Settings) -> Source | Quarantined:
    """Read one item; a fault of any kind is a Quarantined."""
    name, stem = _label(item)
    try:
        tools = toolkit(settings)
        return read(item, settings.limits, lambda value: pipeline.stated_date(value, tools))
    except Exception as error:
        return lost_by(error, name, stem)


def prepared(source: Source | Quarantined, settings: Settings) -> Prepared | Quarantined:
    """Decode, parse and repair what was read; a fault of any kind is a Quarantined."""
    if isinstance(source, Quarantined):
        return source
    try:
        tools = toolkit(settings)
        with collector_paused():
            return pipeline.prepare(source, tools)
    except Exception as error:
        return lost_by(error, source.name, source.wanted_id)


def observed(
    source: Source | Quarantined, settings: Settings, row: int | None = None, chosen: Chosen | None = None
) -> Observed:
    """As `prepared`, with what the site's profile needs: nothing, where `chosen` knows that this row does not count."""
    ready = prepared(source, settings)
    if isinstance(ready, Quarantined):
        return Observed(ready, None)
    try:
        packs = toolkit(settings).rulebook.packs
        if row is None or chosen is None:
            return Observed(ready, observe(ready, packs))
        return Observed(ready, observe_if_chosen(ready, packs, row, chosen))
    except Exception as error:
        return Observed(lost_by(error, ready.source.name, ready.source.wanted_id), None)


def finished(ready: Prepared | Quarantined, settings: Settings, profile: SiteProfile | None = None) -> Finished:
    """Clean, name the language and render one prepared document."""
    if isinstance(ready, Quarantined):
        return Finished(lost_outcome(ready))
    try:
        with collector_paused():
            document = pipeline.finish(ready, toolkit(settings), profile)
            outcome = Outcome(document.id, document.source, render(document), None)
    except Exception as error:
        return Finished(lost_outcome(lost_by(error, ready.source.name, ready.source.wanted_id)))
    if document.dropped or settings.duplicates == "off":
        return Finished(outcome)
    return Finished(outcome, document.body, document.published)


def sketched(done: Sequence[Finished]) -> list[Outcome]:
    """The outcomes, those whose documents stay with their sketches: made together, or one by one where that fails."""
    waiting = [each for each in done if each.body is not None]
    try:
        made = iter(_sketches(waiting))
    except Exception as error:
        if len(waiting) > 1:
            return [outcome for each in done for outcome in sketched([each])]
        return [_unsketched(each, error) for each in done]
    return [each.outcome if each.body is None else replace(each.outcome, sketch=next(made)) for each in done]


def _sketches(done: Sequence[Finished]) -> list[bytes]:
    bodies = [each.body or "" for each in done]
    found = []
    for each, body, made in zip(done, bodies, sketch.sketch_bodies(bodies), strict=True):
        when = moment(each.published)
        found.append(pack_sketch(Sketched(made.shingles, made.words, len(body), when, digest(body), made.paragraphs)))
    return found


def _unsketched(done: Finished, error: Exception) -> Outcome:
    if done.body is None:
        return done.outcome
    return lost_outcome(lost_by(error, done.outcome.source, done.outcome.wanted_id))


def lost_outcome(lost: Quarantined) -> Outcome:
    """The outcome of a document in quarantine."""
    return Outcome(lost.wanted_id, lost.source, lost, None)


def _label(item: Item) -> tuple[str, str]:
    """Name and stem of an item."""
    if isinstance(item, FaultItem):
        return item.lost.source, item.lost.wanted_id
    return (item.entry.name, item.entry.stem) if isinstance(item, FileItem) else (item.name, item.stem)


def killed(item: Item, reason: str, detail: str) -> Quarantined:
    """The quarantine entry of an item whose worker did not survive it."""
    return Quarantined(*_label(item), reason, detail)


def lost_by(error: Exception, name: str, wanted_id: str) -> Quarantined:
    """The quarantine entry of a document that a step could not do."""
    if isinstance(error, MemoryError):
        return Quarantined(name, wanted_id, "memory-limit", "needs more memory than a document may take")
    return Quarantined(name, wanted_id, "internal-error", fault(error))


def fault(error: Exception) -> str:
    """An exception as one line: its type, its message and where in our code it rose, without paths of a machine."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "cleaner" in Path(frame.filename).parts] or frames
    last = ours[-1] if ours else None
    place = f" at {Path(last.filename).name}:{last.lineno}" if last else ""
    return f"{type(error).__name__}: {' '.join(str(error).split())[:300]}{place}"
