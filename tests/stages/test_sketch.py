"""Shingles are those of the contract, whatever the batch; signatures are datasketch's own."""

import re
import subprocess
import sys

import numpy as np
import pytest
from datasketch import LeanMinHash, MinHash
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner.stages.sketch import (
    lean_minhash,
    paragraph_hashes,
    shingle_batch,
    shingle_flat,
    shingle_hashes,
    signatures,
    sketch_bodies,
)
from cleaner.stages.sketch.letters import ALONE, BREAK, WORD, kind_of, look_up, number
from cleaner.stages.sketch.minhash import hash32
from cleaner.stages.sketch.words import PIECE

TEXTS = st.lists(
    st.text(alphabet=st.sampled_from("aAbß_ .\nİıΣσς9é中文กี\u0301\U00010400\U0001f600\ud800"), max_size=60), max_size=6
)


def by_the_contract(text: str) -> set[tuple[str, ...]]:
    """The contract read literally, for scripts that space their words."""
    words = re.findall(r"\w+", text.lower())
    if not words:
        return set()
    return {tuple(words[at : at + 5]) for at in range(max(1, len(words) - 4))}


def jaccard(one: str, other: str) -> float:
    a, b = set(shingle_hashes(one).tolist()), set(shingle_hashes(other).tolist())
    return len(a & b) / len(a | b)


SPACED = st.text(
    alphabet=st.sampled_from("aAbßZ_ .-\n\tİıIΣσςéÉ9½ªдД\u0301\u00ad\u200b\U00010400\U0001f600"), max_size=80
)


@given(SPACED, SPACED)
def test_sets_have_the_sizes_and_the_overlap_of_the_contracts_sets(one: str, other: str) -> None:
    a, b = shingle_hashes(one), shingle_hashes(other)
    expected, also = by_the_contract(one), by_the_contract(other)
    assert (len(a), len(b)) == (len(expected), len(also))
    assert len(np.intersect1d(a, b)) == len(expected & also)


@given(TEXTS)
def test_a_batch_gives_what_each_text_alone_gives(texts: list[str]) -> None:
    for text, found in zip(texts, shingle_batch(texts), strict=True):
        assert found.dtype == np.uint64
        assert np.array_equal(found, shingle_hashes(text))
        assert np.all(found[1:] > found[:-1])


@given(TEXTS)
def test_bodies_sketched_together_have_the_sketch_that_each_has_alone(texts: list[str]) -> None:
    bodies = [text.replace(".", "\n\n") for text in texts]
    for body, found in zip(bodies, sketch_bodies(bodies), strict=True):
        assert np.array_equal(found.shingles, shingle_hashes(body))
        assert np.array_equal(found.paragraphs, paragraph_hashes(body))
        assert found.words == shingle_flat([body]).words[0]


def test_hashes_do_not_change_between_versions_and_processes() -> None:
    """They stand in indexes on disk: another value here needs another index version."""
    assert [hex(value) for value in shingle_hashes("One two three four five six").tolist()] == [
        "0x4392babce175a13",
        "0x7c9fec9338d9a4e6",
    ]


def python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    environment["PYTHONPATH"] = ":".join(sys.path)
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)


@pytest.mark.parametrize("seed", ["0", "1"])
def test_hashes_do_not_depend_on_the_hash_seed(seed: str) -> None:
    code = "from cleaner.stages.sketch import shingle_hashes; print(shingle_hashes('one two three four five').tolist())"
    printed = python(code, PYTHONHASHSEED=seed).stdout
    assert printed.strip() == str(shingle_hashes("one two three four five").tolist())


def test_a_text_without_a_word_has_no_shingle() -> None:
    assert len(shingle_hashes("")) == len(shingle_hashes(" — … \n\n* * *")) == 0


