"""A regular expression is tried only on lines that hold what it needs: that must never lose a match."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.rulebook.needed import needed_text
from cleaner.rulebook.probe import Probe, regex_probe
from cleaner.rulebook.regex import compile_regex

NEEDED = [
    (r"[가-힣]{2,4} (?:선임|수석)?기자(?:\s*\S+@\S+)?", "기자"),
    (r"Photo: \w+\.", "Photo: "),
    (r"https?://\S+", "http"),
    (r"Pages? {1,3}of many", "of many"),
    (r"^\(c\) \d+ by Us$", " by Us"),
    (r"one|another", ""),
    (r"(?:one|another) word", " word"),
    (r"(?i)photo", ""),
    (r"(?P<value>\d+) comments", " comments"),
    (r"[a{|*] b+c", " b"),
    (r"\pLatin", "atin"),
    (r"\x41bc", "bc"),
    (r"\x{41}bc[\pL]", "bc"),
    (r"\\pages", "\\pages"),
    (r"\p{Greek}text", "text"),
    (r"a{2}bc", "bc"),
    (r"\Qa.b\E", ""),
    (r"[[:alpha:]x] of", " of"),
]


@pytest.mark.parametrize(("pattern", "needed"), NEEDED)
def test_what_a_pattern_needs(pattern: str, needed: str) -> None:
    assert needed_text(pattern) == needed


ATOMS = st.sampled_from(["a", "b", "ab", ".", r"\.", r"\d", "[ab]", "[^a]", "(?:a|b)", "(?:ab)", "a|b", "^", "$"])
TAILS = st.sampled_from(["", "", "", "*", "+", "?", "{0,2}", "{2}", "*?", "+?"])
PATTERNS = st.lists(st.builds(lambda atom, tail: atom + (tail if atom not in "^$" else ""), ATOMS, TAILS), max_size=6)


@given(parts=PATTERNS, text=st.text("ab.1", max_size=12))
def test_a_text_that_has_the_pattern_has_what_it_needs(parts: list[str], text: str) -> None:
    pattern = "".join(parts)
    if compile_regex(pattern).search(text):
        assert needed_text(pattern) in text


@given(text=st.text("abc1 ", max_size=12))
def test_a_probe_finds_what_its_patterns_find(text: str) -> None:
    patterns = ["ab+c", "a|1", r"c \d", "[ab]", "b c"]
    probe: Probe = regex_probe(patterns, full=False)
    assert probe.names(text) == {pattern for pattern in patterns if compile_regex(pattern).search(text)}
