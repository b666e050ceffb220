"""Options from files: `[tool.corpus-clean]` of the nearest pyproject.toml, or a `corpus-clean.toml` beside or above."""

import json
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Annotated, Any

import typer

from cleaner.cli.exits import Exit
from cleaner.options import from_mapping
from cleaner.settings import FLAGS_ONLY, Settings, SettingsError

OWN = "corpus-clean.toml"
SHARED = "pyproject.toml"


@dataclass(frozen=True, slots=True)
class Configured:
    """The options that a file sets, by their names in Settings, and that file (None: there is none)."""

    values: dict[str, Any] = field(default_factory=dict)
    file: Path | None = None


def configured(start: Path) -> Configured:
    """The options of the nearest configuration at or above a folder; paths in it are relative to its own folder.

    Raises SettingsError for a file that is no TOML, unknown keys and wrong types.
    """
    for folder in (start, *start.parents):
        own = folder / OWN
        if own.is_file():
            return _read(own, _table(own), OWN, start)
        shared = folder / SHARED
        if shared.is_file():
            tools = _table(shared).get("tool")
            table = tools.get("corpus-clean") if isinstance(tools, dict) else None
            if table is not None:
                return _read(shared, table, f"{SHARED} [tool.corpus-clean]", start)
    return Configured()


def _read(file: Path, table: Any, where: str, start: Path) -> Configured:
    if not isinstance(table, dict):
        raise SettingsError(f"{where}: takes a table of options; not {table!r}")
    try:
        values = from_mapping(table, where)
    except SettingsError as error:
        raise SettingsError(str(error), known=_below(error.known, file.parent, start)) from error
    return Configured(_below(values, file.parent, start), file)


def _below(values: dict[str, Any], folder: Path, start: Path) -> dict[str, Any]:
    """The values with their paths relative to the file's own folder."""
    return values if folder == start else {name: _placed(value, folder) for name, value in values.items()}


def _placed(value: Any, folder: Path) -> Any:
    if isinstance(value, tuple):
        return tuple(_placed(each, folder) for each in value)
    return folder / value if isinstance(value, Path) else value


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path.name}: {error}") from error
    except OSError as error:
        raise SettingsError(f"{path.name}: {error.strerror}") from error


def config(
    as_json: Annotated[bool, typer.Option("--json", help='One object: {"option": {"value": …, "from": …}}.')] = False,
) -> int:
    """Print the options that are in force here and where each comes from, as TOML that could be a configuration."""
    found = configured(Path.cwd())
    settings = Settings(**found.values)
    origins = {
        name.name: str(found.file) if found.file and name.name in found.values else "default"
        for name in fields(Settings)
        if name.name not in FLAGS_ONLY
    }
    shown = {name.replace("_", "-"): (_plain(getattr(settings, name)), origin) for name, origin in origins.items()}
    if as_json:
        told = {name: {"value": value, "from": origin} for name, (value, origin) in shown.items()}
        typer.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return Exit.DONE
    for name, (value, origin) in shown.items():
        unset = "# " if value is None else ""
        typer.echo(f"{unset}{name} = {'' if value is None else json.dumps(value, ensure_ascii=False)}  # {origin}")
    return Exit.DONE


def _plain(value: Any) -> Any:
    """The value as TOML and JSON write it."""
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, Path) else value
