"""Mix-ups of one-byte encodings: what is read as what, and the way back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class MixUp:
    """Text in one encoding that was read in another, and the languages whose texts suffer it."""

    really: str
    read_as: str
    languages: tuple[str, ...]

    @property
    def table(self) -> Mapping[int, str]:
        """What each character was."""
        return _table(self.really, self.read_as)


@cache
def _table(really: str, read_as: str) -> Mapping[int, str]:
    """A translation table of one mix-up; where `read_as` is cp1252, the controls of latin-1 are read the same way."""
    upper = [bytes([byte]) for byte in range(0x80, 0x100)]
    table = {}
    for byte in upper:
        was = byte.decode(really, "ignore") or chr(byte[0])
        shown = byte.decode(read_as, "ignore") or chr(byte[0])
        table[ord(shown)] = was
        if byte[0] < 0xA0:
            table.setdefault(byte[0], was)
    return {char: was for char, was in table.items() if chr(char) != was and not (was in "ŤťЋ" and chr(char) in "«»")}


def by_line(text: str, read: Callable[[str], str]) -> tuple[str, int]:
    """Every line as `read` has it, and how many that changed."""
    lines = text.split("\n")
    done = [read(line) for line in lines]
    return "\n".join(done), sum(old != new for old, new in zip(lines, done, strict=True))


# The accented letters of the Western European languages (Unicode CLDR's main and auxiliary exemplars, without those
