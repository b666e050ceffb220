"""The JSON Schema of rule files, generated from the model, so that editors complete and check them."""

from typing import Any

from cleaner.rulebook.model import RuleFile

FILE = "rule.schema.json"
"""The committed copy's name in the rules folder; a test keeps it equal."""


def schema() -> dict[str, Any]:
    """The schema, as an editor takes it."""
    generated = RuleFile.model_json_schema(by_alias=True, mode="validation")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_plain(generated),
        "title": "Rules of corpus-clean",
    }


def _plain(part: Any) -> Any:
    """The schema without the titles that pydantic makes of every field's name."""
    if isinstance(part, dict):
        return {
            key: _plain(value)
            for key, value in part.items()
            if not (key == "title" and isinstance(value, str)) and not (key == "default" and value is None)
        }
    return [_plain(inner) for inner in part] if isinstance(part, list) else part
