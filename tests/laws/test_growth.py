"""Texts that once cost the square of their length: each is long enough that its square would be noticed as a hang.

Nothing is timed; a test that used to take minutes and is part of every run is guard enough.
"""

import pytest

import cleaner

SIZE = 200_000


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(" ", id="one run of spaces"),
        pytest.param("a\tb\tc\n", id="equal rows of a table"),
        pytest.param("It `s they´re ", id="apostrophes of one line"),
        pytest.param("don\ufffdt ", id="lost apostrophes of one line"),
    ],
)
def test_long_texts_of_one_kind_come_out(part: str):
    """A text without line ends, or of one line again and again, is what broken scrapers deliver."""
    text = f"The ferry came back on Monday{part * (SIZE // len(part))} and people stood in the rain."
    done = cleaner.clean(text)
    assert cleaner.repair(text) == done.text
