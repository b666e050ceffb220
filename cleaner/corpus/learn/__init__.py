"""Rules learned from what recurs across a site, for people to review: the evidence of a run, written down.

Two passes over the documents: the first holds their keys against each other as a run does (`corpus.profile`), the
second fetches the words of what recurs and counts where it stood. A learned rule quotes nothing that fewer than three
distinct documents have, and names none of them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cleaner.corpus.learn.words import Words
from cleaner.corpus.learn.write import rule_file
from cleaner.corpus.profile import Observation, assign
from cleaner.corpus.profile import text as evidence
from cleaner.document import Block
from cleaner.rulebook.packs import Packs
from cleaner.stages.chrome.evidence import sight


@dataclass(frozen=True, slots=True)
class Learned:
    """The rules of one site: the name of its file, what the file says, and a comment for its head."""

    name: str
    data: dict[str, Any]
    heading: str


Text = tuple[str | None, Sequence[Block]]
"""A plain-text document: its site, None where it is not known, and its blocks."""


def learn(documents: Callable[[], Iterable[Text]], packs: Packs) -> list[Learned]:
    """The rules that the documents tell, a file a site, in the order of the files' names.

    `documents` gives the same documents in the same order each time it is called; it is called twice.
    """
    seen = [Observation(site, text=sight(blocks, packs)) for site, blocks in documents()]
    homes, sights = assign(enumerate(seen))
    profiles = {site: profile for site, found in sights.items() if (profile := evidence.build(found)) is not None}
    counted = {site: evidence.chosen(sights[site]) for site in profiles}
    words = {site: Words(profile) for site, profile in profiles.items()}
    for row, (_, blocks) in enumerate(documents()):
        site = homes.get(row)
        if site is not None and site in words and row in counted[site]:
            words[site].add(blocks, packs)
    files = (rule_file(site, words[site], len(counted[site])) for site in sorted(words))
    return sorted((Learned(*file) for file in files if file is not None), key=lambda one: one.name)
