"""Refit the thresholds of the region stage, cross-validated by site: `python benchmarks/fit_region.py --data DIR`.

DIR holds folders with `truth.json` ({page: {"site", and "body" or "paragraphs"}}) and `html/<page>.html.gz`, as the
benchmarks do (see benchmarks/README.md). For every threshold it prints the mean F1 of 4-word shingles at several
values, the shipped one marked, and what choosing the best value on four fifths of the sites gives on the last fifth:
where that is no better than the shipped value, the difference on all pages was luck.

Nothing is written. A threshold is changed by hand, with a look at the pages that it changes.
"""

import argparse
import gzip
import json
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType

from cleaner.document import Block
from cleaner.page import PageFacts
from cleaner.stages import decode, markup, region

THRESHOLDS: tuple[tuple[str, str, tuple[float, ...]], ...] = (
    ("container", "DESCEND", (0.45, 0.5, 0.55, 0.6, 0.7)),
    ("container", "PURE", (0.5, 0.6, 0.7, 0.8, 0.9)),
    ("container", "PARAGRAPH", (40.0, 60.0, 80.0, 120.0, 200.0)),
    ("container", "PART", (1.5, 2.0, 3.0, 5.0, 8.0, 1e9)),
    ("container", "MIXED", (0.1, 0.2, 0.3, 0.4, 0.5)),
    ("measure", "LONG", (60, 70, 80, 100, 120)),
    ("measure", "HINTED", (1.0, 2.0, 3.0, 5.0)),
    ("measure", "LABELLED", (1.0, 1.5, 2.0, 3.0)),
    ("measure", "ABOVE", (0.25, 0.5, 0.75, 1.0)),
    ("measure", "FADE", (3000.0, 5000.0, 8000.0, 12000.0, 1e9)),
    ("anchor", "BODY_LEAST", (150.0, 300.0, 600.0)),
    ("teasers", "SHORT_TEXT", (150.0, 220.0, 300.0, 400.0)),
    ("teasers", "ALIKE", (2, 3, 4, 5)),
    ("trim", "LINK_LINE", (120, 160, 200, 300)),
    ("trim", "LEAD_LEAST", (20, 40, 60, 80)),
)
FOLDS = 5

Page = tuple[str, tuple[Block, ...], PageFacts, Counter[tuple[str, ...]]]


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[n : n + 4]) for n in range(max(1, len(words) - 3)))


def pages(data: Path) -> Iterator[Page]:
    """Site, blocks, facts and true shingles of every page that has a true text."""
    for folder in sorted(path.parent for path in data.rglob("truth.json")):
        truths = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
        for name, truth in sorted(truths.items()):
            text = truth.get("body") or "\n".join(p.strip("[]") for p in truth.get("paragraphs", ()))
            source = folder / "html" / f"{name}.html.gz"
            if not text or not source.exists():
                continue
            page = markup.parse(decode.decode(gzip.decompress(source.read_bytes()), html=True).text)
            yield truth["site"], placed(page.blocks), page.facts, shingles(text)


def placed(blocks: Iterable[Block]) -> tuple[Block, ...]:
    found: list[Block] = []
    offset = 0
    for block in blocks:
        found.append(replace(block, start=offset))
        offset += len(block.text) + 1
    return tuple(found)


def score(page: Page) -> float:
    _, blocks, facts, truth = page
    cuts = {cut.start for cut in region.select(blocks, facts).cuts}
    found = shingles("\n".join(block.text for block in blocks if block.start not in cuts))
    hits = sum((truth & found).values())
    return 2 * hits / (sum(truth.values()) + sum(found.values()))


@contextmanager
def set_to(module: ModuleType, name: str, value: float) -> Iterator[None]:
    shipped = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, shipped)


def fold_of(site: str) -> int:
    return sum(site.encode()) % FOLDS


def held_out(scores: dict[float, list[float]], folds: list[int]) -> float:
    """Mean F1 where each fold is scored with the value that is best on the others."""
    total = []
    for fold in range(FOLDS):
        inside = [n for n, other in enumerate(folds) if other != fold]
        best = max(scores, key=lambda value: statistics.mean([scores[value][n] for n in inside]))
        total += [scores[best][n] for n, other in enumerate(folds) if other == fold]
    return statistics.mean(total)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("names", nargs="*", help="thresholds to look at (default: all)")
    wanted = parser.parse_args()
    corpus = list(pages(wanted.data))
    folds = [fold_of(site) for site, *_ in corpus]
    print(f"{len(corpus)} pages of {len({site for site, *_ in corpus})} sites, {FOLDS} folds by site")
    for part, name, values in THRESHOLDS:
        if wanted.names and name not in wanted.names:
            continue
        module = import_module(f"cleaner.stages.region.{part}")
        shipped = getattr(module, name)
        scores: dict[float, list[float]] = {}
        for value in sorted({*values, shipped}):
            with set_to(module, name, value):
                scores[value] = [score(page) for page in corpus]
        line = "  ".join(f"{'*' if v == shipped else ''}{v:g}: {statistics.mean(s):.4f}" for v, s in scores.items())
        print(f"{part}.{name:<11} {line}  | held out {held_out(scores, folds):.4f}")


if __name__ == "__main__":
    main()
