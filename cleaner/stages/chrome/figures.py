"""Tables that have lost their cells: short lines with a figure at the same end of each, one below the other.

"200 g flour", "2 eggs"; "Bread: 3.50 €", "Milk: 1.20 €". Alone each is a label; three in a row between paragraphs are
what an article lists.
"""

from collections.abc import Sequence
from dataclasses import replace

from cleaner.stages.chrome.kinds import PROSE
from cleaner.stages.chrome.looks import Look

ROWS = 3
"""Lines with figures in a row that make a table."""
_PLAIN = frozenset({"title", "label", "word", "verse", "counter"})


def with_rows(looks: Sequence[Look]) -> Sequence[Look]:
    """The looks, with the lines of such tables below the first paragraph as rows; under the heading of a list figures
    are ranks."""
    if sum([look.figure != "" for look in looks]) < ROWS:
        return looks
    rows: set[int] = set()
    start, run = next((i for i, look in enumerate(looks) if look.kind in PROSE), len(looks)), ""
    for i in range(start, len(looks) + 1):
        figure = looks[i].figure if i < len(looks) and looks[i].kind in _PLAIN else ""
        if figure and figure == run:
            continue
        if run and i - start >= ROWS and looks[start - 1].kind != "list_heading":
            rows.update(range(start, i))
        start, run = i, figure
    return [replace(look, kind="row") if i in rows else look for i, look in enumerate(looks)] if rows else looks
