"""Hold a document's result against itself until it is a fixed point (law 5).

Cleaning a headline, a blank line and a body must give the same headline and body. Chrome is judged from the whole
document, so a second reading without the first one's chrome may see more; what it sees is taken back to the spans of
the original. The same reading settles which lines are joined by one line feed, because that is all a later reader
has to tell a list from paragraphs.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, chain

from cleaner.document import Block, Cut, Kept, Prepared, Removal
from cleaner.profile import TextProfile
from cleaner.rulebook import RuleSet
from cleaner.rulebook.packs import Packs
from cleaner.stages import assemble, chrome, repair, text
from cleaner.stages.assemble import Piece

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


@dataclass(frozen=True, slots=True)
class _Draft:
    """A result as plain text, and where its parts come from: (offset in the draft, offset in the text, length)."""

    text: str
    parts: tuple[tuple[int, int, int], ...]
    pieces: tuple[Piece, ...]


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
    draft = _draft(prepared.text, blocks, cuts, choice)
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
        looser = _loosened(blocks, draft, lines, apart)
        following = _followed(choice, draft, again)
        if looser is None and following in seen:
            # Each of two readings takes back the other's headline: a line that is none once it stands first is none.
            following = replace(choice, headline=None, span=None)
        if looser is None and following == choice:
            break
        seen = {*seen, choice} if looser is None and following.cuts == choice.cuts else set()
        blocks, choice = looser or blocks, following
        cuts = _sparing(choice)
        draft = _draft(prepared.text, blocks, cuts, choice)
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


def _draft(whole: str, blocks: Sequence[Block], cuts: Sequence[Cut], choice: Choice) -> _Draft:
    """Headline, blank line and body as a later reader gets them."""
    pieces = assemble.pieces_of(whole, blocks, cuts, choice.span)
    drafted: list[str] = []
    parts: list[tuple[int, int, int]] = []
    length = 0
    if choice.headline:
        if choice.span:
            parts.append((0, choice.span[0], choice.span[1] - choice.span[0]))
        drafted.append(choice.headline)
        length = len(choice.headline)
    body_begun = False
    for piece in pieces:
        if piece.role != "body":
            continue
        join = piece.join if body_begun else "\n\n" if drafted else ""
        drafted += (join, whole[piece.start : piece.end])
        length += len(join)
        parts.append((length, piece.start, piece.end - piece.start))
        length += piece.end - piece.start
        body_begun = True
    return _Draft("".join(drafted), tuple(parts), pieces)


def _loosened(
    blocks: Sequence[Block], draft: _Draft, lines: Sequence[Block], apart: frozenset[int]
) -> Sequence[Block] | None:
    """The blocks, where some that were joined by one line feed read as paragraphs of their own (or are wanted so:
    `apart`, by their start in the draft); None where none do."""
    if not any(piece.join == "\n" for piece in draft.pieces):
        return None
    tight_starts = {line.start for line in lines if line.tight} - apart
    loose = set()
    origins = [(start, origin) for start, origin, _ in draft.parts]
    joins = {piece.start: piece.join for piece in draft.pieces if piece.role == "body"}
    for start, origin in origins:
        if joins.get(origin) == "\n" and start not in tight_starts:
            loose.add(origin)
    if not loose:
        return None
    ordered = sorted(loose)
    return [
        block._replace(tight=False) if bisect_left(ordered, block.start) < bisect_left(ordered, block.end) else block
        for block in blocks
    ]


def _continued(text: str) -> frozenset[int]:
    """Where the lines begin that repair would join to the line before."""
    joined = repair.continued_lines(text)
    if not joined:
        return frozenset()
    starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
    return frozenset(starts[number + 1] for number in joined)


def _followed(choice: Choice, draft: _Draft, again: chrome.ChromeResult) -> Choice:
    """The choice with what another reading of the draft cuts, and the headline that it sees."""
    shielded = _shielded(choice)
    cuts = choice.cuts
    begins = [begin for begin, _, _ in draft.parts]
    back = [_back(draft, begins, max(cut.start, shielded), cut) for cut in again.cuts if cut.end > shielded]
    cuts += tuple(chain.from_iterable(back))
    if choice.fixed:
        return replace(choice, cuts=cuts)
    span = _origin(draft, again.headline) if again.headline else None
    value = draft.text[again.headline[0] : again.headline[1]] if again.headline and span else None
    return replace(choice, cuts=cuts, headline=value, span=span)


def _shielded(choice: Choice) -> int:
    """Code points at the beginning of a draft that no reading takes: a headline that is stated."""
    return len(choice.headline) if choice.fixed and choice.headline else 0


def _back(draft: _Draft, begins: Sequence[int], start: int, cut: Cut) -> list[Cut]:
    """A cut in the draft, from `start` on, as cuts in the text; `begins` are where the draft's parts begin."""
    found = []
    for at in range(max(0, bisect_right(begins, start) - 1), bisect_left(begins, cut.end)):
        begin, origin, length = draft.parts[at]
        low, high = max(start, begin), min(cut.end, begin + length)
        if low < high:
            found.append(cut._replace(start=origin + low - begin, end=origin + high - begin))
    return found


def _origin(draft: _Draft, span: tuple[int, int]) -> tuple[int, int] | None:
    """A span of the draft as one span of the text; None where it is not all in one part."""
    for begin, origin, length in draft.parts:
        if begin <= span[0] and span[1] <= begin + length:
            return origin + span[0] - begin, origin + span[1] - begin
    return None
