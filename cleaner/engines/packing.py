"""What lies between the steps, as bytes: plain tuples of plain values.

A pickled dataclass costs ten times its tuple (each of its fields is found by name, in Python), and a document is
hundreds of small ones. Nothing here names a class, so that what a cache holds can be read without calling any.
"""

import io
import pickle
import struct
from collections.abc import Callable
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.corpus.profile import Observation
from cleaner.corpus.profile.html import HtmlObservation
from cleaner.document import Block, Given, Prepared, Quarantined, Source
from cleaner.page import Candidate, Evidence, Moment, PageFacts, Tree
from cleaner.stages.chrome.evidence import Sight
from cleaner.writers.lines import Rendered

_SKETCH = struct.Struct("<5q16s")


@dataclass(frozen=True, slots=True)
class Sketched:
    """What the near-duplicate step wants of a body; `moment` is its date in microseconds."""

    hashes: NDArray[np.uint64]
    words: int
    length: int
    moment: int
    digest: bytes
    paragraphs: NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document in the per-document steps. `sketch` (packed) is None unless it stays so far."""

    wanted_id: str
    source: str
    result: Rendered | Quarantined
    sketch: bytes | None


def _getter(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    return attrgetter(*[field.name for field in fields(kind)])


_SOURCE, _GIVEN, _TREE, _FACTS = map(_getter, (Source, Given, Tree, PageFacts))
_CANDIDATE, _MOMENT, _QUARANTINED, _RENDERED = map(_getter, (Candidate, Moment, Quarantined, Rendered))
_PAGE_SEEN, _TEXT_SEEN = map(_getter, (HtmlObservation, Sight))
_NAMES = [field.name for field in fields(PageFacts)]
_CANDIDATES = [_NAMES.index(name) for name in ("headlines", "published", "modified")]
_MOMENTS = _NAMES.index("moments")
_OWN_GIVEN = [field.name for field in fields(Source)].index("given")


def pack_prepared(ready: Prepared | Quarantined) -> bytes:
    """A prepared document, or why there is none."""
    if isinstance(ready, Quarantined):
        return _packed(_QUARANTINED(ready))
    source = list(_SOURCE(ready.source))
    source[_OWN_GIVEN] = _GIVEN(ready.source.given)
    tree = next((block.evidence.tree for block in ready.blocks if block.evidence), None)
    blocks = [
        (block.start, len(block.text), block.kind, block.tight, block.gap, _evident(block.evidence, tree))
        for block in ready.blocks
    ]
    facts = None if ready.page is None else _packed_facts(ready.page)
    counts = dict(ready.repairs)
    return _packed((source, ready.text, blocks, tree and _TREE(tree), ready.encoding, counts, facts, ready.region))


def _evident(evidence: Evidence | None, tree: Tree | None) -> tuple[int, float, tuple[str, ...]] | None:
    if evidence is None:
        return None
    if evidence.tree is not tree:
        raise ValueError("blocks of one page in two trees")
    return evidence.element, evidence.link_density, evidence.marks


def _packed_facts(facts: PageFacts) -> list[Any]:
    values = list(_FACTS(facts))
    for at in _CANDIDATES:
        values[at] = [_CANDIDATE(each) for each in values[at]]
    values[_MOMENTS] = [_MOMENT(each) for each in values[_MOMENTS]]
    return values


def unpack_prepared(data: bytes) -> Prepared | Quarantined:
    """The inverse of `pack_prepared`. Raises ValueError, TypeError and the like for anything else."""
    value = unpacked(data)
    if len(value) == len(fields(Quarantined)):
        return Quarantined(*value)
    source, text, blocks, tree, encoding, repairs, facts, region = value
    source[_OWN_GIVEN] = Given(*source[_OWN_GIVEN])
    own = Tree(*tree) if tree else None
    return Prepared(
        Source(*source),
        text,
        tuple(
            [
                Block(text[at : at + length], at, kind, tight, gap, Evidence(own, *seen) if seen and own else None)
                for at, length, kind, tight, gap, seen in blocks
            ]
        ),
        encoding,
        repairs,
        None if facts is None else _unpacked_facts(facts),
        region,
    )


def _unpacked_facts(values: list[Any]) -> PageFacts:
    for at in _CANDIDATES:
        values[at] = tuple([Candidate(*each) for each in values[at]])
    values[_MOMENTS] = tuple([Moment(*each) for each in values[_MOMENTS]])
    return PageFacts(*values)


def pack_observation(seen: Observation) -> bytes:
    """What one document tells its site."""
    return _packed((seen.site, seen.html and _PAGE_SEEN(seen.html), seen.text and _TEXT_SEEN(seen.text)))


def unpack_observation(data: bytes) -> Observation:
    """The inverse of `pack_observation`."""
    site, html, text = unpacked(data)
    return Observation(site, html and HtmlObservation(*html), text and Sight(*text))


def pack_outcome(outcome: Outcome) -> bytes:
    """An outcome, its sketch apart."""
    result = outcome.result
    values = _QUARANTINED(result) if isinstance(result, Quarantined) else _RENDERED(result)
    return _packed((outcome.wanted_id, outcome.source, values))


def unpack_outcome(data: bytes, sketch: bytes | None = None) -> Outcome:
    """The inverse of `pack_outcome`."""
    wanted_id, source, values = unpacked(data)
    result = Quarantined(*values) if len(values) == len(fields(Quarantined)) else Rendered(*values)
    return Outcome(wanted_id, source, result, sketch)


def pack_sketch(sketched: Sketched) -> bytes:
    """A sketch: its numbers, its shingles, its paragraphs."""
    s = sketched
    head = _SKETCH.pack(len(s.hashes), len(s.paragraphs), s.words, s.length, s.moment, s.digest)
    return b"".join((head, s.hashes.data, s.paragraphs.data))


def unpack_sketch(data: bytes) -> Sketched:
    """The inverse of `pack_sketch`."""
    hashes, paragraphs, words, length, moment, digest = _SKETCH.unpack_from(data)
    first, second = np.split(np.frombuffer(data, "<u8", hashes + paragraphs, _SKETCH.size), [hashes])
    return Sketched(first, words, length, moment, digest, second)


def _packed(value: Any) -> bytes:
    return pickle.dumps(value, protocol=5)


def unpacked(data: bytes) -> Any:
    """Plain values. Raises UnpicklingError where a class or a function is named: a cache may come from elsewhere."""
    return _Plain(io.BytesIO(data)).load()


class _Plain(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name} does not belong here")
