"""Pydantic's findings in the words of someone who writes rules, each at its place in the file."""

import difflib
from collections.abc import Iterable, Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from cleaner.rulebook.errors import Fault
from cleaner.rulebook.model import RuleFile
from cleaner.rulebook.safeyaml import Tree

_MESSAGES = {
    "string_type": "expected a text, not a list or a map",
    "tuple_type": "expected a list",
    "list_type": "expected a list",
    "model_type": "expected a map of keys and values",
    "model_attributes_type": "expected a map of keys and values",
    "dict_type": "expected a map of keys and values",
    "bool_parsing": "expected true or false",
    "int_parsing": "expected a whole number",
    "float_parsing": "expected a number",
    "too_short": "expected at least one entry",
}


def faults(file: str, tree: Tree, error: ValidationError) -> Iterator[Fault]:
    """A fault for each finding."""
    for detail in error.errors(include_url=False):
        path = tuple(detail["loc"])
        kind = detail["type"]
        if kind == "extra_forbidden":
            place = tree.key_place(path)
            known = keys_at(path[:-1])
            message = f"unknown key {path[-1]!r}{nearest(str(path[-1]), known)}; expected {', '.join(known)}"
        elif kind == "missing":
            place, message = tree.place(path[:-1]), f"missing key {path[-1]!r}"
        else:
            place, message = tree.place(path), _MESSAGES.get(kind) or _said(detail)
        yield Fault(file, *place, message)


def _said(detail: Any) -> str:
    message = str(detail["msg"])
    if detail["type"] in ("literal_error", "date_from_datetime_parsing", "string_pattern_mismatch"):
        message = message.replace("Input should be ", "expected ")
    given = detail.get("input")
    shown = f", not {given[:40]!r}" if isinstance(given, str) and message.startswith(("Input", "expected")) else ""
    return message.replace("Input should be ", "expected ") + shown


def nearest(word: str, known: Iterable[str]) -> str:
    """ " (did you mean …?)" where there is something near, else nothing."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" (did you mean {close[0]}?)" if close else ""


def keys_at(path: tuple[str | int, ...]) -> list[str]:
    """The keys that the map at the path may have."""
    model: Any = RuleFile
    for step in path:
        if isinstance(step, str):
            fields = {field.alias or name: field for name, field in model.model_fields.items()}
            inner = _model_in(fields[step].annotation) if step in fields else None
            model = inner or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The first model within a type."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _model_in(inner))), None)
