"""UTF-8 that was read as a one-byte encoding.

The evidence is structure: a lead byte with exactly the continuation bytes it asks for. For each one-byte encoding a
pattern finds such sequences among the characters themselves. Text that is right holds hardly any, and those it holds
(`liberté »`, `IRMÃ”`) are told from damage by how they look beside their neighbours, before and after.
"""

import re
from dataclasses import dataclass
from functools import cache

from cleaner.stages.repair.mojibake.look import kind, oddness

# Where a text fits several as well, the first is taken.
CODECS = ("cp1252", "cp1250", "cp1251", "cp1254", "koi8-r", "cp437", "mac-roman", "cp850", "cp866", "iso8859-2",
          "cp1257", "cp1253")  # fmt: skip
_LONG = 24  # characters of one run that are weighed
_SHORT = 2  # characters that may have come about by chance
_NEAR = 12
_SAMPLE = 80  # characters looked at to compare encodings
_BEGINNING = 160
_WEIGHED = 12  # runs that are weighed one by one before all the others are taken to be like them
_TIMES = 6  # how often over: text comes damaged twice, hardly ever four times
_SURE = 1.5  # one sign inside a word, or two smaller symptoms: what a lone sequence has to show


@dataclass(frozen=True, slots=True)
class Misreading:
    """One encoding that UTF-8 is misread as: its upper half as characters, and the pattern of sequences in them."""

    leads: frozenset[str]
    trails: frozenset[str]
    tells: frozenset[str]
    bytes_of: dict[int, int]
    runs: re.Pattern[str]


@cache
def misreading(codec: str) -> Misreading:
    """The pattern for an encoding; bytes it does not define are C1 controls, as browsers and Windows read them."""
    bytes_of = _code_page(codec)

    def chars(first: int, last: int) -> str:
        return "[" + "".join(re.escape(chr(char)) for char, byte in bytes_of.items() if first <= byte <= last) + "]"

    more = chars(0x80, 0xBF)
    pattern = (
        f"(?:{chars(0xC2, 0xDF)}{more}|{chars(0xE0, 0xE0)}{chars(0xA0, 0xBF)}{more}|{chars(0xE1, 0xEC)}{more}{{2}}"
        f"|{chars(0xED, 0xED)}{chars(0x80, 0x9F)}{more}|{chars(0xEE, 0xEF)}{more}{{2}}"
        f"|{chars(0xF0, 0xF0)}{chars(0x90, 0xBF)}{more}{{2}}|{chars(0xF1, 0xF3)}{more}{{3}})+"
    )
    leads, trails = _leads_and_trails(codec)
    return Misreading(leads, trails, _tells(codec), bytes_of, re.compile(pattern))


@cache
def _code_page(codec: str) -> dict[int, int]:
    """The byte of each character of an encoding's upper half."""
    upper = [bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in range(0x80, 0x100)]
    bytes_of = {ord(char): 0x80 + index for index, char in enumerate(upper)}
    for byte in range(0x80, 0xA0):  # what was read as latin-1 in passing
        bytes_of.setdefault(byte, byte)
    return bytes_of


def _leads_and_trails(codec: str) -> tuple[frozenset[str], frozenset[str]]:
    """The characters of an encoding that begin a sequence, and those that continue one."""
    page = _code_page(codec).items()
    leads = frozenset(chr(char) for char, byte in page if 0xC2 <= byte <= 0xF3)
    return leads, frozenset(chr(char) for char, byte in page if byte <= 0xBF)


def _tells(codec: str) -> frozenset[str]:
    """Characters of which a text misread as this encoding holds one, and ordinary text mostly none.

    What cp1252 has does not tell it from the others, and Cyrillic and Greek letters tell nothing in the encodings
    where they are only the second or third byte of a sequence.
    """
    upper = set(map(chr, _code_page(codec)))
    if codec in ("cp1252", "cp1251", "cp1253"):
        return frozenset(upper)
    strange = upper - set(map(chr, _code_page("cp1252")))
    tells = {char for char in strange if not ("\u0391" <= char <= "\u044f" and char != "Γ")}
    return frozenset(tells | _ALSO_TELL.get(codec, set()))


_ALSO_TELL = {"mac-roman": set("¬ƒ‚")}


