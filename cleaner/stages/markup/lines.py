"""Text runs to blocks: where lines end, which of them belong together, and rows of tables."""

from cleaner.document import BlockKind

SHORT_LINE = 60
"""Lines that end in a single `<br>` and are no longer than this stay together (verse, addresses)."""
LONGEST_CELL = 300
"""A table whose cells are longer is layout, and its cells are blocks of their own."""

FEWEST_ROWS = 3
"""Rows from which on the repair of plain text knows a table, and leaves the tabs between its cells."""

Piece = tuple[str, BlockKind, bool, int, int]
"""Text, kind, tight, element, linked characters of a block in the making."""


class Lines:
    """Collects the text of a page: `line` is the current one, `linked` its characters in links, `broken` the lines
    above it in the same block."""

    def __init__(self) -> None:
        self.line: list[str] = []
        self.linked = 0
        self.anchor = -1
        self.pieces: list[Piece] = []
        self.kinds: list[BlockKind] = []
        self.lists: list[int] = []
        self.verbatim = 0
        self.broken: list[tuple[str, int]] = []
        self._rows: list[tuple[int, int, int, int]] = []
        self._last_item = -1
        self._last_row = -1

    def end_line(self) -> None:
        """A line ends within a block (`<br>`, or a line feed in preformatted text)."""
        self.broken.append((" ".join("".join(self.line).split()), self.linked))
        self.line.clear()
        self.linked = 0

    def end_block(self) -> None:
        """End the current block: what was collected becomes one piece, or one a line where lines were broken."""
        anchor, self.anchor = self.anchor, -1
        if not self.broken:
            line = self.line
            text = " ".join((line[0] if len(line) == 1 else "".join(line)).split())
            line.clear()
            linked, self.linked = self.linked, 0
            if text and anchor >= 0:
                kind = self.kinds[-1] if self.kinds else "paragraph"
                if kind == "item":
                    self._piece(text, linked, kind, anchor, False)
                else:  # as `_piece` does
                    self._last_item = self._last_row = -1
                    self.pieces.append((text, kind, False, anchor, linked if linked < len(text) else len(text)))
            return
        self.end_line()
        lines = self.broken[:]
        self.broken.clear()
        if anchor < 0:
            return
        kind = self.kinds[-1] if self.kinds else "paragraph"
        previous: str | None = None
        for text, linked in lines:
            if text:
                tight = previous is not None and (
                    self.verbatim > 0 or (len(previous) <= SHORT_LINE and len(text) <= SHORT_LINE)
                )
                self._piece(text, linked, "verse" if tight and kind == "paragraph" else kind, anchor, tight)
                previous = text
            elif not self.verbatim:
                previous = None

    def _piece(self, text: str, linked: int, kind: BlockKind, anchor: int, tight: bool) -> None:
        if kind == "item" and not tight:
            here = self.lists[-1] if self.lists else -1
            tight = here >= 0 and self._last_item == here
            self._last_item = here
        elif kind != "item":
            self._last_item = -1
        self._last_row = -1
        self.pieces.append((text, kind, tight, anchor, min(linked, len(text))))

    def begin_row(self, element: int) -> None:
        """A table row begins."""
        self._rows.append((len(self.pieces), 0, element, self._last_row))

    def begin_cell(self) -> None:
        """A cell of the current row begins."""
        if self._rows:
            first, cells, element, before = self._rows[-1]
            self._rows[-1] = (first, cells + 1, element, before)

    def end_row(self, table: int) -> None:
        """Join the cells of a data table's row; rows of layout tables stay the blocks they are."""
        first, cells, element, before = self._rows.pop()
        pieces = self.pieces[first:]
        if cells < 2 or not 2 <= len(pieces) <= cells or any(len(piece[0]) > LONGEST_CELL for piece in pieces):
            return
        text = "\t".join([piece[0] for piece in pieces])
        self.pieces[first:] = [(text, "row", before == table, element, sum([piece[4] for piece in pieces]))]
        self._last_row = table

    def finished(self) -> list[Piece]:
        """All pieces; the cells of tables with too few rows to be known as tables in plain text are words in a row."""
        pieces, start = self.pieces, 0
        while start < len(pieces):
            end = start + 1
            if pieces[start][1] == "row":
                while end < len(pieces) and pieces[end][1] == "row" and pieces[end][2]:
                    end += 1
                if end - start < FEWEST_ROWS:
                    pieces[start:end] = [(p[0].replace("\t", " "), *p[1:]) for p in pieces[start:end]]
            start = end
        return pieces
