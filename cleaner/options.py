"""Options in their loose forms, from a configuration file, a command line or a Python caller, to Settings."""

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from cleaner.settings import FLAGS_ONLY, Settings, SettingsError, flag

_LISTS_WITH_COMMAS = frozenset({"languages", "allowed_languages"})


def from_mapping(values: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Settings' keyword arguments of a TOML table. Raises SettingsError that lists all unknown keys and wrong types."""
    hints, known, faults = get_type_hints(Settings), {}, []
    for key, value in values.items():
        name = key.replace("-", "_")
        if name in FLAGS_ONLY - {"limits"}:
            faults.append(f"{where}: {key!r} is about one call; give it as the flag {flag(name)}")
        elif name not in hints or name in FLAGS_ONLY:
            faults.append(f"{where}: unknown key {key!r} (see `corpus-clean run --help`)")
        elif (converted := _typed(value, hints[name])) is None:
            faults.append(f"{where}: {key} takes {_takes(hints[name])}; not {value!r}")
        else:
            known[name] = converted
    if faults:
        raise SettingsError("\n".join(faults), known=known)
    return known


def _typed(value: Any, hint: Any) -> Any:  # the type is known only when the program runs
    """The TOML value as the setting's type, None where it does not fit."""
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        values = value.split(",") if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
            return None
        return tuple(item(v.strip()) for v in values)
    if hint is bool or hint is int:
        return value if type(value) is hint else None
    if hint is float:
        return float(value) if type(value) in (int, float) else None
    if not isinstance(value, str):
        return str(value) if type(value) is int and hint is str else None
    return Path(value) if Path in get_args(hint) else value


def _takes(hint: Any) -> str:
    """What a setting of a type takes, in words."""
    if get_origin(hint) is tuple:
        return "a list of strings"
    if get_origin(hint) is Literal:
        return f"one of {', '.join(get_args(hint))}"
    return {bool: "true or false", int: "a whole number", float: "a number"}.get(hint, "a string")


def from_options(options: Mapping[str, Any]) -> Settings:
    """Settings of keyword options as a caller or the command line gives them: numbers, paths and lists in loose forms.

    Raises SettingsError that lists every unknown option and every value that cannot be.
    """
    hints = get_type_hints(Settings)
    unknown = sorted(set(options) - set(hints))
    faults = [f"unknown option{'s' * (len(unknown) > 1)}: {', '.join(unknown)}"] if unknown else []
    known: dict[str, Any] = {}
    for name in (field.name for field in fields(Settings) if field.name in options):
        try:
            known[name] = _loose(name, options[name], hints[name])
        except (TypeError, ValueError):
            faults.append(f"{flag(name)} takes {_takes(hints[name])}; not {options[name]!r}")
    try:
        settings = Settings(**known)
    except SettingsError as error:
        faults += str(error).splitlines()
        known = {name: value for name, value in known.items() if name not in error.faulty}
    if faults:
        raise SettingsError("\n".join(faults), known=known)
    return settings


def _loose(name: str, value: Any, hint: Any) -> Any:  # the type is known only when the program runs
    """A caller's value in the setting's own type. Raises TypeError and ValueError where it has none."""
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        if isinstance(value, str) and name in _LISTS_WITH_COMMAS:
            value = [code.strip() for code in value.split(",")] if value else []
        values = [value] if isinstance(value, str | Path) else list(value or ())
        return tuple(item(v) for v in values)
    if value is None and type(None) in get_args(hint):
        return None
    if Path in get_args(hint):
        return Path(value)
    if hint in (int, float):
        return hint(value)
    return str(value) if hint is str or str in get_args(hint) else value
