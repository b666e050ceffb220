"""Near-duplicates within a corpus: found by bands and probes, verified on the shingle sets, explained by a measure."""

from cleaner.corpus.duplicates.find import Decision, Decisions, find_duplicates
from cleaner.corpus.duplicates.index import Index, IndexBusyError
from cleaner.corpus.duplicates.keep import POLICIES, Keep
from cleaner.corpus.duplicates.manifest import IndexMismatchError
from cleaner.corpus.duplicates.passages import Passage, PassageCounter, Passages
from cleaner.corpus.duplicates.scale import MissingExtraError
from cleaner.corpus.duplicates.store import SketchStore, SketchWriter
from cleaner.corpus.duplicates.texts import digest, near_duplicates

__all__ = [
    "POLICIES",
    "Decision",
    "Decisions",
    "Index",
    "IndexBusyError",
    "IndexMismatchError",
    "Keep",
    "MissingExtraError",
    "Passage",
    "PassageCounter",
    "Passages",
    "SketchStore",
    "SketchWriter",
    "digest",
    "find_duplicates",
    "near_duplicates",
]
