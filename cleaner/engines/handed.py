"""The looks of a text's lines, handed from the pass that observes to the pass that cleans.

Both need them, they are a good part of either's work, and between the two lies the whole corpus.
"""

import pickle
from collections.abc import Sequence

from cleaner.document import Block, Prepared
from cleaner.engines.packing import unpacked
from cleaner.rulebook.datestamp import Stamp
from cleaner.rulebook.packs import Packs
from cleaner.stages.chrome.looks import REMEMBERED, Look, look_at, memory


def pack_looks(prepared: Prepared, packs: Packs) -> bytes:
    """The looks of a text that has just been observed; nothing for one of so many lines that they are forgotten."""
    if len(prepared.blocks) > REMEMBERED:
        return b""
    looks = [look_at(block.text, packs) for block in prepared.blocks]
    return pickle.dumps(
        [
            (look.kind, look.closed, look.glue, look.figure, [(each.value, each.label) for each in look.stamps])
            for look in looks
        ],
        protocol=5,
    )


def remember_looks(data: bytes, blocks: Sequence[Block], packs: Packs) -> None:
    """Have this process remember what `pack_looks` made of the same blocks with the same packs."""
    known = memory(packs)
    for block, (kind, closed, glue, figure, stamps) in zip(blocks, unpacked(data), strict=True):
        own = tuple([Stamp(*each) for each in stamps])
        known.put(block.text, Look(kind, len(block.text), closed, own, glue, figure))
