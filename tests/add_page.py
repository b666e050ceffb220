"""Add a case to fixtures/pages: `python tests/add_page.py SLUG FILE.html [NOTE]`.

Copies the page to fixtures/pages/SLUG/source.html and writes what cleaner makes of it to expected.json, for a person
to correct: the case is right when the file says what a reader would call the article, whatever the program said.
Use pages that you wrote yourself, after the kind of a real one.
"""

import json
import sys
from pathlib import Path

import cleaner

PAGES = Path(__file__).resolve().parent.parent / "fixtures" / "pages"


def add(slug: str, source: bytes, note: str = "") -> Path:
    """Write the case; returns its folder. Raises FileExistsError where there is one of that name."""
    document = cleaner.clean(source)
    folder = PAGES / slug
    folder.mkdir(parents=True)
    (folder / "source.html").write_bytes(source)
    expected = {
        "note": note,
        "headline": document.headline,
        "body": document.body,
        "published": document.published,
    }
    text = json.dumps(expected, ensure_ascii=False, indent=2)
    (folder / "expected.json").write_text(f"{text}\n", encoding="utf-8")
    return folder


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    written = add(sys.argv[1], Path(sys.argv[2]).read_bytes(), " ".join(sys.argv[3:]))
    sys.stdout.write(f"{written}/expected.json: read it, and correct it by hand\n")