def is_mostly_sequences(text: str, codec: str) -> bool:
    """Whether in a text's beginning half the characters of an encoding's upper half belong to UTF-8 sequences."""
    table = misreading(codec)
    if table.leads.isdisjoint(text):
        return False
    beginning = text[:_BEGINNING]
    inside = sum(map(len, table.runs.findall(beginning)))
    return inside > 0 and 2 * inside >= sum(ord(char) in table.bytes_of for char in beginning)


# What at least one sequence of every damaged text shows: the first test, which clean text pays for. It looks for
# rare characters and then at what stands before them: C1 controls, boxes and mathematics anywhere; a sign after a
# letter beyond ASCII; a capital beyond ASCII after a small letter.
_CAPITALS = "".join(
    f"{chr(code)}" for code in (*range(0xC0, 0x180), *range(0x391, 0x3AA), *range(0x402, 0x430)) if chr(code).isupper()
)
_AFTER_LETTER = "\x80-\x9f\xa1-\xaa\xac-\xb6\xb8-\xba\xbc-\xbf\u02c6-\u02dd\u201a\u2020-\u2022\u2030-\u203a\u20ac\u2122"
_ALONE = "\x80-\x9f\xac\u0192\u2200-\u25a1"
_SYMPTOM = re.compile(
    f"[{_AFTER_LETTER}{_ALONE}{_CAPITALS}«»\xa0\xad](?:(?<=Â[«»\xa0\xad])|(?<=Ã[\xa0\xad])|(?<=[{_ALONE}])|(?<=[^\\W\\d_\0-\x7f][{_AFTER_LETTER}])|(?<=‚)(?=Ä)"
    f"|(?<=[a-zà-öø-ÿ\u0100-\u052f][{_CAPITALS}])(?<![{_CAPITALS}].))"
)


def misread_utf8(text: str) -> tuple[str, int]:
    """Read again as UTF-8 what was read as something else, once or several times over.

    >>> misread_utf8("dГ©pend, “IRMÃ”")
    ('dépend, “IRMÃ”', 1)
    """
    total = 0
    for _ in range(_TIMES):
        read, count = _once(text)
        if not count:
            break
        text, total = read, total + count
    return text, total


def _once(text: str) -> tuple[str, int]:
    """Read a text again in the encoding that suits the first damaged place in it."""
    looked_until, tried = 0, set()
    for place in _SYMPTOM.finditer(text):
        if place.start() < looked_until:
            continue
        looked_until = place.start() + _SAMPLE
        codec = _best_codec(text, place.start())
        if codec and codec not in tried:
            tried.add(codec)
            read, count = _read_again(text, codec)
            if count:
                return read, count
    return text, 0


def _best_codec(text: str, near: int) -> str | None:
    """The encoding under which a sample of the text's sequences gains most by being read as UTF-8."""
    sample = text[max(0, near - 8) : near + _SAMPLE]
    present = set(sample)
    possible = [
        codec
        for codec in CODECS
        if not (table := misreading(codec)).leads.isdisjoint(present)
        and not table.trails.isdisjoint(present)
        and not table.tells.isdisjoint(present)
        and table.runs.search(sample)
    ]
    if len(possible) < 2:
        return possible[0] if possible else None
    return max(possible, key=lambda codec: _score(sample, misreading(codec)))


def _score(text: str, table: Misreading) -> float:
    """How much better a text looks when its sequences are read as UTF-8; 0 if none is sure."""
    gains = [(_gain(match, table), match.end() - match.start()) for match in table.runs.finditer(text)]
    if all(gain < _SURE for gain, _ in gains):
        return 0.0
    return sum(gain * max(1, length / _LONG) for gain, length in gains if gain > 0)


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
    matches = list(table.runs.finditer(text))
    gains = [_gain(match, table) for match in matches[:_WEIGHED]]
    sure = sum(gain >= _SURE for gain in gains)
    bar = -_SURE if sure >= 5 and 2 * sure >= len(gains) else 0.0 if sure >= 3 else 0.5 if sure else _SURE
    gains += [bar if bar < 0 else _gain(match, table) for match in matches[_WEIGHED:]]
    accepted = [(match, _decoded(match[0], table)) for match, gain in zip(matches, gains, strict=True) if gain >= bar]
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


LEADS = frozenset().union(*(_leads_and_trails(codec)[0] for codec in CODECS))
TRAILS = frozenset().union(*(_leads_and_trails(codec)[1] for codec in CODECS))
