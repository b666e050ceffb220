"""The words of many texts at once, each as a 64-bit hash: code points go through numpy in pieces.

The hash of a word is the polynomial of its letters' numbers in a fixed odd base modulo 2**64, taken as a difference
of running sums, so that no word is ever cut out of its text; a finaliser then spreads it over all bits.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.sketch.letters import ALONE, BREAK, UNSPACED, look_up

PIECE: Final = 1 << 15
"""Code points that go through numpy at a time: few enough for the arrays of a piece to stay in a core's own cache."""

_BASE: Final = 0xD1342543DE82EF95
_INVERSE: Final = pow(_BASE, -1, 1 << 64)
_CUT: Final = re.compile(r"[\W" + "".join(f"{chr(low)}-{chr(high)}" for low, high in UNSPACED) + "]")


def finalise(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread 64-bit values over all their bits, in place (the finaliser of SplitMix64, a bijection)."""
    values ^= values >> np.uint64(30)
    values *= np.uint64(0xBF58476D1CE4E5B9)
    values ^= values >> np.uint64(27)
    values *= np.uint64(0x94D049BB133111EB)
    values ^= values >> np.uint64(31)
    return values


def words(texts: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The words of all texts in order, hashed, and where each text's words begin (with the end of the last)."""
    counts = np.zeros(len(texts) + 1, np.int64)
    hashed = []
    for owners, lengths, piece in _pieces(texts):
        found, starts = _words_of_piece(piece)
        ends = np.searchsorted(starts, np.cumsum(np.asarray(lengths) + 1))
        np.add.at(counts, np.asarray(owners) + 1, np.diff(ends, prepend=0))
        hashed.append(found)
    return np.concatenate([*hashed, np.zeros(0, np.uint64)]), np.cumsum(counts)


def _pieces(texts: Sequence[str]) -> Iterator[tuple[list[int], list[int], str]]:
    """Texts joined by line feeds into pieces of about PIECE code points, with each part's text and length."""
    owners: list[int] = []
    parts: list[str] = []
    size = 0
    for owner, text in enumerate(texts):
        for part in _parts(_lowerable(text)):
            if size and size + len(part) > PIECE:
                yield owners, [len(each) for each in parts], "\n".join(parts)
                owners, parts, size = [], [], 0
            owners.append(owner)
            parts.append(part)
            size += len(part) + 1
    if parts:
        yield owners, [len(each) for each in parts], "\n".join(parts)


def _parts(text: str) -> Iterator[str]:
    """A long text in parts of about PIECE code points, cut where no word is cut."""
    start = 0
    while len(text) - start > PIECE and (cut := _CUT.search(text, start + PIECE)):
        yield text[start : cut.start()]
        start = cut.start()
    yield text[start:] if start else text


def _lowerable(text: str) -> str:
    """The text so changed that lowering it one code point at a time gives what `text.lower()` gives.

    That is not so of two letters: İ becomes two code points, and Σ looks at what stands around it.
    """
    if text.isascii():
        return text
    if "\u03a3" in text:
        return text.lower()
    return text.replace("\u0130", "i\u0307")


def _words_of_piece(piece: str) -> tuple[NDArray[np.uint64], NDArray[np.intp]]:
    """Hashes and first offsets of the words of one piece."""
    codes = np.frombuffer((piece + "\n").encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds, numbers = look_up(codes)
    numbers *= _powers(_BASE, len(codes))
    sums = np.empty(len(codes) + 1, np.uint64)
    sums[0] = 0
    np.cumsum(numbers, out=sums[1:])
    edge = np.empty(len(codes), bool)
    edge[0] = kinds[0] != BREAK
    np.not_equal(kinds[1:], kinds[:-1], out=edge[1:])
    if kinds.max() == ALONE:
        edge |= kinds == ALONE
        edges = np.flatnonzero(edge)
        inside = kinds[edges[:-1]] != BREAK
        starts, ends = edges[:-1][inside], edges[1:][inside]
    else:
        edges = np.flatnonzero(edge)
        starts, ends = edges[0::2], edges[1::2]
    hashed = sums[ends] - sums[starts]
    hashed *= _powers(_INVERSE, len(codes))[starts]
    return finalise(hashed), starts


def _powers(base: int, length: int) -> NDArray[np.uint64]:
    standard = 2 * PIECE
    return _all_powers(base, standard)[:length] if length <= standard else _all_powers.__wrapped__(base, length)


@functools.cache
def _all_powers(base: int, length: int) -> NDArray[np.uint64]:
    powers = np.full(length, base, np.uint64)
    powers[0] = 1
    np.multiply.accumulate(powers, out=powers)
    powers.flags.writeable = False
    return powers
