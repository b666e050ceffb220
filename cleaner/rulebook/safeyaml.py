"""YAML as rule files may use it: maps, lists and strings, read from the parser's events.

PyYAML's loaders are not for files of unknown authors: deep nesting overflows C's stack, aliases are bombs, `no`
becomes False (Norwegian!), and a key given twice silently wins. Here every scalar is the string that was written,
and size, depth, anchors, aliases, tags and duplicate keys are refused while the events come in, before anything is
built of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from cleaner.rulebook.errors import Fault

MAX_BYTES = 256 * 1024
MAX_DEPTH = 32

Path = tuple[str | int, ...]
Place = tuple[int, int]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Tree:
    """The data of a file, and where each of its values stands: `places[("rules", 0, "id")] == (line, column)`.

    A key of a map has its own place under the path that ends with the key and `KEY`.
    """

    data: Any
    places: Mapping[Path, Place] = field(default_factory=dict)

    def place(self, path: Path) -> Place:
        """The place of the value at the path, or of the nearest one around it that the file has.

        Steps that the file does not have are passed over: where it may write one thing for a list of one, or a
        word for a map, the model's paths are longer than the file's.
        """
        return self.places.get(self._known(path), (1, 1))

    def key_place(self, path: Path) -> Place:
        """The place of the key at the end of the path."""
        at = self._known(path)
        return self.places.get((*at, KEY), self.places.get(at, (1, 1)))

    def _known(self, path: Path) -> Path:
        at: Path = ()
        for step in path:
            if (*at, step) in self.places:
                at = (*at, step)
        return at


KEY = "\0key"


class _RefusedError(Exception):
    """Something in the file that rule files may not have."""

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.place = place
        self.message = message


def read(name: str, content: bytes) -> Tree | Fault:
    """The tree of one file's content, or the fault that stopped it (of a file that cannot be read, the first)."""
    if len(content) > MAX_BYTES:
        return Fault(name, 0, 0, f"more than {MAX_BYTES:,} bytes, which is all that a rule file may have: split it")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Fault(name, line, 1, "not UTF-8: save the file in UTF-8")
    places: dict[Path, Place] = {}
    try:
        data = _document(_events(text), places)
    except _RefusedError as refused:
        return Fault(name, *refused.place, refused.message)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return Fault(name, *place, f"not YAML: {error.problem or error.context}")
    except yaml.YAMLError as error:
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        return Fault(name, line, 1, f"not YAML: {getattr(error, 'reason', error)}")
    return Tree(data, places)


def _events(text: str) -> Iterator[yaml.Event]:
    """The parser's events, refused as soon as one is of a kind that rule files do not have."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.NodeEvent):
            _refuse_references(event)
        if event.__class__ is yaml.ScalarEvent:  # nearly all of them
            yield event
            continue
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise _RefusedError(_place(event), f"nested deeper than {MAX_DEPTH} levels")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        yield event


def _refuse_references(event: yaml.NodeEvent) -> None:
    """Raise for an alias, an anchor or a tag."""
    if isinstance(event, yaml.AliasEvent):
        message = f"alias *{event.anchor}: write the value out, rule files have no aliases"
    elif event.anchor:
        message = f"anchor &{event.anchor}: rule files have no anchors"
    elif tag := getattr(event, "tag", None):
        message = f"tag {tag}: rule files have no tags, every value is read as text"
    else:
        return
    raise _RefusedError(_place(event), message)


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


def _document(events: Iterator[yaml.Event], places: dict[Path, Place]) -> Any:
    data: Any = None
    documents = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _RefusedError(_place(event), "a second document (---): a rule file has one")
        elif isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)):
            data = _value(event, events, (), places)
    if documents == 0:
        raise _RefusedError((1, 1), "the file is empty: a rule file has at least `version: 1` and `rules:`")
    return data


def _value(event: yaml.Event, events: Iterator[yaml.Event], path: Path, places: dict[Path, Place]) -> Any:
    """The value that begins with the event; recursion is bounded by MAX_DEPTH."""
    places[path] = _place(event)
    if isinstance(event, yaml.ScalarEvent):
        return event.value
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[Any] = []
        for inner in events:
            if isinstance(inner, yaml.SequenceEndEvent):
                break
            items.append(_value(inner, events, (*path, len(items)), places))
        return items
    return _mapping(events, path, places)


def _mapping(events: Iterator[yaml.Event], path: Path, places: dict[Path, Place]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        place = _place(event)
        if not isinstance(event, yaml.ScalarEvent):
            raise _RefusedError(place, "a key must be a word, not a list or a map")
        key = event.value
        if key in found:
            first = places[(*path, key, KEY)][0]
            raise _RefusedError(place, f"the key {key!r} is given twice (first in line {first})")
        places[(*path, key, KEY)] = place
        found[key] = _value(next(events), events, (*path, key), places)
    return found
