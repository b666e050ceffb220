"""Whether a text has the words of a headline decides between headlines: looking for each must find what all words of
the text together would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.stages.chrome.wording import stems, stems_of

TEXTS = st.text("abcdeé1_ ²ñш-한국 新聞、", max_size=40)


@given(headline=TEXTS, text=TEXTS)
def test_a_stem_is_found_where_it_is_one_of_the_text_s(headline: str, text: str) -> None:
    is_known, all_known = stems_of(text), stems(text)
    assert all(is_known(stem) == (stem in all_known) for stem in stems(headline))


@pytest.mark.parametrize(
    ("headline", "text", "shared"),
    [
        ("Ministers meet", "The ministry met.", ["minis"]),
        ("Ministers meet", "Administers nothing, meets nobody.", []),
        ("Over budget", "It is over.", ["over"]),
        ("Over budget", "Overall it rained.", []),
        ("Совет министров", "Советы, 12министры", ["совет", "минис"]),
        ("北京大學", "在北京的大學", ["北京", "大學"]),
    ],
)
def test_words_are_known_by_their_beginnings(headline: str, text: str, shared: list[str]) -> None:
    is_known = stems_of(text)
    assert [stem for stem in stems(headline) if is_known(stem)] == shared
