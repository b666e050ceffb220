"""The stages in order: Source -> Prepared -> Document, or Quarantined.

Everything here is a pure function of one document and of a frozen Toolkit; what a document needs to know of its site
comes in as a finished profile. That is why the same two functions run in this process, in a pool, and on a cluster.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from cleaner.document import Block, Cut, Document, Given, Prepared, Quarantined, Source
from cleaner.page import PageFacts
from cleaner.profile import SiteProfile, TextProfile
from cleaner.rulebook import RuleBook, RuleSet
from cleaner.rulebook.datestamp import parse_stamp
from cleaner.rulebook.packs import Packs
from cleaner.settings import Settings
from cleaner.settle import Choice, read_lines, settled
from cleaner.stages import address, chrome, decode, language, markup, region, repair, text
from cleaner.stages.headline import isodate, moment
from cleaner.stages.headline import page as page_headline
from cleaner.stages.markup import SiteRules

HEAD_LINES = 5
"""Blocks of an article among which its headline is looked for, where no heading shows it."""


@dataclass(frozen=True, slots=True)
class Toolkit:
    """What every document is cleaned with."""

    settings: Settings
    rulebook: RuleBook


def prepare(source: Source, tools: Toolkit) -> Prepared | Quarantined:
    """Decode, parse and repair: the document's repaired text and its blocks."""
    try:
        decoded = decode.decode(source.data, html=source.html, declared=source.declared_encoding)
    except decode.NotText as error:
        return Quarantined(source.name, source.wanted_id, "not-text", error.reason)
    bare = replace(source, data="")
    if decoded.html:
        rules_of = partial(_html_rules, bare, tools)
        rules = rules_of if _page_says_its_site(bare, tools) else rules_of(None)
        page = markup.parse(decoded.utf8 or decoded.text, url=source.url, site_rules=rules)
        return _prepared_page(_with_stated(bare, page, tools), page, decoded)
    repaired = repair.repair_text(decoded.text)
    counts = Counter(decoded.repairs) + Counter(repaired.counts)
    return Prepared(bare, repaired.text, text.blocks_of(repaired.text), decoded.encoding, counts)


def preparing_rules(source: Source, tools: Toolkit) -> str:
    """What of the rules `prepare` can depend on, for whoever keeps prepared documents: those about the markup of the
    document's site, and where only its page says which that is, everything in the book."""
    if _page_says_its_site(source, tools):
        return tools.rulebook.digest
    return repr(_html_rules(source, tools, None))


def _page_says_its_site(source: Source, tools: Toolkit) -> bool:
    """Whether rules wait for what a page states of its address: nothing else tells its site, and some need one."""
    return tools.rulebook.has_site_markup and address.address_of(source, None)[1] is None


def _html_rules(source: Source, tools: Toolkit, facts: PageFacts | None) -> SiteRules:
    """The rules for the markup of a page, by where it was found or, where that is not known, by what it states."""
    url, site = address.address_of(source, facts)
    return tools.rulebook.for_document(url=url, site=site, source=source.name).html


def _with_stated(source: Source, page: markup.Page, tools: Toolkit) -> Source:
    """The source with what the site's rules read from the page, where the input itself says nothing."""
    given, stated = source.given, page.stated
    published, modified = (
        stated_date(value, tools) if value else None for value in (stated.published, stated.modified)
    )
    joined = Given(
        headline=given.headline or stated.headline,
        published=given.published or published,
        modified=given.modified or modified,
        authors=given.authors or stated.authors,
    )
    return replace(source, given=joined) if joined != given else source


def _prepared_page(source: Source, page: markup.Page, decoded: decode.Decoded) -> Prepared:
    """The blocks' repaired texts joined by line feeds, and the blocks at their places in it."""
    texts, repairs = repair.repair_blocks([block.text for block in page.blocks])
    blocks: list[Block] = []
    offset = 0
    for block, text_ in zip(page.blocks, texts, strict=True):
        if text_:
            same = text_ is block.text and offset == block.start
            blocks.append(block if same else Block(text_, offset, block.kind, block.tight, False, block.evidence))
            offset += len(text_) + 1
    whole = "\n".join([block.text for block in blocks])
    counts = Counter(decoded.repairs) + Counter(repairs)
    ruled = any(block.evidence.marks for block in blocks if block.evidence)  # then rules say where the article is
    reasons = None if ruled else region.read(blocks, page.facts)
    return Prepared(source, whole, tuple(blocks), decoded.encoding, counts, page.facts, reasons)


@dataclass(frozen=True, slots=True)
class Bearings:
    """Where a document belongs, and the rules that follow from it."""

    url: str | None
    site: str | None
    picked: page_headline.HeadlineChoice
    dates: moment.Dates
    rules: RuleSet


