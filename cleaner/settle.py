"""Hold a document's result against itself until it is a fixed point (law 5).

Cleaning a headline, a blank line and a body must give the same headline and body. Chrome is judged from the whole
document, so a second reading without the first one's chrome may see more; what it sees is taken back to the spans of
the original. The same reading settles which lines are joined by one line feed, because that is all a later reader
has to tell a list from paragraphs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, chain

from cleaner.document import Block, Cut, Kept, Prepared, Removal
from cleaner.draft import Draft, draft_of, loosened, origin_of, taken_back
from cleaner.profile import TextProfile
from cleaner.rulebook import RuleSet
from cleaner.rulebook.packs import Packs
from cleaner.stages import assemble, chrome, repair, text

ROUNDS = 8
"""Readings at most. What is still moving then stays as it is; none of the measured documents needed more than four."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Cuts and headline so far. `span` is where the headline stands in the text (None: in metadata alone);
    `fixed` says that the input or the page states it, so that no reading of lines changes it."""

    cuts: tuple[Cut, ...]
    headline: str | None
    span: tuple[int, int] | None
    fixed: bool
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """The fixed point, and what the first reading of a page's article found."""

    headline: str | None
    body: str
    kept: tuple[Kept, ...]
    removals: tuple[Removal, ...]
    found: chrome.ChromeResult | None = None


def read_lines(
    lines: Sequence[Block],
    *,
    rules: RuleSet,
    packs: Packs,
    headline: str | None = None,
    profile: TextProfile | None = None,
) -> chrome.ChromeResult:
    """Chrome and headline of plain text.

    Where blank lines set every paragraph apart and nothing is clearly chrome, somebody has laid the text out (it may
    be a result of ours, of a page whose article is a list): then structure alone takes nothing away. One line that
    clearly is chrome shows that nobody has.
    """
    plain = partial(chrome.clean, lines, rules=rules, packs=packs, headline=headline, profile=profile)
    if not text.is_spaced(lines):
        return plain()
    careful = plain(html=True)
    if careful.cuts:
        return plain()
    if headline is None and lines and (careful.headline is None or careful.headline[0] != lines[0].start):
        # Nothing stands above the headline of a text without chrome; careful reading leaves a doubtful one in the body.
        if text.is_title(lines):
            return replace(careful, headline=(lines[0].start, lines[0].end))
        read, line = plain(), lines[0]
        first = read.headline
        if first and first[0] == line.start:
            within = tuple(cut for cut in read.cuts if line.start <= cut.start and cut.end <= line.end)
            return replace(careful, headline=first, cuts=within)
    return careful


def settled(
    prepared: Prepared, choice: Choice, rules: RuleSet, packs: Packs, profile: TextProfile | None = None
) -> Settled:
    """Read the result again until nothing changes. A plain text has been read once (the choice says what was found);
    of a page the choice is its article by markup, which is read here first, with the site's profile."""
    blocks: Sequence[Block] = prepared.blocks
    page = prepared.page is not None
    found: chrome.ChromeResult | None = None
    cuts = _sparing(choice)
    draft = draft_of(prepared.text, blocks, cuts, choice.headline, choice.span)
    seen: set[Choice] = set()
    for reading in range(ROUNDS):
        if not reading and draft.text == prepared.text.strip() and not page and not choice.fixed:
            break  # it has been read already
        lines = text.blocks_of(draft.text)
        broken = _continued(draft.text) if any(not line.gap for line in lines[1:]) else frozenset()
        if page and broken:
            apart = frozenset(line.start for line in lines if not line.gap and line.kind != "row")
            again = chrome.ChromeResult()
        elif page:
            again, apart = _read_article(lines, choice, rules, packs, None if found else profile)
            found = found or again
        else:
            again, apart = read_lines(lines, rules=rules, packs=packs), broken
        looser = loosened(blocks, draft, lines, apart)
        following = _followed(choice, draft, again)
        if looser is None and following in seen:
            # Each of two readings takes back the other's headline: a line that is none once it stands first is none.
            following = replace(choice, headline=None, span=None)
        if looser is None and following == choice:
            break
        seen = {*seen, choice} if looser is None and following.cuts == choice.cuts else set()
        blocks, choice = looser or blocks, following
        cuts = _sparing(choice)
        draft = draft_of(prepared.text, blocks, cuts, choice.headline, choice.span)
    kept = assemble.kept_of(draft.pieces)
    body = assemble.body_of(prepared.text, draft.pieces)
    return Settled(choice.headline, body, kept, assemble.removals_of(prepared.text, kept, cuts), found)


def _read_article(
    lines: Sequence[Block], choice: Choice, rules: RuleSet, packs: Packs, profile: TextProfile | None
) -> tuple[chrome.ChromeResult, frozenset[int]]:
    """Chrome and headline of a page's article, and where lines begin that need a blank line above them.

    The markup of a page has told lists of its article from lists of links and from wrapped paragraphs. Where a reader
    of the mere lines would not believe it, the lists are laid out as paragraphs, and keep their text.
    """
    read = partial(chrome.clean, lines, rules=rules, packs=packs)
    careful = read(html=True, profile=profile)
    if any(cut.end > _shielded(choice) for cut in careful.cuts):
        return careful, frozenset()
    if not text.is_spaced(lines) and read().cuts:
        return careful, text.unmarked(lines)
    return careful if choice.fixed else read_lines(lines, rules=rules, packs=packs), frozenset()


def _sparing(choice: Choice) -> tuple[Cut, ...]:
    """The cuts without overlaps, and none in the headline."""
    cuts = assemble.disjoint(choice.cuts)
    if choice.span is None:
        return cuts
    start, end = choice.span
    spared = []
    for cut in cuts:
        if cut.end <= start or cut.start >= end:
            spared.append(cut)
            continue
        if cut.start < start:
            spared.append(cut._replace(end=start))
        if cut.end > end:
            spared.append(cut._replace(start=end))
    return tuple(spared)


def _continued(text: str) -> frozenset[int]:
    """Where the lines begin that repair would join to the line before."""
    joined = repair.continued_lines(text)
    if not joined:
        return frozenset()
    starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
    return frozenset(starts[number + 1] for number in joined)


def _followed(choice: Choice, draft: Draft, again: chrome.ChromeResult) -> Choice:
    """The choice with what another reading of the draft cuts, and the headline that it sees."""
    shielded = _shielded(choice)
    cuts = choice.cuts
    begins = [begin for begin, _, _ in draft.parts]
    back = [taken_back(draft, begins, max(cut.start, shielded), cut) for cut in again.cuts if cut.end > shielded]
    cuts += tuple(chain.from_iterable(back))
    if choice.fixed:
        return replace(choice, cuts=cuts)
    span = origin_of(draft, again.headline) if again.headline else None
    value = draft.text[again.headline[0] : again.headline[1]] if again.headline and span else None
    return replace(choice, cuts=cuts, headline=value, span=span)


def _shielded(choice: Choice) -> int:
    """Code points at the beginning of a draft that no reading takes: a headline that is stated."""
    return len(choice.headline) if choice.fixed and choice.headline else 0
