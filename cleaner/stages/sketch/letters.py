"""What each code point is to a shingle: part of a word, a word of its own, or nothing; and the number it counts as.

Word characters are exactly those that `\\w` of `re` matches. In a script that is written without spaces between
words every letter, mark and digit is a word of its own, so that 5-grams of words become 5-grams of characters
there. The decision is made for each character and not for the document: a text in two scripts gets the right
shingles for both, and no small edit can switch a document from one kind to the other.
"""

import functools
import re
import unicodedata
from typing import Final

import numpy as np
from numpy.typing import NDArray

BREAK: Final = 0
WORD: Final = 1
ALONE: Final = 2

PLANE: Final = 0x10000

# Scripts whose words are not parted by spaces: the ideographs and kana, and the scripts of South-East Asia that
# Unicode's line breaking (UAX #14) gives the class SA, or that it treats as aksara. Hangul and Tibetan part words
# or syllables by themselves.
UNSPACED: Final = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x1950, 0x19DF),  # Tai Le, New Tai Lue
    (0x1A20, 0x1AAF),  # Tai Tham
    (0x1B00, 0x1B7F),  # Balinese
    (0x2E80, 0x2FDF),  # radicals
    (0x3005, 0x3007),
    (0x3021, 0x3029),
    (0x3040, 0x312F),  # Hiragana, Katakana, Bopomofo
    (0x31A0, 0x31BF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0xA48F),  # ideographs, Yi
    (0xA980, 0xA9FF),  # Javanese, Myanmar
    (0xAA60, 0xAADF),  # Myanmar, Tai Viet
    (0xF900, 0xFAFF),
    (0xFF66, 0xFF9F),  # half-width Katakana
    (0x1B000, 0x1B16F),
    (0x20000, 0x3FFFF),
)

_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)


def kind_of(code: int) -> int:
    """BREAK, WORD or ALONE."""
    if any(low <= code <= high for low, high in UNSPACED):
        return ALONE if unicodedata.category(chr(code))[0] in "LMN" else BREAK
    return WORD if re.match(r"\w", chr(code)) else BREAK


def number(codes: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """The number a lower-case code point counts as in a word's hash: never 0, so that no letter is lost in a sum."""
    spread = (codes.astype(np.uint64) + np.uint64(1)) * _SPREAD
    return spread ^ (spread >> np.uint64(29))


@functools.cache
def plane_kinds() -> NDArray[np.uint8]:
    """`kind_of` for the basic plane, as a table."""
    everything = "".join(map(chr, range(PLANE)))
    kinds = np.zeros(PLANE, np.uint8)
    for run in re.finditer(r"\w+", everything):
        kinds[run.start() : run.end()] = WORD
    for low, high in UNSPACED:
        if low >= PLANE:
            continue
        categories = map(unicodedata.category, everything[low : high + 1])
        kinds[low : min(high + 1, PLANE)] = [ALONE if category[0] in "LMN" else BREAK for category in categories]
    kinds.flags.writeable = False
    return kinds


@functools.cache
def plane_numbers() -> NDArray[np.uint64]:
    """For each code point of the basic plane the `number` of its lower case.

    Only U+0130 grows when lowered, and only U+03A3 is lowered by its context: callers have seen to both.
    """
    lowered = "".join(map(chr, range(PLANE))).replace("\u0130", "i").lower()
    numbers = number(np.frombuffer(lowered.encode("utf-32-le", "surrogatepass"), np.uint32))
    numbers.flags.writeable = False
    return numbers


def look_up(codes: NDArray[np.uint32]) -> tuple[NDArray[np.uint8], NDArray[np.uint64]]:
    """Kinds and numbers of code points (those of the basic plane by table, the few others one by one)."""
    inside = codes.astype(np.intp)
    if int(codes.max(initial=0)) < PLANE:
        return plane_kinds().take(inside, mode="clip"), plane_numbers().take(inside, mode="clip")
    beyond = np.flatnonzero(codes >= PLANE)
    inside[beyond] = 0
    kinds, numbers = plane_kinds()[inside], plane_numbers()[inside]
    distinct, place = np.unique(codes[beyond], return_inverse=True)
    lowered = np.fromiter((ord(chr(code).lower()) for code in distinct), np.uint32, len(distinct))
    kinds[beyond] = np.fromiter((kind_of(int(code)) for code in distinct), np.uint8, len(distinct))[place]
    numbers[beyond] = number(lowered)[place]
    return kinds, numbers
