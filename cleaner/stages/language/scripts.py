"""Which scripts a text is written in, by Unicode block, and what a script alone says about the language."""

import re
import sys
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache, lru_cache

# Start of each range of letters and their marks, and its script; "" for what is no letter. Unicode 16, Blocks.txt,
# joined where several blocks serve one script.
_RANGES: tuple[tuple[int, str], ...] = (
    (0x0000, ""), (0x0041, "Latn"), (0x005B, ""), (0x0061, "Latn"), (0x007B, ""), (0x00AA, "Latn"),
    (0x00AB, ""), (0x00BA, "Latn"), (0x00BB, ""), (0x00C0, "Latn"), (0x00D7, ""), (0x00D8, "Latn"),
    (0x00F7, ""), (0x00F8, "Latn"), (0x02B0, ""), (0x0370, "Grek"), (0x0400, "Cyrl"), (0x0530, "Armn"),
    (0x0590, "Hebr"), (0x0600, ""), (0x0620, "Arab"), (0x0660, ""), (0x066E, "Arab"), (0x06DD, ""),
    (0x06EE, "Arab"), (0x06F0, ""), (0x06FA, "Arab"), (0x0700, "Syrc"), (0x0750, "Arab"), (0x0780, "Thaa"),
    (0x07C0, "Nkoo"), (0x0800, ""), (0x0860, "Syrc"), (0x0870, "Arab"), (0x0900, "Deva"), (0x0964, ""),
    (0x0971, "Deva"), (0x0980, "Beng"), (0x09E6, ""), (0x09F0, "Beng"), (0x0A00, "Guru"), (0x0A66, ""),
    (0x0A70, "Guru"), (0x0A80, "Gujr"), (0x0AE6, ""), (0x0AF9, "Gujr"), (0x0B00, "Orya"), (0x0B66, ""),
    (0x0B70, "Orya"), (0x0B80, "Taml"), (0x0BE6, ""), (0x0C00, "Telu"), (0x0C66, ""), (0x0C80, "Knda"),
    (0x0CE6, ""), (0x0CF0, "Knda"), (0x0D00, "Mlym"), (0x0D66, ""), (0x0D7A, "Mlym"), (0x0D80, "Sinh"),
    (0x0DE6, ""), (0x0DF2, "Sinh"), (0x0E00, "Thai"), (0x0E4F, ""), (0x0E80, "Laoo"), (0x0ED0, ""),
    (0x0EDC, "Laoo"), (0x0F00, "Tibt"), (0x1000, "Mymr"), (0x1040, ""), (0x104C, "Mymr"), (0x10A0, "Geor"),
    (0x1100, "Hang"), (0x1200, "Ethi"), (0x13A0, "Cher"), (0x1400, "Cans"), (0x1680, ""), (0x1780, "Khmr"),
    (0x17D4, ""), (0x1800, "Mong"), (0x18B0, "Cans"), (0x1900, ""), (0x1C80, "Cyrl"), (0x1C90, "Geor"),
    (0x1CC0, ""), (0x1D2B, "Cyrl"), (0x1D2C, ""), (0x1E00, "Latn"), (0x1F00, "Grek"), (0x2000, ""),
    (0x2C60, "Latn"), (0x2C80, ""), (0x2D00, "Geor"), (0x2D30, "Tfng"), (0x2D80, "Ethi"), (0x2DE0, "Cyrl"),
    (0x2E00, ""), (0x3005, "Hani"), (0x3008, ""), (0x3041, "Kana"), (0x3100, "Bopo"), (0x3130, "Hang"),
    (0x3190, ""), (0x31F0, "Kana"), (0x3200, ""), (0x3400, "Hani"), (0x4DC0, ""), (0x4E00, "Hani"),
    (0xA000, "Yiii"), (0xA4D0, ""), (0xA640, "Cyrl"), (0xA6A0, ""), (0xA720, "Latn"), (0xA800, ""),
    (0xA8E0, "Deva"), (0xA900, ""), (0xA960, "Hang"), (0xA980, ""), (0xA9E0, "Mymr"), (0xAA00, ""),
    (0xAB00, "Ethi"), (0xAB30, "Latn"), (0xAB6A, ""), (0xAB70, "Cher"), (0xABC0, ""), (0xAC00, "Hang"),
    (0xD800, ""), (0xF900, "Hani"), (0xFB00, "Latn"), (0xFB07, ""), (0xFB13, "Armn"), (0xFB18, ""),
    (0xFB1D, "Hebr"), (0xFB50, "Arab"), (0xFD3E, ""), (0xFD50, "Arab"), (0xFDFC, ""), (0xFE70, "Arab"),
    (0xFEFF, ""), (0xFF21, "Latn"), (0xFF3B, ""), (0xFF41, "Latn"), (0xFF5B, ""), (0xFF66, "Kana"),
    (0xFFA0, "Hang"), (0xFFE0, ""), (0x20000, "Hani"), (0x323B0, ""),
)  # fmt: skip
_STARTS = tuple(start for start, _ in _RANGES)

