"""Lists under their headings end where text begins, whatever zone of the document they stand in."""

import pytest

from cleaner.document import Block
from cleaner.rulebook import RuleBook, load
from cleaner.rulebook.zones import Zones

FIRST = "Prices rose again in January, and nobody was surprised."
SECOND = "The bank had said so in the autumn, when rates went up."


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load([])


TAILS = {
    "a link above paragraphs": (["Read more", FIRST, SECOND], [0]),
    "a list above paragraphs": (["Read more", "Swans return", "Bridge closed", FIRST, SECOND], [0, 1, 2]),
    "a teaser under each headline": (["Latest news", "Swans return", FIRST, "Bridge closed", SECOND], [0, 1, 2, 3, 4]),
    "a count above paragraphs": (["Comments (14)", FIRST, SECOND], [0]),
    "what one reader wrote": (["Comments (1)", "old_sailor", FIRST], [0, 1, 2]),
    "what readers wrote, with dates": (["Comments", "jo", "2 March 2026", FIRST, "v_7", SECOND], [0, 1, 2, 3, 4, 5]),
}


@pytest.mark.parametrize("name", TAILS)
def test_a_list_takes_no_paragraphs(book: RuleBook, name: str) -> None:
    lines, gone = TAILS[name]
    starts = [sum(len(line) + 1 for line in lines[:i]) for i in range(len(lines))]
    blocks = [Block(line, start) for line, start in zip(lines, starts, strict=True)]
    proposed = book.for_document().propose(blocks, Zones(("tail",) * len(lines)))
    assert sorted({starts.index(proposal.start) for proposal in proposed}) == gone
