"""The per-document steps as every engine runs them: an item in, an outcome out, and no exception ever."""

import hashlib
import traceback
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cleaner import pipeline
from cleaner.corpus.profile import Observation, observe
from cleaner.document import Document, Prepared, Quarantined, Source
from cleaner.engines.collector import collector_paused
from cleaner.profile import SiteProfile
from cleaner.readers import FaultItem, FileItem, Item, read
from cleaner.rulebook import load
from cleaner.settings import Settings
from cleaner.stages import sketch
from cleaner.writers.lines import Rendered, render


@dataclass(frozen=True, slots=True)
class Sketched:
    """What the near-duplicate step wants of a body."""

    hashes: NDArray[np.uint64]
    words: int
    length: int
    digest: bytes
    published: str | None
    paragraphs: NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document in the per-document steps. `sketch` is None unless it stays in the corpus so far."""

    wanted_id: str
    source: str
    result: Rendered | Quarantined
    sketch: Sketched | None


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
        finished(observed(Source("specimen", _SPECIMEN, "specimen"), settings).prepared, settings)
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
    except MemoryError:
        return Quarantined(name, stem, "memory-limit", "the document needs more memory than a worker may take")
    except Exception as error:
        return Quarantined(name, stem, "internal-error", fault(error))


def prepared(source: Source | Quarantined, settings: Settings) -> Prepared | Quarantined:
    """Decode, parse and repair what was read; a fault of any kind is a Quarantined."""
    if isinstance(source, Quarantined):
        return source
    try:
        tools = toolkit(settings)
        with collector_paused():
            return pipeline.prepare(source, tools)
    except MemoryError:
        lost = "the document needs more memory than a worker may take"
        return Quarantined(source.name, source.wanted_id, "memory-limit", lost)
    except Exception as error:
        return Quarantined(source.name, source.wanted_id, "internal-error", fault(error))


def observed(source: Source | Quarantined, settings: Settings) -> Observed:
    """As `prepared`, with what the site's profile needs."""
    ready = prepared(source, settings)
    if isinstance(ready, Quarantined):
        return Observed(ready, None)
    try:
        return Observed(ready, observe(ready, toolkit(settings).rulebook.packs))
    except MemoryError:
        lost = Quarantined(ready.source.name, ready.source.wanted_id, "memory-limit", "while its site was profiled")
    except Exception as error:
        lost = Quarantined(ready.source.name, ready.source.wanted_id, "internal-error", fault(error))
    return Observed(lost, None)


def finished(ready: Prepared | Quarantined, settings: Settings, profile: SiteProfile | None = None) -> Outcome:
    """Clean, name the language, sketch and render one prepared document."""
    if isinstance(ready, Quarantined):
        return lost_outcome(ready)
    name, wanted = ready.source.name, ready.source.wanted_id
    try:
        with collector_paused():
            document = pipeline.finish(ready, toolkit(settings), profile)
            return Outcome(document.id, document.source, render(document), _sketched(document, settings))
    except MemoryError:
        return lost_outcome(Quarantined(name, wanted, "memory-limit", "needs more memory than a worker may take"))
    except Exception as error:
        return lost_outcome(Quarantined(name, wanted, "internal-error", fault(error)))


def lost_outcome(lost: Quarantined) -> Outcome:
    """The outcome of a document in quarantine."""
    return Outcome(lost.wanted_id, lost.source, lost, None)


def _sketched(document: Document, settings: Settings) -> Sketched | None:
    if document.dropped or settings.duplicates == "off":
        return None
    ((hashes, words),) = sketch.shingle_batch_with_words([document.body])
    digest = hashlib.blake2b(document.body.encode(), digest_size=16).digest()
    paragraphs = sketch.paragraph_hashes(document.body)
    return Sketched(hashes, words, len(document.body), digest, document.published, paragraphs)


def _label(item: Item) -> tuple[str, str]:
    """Name and stem of an item."""
    if isinstance(item, FaultItem):
        return item.lost.source, item.lost.wanted_id
    return (item.entry.name, item.entry.stem) if isinstance(item, FileItem) else (item.name, item.stem)


def killed(item: Item, reason: str, detail: str) -> Quarantined:
    """The quarantine entry of an item whose worker did not survive it."""
    return Quarantined(*_label(item), reason, detail)


def fault(error: Exception) -> str:
    """An exception as one line: its type, its message and where in our code it rose, without paths of a machine."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "cleaner" in Path(frame.filename).parts] or frames
    last = ours[-1] if ours else None
    place = f" at {Path(last.filename).name}:{last.lineno}" if last else ""
    return f"{type(error).__name__}: {' '.join(str(error).split())[:300]}{place}"
