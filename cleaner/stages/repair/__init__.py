"""From decoded text to the text its author wrote; after this stage nothing changes a character any more.

`table.FIXES` lists the repairs in their order. The whole table is gone through until nothing changes, so a repaired
text is one that no repair would change: repairing it again is a no-op by construction.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from cleaner.stages.repair.table import FIXES, PLAIN, Fix
from cleaner.stages.repair.wrapping import continued_lines

__all__ = ["Repaired", "continued_lines", "repair_block", "repair_blocks", "repair_text"]

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

    >>> repair_block("It `s\\nnaturally R&amp;D").text
    "It's naturally R&D"

    A tab parts the cells of a table's row, and stays; each cell is repaired by itself.
    """
    if "\t" not in text:
        return _repair(text, _FOR_BLOCK)
    cells = [_repair(cell, _FOR_BLOCK) for cell in text.split("\t")]
    counts: dict[str, int] = {}
    for cell in cells:
        for name, count in cell.counts.items():
            counts[name] = counts.get(name, 0) + count
    return Repaired("\t".join([cell.text for cell in cells]), counts)


def repair_blocks(texts: Sequence[str]) -> tuple[list[str], dict[str, int]]:
    """Repair the blocks of one page, each as `repair_block` does: their texts, and the repairs of all together.

    What no block of the page can need is found out once for all of them (what a gate with `unless` and no `chars` says
    of a text holds for its lines); a block that does need a repair then goes through the whole table.
    """
    page = "\n".join(texts)
    chars = _characters(page)
    fixes = tuple(
        [
            fix
            for fix in _FOR_BLOCK[0]
            if (not fix.chars.isdisjoint(chars) if fix.chars and fix.unless else fix.may_apply(page, chars))
        ]
    )
    if not fixes:
        return list(texts), {}
    done: list[str] = []
    counts: dict[str, int] = {}
    for text in texts:
        looked_at, _ = _once(text, fixes, {})
        if looked_at is not text:
            repaired = repair_block(text)
            looked_at = repaired.text
            for name, count in repaired.counts.items():
                counts[name] = counts.get(name, 0) + count
        done.append(looked_at)
    return done, counts


def _tables(scope: str) -> tuple[tuple[Fix, ...], tuple[Fix, ...]]:
    """The repairs of one scope, and those among them that ASCII text can need."""
    fixes = tuple(fix for fix in FIXES if fix.scope in ("both", scope))
    return fixes, tuple(fix for fix in fixes if not fix.chars or any(char.isascii() for char in fix.chars))


_FOR_TEXT, _FOR_BLOCK = _tables("text"), _tables("block")


def _repair(text: str, tables: tuple[tuple[Fix, ...], tuple[Fix, ...]]) -> Repaired:
    counts: dict[str, int] = {}
    original = text
    fixes, settled = tables[text.isascii()], None
    for _ in range(_ROUNDS):
        before, known = text, fixes
        text, settled = _once(text, fixes, counts, settled)
        if text is before:
            return Repaired(text, counts)
        fixes = tables[text.isascii()]
        if fixes is not known:
            settled = None
    return Repaired(original)


def _once(
    text: str, fixes: tuple[Fix, ...], counts: dict[str, int], settled: Fix | None = None
) -> tuple[str, Fix | None]:
    """Go through the table once: the text, the very same object where nothing had to be mended, and the last repair
    that changed it. What stands in the table behind `settled` has seen the text as it is."""
    chars = _characters(text)
    last = None
    for fix in fixes:
        # Most repairs end at the first test, so it is not worth a call.
        if not (fix.chars and fix.chars.isdisjoint(chars)) and fix.may_apply(text, chars):
            mended, count = fix.repair(text)
            if mended != text:
                counts[fix.name] = counts.get(fix.name, 0) + count
                text, chars, last = mended, _characters(mended), fix
        if fix is settled and last is None:
            break
    return text, last


def _characters(text: str) -> Set[str]:
    """The characters of a text that the gates of the repairs ask for, each once.

    Bytes can be deleted fast, and what is left of most texts is little.
    """
    return set(text.encode("utf-8", "surrogatepass").translate(None, PLAIN).decode("utf-8", "surrogatepass"))
