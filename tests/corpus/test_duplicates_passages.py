"""Repeated passages: counted once a document, told from short lines, the first copy never a repeat."""

import numpy as np
import pytest
from corpora import story
from hypothesis import given
from hypothesis import strategies as st

from cleaner.corpus.duplicates import PassageCounter
from cleaner.stages.sketch import paragraph_hashes

NOTICE = "This article was produced with the help of our partners; all rights reserved, 2024."
OWN = [story(at, 30) for at in range(20)]


def counted(bodies: list[str], at_least: int):
    counter = PassageCounter()
    for row, body in enumerate(bodies):
        counter.add(row, paragraph_hashes(body))
    return counter.repeated(at_least)


def test_a_notice_under_many_stories_is_found_and_its_first_copy_stays() -> None:
    bodies = [f"{own}\n\n{NOTICE}" for own in OWN]
    bodies[0] = OWN[0]
    passages = counted(bodies, 10)
    (passage,) = passages.most_frequent(5)
    assert (passage.documents, passage.first_row, passage.first_paragraph) == (19, 1, 1)
    assert [passages.repeats(row, paragraph_hashes(body)) for row, body in enumerate(bodies)] == [[], [], *[[1]] * 18]
    assert counted(bodies, 20).by_key == {}


def test_a_document_counts_once_however_often_it_repeats_itself() -> None:
    bodies = [f"{NOTICE}\n\n{OWN[0]}\n\n{NOTICE}\n\n{NOTICE}", f"{OWN[1]}\n\n{NOTICE.upper()}"]
    passages = counted(bodies, 2)
    assert [passage.documents for passage in passages.most_frequent(1)] == [2]
    assert [passages.repeats(row, paragraph_hashes(body)) for row, body in enumerate(bodies)] == [[2, 3], [1]]


def test_short_paragraphs_are_no_passages() -> None:
    assert counted([f"{own}\n\nHe declined to comment." for own in OWN], 2).by_key == {}


def test_an_empty_corpus_has_none() -> None:
    assert counted([], 2).by_key == {}
    assert counted(["", "— …"], 2).by_key == {}
    with pytest.raises(ValueError, match="from two documents on"):
        counted([], 1)


@given(st.lists(st.sampled_from([NOTICE, *OWN[:3], "short", "Straße, ДОМ und noch sechs weitere Wörter hier drin"])))
def test_a_paragraphs_hash_does_not_depend_on_its_neighbours(parts: list[str]) -> None:
    together = paragraph_hashes("\n\n".join(parts))
    assert len(together) == len(parts)
    assert np.array_equal(together, [paragraph_hashes(part)[0] for part in parts])
