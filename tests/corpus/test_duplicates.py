"""Duplicates: what goes, what it goes for, and that it costs no more than its length however large a cluster is."""

import random
from collections.abc import Iterator

import pytest
from corpora import WORDS, changed, measures, story
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.corpus.duplicates import near_duplicates
from cleaner.document import DuplicatePair


def removed(texts: list[str], **options: object) -> dict[int, int]:
    pairs = near_duplicates([(str(at), text) for at, text in enumerate(texts)], **options)  # type: ignore[arg-type]
    return {int(pair.id): int(pair.of) for pair in pairs}


BASE = story("base")
LONGER = BASE + " " + story("tail", 20)
HALF = " ".join(BASE.split()[:100])


@pytest.mark.parametrize(
    ("texts", "keep", "expected"),
    [
        ([BASE, BASE], "longest", {1: 0}),
        ([BASE, BASE.upper().replace(" ", " — ")], "first", {1: 0}),
        ([BASE, BASE.upper().replace(" ", " — ")], "longest", {0: 1}),
        ([BASE, LONGER], "longest", {0: 1}),
        ([BASE, LONGER], "first", {1: 0}),
        ([BASE, LONGER], "earliest", {1: 0}),
        ([HALF, BASE], "first", {0: 1}),  # the smaller goes, whatever the policy
        ([HALF, BASE], "longest", {0: 1}),
        ([BASE, HALF], "first", {1: 0}),
        ([BASE, changed(BASE, 0.05)], "first", {1: 0}),
        ([BASE, changed(BASE, 0.4)], "first", {}),
        ([BASE, story("other")], "first", {}),
        (["", "", " — ", "…"], "first", {}),  # without a word there is nothing to be a copy of
        (["One two three", "one, two, three", "one two four", "one two three four"], "first", {1: 0}),
        (["one two three four", "one two three four five six seven"], "first", {}),  # below five words only equality
        ([], "first", {}),
        ([BASE], "first", {}),
    ],
)
def test_what_goes_and_for_what(texts: list[str], keep: str, expected: dict[int, int]) -> None:
    assert removed(texts, keep=keep) == expected


def test_a_pair_says_how_near_the_two_are() -> None:
    jaccard, containment = measures(HALF, BASE)
    assert list(near_duplicates([("whole", BASE), ("half", HALF)])) == [
        DuplicatePair("half", "whole", jaccard, containment)
    ]
    assert jaccard < 0.8 <= containment


def test_thresholds_are_the_callers() -> None:
    texts = [BASE, changed(BASE, 0.4)]
    jaccard, _ = measures(*texts)
    assert removed(texts, threshold=jaccard, keep="first") == {1: 0}
    assert removed(texts, threshold=jaccard + 0.001, keep="first") == {}
    assert removed([HALF, LONGER], containment=1.0) == {0: 1}
    assert removed([changed(HALF, 0.05), LONGER], containment=1.0) == {}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"threshold": 0}, "threshold is above 0"),
        ({"threshold": 1.2}, "threshold is above 0"),
        ({"containment": -1}, "containment is above 0"),
        ({"keep": "shortest"}, "keep is one of longest, first, earliest"),
    ],
)
def test_options_that_make_no_sense_are_refused_at_once(options: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        near_duplicates([], **options)  # type: ignore[arg-type]


def test_an_id_that_comes_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="the id 'a' comes twice"):
        list(near_duplicates([("a", "x"), ("b", "y"), ("a", "z")]))


def test_the_iterable_is_consumed_once() -> None:
    def texts() -> Iterator[tuple[str, str]]:
        yield "a", BASE
        yield "b", BASE

    assert [pair.id for pair in near_duplicates(texts())] == ["b"]


def test_no_chains() -> None:
    """A ~ B ~ C with A far from C: C may not go for A's sake, and B goes for one that it is near."""
    texts = [BASE]
    for step in range(1, 12):
        words = texts[-1].split()
        words[step * 12 : step * 12 + 4] = story(("step", step), 4).split()
        texts.append(" ".join(words))
    gone = removed(texts, keep="first")
    assert gone
    assert len(set(range(12)) - set(gone)) > 1
    check(texts, gone)


def check(texts: list[str], gone: dict[int, int], threshold: float = 0.8, containment: float = 0.9) -> None:
    """Every removed document is near the kept one it names."""
    for row, of in gone.items():
        jaccard, share = measures(texts[row], texts[of])
        assert of not in gone
        assert jaccard >= threshold or share >= containment


EDIT = st.tuples(st.sampled_from(["cut", "change", "append", "copy"]), st.integers(0, 9), st.integers(0, 30))


@settings(max_examples=60, deadline=None)
@given(st.lists(EDIT, max_size=14), st.sampled_from(["longest", "first"]))
def test_stars_on_families_of_edits(edits: list[tuple[str, int, int]], keep: str) -> None:
    texts = [story("family", 60)]
    for kind, which, amount in edits:
        words = texts[which % len(texts)].split()
        if kind == "cut":
            words = words[: max(6, len(words) - amount)]
        elif kind == "change":
            words[amount : amount + 2] = story((which, amount), 2).split()
        elif kind == "append":
            words += story((which, amount), amount).split()
        texts.append(" ".join(words))
    gone = removed(texts, keep=keep)
    check(texts, gone)
    kept = [at for at in range(len(texts)) if at not in gone]
    for at, one in enumerate(kept):
        for other in kept[at + 1 :]:
            jaccard, share = measures(texts[one], texts[other])
            assert jaccard < 0.8
            if keep == "longest":
                assert max(share, measures(texts[other], texts[one])[1]) < 0.9


def test_ten_thousand_copies_of_one_page_leave_one() -> None:
    page = story("page", 120)
    texts = [f"{page} {story(at, 3)}" for at in range(10_000)]
    gone = removed(texts)
    assert len(gone) == 9_999
    assert len(set(gone.values())) == 1


def test_a_page_within_thousands_of_others_is_found() -> None:
    """A disclaimer that stands alone once and in 2,000 otherwise different stories."""
    page = story("disclaimer", 80)
    gone = removed([page] + [f"{story(at)} {page}" for at in range(2_000)])
    assert list(gone) == [0]


def test_a_hundred_thousand_empty_documents_are_kept() -> None:
    texts = (("id%d" % at, "" if at % 2 else "— … —") for at in range(100_000))  # noqa: UP031
    assert list(near_duplicates(texts)) == []


@pytest.mark.slow
def test_a_document_of_ten_megabytes() -> None:
    book = " ".join(random.Random(1).choices(WORDS, k=3_000_000))
    assert len(book) > 10_000_000
    gone = removed([book, book[: len(book) // 3], "short text of a few words", book + " the end"])
    assert gone == {0: 3, 1: 3}


def test_the_result_does_not_depend_on_what_else_is_in_a_batch() -> None:
    texts = [changed(story(at // 3), 0.02 * (at % 3), at) for at in range(300)]
    gone = removed(texts, keep="first")
    assert len(gone) == 200
    doubled = removed(texts + [story(("more", at), 3000) for at in range(100)], keep="first")
    assert doubled == gone
