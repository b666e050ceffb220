"""How often the language stage is right: by set, by language, and by the confidence it states.

    python benchmarks/language_reliability.py --data DIR [--without-pycld2]

DIR holds *.jsonl files whose rows have `text`, `lang` and perhaps `accept` (further right codes) and `form`. Public
sentences of 75 languages with their codes: the test data of lingua-py (Apache License 2.0, drawn from the Wortschatz
corpora of Leipzig University); "UDHR in Unicode"; the Universal Dependencies treebanks. Strict counts the code as
given; lenient takes bs, hr and sr, id and ms, nb and nn for one another.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CONTINUA = {"nb": "no", "nn": "no", "bs": "sh", "hr": "sh", "sr": "sh", "id": "ms", "ms": "ms"}
Answer = tuple[str, str, str, bool, float]  # set, right code, answer, right, confidence


def answers(data: Path) -> Iterator[Answer]:
    from cleaner.stages.language import detect_language

    for path in sorted(data.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                told = detect_language(row["text"])
                right = told.code == row["lang"] or told.code in row.get("accept", ())
                yield path.stem, row["lang"], told.code, right, told.confidence


def table(head: str, rows: list[tuple[Any, ...]]) -> None:
    print(head + "\n|" + "---|" * head.count("|"))
    for row in rows:
        print("| " + " | ".join(f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in row) + " |")
    print()


def share(of: list[bool]) -> float:
    return sum(of) / len(of)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--without-pycld2", action="store_true", help="as on a Python that has no wheel of it")
    options = parser.parse_args()
    if options.without_pycld2:
        sys.modules["pycld2"] = None  # type: ignore[assignment]
    told = list(answers(options.data))

    by_set, by_language, by_confidence = defaultdict(list), defaultdict(list), defaultdict(list)
    for name, code, answer, right, confidence in told:
        alike = CONTINUA.get(code, code) == CONTINUA.get(answer, answer)
        by_set[name].append((right, right or alike, answer == "und"))
        if name != "und":
            by_language[code].append(right or alike)
        if answer != "und" and name not in ("mixed", "und"):
            by_confidence[confidence].append(code == answer)
    table("| set | texts | strict | lenient | `und` |", [
        (name, len(rows), *(share([row[at] for row in rows]) for at in range(3))) for name, rows in by_set.items()
    ])  # fmt: skip
    weakest = sorted((share(rights), code, len(rights)) for code, rights in by_language.items())[:12]
    table("| weakest language | texts | lenient |", [(code, count, right) for right, code, count in weakest])
    table("| confidence stated | texts | right |", [
        (confidence, len(rights), share(rights)) for confidence, rights in sorted(by_confidence.items())
    ])  # fmt: skip


if __name__ == "__main__":
    main()