def bearings(prepared: Prepared, tools: Toolkit) -> Bearings:
    """A document's address, what its page states of headline and dates, and the rules that could apply to it."""
    source, facts = prepared.source, prepared.page
    url, site = address.address_of(source, facts)
    picked = page_headline.choose(facts, prepared.blocks, site) if facts else page_headline.HeadlineChoice()
    months = tools.rulebook.packs.months
    dates = moment.choose_dates(facts, prepared.blocks, picked.block, months) if facts else moment.Dates()
    rules = tools.rulebook.for_document(
        url=url,
        site=site,
        source=source.name,
        lines=[block.text for block in prepared.blocks],
        published=source.given.published or dates.published,
    )
    return Bearings(url, site, picked, dates, rules)


def finish(prepared: Prepared, tools: Toolkit, profile: SiteProfile | None = None) -> Document:
    """Strip chrome, split off the headline, name the language: the cleaned document and its spans."""
    source, facts = prepared.source, prepared.page
    known = bearings(prepared, tools)
    url, site, picked, dates, rules = known.url, known.site, known.picked, known.dates, known.rules
    texts = profile.text if profile else None
    packs = tools.rulebook.packs
    if facts:
        choice = _article(prepared, rules, picked, profile)
        final = settled(prepared, choice, rules, packs, texts)
        found = final.found or chrome.ChromeResult()
    else:
        choice, found = _first_reading(prepared, rules, packs, texts)
        final = settled(prepared, choice, rules, packs)
    spoken = final.body if len(final.body) > 200 else f"{final.headline or ''}\n{final.body}"
    identified = language.identify(spoken, hint=facts.language_hint if facts else None)
    given = source.given
    return Document(
        id=source.wanted_id,
        source=source.name,
        url=url,
        site=site,
        headline=final.headline,
        body=final.body,
        language=identified.language,
        published=given.published or dates.published or found.published,
        modified=given.modified or dates.modified or found.modified,
        authors=given.authors or (facts.authors if facts else ()) or found.authors,
        dateline=found.dateline,
        meta=source.meta,
        encoding=prepared.encoding,
        repairs=prepared.repairs,
        rules=rules.digest,
        flags=tuple(sorted({*choice.flags, *found.flags})),
        extracted=found.extracted,
        languages=identified.shares,
        text=prepared.text,
        kept=final.kept,
        removals=final.removals,
        dropped=_dropped(final.body, identified.language.code, tools.settings),
    )


def _article(
    prepared: Prepared, rules: RuleSet, picked: page_headline.HeadlineChoice, profile: SiteProfile | None
) -> Choice:
    """The article of a page by its markup and its site's rules, and its headline."""
    facts, blocks = prepared.page, prepared.blocks
    ruled = region.by_rules(blocks, rules.limits)
    cuts, flags = ruled.cuts, ruled.flags
    if facts and not ruled.decided:
        html = profile.html if profile else None
        rest, known = (tuple(_outside(blocks, cuts)), None) if cuts else (blocks, prepared.region)
        chosen = region.select(rest, facts, known=known, profile=html, wanted=rules.believed)
        cuts, flags = (*cuts, *chosen.cuts), (*flags, *chosen.flags)
    value = prepared.source.given.headline
    if not value and picked.value:
        value = repair.repair_block(picked.value).text or None
    if value is None:
        return Choice(cuts, None, None, False, flags)
    shown = blocks[picked.block] if picked.block is not None and blocks[picked.block].text == value else None
    if shown is None:
        shown = next((block for block in islice(_outside(blocks, cuts), HEAD_LINES) if block.text == value), None)
    return Choice(cuts, value, (shown.start, shown.end) if shown else None, True, flags)


def _first_reading(
    prepared: Prepared, rules: RuleSet, packs: Packs, profile: TextProfile | None
) -> tuple[Choice, chrome.ChromeResult]:
    """What a plain text shows of chrome, and its headline, before the result is held against itself."""
    value = prepared.source.given.headline
    found = read_lines(prepared.blocks, rules=rules, packs=packs, headline=value, profile=profile)
    span = found.headline
    if value is None and span:
        value = prepared.text[span[0] : span[1]]
    elif span and prepared.text[span[0] : span[1]] != value:
        span = None
    return Choice(found.cuts, value, span, prepared.source.given.headline is not None), found


def _outside(blocks: Iterable[Block], cuts: Iterable[Cut]) -> Iterator[Block]:
    """The blocks that no cut takes whole."""
    taken = {(cut.start, cut.end) for cut in cuts}
    return (block for block in blocks if (block.start, block.end) not in taken)


def _dropped(body: str, code: str, settings: Settings) -> str | None:
    """Why the document leaves the corpus, None where it stays."""
    if not body:
        return "empty"
    return "language" if settings.languages and code not in settings.languages else None


def stated_date(value: str, tools: Toolkit) -> str | None:
    """A date that an input field states, in ISO 8601; None where it cannot be read."""
    stamp = None if (iso := isodate.normalise(value)) else parse_stamp(value, tools.rulebook.packs)
    return iso or (stamp.value if stamp else None)
