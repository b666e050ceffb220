"""Alphabets as evidence: a letter that a language does not write speaks against it."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_COMMON = {"Latn": frozenset("abcdefghijklmnopqrstuvwxyz"), "Cyrl": frozenset("абвгдежзиклмнопрстуфхцчш")}


@cache
def alphabets(script: str) -> Mapping[str, frozenset[str]]:
    """The letters of each language that writes this script with an alphabet of its own; empty for other scripts."""
    found: dict[str, frozenset[str]] = {}
    section = ""
    for line in files(__package__).joinpath("alphabets.txt").read_text("utf-8").splitlines():
        code, colon, letters = line.partition(":")
        if not colon:
            section = line.strip() if line[:1].isalpha() else section
        elif section == script:
            more, _, less = letters.partition(" -")
            found[code] = frozenset("".join(more.split())) | _COMMON.get(script, frozenset()) - frozenset(less.split())
    return found
