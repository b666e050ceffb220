"""CPU cost of cleaner.near_duplicates beside rensa's deduplicator, gaoya and datasketch on the same texts.

    python benchmarks/duplicates_peers.py --data corpus.jsonl.gz [--turns 3] [--limit N]

The corpus is a JSON object with `id` and `text` a line. Every route gets the texts and gives the number of documents
that it removes at threshold 0.8; all run in turn in this process, one thread each, and the figures that count are
the ratios. Needs rensa, gaoya and xxhash beside the package.
"""

import argparse
import gzip
import json
import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path

Docs = list[tuple[str, str]]
WORD = re.compile(r"\w+")


def shingles(text: str) -> list[str]:
    words = WORD.findall(text.lower())
    return list({" ".join(words[at : at + 5]) for at in range(max(1, len(words) - 4))})


def ours(docs: Docs) -> int:
    from cleaner.corpus.duplicates import near_duplicates

    return sum(1 for _ in near_duplicates(docs))


def rensa_deduplicator(docs: Docs) -> int:
    from rensa import RMinHash, RMinHashDeduplicator

    known = RMinHashDeduplicator(threshold=0.8, num_perm=128, use_lsh=True, num_bands=32)
    removed = 0
    for name, text in docs:
        sketch = RMinHash(num_perm=128, seed=42)
        sketch.update(shingles(text))
        removed += not known.add(name, sketch)
    return removed


def gaoya_index(docs: Docs) -> int:
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(32, 0.8, 25, 5, None, "word", True, (5, 5))
    removed = 0
    for at, (_, text) in enumerate(docs):
        if index.query(text):
            removed += 1
        else:
            index.insert_document(at, text)
    return removed


def datasketch_bands(docs: Docs) -> int:
    import xxhash
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=128, params=(25, 5))
    sets = ([each.encode() for each in shingles(text)] for _, text in docs)
    kept: dict[str, MinHash] = {}
    removed = 0
    sketches = MinHash.generator(sets, num_perm=128, hashfunc=xxhash.xxh32_intdigest)
    for (name, _), sketch in zip(docs, sketches, strict=True):
        if any(kept[other].jaccard(sketch) >= 0.8 for other in index.query(sketch)):
            removed += 1
        else:
            kept[name] = sketch
            index.insert(name, sketch)
    return removed


ROUTES: tuple[Callable[[Docs], int], ...] = (ours, rensa_deduplicator, gaoya_index, datasketch_bands)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--turns", type=int, default=3)
    options.add_argument("--limit", type=int)
    given = options.parse_args()
    opener = gzip.open if given.data.suffix == ".gz" else open
    with opener(given.data, "rt", encoding="utf-8") as lines:
        docs = [(row["id"], row["text"]) for row in map(json.loads, lines)][: given.limit]
    costs: dict[str, list[float]] = {route.__name__: [] for route in ROUTES}
    removed = {}
    for route in ROUTES:
        route(docs[:20])
    for _ in range(given.turns):
        for route in ROUTES:
            start = time.process_time()
            removed[route.__name__] = route(docs)
            costs[route.__name__].append(time.process_time() - start)
    for name, spent in costs.items():
        ratio = statistics.median(each / own for each, own in zip(spent, costs["ours"], strict=True))
        cost = statistics.median(spent) / len(docs) * 1e6
        print(f"{name:20} {cost:7.0f} us a document   {ratio:5.2f} x ours   removes {removed[name]}")


if __name__ == "__main__":
    main()
