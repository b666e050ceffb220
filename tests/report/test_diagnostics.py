"""Annotations: whatever a file is called and a document says, it stays within its own annotation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.report.diagnostics import MOST_ANNOTATIONS, Diagnostic, annotation, annotations


@pytest.mark.parametrize(
    ("source", "root", "place"),
    [
        ("a/b.txt", "raw", "file=raw/a/b.txt,title"),
        ("feed.jsonl#12", ".", "file=feed.jsonl,line=12,title"),
        ("no#row.txt", "raw", "file=raw/no#row.txt,title"),
        ("stdin#1", None, "title"),
    ],
)
def test_where_an_annotation_stands(source, root, place):
    line = annotation(Diagnostic("warning", "c", "m", "i", source), root)
    assert line == f"::warning {place}=corpus-clean c::{source}: m"


@given(st.text(), st.text(min_size=1))
def test_nothing_breaks_out(message, source):
    line = annotation(Diagnostic("error", "gate", message, "i", source), "raw")
    assert "\n" not in line
    assert "\r" not in line
    properties = line.removeprefix("::error ").partition("::")[0]
    assert [part.partition("=")[0] for part in properties.split(",") if "=" in part][-1] == "title"
    assert properties.count(",") in (1, 2)


def test_a_flood_is_cut_and_said_to_be():
    flood = [Diagnostic("error", "x", "m", str(n), f"{n}.txt") for n in range(MOST_ANNOTATIONS + 7)]
    lines = list(annotations(flood, "raw"))
    assert len(lines) == MOST_ANNOTATIONS + 1
    assert lines[-1].endswith("::7 more of x are not shown")
