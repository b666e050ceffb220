"""From decoded text to the text its author wrote; after this stage nothing changes a character any more."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from cleaner.stages.repair.quotes import backtick_apostrophe, space_before_closing_quote

__all__ = ["Repaired", "repair_block", "repair_text"]


@dataclass(frozen=True, slots=True)
class Repaired:
    """The repaired text, and how often each repair was made."""

    text: str
    counts: Mapping[str, int] = field(default_factory=dict)


def _ftfy(text: str) -> str:
    """What ftfy mends with its defaults, without touching curly quotes or full-width characters."""
    import ftfy  # imported when first needed: it costs more than everything else here

    return ftfy.fix_text(text, ftfy.TextFixerConfig(uncurl_quotes=False, fix_character_width=False))


def repair_text(text: str) -> Repaired:
    """Repair a text document, lines separated by line feeds."""
    counts: Counter[str] = Counter()
    if not text.isascii() or "&" in text:
        mended = _ftfy(text)
        counts["encoding"] = mended != text
        text = mended
    lines = text.split("\n")
    for fix in (backtick_apostrophe, space_before_closing_quote):
        for number, line in enumerate(lines):
            lines[number], count = fix(line)
            counts[fix.__name__.replace("_", "-")] += count
    return Repaired("\n".join(lines), {name: count for name, count in counts.items() if count})


def repair_block(text: str) -> Repaired:
    """Repair the text of one block of an HTML page."""
    done = repair_text(text)
    return Repaired(done.text.replace("\n", " "), done.counts)
