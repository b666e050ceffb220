"""The repairs in their order.

Mojibake comes before everything that would change the characters it is made of, references before that because they
hide it, and layout last because it needs to see words and sentences as they are.
"""

from collections.abc import Callable, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from cleaner.stages.repair import apostrophes, entities, invisible, layout, letters, mojibake, quotes, wrapping

PLAIN = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .;:!?()/%+=_@#$*[]{}|~^>\\"
"""ASCII characters that no repair asks for: the characters that a gate is shown are without them."""


@dataclass(frozen=True)
class Fix:
    """One repair: its name in `provenance.repairs`, the function, and what a text must hold for it to be needed.

    `chars`, `also`: one of each of these sets of characters occurs; `strings`: one of these is a substring; `unless`:
    the text and its characters do not pass this test. `scope` says whether the repair is meant for text documents,
    for blocks of HTML, or for both.
    """

    name: str
    repair: Callable[[str], tuple[str, int]]
    chars: frozenset[str] = frozenset()
    strings: tuple[str, ...] = ()
    also: frozenset[str] = frozenset()
    unless: Callable[[str, Set[str]], bool] | None = None
    scope: Literal["both", "text", "block"] = "both"

    def may_apply(self, text: str, chars: Set[str]) -> bool:
        """The gate: whether the repair has to look at a text with these characters at all."""
        if self.chars and self.chars.isdisjoint(chars):
            return False
        if self.also and self.also.isdisjoint(chars):
            return False
        if self.strings and not any(needed <= chars and string in text for string, needed in self._needed):
            return False
        return self.unless is None or not self.unless(text, chars)

    @cached_property
    def _needed(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """The strings, each with its characters that a gate is shown: those are looked at before a text is searched."""
        plain = PLAIN.decode()
        return tuple([(string, frozenset(string.translate(dict.fromkeys(map(ord, plain))))) for string in self.strings])


def _range(*pairs: tuple[int, int]) -> frozenset[str]:
    return frozenset(chr(code) for first, last in pairs for code in range(first, last + 1))


_CONTROLS = _range(
    (0, 8), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x84), (0x86, 0x9F), (0x206A, 0x206F), (0xFFF9, 0xFFFB), (0xFFFE, 0xFFFF)
)
_BIDI = _range((0x061C, 0x061C), (0x200E, 0x200F), (0x202A, 0x202E), (0x2066, 0x2069))
_ODD_SPACES = _range(
    (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000)
)

_ACCENTED = _range((0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0xFF), (0x80, 0x84), (0x86, 0x9F))
_C1 = _range((0x80, 0x84), (0x86, 0x9F))
_CYRILLIC = _range((0x0410, 0x044F))

FIXES: tuple[Fix, ...] = (
    Fix("apostrophe-reference", entities.apostrophe_reference, frozenset("&"), ("39;", "27;", "apos;")),
    Fix("character-reference", entities.character_reference, frozenset("&")),
    Fix("terminal-escape", invisible.terminal_escape, frozenset("\x1b")),
    Fix("misread-charset", mojibake.another_script, _ACCENTED),
    Fix("misread-charset", mojibake.another_cyrillic, _CYRILLIC),
    Fix("misread-utf8", mojibake.misread_utf8, mojibake.LEADS, also=mojibake.TRAILS),
    Fix("lossy-utf8", mojibake.lossy_utf8, frozenset("Ãâ"), ("â€", "Ã ", "Ã\xa0")),
    Fix("misread-charset", mojibake.another_latin, _ACCENTED, unless=mojibake.is_western),
    Fix("c1-control", mojibake.c1_control, _C1),
    Fix("line-end", layout.line_end, frozenset("\r\u2028\u2029\x85"), scope="text"),
    Fix("line-end", layout.line_end_in_block, frozenset("\n\r\u2028\u2029\x85"), scope="block"),
    Fix("lost-apostrophe", apostrophes.lost_apostrophe, frozenset("\ufffd")),
    Fix("composed", letters.composed, unless=letters.is_composed),
    Fix("ligature", letters.ligature, _range((0xFB00, 0xFB06))),
    Fix("full-width", letters.full_width, _range((0xFF01, 0xFF5E))),
    Fix("control-character", invisible.control_character, _CONTROLS),
    Fix("zero-width", invisible.zero_width, frozenset("\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff")),
    Fix("soft-hyphen", invisible.soft_hyphen, frozenset("\xad")),
    Fix("bidi-mark", invisible.bidi_mark, _BIDI),
    Fix("homoglyph", letters.homoglyph, _CYRILLIC),
    Fix("stray-tag", entities.stray_tag, frozenset("<")),
    Fix("odd-space", invisible.odd_space, _ODD_SPACES),
    Fix("space-run", invisible.space_run, unless=invisible.is_evenly_spaced),
    Fix("substitute-apostrophe", apostrophes.substitute_apostrophe, frozenset("`´")),
    Fix("split-apostrophe", apostrophes.split_apostrophe, frozenset("'’"), ("' ", " '", "’ ", " ’")),
    Fix("angle-quotes", quotes.angle_quotes, frozenset("<‹«"), ("<<", "<‹", "‹<", "‹‹", "«<", "<«")),
    Fix("doubled-marks", quotes.doubled_marks, frozenset("'`,"), ("''", "``")),
    Fix("quotation-marks", quotes.quotation_marks, frozenset('“”"„«')),
    Fix("broken-word", wrapping.broken_word, frozenset("-\u2010¬"), ("-\n", "\u2010\n", "¬\n"), scope="text"),
    Fix("hard-wrap", wrapping.hard_wrap, frozenset("\n"), scope="text"),
    Fix("space-before-stop", layout.space_before_stop, strings=(" ,", " .")),
)
