"""Options from files: `[tool.corpus-clean]` of the nearest pyproject.toml, or a `corpus-clean.toml` beside or above."""

import tomllib
from pathlib import Path
from typing import Any

from cleaner.settings import SettingsError, from_mapping

OWN = "corpus-clean.toml"
SHARED = "pyproject.toml"


def configured(start: Path) -> dict[str, Any]:
    """The options of the nearest configuration at or above a folder; none where there is no such file.

    Raises SettingsError for a file that is no TOML, unknown keys and wrong types.
    """
    for folder in (start, *start.parents):
        own = folder / OWN
        if own.is_file():
            return from_mapping(_table(own), OWN)
        shared = folder / SHARED
        if shared.is_file():
            table = _table(shared).get("tool", {}).get("corpus-clean")
            if table is not None:
                return from_mapping(table, f"{SHARED} [tool.corpus-clean]")
    return {}


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path.name}: {error}") from error
    except OSError as error:
        raise SettingsError(f"{path.name}: {error.strerror}") from error
