"""Write the golden files of fixtures/text and fixtures/pages anew: `python tests/golden.py`, then read the diff.

Each file keeps the keys that it has, so that a case says only what it is about; a new folder in fixtures/text gets
the usual four. Known failures are left alone: what stands there is what a reader would say, not the program.
"""

import json
import sys
from pathlib import Path

import cleaner

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
USUAL = dict.fromkeys(("headline", "body", "language", "published"))


def renewed(source: Path) -> bool:
    """Write `expected.json` beside a source; returns whether that changed it."""
    target = source.with_name("expected.json")
    before = target.read_text(encoding="utf-8") if target.exists() else ""
    record = cleaner.clean(source.read_bytes()).record()
    expected = {key: record.get(key, value) for key, value in (json.loads(before) if before else USUAL).items()}
    after = json.dumps(expected, ensure_ascii=False, indent=2) + "\n"
    target.write_text(after, encoding="utf-8")
    return after != before


def main() -> None:
    """Renew all cases and name those that changed."""
    known = json.loads((FIXTURES / "known-failures.json").read_text(encoding="utf-8"))["pages"]
    pages = [path for path in sorted(FIXTURES.glob("pages/*/source.html")) if path.parent.name not in known]
    for source in [*sorted(FIXTURES.glob("text/*/source.txt")), *pages]:
        if renewed(source):
            sys.stdout.write(f"{source.parent.relative_to(FIXTURES)}\n")


if __name__ == "__main__":
    main()
