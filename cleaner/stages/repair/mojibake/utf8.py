"""UTF-8 that was read as a one-byte encoding.

The evidence is structure: a lead byte with exactly the continuation bytes it asks for. For each one-byte encoding a
pattern finds such sequences among the characters themselves. Text that is right holds hardly any, and those it holds
(`liberté »`, `IRMÃ”`) are told from damage by how they look beside their neighbours, before and after.
"""

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import cache

from cleaner.stages.repair.mojibake.look import kind, oddness

# Where a text fits several as well, the first is taken.
CODECS = ("cp1252", "cp1250", "cp1251", "cp1254", "koi8-r", "cp437", "mac-roman", "cp850", "cp866", "cp1253", "cp1257",
          "iso8859-2", "mac-cyrillic", "koi8-u", "cp1255", "cp1256", "cp852")  # fmt: skip
_LONG = 400  # characters of one run that are weighed
_SHORT = 2  # characters that may have come about by chance
_NEAR = 12
_SAMPLE = 1200  # characters looked at to compare encodings
_BEYOND_ASCII = re.compile("[^\0-\x7f]")
_TIMES = 6  # how often over: text comes damaged twice, hardly ever four times
_SURE = 1.5  # one sign inside a word, or two smaller symptoms: what a lone sequence has to show


@dataclass(frozen=True, slots=True)
class Misreading:
    """One encoding that UTF-8 is misread as: its upper half as characters, and the pattern of sequences in them."""

    leads: frozenset[str]
    trails: frozenset[str]
    bytes_of: dict[int, int]
    runs: re.Pattern[str]


@cache
def misreading(codec: str) -> Misreading:
    """The pattern for an encoding; bytes it does not define are C1 controls, as browsers and Windows read them."""
    upper = [bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in range(0x80, 0x100)]
    bytes_of = {ord(char): 0x80 + index for index, char in enumerate(upper)}
    for byte in range(0x80, 0xA0):  # what was read as latin-1 in passing
        bytes_of.setdefault(byte, byte)

    def chars(first: int, last: int) -> str:
        return "[" + "".join(re.escape(chr(char)) for char, byte in bytes_of.items() if first <= byte <= last) + "]"

    more = chars(0x80, 0xBF)
    pattern = (
        f"(?:{chars(0xC2, 0xDF)}{more}|{chars(0xE0, 0xE0)}{chars(0xA0, 0xBF)}{more}|{chars(0xE1, 0xEC)}{more}{{2}}"
        f"|{chars(0xED, 0xED)}{chars(0x80, 0x9F)}{more}|{chars(0xEE, 0xEF)}{more}{{2}}"
        f"|{chars(0xF0, 0xF0)}{chars(0x90, 0xBF)}{more}{{2}}|{chars(0xF1, 0xF3)}{more}{{3}})+"
    )
    leads = frozenset(chr(char) for char, byte in bytes_of.items() if 0xC2 <= byte <= 0xF3)
    trails = frozenset(chr(char) for char, byte in bytes_of.items() if byte <= 0xBF)
    return Misreading(leads, trails, bytes_of, re.compile(pattern))


def is_mostly_sequences(text: str, codec: str) -> bool:
    """Whether at least half of a text's characters of the upper half of an encoding belong to UTF-8 sequences."""
    table = misreading(codec)
    inside = sum(len(run) for run in table.runs.findall(text))
    return inside > 0 and 2 * inside >= sum(ord(char) in table.bytes_of for char in text)


def misread_utf8(text: str) -> tuple[str, int]:
    """Read again as UTF-8 what was read as something else, once or several times over.

    >>> misread_utf8("dГ©pend, “IRMÃ”")
    ('dépend, “IRMÃ”', 1)
    """
    total = 0
    for _ in range(_TIMES):
        codec = _best_codec(text)
        read, count = _read_again(text, codec) if codec else (text, 0)
        if not count:
            break
        text, total = read, total + count
    return text, total