# Scripts that one language of today's texts uses: the script is the answer.
ONE_LANGUAGE: Mapping[str, str] = {
    "Grek": "el", "Armn": "hy", "Geor": "ka", "Thaa": "dv", "Guru": "pa", "Gujr": "gu", "Orya": "or", "Taml": "ta",
    "Telu": "te", "Knda": "kn", "Mlym": "ml", "Sinh": "si", "Thai": "th", "Laoo": "lo", "Mymr": "my", "Hang": "ko",
    "Kana": "ja", "Khmr": "km", "Cher": "chr", "Cans": "iu", "Tfng": "zgh", "Nkoo": "nqo", "Syrc": "syc", "Mong": "mn",
    "Yiii": "ii", "Bopo": "zh", "Hani": "zh", "Tibt": "bo",
}  # fmt: skip

# Scripts that one language uses in nearly all texts: the answer where nothing else speaks.
USUAL_LANGUAGE: Mapping[str, str] = {"Hebr": "he", "Beng": "bn", "Deva": "hi", "Ethi": "am"}

# Of these scripts more than two letters are wanted: a few Greek ones are mathematics, a few Han ones a name.
LEAST_LETTERS: Mapping[str, int] = {"Grek": 4, "Hani": 4, "Bopo": 4}


_ASCII = bytes(range(128))
_LETTERS = bytes(range(65, 91)) + bytes(range(97, 123))


@lru_cache(maxsize=16384)
def script_of(letter: str) -> str:
    """ISO 15924 code of a letter's (or mark's) script, "" for everything else."""
    return _RANGES[bisect_right(_STARTS, ord(letter)) - 1][1]


@cache
def _run_of(index: int) -> re.Pattern[str]:
    """Characters of one of the ranges, in a row."""
    after = _STARTS[index + 1] if index + 1 < len(_STARTS) else sys.maxunicode + 1
    return re.compile(f"[{re.escape(chr(_STARTS[index]))}-{re.escape(chr(after - 1))}]+")


def count_letters(text: str) -> dict[str, int]:
    """How many letters (and marks) of each script a text has; kana and Hangul take the Han beside them.

    >>> count_letters("Ərəb και 7")
    {'Latn': 4, 'Grek': 3}
    """
    # Counted by what is left without them, because deleting is fast: ASCII, then one range of letters after another.
    data = text.encode("utf-8", "surrogatepass")
    latin = len(data) - len(data.translate(None, _LETTERS))
    scripts = {"Latn": latin} if latin else {}
    rest = data.translate(None, _ASCII).decode("utf-8", "surrogatepass")
    while rest:
        index = bisect_right(_STARTS, ord(rest[0])) - 1
        left = _run_of(index).sub("", rest)
        script = _RANGES[index][1]
        if script:
            scripts[script] = scripts.get(script, 0) + len(rest) - len(left)
        rest = left
    han, kana, hangul = (scripts.get(script, 0) for script in ("Hani", "Kana", "Hang"))
    # Japanese prose has more kana than Han, its headlines may have a tenth; Chinese quotes single kana.
    if han and kana * 12 >= han:
        scripts["Kana"] += scripts.pop("Hani")
    elif han and hangul >= han:
        scripts["Hang"] += scripts.pop("Hani")
    return scripts


def only_script(text: str, script: str) -> str:
    """The text with the letters of all other scripts replaced by spaces.

    >>> only_script("Apple və Բաքու", "Armn")
    '         Բաքու'
    """
    foreign = {ord(letter): " " for letter in set(text) if script_of(letter) not in ("", script)}
    return text.translate(foreign)
