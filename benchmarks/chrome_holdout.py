"""How far text chrome carries to what it has not seen: languages and sites held out in turn.

    python benchmarks/chrome_holdout.py --data DIR      DIR: a folder with docs.jsonl, truth.jsonl and score.py

Nothing here is fitted, so a site or a layout is held out by what stands for it: `language` runs each language's
documents with the pack of that language taken away, `phrases` each with no pack at all (what structure alone does),
`site` gives each site's documents the evidence of all other sites and none of its own, and `layout` scores each
layout of the set apart. Only stages are called; figures are those of the set's own scorer.
"""

import argparse
import collections
import importlib.util
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from cleaner.profile import TextProfile
from cleaner.rulebook.packs import Packs, load_packs
from cleaner.stages import chrome
from cleaner.stages.chrome.evidence import sight
from cleaner.stages.text import blocks_of

RULES = Path(__file__).parents[1] / "rules"
SHOWN = (
    "docs",
    "removal_precision",
    "removal_f1",
    "body_exact",
    "partial_line_accuracy",
    "headline_accuracy",
    "date_accuracy",
    "trap_survival",
    "docs_losing_30pct",
)


def rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="\n") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no score.py in {folder}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def as_lines(text: str) -> str:
    """The text with plain line ends and spaces. Nothing else is repaired: the set's truth has the texts as they stand,
    and what repair does to them is measured elsewhere."""
    return text.replace("\r\n", "\n").replace("\xa0", " ").replace("\ufeff", "")


def predicted(text: str, packs: Packs, profile: TextProfile | None = None) -> dict[str, Any]:
    """Headline, body lines and date of one document."""
    plain = as_lines(text)
    blocks = blocks_of(plain)
    found = chrome.clean(blocks, packs=packs, profile=profile)
    gone = [(cut.start, cut.end) for cut in found.cuts] + ([found.headline] if found.headline else [])
    lines = []
    for block in blocks:
        spans = sorted((max(a, block.start), min(b, block.end)) for a, b in gone if a < block.end and b > block.start)
        kept, at = [], block.start
        for start, end in spans:
            kept.append(plain[at : max(at, start)])
            at = max(at, end)
        lines.append("".join([*kept, plain[at : block.end]]).strip())
    headline = plain[slice(*found.headline)] if found.headline else None
    return {"headline": headline, "text": "\n".join(line for line in lines if line), "published": found.published}


def figures(score: ModuleType, pairs: Iterable[tuple[Any, Any]], predict: Callable[[Any], Any]) -> dict[str, Any]:
    total: collections.Counter[str] = collections.Counter()
    traps: dict[str, list[int]] = {}
    for doc, truth in pairs:
        counts, _, found = score.score_doc(doc, truth, predict(doc))
        total += counts
        score.merge(traps, found)
    report = score.report(total, traps)
    return {key: report[key] for key in SHOWN}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    folder = parser.parse_args().data
    score = scorer(folder)
    pairs = list(zip(rows(folder / "docs.jsonl"), rows(folder / "truth.jsonl"), strict=True))
    packs = load_packs([RULES])

    def show(name: str, chosen: list[tuple[Any, Any]], predict: Callable[[Any], Any]) -> None:
        print(json.dumps({"held_out": name, **figures(score, chosen, predict)}, ensure_ascii=False), flush=True)

    show("nothing", pairs, lambda doc: predicted(doc["text"], packs))
    for layout in sorted({truth["template"] for _, truth in pairs}):
        chosen = [pair for pair in pairs if pair[1]["template"] == layout]
        show(f"layout {layout} (apart)", chosen, lambda doc: predicted(doc["text"], packs))
    for language in sorted({truth["lang"] for _, truth in pairs}):
        rest = Packs(tuple(pack for pack in packs.packs if pack.language != language))
        chosen = [pair for pair in pairs if pair[1]["lang"] == language]
        show(f"language {language}", chosen, lambda doc, rest=rest: predicted(doc["text"], rest))
    show("phrases", pairs, lambda doc: predicted(doc["text"], Packs(())))
    from cleaner.corpus.profile import text as evidence

    by_site = collections.defaultdict(list)
    for number, (doc, truth) in enumerate(pairs):
        by_site[truth["site"]].append((number, sight(blocks_of(as_lines(doc["text"])), packs)))
    site_of = {doc["id"]: truth["site"] for doc, truth in pairs}
    others = {
        site: evidence.build([seen for other, found in by_site.items() if other != site for seen in found])
        for site in by_site
    }
    show("site (evidence of all others)", pairs, lambda doc: predicted(doc["text"], packs, others[site_of[doc["id"]]]))


if __name__ == "__main__":
    main()
