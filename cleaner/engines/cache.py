"""The per-document steps with a memory (`--cache`): what was done before is not done again.

Two levels. A prepared document depends on its bytes, what the input says of it, and the `html:` rules of its site (all
rules, where some are of that kind and only the page itself says which site is its own); a finished one on that, on the
rules that could apply to it, on its site's profile and on the few options that the step reads. A short way leads from
all rules together to the finished one, so that an unchanged run decides nothing anew. Where no folder is set, these are
the plain steps.
"""

import hashlib
import pickle
import platform
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from importlib import metadata, resources
from typing import Any, TypeVar

from cleaner import pipeline
from cleaner.corpus.profile import Observation
from cleaner.corpus.profile.chosen import Chosen
from cleaner.document import Prepared, Quarantined, Source
from cleaner.engines import steps
from cleaner.engines.packing import (
    Outcome,
    pack_observation,
    pack_outcome,
    pack_prepared,
    unpack_observation,
    unpack_outcome,
    unpack_prepared,
)
from cleaner.engines.ready import Ready, Shelved
from cleaner.engines.store import Store
from cleaner.profile import SiteProfile
from cleaner.readers import Item
from cleaner.settings import Settings
from cleaner.stages.language import engines_in_use

Value = TypeVar("Value")

LIBRARIES = ("selectolax", "ftfy", "langdetect", "pycld2", "chardet", "google-re2", "numpy")
"""Whose versions can change a result."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished document, and the keys (exact, short) under which its outcome is to be kept (None: it is)."""

    done: steps.Finished
    keys: tuple[bytes, bytes] | None = None


def prepared(item: Item, settings: Settings) -> Ready:
    """Read and prepare an item."""
    if settings.cache is None:
        return steps.prepared(steps.sourced(item, settings), settings)
    return observed(item, settings)[0]


def observed(
    item: Item, settings: Settings, row: int | None = None, chosen: Chosen | None = None
) -> tuple[Ready, Observation | None]:
    """Read and prepare an item, with what its site can learn from it.

    Without a cache a document that cannot count (see `Chosen`) is not looked at; with one it may count in another run.
    """
    if settings.cache is None:
        seen = steps.observed(steps.sourced(item, settings), settings, row, chosen)
        return seen.prepared, seen.observation
    source = steps.sourced(item, settings)
    if isinstance(source, Quarantined):
        return source, None
    store, key = Store(settings.cache), _first_key(source, settings)
    entry = store.get(key)
    if entry and len(entry) == 2 and (known := _unpacked(unpack_observation, entry[1])):
        return Shelved(key, source.name, source.wanted_id, entry[0]), known
    seen = steps.observed(source, settings)
    if isinstance(seen.prepared, Quarantined) or seen.observation is None:
        return seen.prepared, seen.observation
    packed = pack_prepared(seen.prepared)
    store.put(key, packed, pack_observation(seen.observation))
    return Shelved(key, source.name, source.wanted_id, packed), seen.observation


def finished(ready: Ready, settings: Settings, profile: SiteProfile | None = None) -> Finished:
    """Finish a prepared document; `sketched` makes outcomes of those, and keeps them."""
    if not isinstance(ready, Shelved) or settings.cache is None:
        return Finished(steps.finished(_opened(ready), settings, profile))
    store, tools = Store(settings.cache), steps.toolkit(settings)
    rest: list[bytes | str | bool] = [
        ready.key,
        _digest_of(profile),
        repr(settings.languages).encode(),
        settings.duplicates == "off",
    ]
    short = _key("short", tools.rulebook.digest, *rest)
    known = store.get(short)
    if known and (outcome := _outcome(store, known[0])):
        return Finished(steps.Finished(outcome))
    prepared = _opened(ready)
    if isinstance(prepared, Quarantined):
        return Finished(steps.Finished(steps.lost_outcome(prepared)))
    try:
        exact = _key("exact", pipeline.bearings(prepared, tools).rules.digest, *rest)
    except Exception:  # of any stage: the step itself meets the same fault and has the words for it
        return Finished(steps.finished(prepared, settings, profile))
    if outcome := _outcome(store, exact):
        store.put(short, exact)
        return Finished(steps.Finished(outcome))
    return Finished(steps.finished(prepared, settings, profile), (exact, short))


def sketched(done: Sequence[Finished], settings: Settings) -> list[Outcome]:
    """The outcomes with their sketches; those that are new are kept."""
    outcomes = steps.sketched([each.done for each in done])
    if settings.cache is not None:
        store = Store(settings.cache)
        for each, outcome in zip(done, outcomes, strict=True):
            if each.keys and not isinstance(outcome.result, Quarantined):
                exact, short = each.keys
                store.put(exact, pack_outcome(outcome), outcome.sketch or b"")
                store.put(short, exact)
    return outcomes


def _outcome(store: Store, key: bytes) -> Outcome | None:
    entry = store.get(key)
    return _unpacked(unpack_outcome, entry[0], entry[1] or None) if entry and len(entry) == 2 else None


def _unpacked(unpack: Callable[..., Value], *data: bytes | None) -> Value | None:
    """What was packed; None, a miss, where it cannot be unpacked."""
    try:
        return unpack(*data)
    except Exception:  # unpickling what somebody else wrote may raise anything
        return None


def _opened(ready: Ready) -> Prepared | Quarantined:
    if not isinstance(ready, Shelved):
        return ready
    lost = Quarantined(ready.name, ready.wanted_id, "internal-error", "the cache's copy of it cannot be read")
    return _unpacked(unpack_prepared, ready.prepared) or lost


def _first_key(source: Source, settings: Settings) -> bytes:
    tools = steps.toolkit(settings)
    rules = pipeline.preparing_rules(source, tools)
    return _key("prepared", tools.rulebook.packs_digest, rules, pickle.dumps(source, protocol=5))


def _key(*parts: bytes | str | bool) -> bytes:
    """A key of parts, each with its length, and of this program."""
    digest = hashlib.blake2b(program(), digest_size=20)
    for part in parts:
        data = part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass")
        digest.update(f"{len(data)}:".encode() + data)
    return digest.digest()


@lru_cache(maxsize=1)
def program() -> bytes:
    """A digest of what computes: our own code, the libraries' versions, the language engines, Python's version."""
    digest = hashlib.blake2b(platform.python_version().encode(), digest_size=20)
    package = resources.files("cleaner")
    for path in sorted(_sources(package), key=str):
        digest.update(path.read_bytes())
    for library in LIBRARIES:
        try:
            digest.update(f"{library} {metadata.version(library)};".encode())
        except metadata.PackageNotFoundError:
            digest.update(f"{library} none;".encode())
    digest.update(repr(sorted(engines_in_use().items())).encode())
    return digest.digest()


def _sources(folder: Any) -> Iterable[Any]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _sources(entry)
        elif entry.name.endswith((".py", ".json", ".npz", ".txt", ".tsv", ".gz")):
            yield entry


@lru_cache(maxsize=64)
def _digest_of(profile: SiteProfile | None) -> bytes:
    return hashlib.blake2b(repr(_ordered(profile)).encode(), digest_size=16).digest()


def _ordered(value: Any) -> Any:
    """A frozen value with its sets in order, so that equal ones look equal in every process."""
    if is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *(_ordered(getattr(value, field.name)) for field in fields(value))]
    if isinstance(value, frozenset | set):
        return sorted(map(_ordered, value), key=repr)
    if isinstance(value, dict):
        return sorted(((key, _ordered(each)) for key, each in value.items()), key=repr)
    return [_ordered(each) for each in value] if isinstance(value, tuple | list) else value
