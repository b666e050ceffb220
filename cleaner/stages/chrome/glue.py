"""Parts of kept lines that are chrome: a site's name behind the headline, a button stuck to the end of a paragraph."""

import re
from collections.abc import Sequence

from cleaner.document import Block
from cleaner.page import text_key
from cleaner.rulebook.phrases import bare, fold
from cleaner.rulebook.proposal import STRUCTURE, Proposal
from cleaner.stages.chrome.looks import Look
from cleaner.stages.chrome.outline import Outline
from cleaner.stages.chrome.stuck import SHORTEST, stuck_at
from cleaner.stages.chrome.vocabulary import Vocabulary
from cleaner.stages.chrome.weights import BODY, HEAD

LONGEST_NAME = 60
"""Code points of the longest name of a site."""

_NUMBER = re.compile(r"\d+")
_MARK = re.compile(r"[-–—|:•·»/]")
_SUFFIX = re.compile(r"\s+[-–—|:•·»/]{1,2}\s+(?=\S)|\s*\|\s*")


def glued_ends(blocks: Sequence[Block], looks: Sequence[Look], outline: Outline, words: Vocabulary) -> list[Proposal]:
    """Buttons stuck to the last sentence of a paragraph ("…since 2002.Share")."""
    found = []
    for block, look, part in zip(blocks, looks, outline.parts, strict=True):
        if part != BODY or look.closed or look.length < SHORTEST:
            continue
        at = stuck_at(block.text, words)
        if at is not None:
            found.append(Proposal(block.start + at, block.end, "structure/glued-button", layer=STRUCTURE))
    return found


def name_parts(text: str) -> list[tuple[str, str]]:
    """The ways in which a line can be a headline and a name behind it, the shortest headline first."""
    return [
        (text[: match.start()], text[match.end() :])
        for match in (_SUFFIX.finditer(text) if _MARK.search(text) else ())
        if match.start() and len(text) - match.end() <= LONGEST_NAME
    ]


def glued_starts(blocks: Sequence[Block], looks: Sequence[Look], outline: Outline) -> list[Proposal]:
    """Headings stuck to the beginning of a kept line."""
    return [
        Proposal(block.start, block.start + look.glue, "structure/glued-heading", layer=STRUCTURE)
        for block, look, part in zip(blocks, looks, outline.parts, strict=True)
        if part == BODY and look.glue
    ]


def headline_span(
    blocks: Sequence[Block],
    looks: Sequence[Look],
    outline: Outline,
    words: Vocabulary,
    known: frozenset[int] = frozenset(),
) -> tuple[int, int]:
    """The span of the headline in its line, without the name of the site behind it.

    What stands behind a mark is the site's name where the site's other documents have it there (`known`, keys),
    where the line's beginning stands alone elsewhere above the text, where the document names its site so (beside
    ©), or where it reads like the name of an outlet.
    """
    block = blocks[outline.headline or 0]
    parts = name_parts(block.text)
    if not parts:
        return block.start, block.end
    names = site_names(blocks, looks)
    twins = {bare(other.text) for other, part in zip(blocks, outline.parts, strict=True) if part not in (BODY, HEAD)}
    for head, tail in reversed(parts):
        name = bare(tail)
        mark = block.text[len(head) : len(block.text) - len(tail)]
        barred = "|" in mark or "::" in mark or ("»" in mark and "«" not in head)
        told = name in names or bare(head) in twins or _opens_another(name, blocks, outline)
        if barred or told or text_key(_NUMBER.sub("0", name)) in known or words.is_outlet(tail):
            return block.start, block.start + len(head)
    return block.start, block.end


def _opens_another(name: str, blocks: Sequence[Block], outline: Outline) -> bool:
    """Whether a line of chrome begins with the name ("The Mill Post has covered the valley since 1909.")."""
    return len(name) >= 4 and any(
        bare(block.text).startswith(name) for block, part in zip(blocks, outline.parts, strict=True) if part != BODY
    )


def site_names(blocks: Sequence[Block], looks: Sequence[Look]) -> frozenset[str]:
    """Names that the document gives its site: what stands between © and its year, and the words of the rights."""
    found: set[str] = set()
    for block, look in zip(blocks, looks, strict=True):
        if look.kind == "copyright":
            found.update(_rights_names(block.text))
    return frozenset(found)


def _rights_names(text: str) -> list[str]:
    parts = re.split(r"[.|,;։。–—-]\s|©|\([cс]\)|\b(?:19|20)\d\d\b", fold(text))
    return [name for part in parts if 3 <= len(name := bare(part)) <= 50]
