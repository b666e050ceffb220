"""What recurs around the articles of a site is chrome; what recurs inside them, or in copies of one, is not."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.corpus.profile import Profiles, build, observe
from cleaner.corpus.profile.chosen import Chosen, chance
from cleaner.document import Prepared, Source
from cleaner.profile import TextProfile
from cleaner.rulebook.packs import Packs, load_packs
from cleaner.stages.chrome import clean
from cleaner.stages.text import blocks_of

STORY = "The {} was shut on Tuesday after the {} had failed twice. Nobody in the {} could say when it would open again."
WORDS = ["mill", "bridge", "harbour", "school", "market", "station", "theatre", "quarry"]
SLOGAN = "Word of the valley since the great flood, and still the first to be asked whenever the river begins to rise."


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs([Path(__file__).parents[2] / "rules"])


def story(number: int, *extra: str) -> str:
    """A document of its own: a headline, three paragraphs, and what the site puts after them."""
    words = random.Random(number).sample(WORDS, 3)
    paragraphs = [STORY.format(*words[i:], *words[:i]) + f" It was day {number * 7 + i} of it." for i in range(3)]
    named = [f"{WORDS[number % 8]} {WORDS[number // 8 % 8]} {paragraph}" for paragraph in paragraphs]
    return "\n".join([f"How the {words[0]} and the {words[1]} were lost {number}", "", *named, *extra])


def prepared(text: str, site: str | None = "valley.example") -> Prepared:
    return Prepared(Source("a.txt", b"", site=site), text, blocks_of(text), "utf-8", {})


def profiles(texts: list[str], packs: Packs, site: str | None = "valley.example") -> Profiles:
    return build([(row, observe(prepared(text, site), packs)) for row, text in enumerate(texts)])


def kept(text: str, packs: Packs, profile: TextProfile | None) -> str:
    blocks = blocks_of(text)
    result = clean(blocks, packs=packs, profile=profile)
    gone = {(cut.start, cut.end) for cut in result.cuts}
    return "\n".join(block.text for block in blocks if (block.start, block.end) not in gone)


def text_of(found: Profiles, row: int = 0) -> TextProfile | None:
    profile = found.for_document(row)
    return profile.text if profile else None


def test_a_sentence_after_every_article_is_chrome(packs: Packs) -> None:
    texts = [story(number, SLOGAN) for number in range(6)]
    assert SLOGAN in kept(texts[0], packs, None)
    assert SLOGAN not in kept(texts[0], packs, text_of(profiles(texts, packs)))


def test_a_sentence_within_articles_is_content(packs: Packs) -> None:
    end = "The keeper of the {} would not say a word about all that had happened there."
    texts = [story(number, SLOGAN, end.format(WORDS[number])) for number in range(6)]
    assert SLOGAN in kept(texts[0], packs, text_of(profiles(texts, packs)))


def test_the_scores_of_one_league_are_content(packs: Packs) -> None:
    """The same two sides meet again and again, and the colon of a score opens no interruption."""
    scores = [f"Rovers – Albion {number}:{number + 1}" for number in range(3)]
    end = "The keeper of the {} would not say a word about all that had happened there."
    texts = [story(number, *scores, end.format(WORDS[number])) for number in range(6)]
    left = kept(texts[0], packs, text_of(profiles(texts, packs)))
    assert all(score in left for score in scores)


def test_copies_of_one_article_lose_nothing(packs: Packs) -> None:
    texts = [story(1, SLOGAN)] * 10
    assert text_of(profiles(texts, packs)) is None
    near = [story(1, SLOGAN, f"Added on day {number}.") for number in range(10)]
    assert SLOGAN in kept(near[0], packs, text_of(profiles(near, packs)))


def test_two_documents_are_no_evidence(packs: Packs) -> None:
    assert text_of(profiles([story(1, SLOGAN), story(2, SLOGAN)], packs)) is None


def test_a_name_behind_the_headlines_is_the_sites(packs: Packs) -> None:
    texts = [story(number).replace("\n\n", " - Old Valley Folk\n\n", 1) for number in range(5)]
    blocks = blocks_of(texts[0])
    alone = clean(blocks, packs=packs)
    helped = clean(blocks, packs=packs, profile=text_of(profiles(texts, packs)))
    assert alone.headline
    assert helped.headline
    assert texts[0][slice(*alone.headline)].endswith("Old Valley Folk")
    assert not texts[0][slice(*helped.headline)].endswith("Old Valley Folk")


def test_documents_without_a_site_find_each_other_by_a_line_of_theirs(packs: Packs) -> None:
    rights = "© 2026 Old Valley Folk"
    texts = [story(number, SLOGAN, rights) for number in range(5)]
    assert SLOGAN not in kept(texts[0], packs, text_of(profiles(texts, packs, site=None)))
    assert text_of(profiles([story(number, SLOGAN) for number in range(5)], packs, site=None)) is None


def test_the_order_of_the_documents_does_not_matter(packs: Packs) -> None:
    texts = [story(number, SLOGAN, "© 2026 Old Valley Folk") for number in range(8)]
    for site in ("valley.example", None):
        seen = [(row, observe(prepared(text, site), packs)) for row, text in enumerate(texts)]
        mixed = list(seen)
        random.Random(3).shuffle(mixed)
        assert build(seen) == build(mixed)


def test_sites_do_not_speak_for_each_other(packs: Packs) -> None:
    seen = [(row, observe(prepared(story(row, SLOGAN), f"site{row}.example"), packs)) for row in range(6)]
    assert build(seen).by_home == {}


@given(st.lists(st.tuples(st.integers(0, 10_000), st.sampled_from("ab")), unique_by=lambda pair: pair[0]), st.data())
def test_what_a_process_passes_over_would_not_have_counted(seen, data) -> None:
    """However the documents are spread over processes, those that are chosen of each site are all looked at."""
    split = [data.draw(st.integers(0, 2)) for _ in seen]
    most, looked = 3, set()
    workers = [Chosen() for _ in range(3)]
    for (row, site), worker in zip(seen, split, strict=True):
        if workers[worker].may_count(row, site, most):
            workers[worker].note(row, site, most)
            looked.add(row)
    for site in "ab":
        assert looked >= set(sorted((row for row, own in seen if own == site), key=chance)[:most])
