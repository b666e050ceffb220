"""The diff of a document: exact, because it comes from spans and not from comparing lines."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.report.diff import unified
from cleaner.report.trace import Taken


@pytest.mark.parametrize(
    ("text", "taken", "expected"),
    [
        ("One.\nTwo.", [], []),
        ("Latest\nOne.", [(0, 6)], ["@@ -1,2 +1,1 @@ r", "-Latest", " One."]),
        ("One.Latest\nTwo.", [(4, 10)], ["@@ -1,2 +1,2 @@ r", "-One.Latest", "+One.", " Two."]),
        ("All", [(0, 3)], ["@@ -1,1 +0,0 @@ r", "-All"]),
        ("A\nx\n\ny\nB", [(2, 3), (5, 6)], ["@@ -1,5 +1,2 @@ r", " A", "-x", "-", "-y", " B"]),
        ("A\nx\ny\nB", [(2, 5)], ["@@ -1,4 +1,2 @@ r", " A", "-x", "-y", " B"]),
        ("aXbYc", [(1, 2), (3, 4)], ["@@ -1,1 +1,1 @@ r", "-aXbYc", "+abc"]),
    ],
)
def test_diffs(text, taken, expected):
    assert list(unified("d", text, [Taken(start, end, "r") for start, end in taken]))[2:] == expected


def test_far_changes_stand_in_hunks_of_their_own():
    text = "\n".join(["x", *"abcdefghij", "y"])
    lines = list(unified("d", text, [Taken(0, 1, "one"), Taken(len(text) - 1, len(text), "two")]))
    assert [line for line in lines if line.startswith("@@")] == ["@@ -1,4 +1,3 @@ one", "@@ -9,4 +8,3 @@ two"]


@given(st.text(alphabet="ab \n", max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=5))
def test_a_patch_takes_what_the_spans_take(text, spans):
    """Applying the hunks to the text leaves every character outside the spans, and no other (white space apart)."""
    taken, position = [], 0
    for start, length in sorted(spans):
        start, end = max(start, position), min(start + length, len(text))
        if start < end:
            taken.append(Taken(start, end, "r"))
            position = end
    left, at = [], 0
    lines = text.split("\n")
    for line in list(unified("d", text, taken))[2:]:
        if found := re.fullmatch(r"@@ -(\d+),(\d+) .*", line):
            begin = int(found[1]) - 1
            left += lines[at:begin]
            at = begin + int(found[2])
        elif line[0] in " +":
            left.append(line[1:])
    left += lines[at:]
    outside = "".join(c for i, c in enumerate(text) if not any(t.start <= i < t.end for t in taken))
    assert "".join("".join(left).split()) == "".join(outside.split())
