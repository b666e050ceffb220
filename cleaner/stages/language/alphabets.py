"""Alphabets as evidence: a letter that a language does not write speaks against it."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from cleaner.stages.language.scripts import script_of

_COMMON = {
    "Latn": frozenset("abcdefghijklmnopqrstuvwxyz"),
    "Cyrl": frozenset("абвгдежзиклмнопрстуфхцчш"),
    "Deva": frozenset(map(chr, range(0x900, 0x980))) - frozenset("ळऱ"),
}


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


def strange_letters(script: str, letters: Mapping[str, int], codes: Iterable[str]) -> dict[str, int]:
    """How many of the letters (of this script) each language does not write; languages without alphabet left out."""
    own = {letter: count for letter, count in letters.items() if script_of(letter) == script}
    known = alphabets(script)
    return {code: sum(map(own.__getitem__, own.keys() - known[code])) for code in codes if code in known}
