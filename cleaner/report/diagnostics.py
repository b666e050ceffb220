"""What CI is told, in three forms: lines for people, one JSON object, and annotations of GitHub's workflow commands."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any, Literal

import orjson

from cleaner.document import Quarantined
from cleaner.report.changes import Change

Level = Literal["error", "warning", "notice"]
MOST_ANNOTATIONS = 50
"""Annotations of one kind that are written out; GitHub shows ten of each level a step, and the rest only fills logs."""

_CHANGES = {
    "new": "a new record",
    "gone": "its record would go",
    "changed": "its record would change",
    "reordered": "the order of the records, or the form of a line, would change",
    "unreadable": "the old file is no corpus of records that can be read",
}


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: how bad it is, a stable word for it, a sentence, and the document it is about (None: the run)."""

    level: Level
    code: str
    message: str
    id: str | None = None
    source: str | None = None


def of_lost(lost: Quarantined, identifier: str | None = None) -> Diagnostic:
    """A document in quarantine."""
    return Diagnostic("warning", lost.reason, f"quarantined: {lost.detail}", identifier or lost.wanted_id, lost.source)


def of_change(change: Change) -> Diagnostic:
    """A change that `--check` found."""
    sentence = _CHANGES[change.kind]
    if change.fields:
        sentence += f": {', '.join(change.fields)}"
    return Diagnostic("error", f"check-{change.kind}", sentence, change.id or None, change.source or None)


def of_gate(sentence: str) -> Diagnostic:
    """A gate that the run did not pass."""
    return Diagnostic("error", "gate", sentence)


def in_words(diagnostic: Diagnostic) -> str:
    """A line for people.

    >>> in_words(Diagnostic("error", "check-changed", "its record would change: body", "a", "a.txt"))
    'a.txt: its record would change: body'
    """
    return f"{diagnostic.source}: {diagnostic.message}" if diagnostic.source else diagnostic.message


def as_json(diagnostics: Iterable[Diagnostic], summary: dict[str, Any]) -> str:
    """The one JSON object of a run: `diagnostics` and `summary`."""
    value = {"diagnostics": [asdict(diagnostic) for diagnostic in diagnostics], "summary": summary}
    return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()


def annotations(diagnostics: Iterable[Diagnostic], root: str | None) -> Iterator[str]:
    """Lines that GitHub shows beside the files; `root` is the folder of the sources (None: standard input).

    Of each code at most MOST_ANNOTATIONS are written; a notice tells how many more there are.
    """
    counts: dict[str, int] = {}
    for diagnostic in diagnostics:
        count = counts[diagnostic.code] = counts.get(diagnostic.code, 0) + 1
        if count <= MOST_ANNOTATIONS:
            yield annotation(diagnostic, root)
    for code, count in counts.items():
        if count > MOST_ANNOTATIONS:
            more = Diagnostic("notice", code, f"{count - MOST_ANNOTATIONS:,} more of {code} are not shown")
            yield annotation(more, root)


def annotation(diagnostic: Diagnostic, root: str | None) -> str:
    """One workflow command, everything in it escaped so that no name or text can begin another.

    >>> annotation(Diagnostic("error", "gate", "50% of\\n::stop"), "raw")
    '::error title=corpus-clean gate::50%25 of%0A::stop'
    """
    properties = {"title": f"corpus-clean {diagnostic.code}"}
    if diagnostic.source and root is not None:
        file, _, row = diagnostic.source.rpartition("#")
        if file and row.isdecimal():
            properties = {"file": str(PurePosixPath(root, file)), "line": row} | properties
        else:
            properties = {"file": str(PurePosixPath(root, diagnostic.source))} | properties
    message = in_words(diagnostic) if diagnostic.source else diagnostic.message
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{diagnostic.level} {told}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
