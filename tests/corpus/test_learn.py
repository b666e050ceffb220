"""Learned rules can be reviewed: they say what they come from, their tests pass, and they quote nothing rare."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleaner.corpus.learn import Learned, Text, learn
from cleaner.rulebook import load
from cleaner.rulebook.check import check
from cleaner.rulebook.emit import to_yaml
from cleaner.rulebook.packs import Packs, load_packs
from cleaner.stages.chrome import clean
from cleaner.stages.text import blocks_of

WORDS = ["mill", "bridge", "harbour", "school", "market", "station", "theatre", "quarry"]
SLOGAN = "Word of the valley since the great flood, and still the first to be asked whenever the river begins to rise."


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs([Path(__file__).parents[2] / "rules"])


def story(number: int, *extra: str) -> str:
    dice = random.Random(number)
    paragraphs = [
        f"The {dice.choice(WORDS)} of the {dice.choice(WORDS)} {dice.random()} was shut after it had failed. "
        "Nobody could say when it would open again."
        for _ in range(3)
    ]
    return "\n".join([f"How the {dice.choice(WORDS)} was lost to the {dice.choice(WORDS)}", "", *paragraphs, *extra])


def learned(texts: list[str], packs: Packs, site: str | None = "valley.example") -> list[Learned]:
    def documents() -> Iterator[Text]:
        return iter([(site, blocks_of(text)) for text in texts])

    return learn(documents, packs)


def stored(found: list[Learned], folder: Path) -> Path:
    for one in found:
        (folder / f"{one.name}.yaml").write_text(to_yaml(one.data, heading=one.heading), encoding="utf-8")
    return folder


TEXTS = [story(number, SLOGAN, f"Read {number * 31} times", "© 2026 Old Valley Folk") for number in range(8)]


def test_the_files_load_and_all_their_examples_hold(packs: Packs, tmp_path: Path) -> None:
    book = load([stored(learned(TEXTS, packs), tmp_path)])
    verdicts = {finding.rule: finding.verdict for finding in check(book) if finding.rule.startswith("valley.example/")}
    assert verdicts
    assert set(verdicts.values()) == {"passed"}


def test_a_learned_rule_cleans_a_document_that_was_not_learned_from(packs: Packs, tmp_path: Path) -> None:
    book = load([stored(learned(TEXTS, packs), tmp_path)])
    blocks = blocks_of(story(99, SLOGAN))
    rules = book.for_document(site="valley.example")
    gone = {(cut.start, cut.end) for cut in clean(blocks, rules=rules, packs=book.packs).cuts}
    assert [block.text for block in blocks if (block.start, block.end) in gone] == [SLOGAN]


def test_a_site_without_a_domain_is_known_by_its_marks(packs: Packs) -> None:
    (found,) = learned(TEXTS, packs, site=None)
    assert found.name.startswith("marks-")
    assert "© 2026 Old Valley Folk" in found.data["site"]["marks"]["lines"]


def test_every_rule_gives_its_evidence_and_no_article_is_quoted(packs: Packs) -> None:
    (found,) = learned(TEXTS, packs)
    assert all(rule["evidence"] and rule["why"] and rule["tests"] for rule in found.data["rules"])
    written = to_yaml(found.data)
    assert "Nobody could say" not in written
    assert "How the" not in written


def test_two_documents_teach_nothing(packs: Packs) -> None:
    assert learned(TEXTS[:2], packs) == []


def test_the_same_documents_teach_the_same(packs: Packs) -> None:
    assert learned(TEXTS, packs) == learned(list(TEXTS), packs)