def _best_codec(text: str) -> str | None:
    """The encoding under which a sample of the text's sequences gains most by being read as UTF-8."""
    first = _BEYOND_ASCII.search(text)
    if not first:
        return None
    text = text[max(0, first.start() - 2) : first.start() + _SAMPLE]
    present = set(text)
    best: tuple[float, str | None] = (0.0, None)
    for codec in CODECS:
        score = _score(text, codec, present)
        if score > best[0] + 0.01:
            best = (score, codec)
    return best[1]


def _score(text: str, codec: str, present: Set[str]) -> float:
    """How much better a sample of the text looks when its sequences are read as UTF-8; 0 if none is sure."""
    table = misreading(codec)
    if table.leads.isdisjoint(present) or table.trails.isdisjoint(present):
        return 0.0
    gains = [_gain(match, table) for match in table.runs.finditer(text)]
    return sum(gain for gain in gains if gain > 0) if gains and max(gains) >= _SURE else 0.0


def _decoded(run: str, table: Misreading) -> str:
    return bytes(map(table.bytes_of.__getitem__, map(ord, run))).decode("utf-8", "replace")


def _is_upper_letter(char: str, table: Misreading) -> bool:
    return char.isalpha() and ord(char) in table.bytes_of


def _gain(match: re.Match[str], table: Misreading) -> float:
    """By how much a run and its neighbours look less odd when it is read as UTF-8.

    A short run inside a word of other letters of the upper half is a chance meeting, not a sequence.
    """
    text, start, end = match.string, match.start(), min(match.end(), match.start() + _LONG)
    if end - start < 8 and (
        _is_upper_letter(text[start - 1 : start], table) or _is_upper_letter(text[end : end + 1], table)
    ):
        return -9.0
    if end < match.end():  # a long run: its beginning will do, up to a lead
        while end > start and text[end] not in table.leads:
            end -= 1
    before, run = text[max(0, start - 2) : start], text[start:end]
    after = text[end : end + 1]
    decoded = _decoded(run, table)
    left = oddness(before + decoded + after)
    again = table.runs.sub(lambda inner: _decoded(inner[0], table), decoded)
    if again != decoded:
        left = min(left, oddness(before + again + after))
    return oddness(before + run + after) - left


def _read_again(text: str, codec: str) -> tuple[str, int]:
    """Decode the sure runs, and beside these the doubtful ones that look no worse for it."""
    table = misreading(codec)
    gains = [(match, _gain(match, table)) for match in table.runs.finditer(text)]
    sure = sum(gain >= _SURE for _, gain in gains)
    bar = -_SURE if sure >= 5 and 2 * sure >= len(gains) else 0.0 if sure >= 3 else 0.5 if sure else _SURE
    accepted = [(match, _decoded(match[0], table)) for match, gain in gains if gain >= bar]
    draft = _replaced(text, accepted)
    fitting, shift = [], 0
    for match, new in accepted:
        start = match.start() + shift
        shift += len(new) - len(match[0])
        if (
            len(new) > _SHORT
            or sure >= 5
            or _fits(new, draft[max(0, start - _NEAR) : start], draft[start + len(new) : start + len(new) + _NEAR])
        ):
            fitting.append((match, new))
    return (draft if len(fitting) == len(accepted) else _replaced(text, fitting)), len(fitting)


def _replaced(text: str, news: list[tuple[re.Match[str], str]]) -> str:
    pieces, at = [], 0
    for match, new in news:
        pieces += [text[at : match.start()], new]
        at = match.end()
    return "".join([*pieces, text[at:]])


def _fits(new: str, before: str, after: str) -> bool:
    """Whether the letters of a short run are of a script that stands near it too, if any letter does."""
    near = {kind(char).rstrip("+") for char in before + after if char.isalpha()}
    if not near:
        return True
    scripts = {kind(char).rstrip("+") for char in new}
    if before[-1:].isalpha():
        near.add("COMBINING")
    return all(script in near for script in scripts if script[0].isupper())


LEADS = frozenset().union(*(misreading(codec).leads for codec in CODECS))
