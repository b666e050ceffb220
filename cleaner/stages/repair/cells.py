"""Tables in plain text: lines whose tabs part cells, and not words that a careless hand or program set apart."""

from collections.abc import Iterator, Sequence

ROWS = 3
"""Lines with a tab in each, one right below the other, that are a table whatever is in them."""
CELL = 40
"""Code points of the longest cell of a table that is smaller, or has its rows set apart by blank lines."""


def rows_of(text: str) -> frozenset[int]:
    r"""The numbers of the lines that are rows of tables: three with a tab in each, one right below the other; or rows
    of short cells, as many in each, with blank lines between them or not: three, or two where they have three cells.

    >>> sorted(rows_of("One\t2\t3\n\nFour\t5\t6\nand\tmore"))
    [0, 2]
    """
    lines = text.split("\n")
    found: set[int] = set()
    for run in _runs(lines):
        if len(run) >= ROWS and run[-1] - run[0] == len(run) - 1:
            found.update(run)
        else:
            found.update(number for grid in _grids(lines, run) for number in grid)
    return frozenset(found)


def _runs(lines: Sequence[str]) -> Iterator[list[int]]:
    """Lines with tabs in a row, at most one blank line between any two of them."""
    run: list[int] = []
    for number, line in enumerate(lines):
        if "\t" not in line:
            continue
        apart = number - run[-1] if run else 0
        if run and (apart > 2 or (apart == 2 and lines[number - 1].strip())):
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _grids(lines: Sequence[str], run: Sequence[int]) -> Iterator[list[int]]:
    """The stretches of a run that have as many cells in each line, and short ones."""
    grid: list[int] = []
    cells = 0
    for number in [*run, -1]:
        parts = lines[number].split("\t") if number >= 0 else []
        width = len(parts) if max(map(len, parts), default=CELL + 1) <= CELL else 0
        if width == 0 or width != cells:
            if len(grid) >= (2 if cells > 2 else ROWS):
                yield grid
            grid = []
        if width:
            grid.append(number)
        cells = width
