"""The span model: kept spans and removals, in order, are the repaired text, whatever is cut (law 2)."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Cut, Kept
from cleaner.stages import assemble, text

TEXTS = st.lists(st.text(alphabet="ab .\u00a0\t", max_size=12), max_size=8).map("\n".join)


@given(TEXTS, st.data())
def test_kept_spans_and_removals_cover_the_text(whole: str, data: st.DataObject):
    blocks = text.blocks_of(whole)
    spans = st.tuples(st.integers(0, len(whole)), st.integers(0, len(whole)))
    drawn = data.draw(st.lists(spans, max_size=6))
    cuts = assemble.disjoint([Cut(min(s), max(s), "chrome", f"r{n}") for n, s in enumerate(drawn)])
    head = data.draw(st.none() | st.sampled_from([(b.start, b.end) for b in blocks] or [None]))
    pieces = assemble.pieces_of(whole, blocks, cuts, head)
    kept = assemble.kept_of(pieces)
    removals = assemble.removals_of(whole, kept, cuts)
    parts = sorted(
        [(k.start, k.end, whole[k.start : k.end]) for k in kept] + [(r.start, r.end, r.text) for r in removals]
    )
    assert "".join(part for _, _, part in parts) == whole
    assert all(a[1] == b[0] for a, b in pairwise(parts))
    assert all(end > start for start, end, _ in parts)


@given(TEXTS)
def test_what_is_put_together_reads_as_the_same_blocks(whole: str):
    blocks = text.blocks_of(whole)
    body = assemble.body_of(whole, assemble.pieces_of(whole, blocks, (), None))
    again = text.blocks_of(body)
    assert [b.text for b in again] == [b.text for b in blocks]


def test_a_character_cannot_vanish_without_a_rule():
    with pytest.raises(ValueError, match="no rule removed 'word'"):
        assemble.removals_of("kept word", (Kept(0, 4, "body"),), ())


def test_a_cut_inside_a_line_leaves_no_double_space():
    whole = "He said Read also: this and left."
    cut = Cut(8, 24, "chrome", "x")
    pieces = assemble.pieces_of(whole, text.blocks_of(whole), (cut,), None)
    assert assemble.body_of(whole, pieces) == "He said and left."


def test_overlapping_cuts_are_told_apart():
    cuts = assemble.disjoint([Cut(5, 9, "s", "b"), Cut(0, 6, "s", "a"), Cut(1, 3, "s", "c")])
    assert [(c.start, c.end, c.rule) for c in cuts] == [(0, 6, "a"), (6, 9, "b")]


@pytest.mark.parametrize(
    ("whole", "body"),
    [
        (
            "A headline\n\nOne paragraph that is long enough to be running text, as anybody would say.\n- a\n- b",
            "A headline\n\nOne paragraph that is long enough to be running text, as anybody would say.\n\n- a\n- b",
        ),
        ("roses are red\nviolets are blue", "roses are red\nviolets are blue"),
        ("First sentence here.\nSecond sentence here.", "First sentence here.\n\nSecond sentence here."),
        ("a\tb\nc\td", "a\tb\nc\td"),
    ],
)
def test_lines_of_one_list_verse_or_table_stay_together(whole: str, body: str):
    assert assemble.body_of(whole, assemble.pieces_of(whole, text.blocks_of(whole), (), None)) == body
