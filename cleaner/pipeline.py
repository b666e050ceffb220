"""The stages in order: Source -> Prepared -> Document, or Quarantined.

Everything here is a pure function of one document and of a frozen Toolkit; what a document needs to know of its site
comes in as a finished profile. That is why the same two functions run in this process, in a pool, and on a cluster.
"""

from collections import Counter
from dataclasses import dataclass, replace

from cleaner.corpus.profile import SiteProfile
from cleaner.document import Block, Cut, Document, Evidence, Page, PageFacts, Prepared, Quarantined, Source
from cleaner.rulebook import RuleBook, RuleSet
from cleaner.rulebook.packs import Packs
from cleaner.settings import Settings
from cleaner.stages import address, assemble, chrome, decode, headline, language, markup, region, repair, text

ROUNDS = 6
"""Passes over a document's own output until it is a fixed point; three have sufficed on every measured set."""


@dataclass(frozen=True, slots=True)
class Toolkit:
    """What every document is cleaned with."""

    settings: Settings
    rulebook: RuleBook
    packs: Packs


def prepare(source: Source, tools: Toolkit) -> Prepared | Quarantined:
    """Decode, parse and repair: the document's repaired text and its blocks."""
    try:
        decoded = decode.decode(source.data, html=source.html, declared=source.declared_encoding)
    except decode.NotText as error:
        return Quarantined(source.name, source.wanted_id, "not-text", error.reason)
    bare = replace(source, data="")
    if not decoded.html:
        repaired = repair.repair_text(decoded.text)
        counts = Counter(decoded.repairs) + Counter(repaired.counts)
        return Prepared(bare, repaired.text, text.blocks_of(repaired.text), decoded.encoding, counts)
    page = markup.parse(decoded.text, url=source.url)
    return _prepared_page(bare, page, decoded)


def _prepared_page(source: Source, page: Page, decoded: decode.Decoded) -> Prepared:
    """The blocks' repaired texts joined by line feeds, and the blocks at their places in it."""
    counts = Counter(decoded.repairs)
    blocks: list[Block] = []
    offset = 0
    for block in page.blocks:
        repaired = repair.repair_block(block.text)
        counts.update(repaired.counts)
        if repaired.text:
            blocks.append(replace(block, text=repaired.text, start=offset))
            offset += len(repaired.text) + 1
    whole = "\n".join(block.text for block in blocks)
    return Prepared(source, whole, tuple(blocks), decoded.encoding, counts, page.facts)
