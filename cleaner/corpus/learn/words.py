"""The words of what recurs: for each key of a site's profile how it is spelt, in how many documents, and where."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from cleaner.document import Block
from cleaner.profile import TextProfile
from cleaner.rulebook.packs import Packs
from cleaner.stages.chrome.evidence import ARTICLE_ALONE, line_key, opening_word, suffixes
from cleaner.stages.chrome.figures import with_rows
from cleaner.stages.chrome.looks import look_at
from cleaner.stages.chrome.outline import outline
from cleaner.stages.chrome.stuck import stuck_part
from cleaner.stages.chrome.weights import BODY, HEAD, INLINE, PARTS


@dataclass
class Spelling:
    """One recurring thing: its spellings by documents, and the parts of the documents it stood in."""

    texts: Counter[str] = field(default_factory=Counter)
    parts: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)

    @property
    def documents(self) -> int:
        """In how many documents it was, however spelt."""
        return sum(self.texts.values())


class Words:
    """What the documents of one site say where their profile has keys."""

    def __init__(self, profile: TextProfile) -> None:
        self.profile = profile
        self.lines: dict[int, Spelling] = {}
        self.names: dict[int, Spelling] = {}
        self.openings: dict[int, Spelling] = {}
        self.buttons: dict[int, Spelling] = {}
        self.headlines: set[int] = set()

    def add(self, blocks: Sequence[Block], packs: Packs) -> None:
        """Count one document."""
        looks = with_rows([look_at(block.text, packs) for block in blocks])
        found = outline(blocks, looks)
        once: set[tuple[str, int]] = set()
        for block, look, part in zip(blocks, looks, found.parts, strict=True):
            key = line_key(block.text)
            if part == HEAD:
                self.headlines.add(key)
                for name in suffixes(block.text):
                    _count(self.names, self.profile.names, "name", line_key(name), name, part, look.kind, once)
            elif look.kind not in ARTICLE_ALONE:
                _count(self.lines, self.profile.chrome_lines, "line", key, block.text, part, look.kind, once)
            if part in (BODY, INLINE):
                if not look.closed and look.kind not in ARTICLE_ALONE and (word := opening_word(block.text)):
                    _count(self.openings, self.profile.openings, "open", line_key(word), word, part, look.kind, once)
                if rest := stuck_part(block.text):
                    _count(self.buttons, self.profile.buttons, "button", line_key(rest), rest, part, look.kind, once)


def _count(
    table: dict[int, Spelling],
    wanted: frozenset[int],
    what: str,
    key: int,
    text: str,
    part: int,
    kind: str,
    once: set[tuple[str, int]],
) -> None:
    """Count a key that the profile has, once a document."""
    if key in wanted and (what, key) not in once:
        once.add((what, key))
        spelling = table.setdefault(key, Spelling())
        spelling.texts[text] += 1
        spelling.parts[PARTS[part]] += 1
        spelling.kinds[kind] += 1
