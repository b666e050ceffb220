"""Where each document of a run belongs: four bytes a row, whatever the number of rows."""

from array import array


class Homes:
    """The site, or the group of documents without one, of each row; rows may be named in any order."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._names: list[str] = []
        self._by_row: array[int] = array("I")

    def __len__(self) -> int:
        return len(self._by_row)

    def __eq__(self, other: object) -> bool:
        """Equal where every row has the same home, however they were named."""
        if not isinstance(other, Homes):
            return NotImplemented
        return all(self.get(row) == other.get(row) for row in range(max(len(self), len(other))))

    def put(self, row: int, home: str) -> None:
        """Note where a row belongs."""
        number = self._numbers.get(home)
        if number is None:
            self._names.append(home)
            number = self._numbers[home] = len(self._names)
        if row >= len(self._by_row):
            self._by_row.frombytes(bytes((row + 1 - len(self._by_row)) * self._by_row.itemsize))
        self._by_row[row] = number

    def get(self, row: int) -> str | None:
        """The home of a row; None where it has none."""
        number = self._by_row[row] if row < len(self._by_row) else 0
        return self._names[number - 1] if number else None
