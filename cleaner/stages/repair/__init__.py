"""From decoded text to the text its author wrote; after this stage nothing changes a character any more.

`table.FIXES` lists the repairs in their order. The whole table is gone through until nothing changes, so a repaired
text is one that no repair would change: repairing it again is a no-op by construction.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from cleaner.stages.repair.table import FIXES, Fix

__all__ = ["Repaired", "repair_block", "repair_text"]

_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Repaired:
    """The repaired text, and how often each repair was made."""

    text: str
    counts: Mapping[str, int] = field(default_factory=dict)


def repair_text(text: str) -> Repaired:
    """Repair a text document, lines separated by line feeds.

    >>> repair_text("caf&eacute; It `s naturally .").text
    "café It's naturally."
    """
    return _repair(text, _FOR_TEXT)


def repair_block(text: str) -> Repaired:
    """Repair the text of one block of an HTML page: one paragraph, as the parser left it.

    >>> repair_block("It `s\\nnaturally &lt;b&gt;").text
    "It's naturally &lt;b&gt;"
    """
    done = _repair(" ".join(text.split("\n")) if "\n" in text else text, _FOR_BLOCK)
    return Repaired(" ".join(done.text.split("\n")), done.counts) if "\n" in done.text else done


_FOR_TEXT = tuple(fix for fix in FIXES if fix.scope != "block")
_FOR_BLOCK = tuple(fix for fix in FIXES if fix.scope != "text")


def _repair(text: str, fixes: tuple[Fix, ...]) -> Repaired:
    counts: Counter[str] = Counter()
    original = text
    for _ in range(_ROUNDS):
        before = text
        text = _once(text, fixes, counts)
        if text == before:
            return Repaired(text, {name: count for name, count in counts.items() if count})
    return Repaired(original)


def _once(text: str, fixes: tuple[Fix, ...], counts: Counter[str]) -> str:
    chars = set(text)
    for fix in fixes:
        if not fix.may_apply(text, chars):
            continue
        mended, count = fix.repair(text)
        if mended != text:
            counts[fix.name] += count
            text, chars = mended, set(mended)
    return text
