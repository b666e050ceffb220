"""Chrome scored twice: against the set's texts as they came, and against the same texts repaired.

    python benchmarks/chrome_repaired.py --data DIR      DIR: a folder with docs.jsonl, truth.jsonl and score.py

The set's truth is unrepaired text, so that every line `repair` mends counts as lost. The second figures pass the
truth's lines through `cleaner.repair`, a line at a time where that keeps the lines of the document, so that what is
left is what chrome removal itself does. The output that is scored is the same in both.
"""

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

from chrome_holdout import figures, rows, scorer

import cleaner


def repaired(doc: dict[str, Any], truth: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The document and its truth with every line repaired; as they are where repair joins or splits lines."""
    lines = cleaner.repair(doc["text"]).split("\n")
    if len(lines) != len(truth["labels"]):
        return doc, truth
    partial = {number: [role, cleaner.repair(kept)] for number, (role, kept) in truth["partial"].items()}
    headline = truth["headline"] and cleaner.repair(truth["headline"])
    return {**doc, "text": "\n".join(lines)}, {**truth, "partial": partial, "headline": headline}


def predictions(docs: list[dict[str, Any]], evidence: str) -> dict[str, dict[str, Any]]:
    """What the command makes of the documents, each under its path."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for doc in docs:
            place = work / "raw" / doc["path"]
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(doc["text"].encode())
        cleaner.clean_corpus(work / "raw", work / "out.jsonl", site_evidence=evidence, duplicates="off")
        return {record["source"]: {**record, "text": record["body"]} for record in rows(work / "out.jsonl")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    folder = parser.parse_args().data
    score = scorer(folder)
    pairs = list(zip(rows(folder / "docs.jsonl"), rows(folder / "truth.jsonl"), strict=True))
    mended = [repaired(doc, truth) for doc, truth in pairs]
    for evidence in ("off", "auto"):
        found = predictions([doc for doc, _ in pairs], evidence)
        for name, chosen in (("as it came", pairs), ("repaired", mended)):
            report = figures(score, chosen, lambda doc, found=found: found[doc["path"]])
            print(json.dumps({"site_evidence": evidence, "truth": name, **report}), flush=True)


if __name__ == "__main__":
    main()
