"""The parts of a report that show text: removals struck through, near-duplicates side by side."""

import difflib
import re
from collections.abc import Iterator
from html import escape

from cleaner.report.trace import Trace
from cleaner.report.visible import visible

LONGEST = 12_000
"""Code points of one document that are shown."""
LONGEST_PAIR = 4_000


def shown(text: str) -> str:
    """Text of a document as HTML."""
    return escape(visible(text))


def article(identifier: str, trace: Trace) -> str:
    """A document with what was taken from it struck through, each removal followed by its rule."""
    record = trace.record
    gone = sum(t.end - t.start for t in trace.taken)
    rules = sorted({t.rule for t in trace.taken})
    whole = max(1, len(trace.text or ""))
    return (
        f'<article data-rules="{shown(" ".join(rules))}" data-site="{shown(record.get("site") or "")}" '
        f'data-language="{shown(record.get("language") or "")}"><h3><bdi>{shown(record.get("headline") or identifier)}'
        f'</bdi></h3><p class="note"><bdi>{shown(record["source"])}</bdi> · {gone:,} characters removed '
        f"({100 * gone / whole:.0f}%)</p>"
        f'<div class="text" dir="auto" tabindex="0">{"".join(_struck(trace))}</div></article>'
    )


def _struck(trace: Trace) -> Iterator[str]:
    text, position = trace.text or "", 0
    runs: list[tuple[int, int, str]] = []
    for taken in trace.taken:
        between = text[runs[-1][1] : taken.start] if runs else ""
        if runs and runs[-1][2] == taken.rule and not between.strip():
            runs[-1] = (runs[-1][0], taken.end, taken.rule)
        else:
            runs.append((taken.start, taken.end, taken.rule))
    for start, end, rule in runs:
        if start >= LONGEST:
            break
        yield shown(text[position:start])
        yield f'<del>{shown(text[start:end])}</del><span class="rule">{shown(rule)}</span>'
        position = end
    yield shown(text[position : max(position, LONGEST)])
    if len(text) > max(position, LONGEST):
        yield f'<span class="rule">the first {LONGEST:,} of {len(text):,} characters</span>'


def side_by_side(left: str, right: str) -> tuple[str, str]:
    """Two bodies as HTML, the words that only one of them has marked in it."""
    one, other = (re.findall(r"\s+|\w+|[^\w\s]", text[:LONGEST_PAIR]) for text in (left, right))
    first, second = [], []
    for tag, low, high, start, end in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        before, after = shown("".join(one[low:high])), shown("".join(other[start:end]))
        first.append(before if tag == "equal" or not before else f"<del>{before}</del>")
        second.append(after if tag == "equal" or not after else f"<ins>{after}</ins>")
    return "".join(first), "".join(second)
