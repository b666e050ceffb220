"""Letters that are right to the eye and wrong in the text: decomposed, tied together, full-width, of another script."""

import re
import unicodedata

from cleaner.stages.repair.lines import mend_lines

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile("[ﬀ-ﬆ]")
_WIDE = re.compile("[！-～]+(?: [！-～]+)*")
_CJK = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff5f-\uffdc\U00020000-\U0003ffff]")
_NARROW_LETTER = re.compile(r"[A-Za-z\u00c0-\u1fff]")


def is_composed(text: str, _: object = None) -> bool:
    """Whether a text is in NFC."""
    return text.isascii() or unicodedata.is_normalized("NFC", text)


def composed(text: str) -> tuple[str, int]:
    r"""Put letters and their accents together (Unicode's NFC).

    >>> composed("cafe\u0301")
    ('café', 1)
    """
    done = unicodedata.normalize("NFC", text)
    return done, int(done != text)


def ligature(text: str) -> tuple[str, int]:
    """Take apart the typesetter's ligatures of Latin letters.

    >>> ligature("the ﬁrst oﬃce")
    ('the first office', 2)
    """
    return _LIGATURE.subn(lambda m: _LIGATURES[m[0]], text)


def full_width(text: str) -> tuple[str, int]:
    """Make full-width letters, digits and signs plain ones in lines that hold ordinary letters and nothing East Asian.

    >>> full_width("the ｗｉｄｅ word")
    ('the wide word', 1)
    """
    return mend_lines(text, _WIDE, _narrow)


def _narrow(line: str) -> tuple[str, int]:
    if _CJK.search(line) or not _NARROW_LETTER.search(line):
        return line, 0
    return _WIDE.subn(lambda m: unicodedata.normalize("NFKC", m[0]), line)


# Cyrillic letters and the Latin ones that look the same in print.
_PAIRS = dict(zip("асеорхуіјһԛԝёїѐАВСЕНІЈКМОРТХУҮԚԜЁЇЀ", "aceopxyijhqwëïèABCEHIJKMOPTXYYQWËÏÈ", strict=True))
_TO_LATIN = str.maketrans(_PAIRS)
_TO_CYRILLIC = str.maketrans({latin: cyrillic for cyrillic, latin in reversed(_PAIRS.items())})
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_CYRILLIC = "\u0400-\u052f"
_LETTERS = re.compile(f"[{_LATIN}{_CYRILLIC}]+")
_SEAM = re.compile(f"[{_LATIN}](?:(?=[{_CYRILLIC}])|(?<=[{_CYRILLIC}][{_LATIN}]))")
_ONE_LATIN = re.compile(f"[{_LATIN}]")
_ONE_CYRILLIC = re.compile(f"[{_CYRILLIC}]")
_LOOKALIKES = re.compile(
    f"(?<![{_LATIN}{_CYRILLIC}-])(?:[{''.join(char for char in _PAIRS if char.islower())}]+"
    f"|[{''.join(char for char in _PAIRS.values() if char.islower())}]+)(?![{_LATIN}{_CYRILLIC}-])"
)


def homoglyph(text: str) -> tuple[str, int]:
    """Give a word's letters one script where single letters were swapped for the other script's lookalikes.

    A word with letters that exist in one script alone says which one it is; a word with such letters of both, as
    `PRщик`, is meant that way. Where a line has a swapped letter inside a word, its short lower-case words are
    looked at too.

    >>> homoglyph("Мoскoвский дом, SMSки и Т-34")
    ('Московский дом, SMSки и Т-34', 1)
    """
    return mend_lines(text, _SEAM, _one_script)


def _one_script(line: str) -> tuple[str, int]:
    count = 0

    def mixed(match: re.Match[str]) -> str:
        nonlocal count
        word = match[0]
        if not _SEAM.search(word):
            return word
        latin = any(char not in _LOOKALIKE_LATIN for char in _ONE_LATIN.findall(word))
        cyrillic = any(char not in _PAIRS for char in _ONE_CYRILLIC.findall(word))
        if (latin and cyrillic) or (not latin and not cyrillic and len(word) < 4 and word.isupper()):
            return word  # meant that way, or an abbreviation or formula of which nothing tells the script
        count += 1
        return word.translate(_TO_LATIN if latin or (not cyrillic and _latin_around(match)) else _TO_CYRILLIC)

    def whole(match: re.Match[str]) -> str:
        nonlocal count
        word = match[0]
        latin = word[0] in _LOOKALIKE_LATIN
        if _latin_around(match) == latin:
            return word
        count += 1
        return word.translate(_TO_CYRILLIC if latin else _TO_LATIN)

    line = _LETTERS.sub(mixed, line)
    return (_LOOKALIKES.sub(whole, line) if count else line), count


def _latin_around(match: re.Match[str]) -> bool:
    """Whether the letters near a word, its own left out, are Latin rather than Cyrillic."""
    text, start, end = match.string, match.start(), match.end()
    around = text[max(0, start - _NEAR) : start] + text[end : end + _NEAR]
    return len(_ONE_LATIN.findall(around)) > len(_ONE_CYRILLIC.findall(around))


_NEAR = (
    30  # characters on either side: some four words, so that a sentence in the other script next door does not count
)
_LOOKALIKE_LATIN = frozenset(_PAIRS.values())
