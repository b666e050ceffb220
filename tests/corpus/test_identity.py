"""Ids are unique whatever the input wants, and depend on nothing but the input's order and names."""

import hashlib

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cleaner.corpus.identity import id_hash, later_rows, settle_ids, suffixed


def settled(documents: list[tuple[str, str]]) -> list[str]:
    keys = np.array([id_hash(wanted) for wanted, _ in documents], np.uint64)
    late = ((row, *documents[row]) for row in later_rows(keys).tolist())
    steps = settle_ids(keys, late)
    return [suffixed(wanted, source, step) for (wanted, source), step in zip(documents, steps, strict=True)]


def test_the_first_keeps_the_id_and_each_other_gets_eight_digits_of_its_source():
    digest = hashlib.sha256(b"b/x.txt").hexdigest()
    assert settled([("x", "a/x.txt"), ("x", "b/x.txt")]) == ["x", f"x~{digest[:8]}"]


def test_a_suffix_that_somebody_wants_is_lengthened():
    digest = hashlib.sha256(b"b").hexdigest()
    assert settled([("x", "a"), ("x", "b"), (f"x~{digest[:8]}", "c")])[1] == f"x~{digest[:9]}"


def test_equal_sources_are_counted():
    assert len(set(settled([("x", "s")] * 5))) == 5


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["p", "q", "r"])), max_size=30))
def test_ids_are_unique_and_the_first_of_each_is_untouched(documents):
    ids = settled(documents)
    assert len(set(ids)) == len(ids)
    seen: set[str] = set()
    for (wanted, _), found in zip(documents, ids, strict=True):
        assert (found == wanted) == (wanted not in seen)
        seen.add(wanted)
