"""Chrome out, article in: what is left of a site in the text of one document.

The looks of its lines make an outline of the whole document; rules and structure propose spans on it; one resolver
decides. Nothing is known of the document's language here, and nothing of other documents but what `profile` says.
"""

from collections.abc import Iterator, Sequence

from cleaner.document import Block, Cut
from cleaner.profile import TextProfile
from cleaner.rulebook import RuleSet
from cleaner.rulebook.packs import Packs
from cleaner.rulebook.proposal import STRUCTURE, Proposal
from cleaner.rulebook.resolve import resolve
from cleaner.stages.chrome.evidence import ARTICLE_ALONE, line_key, opening_of, site_buttons
from cleaner.stages.chrome.figures import with_rows
from cleaner.stages.chrome.glue import glued_ends, glued_starts, headline_span
from cleaner.stages.chrome.kinds import TOLD
from cleaner.stages.chrome.looks import Look, memory
from cleaner.stages.chrome.meta import read_meta
from cleaner.stages.chrome.outline import Outline, outline
from cleaner.stages.chrome.result import ChromeResult
from cleaner.stages.chrome.vocabulary import Vocabulary
from cleaner.stages.chrome.weights import BODY, HEAD, PARTS

__all__ = ["ChromeResult", "clean"]

UNCERTAIN = "structure-uncertain"
ARTICLE = 140
ARTICLE_SHARE = 0.1
"""Code points and share of the text below which what structure leaves is no article: a list of prize winners is all
short lines, and one sentence among them does not make the rest chrome."""
UNBOUNDED = 1.0
"""Structure chooses the article's region: it may leave any share, as long as it leaves an article (see `outline`)."""


def clean(
    blocks: Sequence[Block],
    *,
    rules: RuleSet | None = None,
    packs: Packs,
    headline: str | None = None,
    html: bool = False,
    profile: TextProfile | None = None,
) -> ChromeResult:
    """Find the chrome among the blocks of a document, and its headline.

    `headline` is the headline where it is already known: a line that repeats it at the top is returned as its span.
    `html` says that the blocks are what a page's markup left as its article, which has told its lists from lists of
    links: then only lines go that show by themselves what they are (`kinds.TOLD`).
    `profile` is what the site's other documents show.
    """
    words = Vocabulary(packs)
    look_at = memory(packs)
    looks = with_rows([look_at(block.text) for block in blocks])
    known, openings = _recalled(blocks, looks, profile)
    found = outline(blocks, looks, headline=headline, cautious=html, known=known, openings=openings)
    span = None
    if found.headline is not None:
        span = headline_span(blocks, looks, found, words, profile.names if profile else frozenset())
    uncertain = _leaves_no_article(blocks, found)
    proposals = [] if uncertain else list(_structure(blocks, looks, found, words, span, told_only=html))
    if profile is not None and profile.buttons:
        proposals += site_buttons(blocks, found, profile.buttons)
    limits = {"structure": UNBOUNDED}
    if rules is not None:
        proposals = [proposal for proposal in proposals if rules.enabled(proposal.rule)]
        proposals += rules.propose(blocks, found.zones(looks))
        limits |= rules.limits
    resolution = resolve(proposals, blocks, limits=limits)
    meta = read_meta(blocks, looks, found, packs)
    return ChromeResult(
        cuts=resolution.cuts,
        headline=None
        if span is None or found.headline is None
        else _left(blocks[found.headline], span, resolution.cuts),
        published=meta.published,
        modified=meta.modified,
        authors=meta.authors,
        dateline=meta.dateline,
        extracted=resolution.extracted,
        flags=(*resolution.flags, UNCERTAIN) if uncertain else resolution.flags,
    )


def _leaves_no_article(blocks: Sequence[Block], found: Outline) -> bool:
    """Whether the outline finds next to nothing that would be an article: then it is no outline (law 6)."""
    body = sum([len(block.text) for block, part in zip(blocks, found.parts, strict=True) if part == BODY])
    return body < ARTICLE and body < ARTICLE_SHARE * sum([len(block.text) for block in blocks])


def _left(line: Block, span: tuple[int, int], cuts: Sequence[Cut]) -> tuple[int, int]:
    """The headline: its line without what was really cut from its ends, so that the rest of the line is nowhere else.

    `span` is the headline as structure proposes it; it stands where the whole line was cut.
    """
    start, end = line.start, line.end
    for cut in cuts:
        if cut.start <= start:
            start = max(start, cut.end)
    for cut in reversed(cuts):
        if cut.end >= end:
            end = min(end, cut.start)
    text = line.text[start - line.start : end - line.start] if start < end else ""
    if not text.strip():
        return span
    return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())


def _recalled(
    blocks: Sequence[Block], looks: Sequence[Look], profile: TextProfile | None
) -> tuple[frozenset[int], frozenset[int]]:
    """The blocks that the site's other documents have around their articles, and those that open as interruptions."""
    if profile is None:
        return frozenset(), frozenset()
    known = frozenset(
        i
        for i, (block, look) in enumerate(zip(blocks, looks, strict=True))
        if look.kind not in ARTICLE_ALONE and line_key(block.text) in profile.chrome_lines
    )
    openings = frozenset(
        i
        for i, (block, look) in enumerate(zip(blocks, looks, strict=True))
        if not look.closed and look.kind not in ARTICLE_ALONE and opening_of(block.text) in profile.openings
    )
    return known, openings


def _structure(
    blocks: Sequence[Block],
    looks: Sequence[Look],
    found: Outline,
    words: Vocabulary,
    headline: tuple[int, int] | None,
    *,
    told_only: bool,
) -> Iterator[Proposal]:
    """What the outline proposes: all lines outside headline and body (`told_only`: of these, those that show by
    themselves that they are chrome), and the chrome within those two."""
    for block, look, part in zip(blocks, looks, found.parts, strict=True):
        if part not in (BODY, HEAD) and not (told_only and look.kind not in TOLD):
            yield Proposal(block.start, block.end, f"structure/{PARTS[part]}-{look.kind}", layer=STRUCTURE)
    yield from glued_ends(blocks, looks, found, words)
    yield from glued_starts(blocks, looks, found)
    if headline is not None and found.headline is not None:
        block = blocks[found.headline]
        for start, end in ((block.start, headline[0]), (headline[1], block.end)):
            if start < end:
                yield Proposal(start, end, "structure/site-name", layer=STRUCTURE)