def test_a_text_of_fewer_than_five_words_has_one_shingle_that_no_longer_text_has() -> None:
    short = shingle_hashes("one two three four")
    assert len(short) == 1
    assert not np.intersect1d(short, shingle_hashes("one two three four five six")).size
    assert np.array_equal(short, shingle_hashes("One — two, THREE… four!"))
    assert jaccard("one two", "two one") == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("今天天气很好", 6),  # Chinese: each ideograph
        ("きょうはカメラ。", 7),  # kana; the full stop is none
        ("ที่นี่", 6),  # Thai: vowel signs and tones are letters too
        ("GDP增长5%", 4),  # a Latin word and a number within Chinese count once each
        ("안녕하세요 여러분", 2),  # Korean spaces its words
        ("don't", 2),
        ("İstanbul", 2),  # lower case is i and a combining dot, which `\\w` does not match
    ],
)
def test_what_a_word_is(text: str, words: int) -> None:
    assert shingle_flat([text]).words.tolist() == [words]


def test_scripts_without_spaces_are_compared_by_characters() -> None:
    one = "总统周二在首都会见了来访的外国代表团并就双边关系交换了意见"
    assert 0.5 < jaccard(one, one.replace("周二", "周三")) < 1
    assert jaccard(one, one[::-1]) == 0


def test_tables_agree_with_the_interpreter_for_every_code_point() -> None:
    codes = np.array([code for code in range(0x20000) if code not in (0x130, 0x3A3)], np.uint32)
    kinds, numbers = look_up(codes)
    lowered = np.array([ord(chr(code).lower()) for code in codes.tolist()], np.uint32)
    assert np.array_equal(numbers, number(lowered))
    assert kinds.tolist() == [kind_of(code) for code in codes.tolist()]
    spaced = [code for code, kind in zip(codes.tolist(), kinds.tolist(), strict=True) if kind == WORD]
    assert all(re.match(r"\w", chr(code)) for code in spaced)
    assert {BREAK, WORD, ALONE} == set(kinds.tolist())


def test_a_text_much_longer_than_a_piece_is_cut_between_words_only() -> None:
    words = [f"word{at}" for at in range(PIECE // 2)]
    text = " ".join(words)
    assert len(text) > 2 * PIECE
    assert len(shingle_hashes(text)) == len(words) - 4
    assert np.array_equal(shingle_hashes(text), shingle_hashes("\n".join(words)))
    assert len(shingle_hashes("x" * (5 * PIECE))) == 1
    assert shingle_flat(["字" * (3 * PIECE)]).words.tolist() == [3 * PIECE]


@given(st.lists(st.lists(st.integers(0, 2**64 - 1), max_size=40), max_size=8))
def test_signatures_are_those_of_datasketch(values: list[list[int]]) -> None:
    sets = [np.unique(np.array(each, np.uint64)) for each in values]
    for shingles, ours in zip(sets, signatures(sets), strict=True):
        theirs = MinHash(num_perm=128, scheme="affine32", hashfunc=int)
        theirs.update_batch(hash32(shingles).tolist())
        assert np.array_equal(ours, theirs.hashvalues)


def test_a_large_set_among_small_ones_keeps_its_signature() -> None:
    texts = ["a b c d e f", " ".join(map(str, range(40_000))), "", "g h i j k l m"]
    together = signatures(shingle_batch(texts))
    for text, signature in zip(texts, together, strict=True):
        assert np.array_equal(signature, signatures([shingle_hashes(text)])[0])
    assert set(together[2].tolist()) == {0xFFFFFFFF}


def test_datasketch_goes_on_with_our_sketch() -> None:
    one, other = " ".join(map(str, range(500))), " ".join(map(str, range(100, 600)))
    ours = lean_minhash(one)
    assert isinstance(ours, LeanMinHash)
    assert ours == lean_minhash(shingle_hashes(one))
    assert abs(ours.jaccard(lean_minhash(other)) - jaccard(one, other)) < 0.15
    buffer = bytearray(ours.bytesize())
    ours.serialize(buffer)
    assert LeanMinHash.deserialize(buffer) == ours


def test_a_cleaned_document_hands_out_its_sketch() -> None:
    document = cleaner.clean("One story of more than five words, and nothing else in it.\n")
    assert document.sketch == lean_minhash(document.body)


def test_datasketch_is_not_imported_for_shingles() -> None:
    code = "from cleaner.stages.sketch import shingle_hashes; shingle_hashes('a b c d e f')"
    assert python(f"import sys; {code}; sys.exit('datasketch' in sys.modules)").returncode == 0
