"""Every figure of the project from one command, and the table in docs/benchmarks.md that shows them.

    python benchmarks/run.py --data DIR [SET ...] [--json FILE] [--table docs/benchmarks.md]

DIR holds the data and its scorers, laid out as benchmarks/README.md says; nothing of it is in this repository. DIR's
own run.py measures, in the environment where corpus-clean is installed, beside the peers on the same documents.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"

Row = tuple[str, str, str]


def share(value: Any) -> str:
    return "–" if value is None else f"{value:.3f}"


def chrome_rows(found: dict[str, Any]) -> list[Row]:
    rows = []
    for way in ("alone", "corpus", "learned"):
        figures = found.get(way)
        if isinstance(figures, dict):
            rows += [
                (
                    f"plain text, {way}: removal precision / F1",
                    f"{share(figures['removal_precision'])} / {share(figures['removal_f1'])}",
                    ".957 / .911 (by-site paragraph dedup)",
                ),
                (
                    f"plain text, {way}: bodies exact / glued lines / traps kept",
                    " / ".join(share(figures[k]) for k in ("body_exact", "partial_line_accuracy", "trap_survival")),
                    ".381 / 0 / .440 (site frequency, then line rules)",
                ),
                (
                    f"plain text, {way}: headline / date",
                    f"{share(figures['headline_accuracy'])} / {share(figures['date_accuracy'])}",
                    ".608 / .440",
                ),
            ]
    return rows


def extraction_rows(found: dict[str, Any]) -> list[Row]:
    rows = []
    body = {"scrapinghub": "f1", "fundus": "rouge_f1", "fundus_tests": "rouge_f1", "segments": "f1"}
    for name, figures in found.items():
        bench, way = name.rsplit(".", 1)
        if way == "trafilatura":
            continue
        theirs = found[f"{bench}.trafilatura"]
        for key, label in ((body.get(bench), "body"), ("headline_acc", "headline"), ("date_acc", "date")):
            if key and key in figures:
                rows.append(
                    (f"HTML {bench}, {way}: {label}", share(figures[key]), f"{share(theirs[key])} (trafilatura)")
                )
    return rows


def pagetext_rows(found: dict[str, Any]) -> list[Row]:
    return [
        (
            f"page text {name}: body",
            share(figures.get("f1", figures.get("rouge_f1"))),
            ".88 (best window of long lines)",
        )
        for name, figures in found.items()
    ]


def encoding_rows(found: dict[str, Any]) -> list[Row]:
    groups = " / ".join(f"{name} {share(value)}" for name, value in found["groups"].items())
    return [
        ("repair: macro over the glitch classes", share(found["macro"]), ".31–.36 (ftfy)"),
        ("repair: groups", groups, ""),
        (
            "repair: clean texts unchanged; outputs made worse",
            f"{share(found['clean_unchanged'])}; {found['made_worse']}",
            ".82 (ftfy's defaults)",
        ),
    ]


def language_rows(found: dict[str, Any]) -> list[Row]:
    rows = [
        (f"language, {name}: strict / lenient", f"{share(cell['strict'])} / {share(cell['lenient'])}", "")
        for name, cell in found.items()
        if isinstance(cell, dict)
    ]
    return [*rows, ("language: times faster than langdetect", str(found["times_faster_than_langdetect"]), "1")]


def duplicates_rows(found: dict[str, Any]) -> list[Row]:
    left = found["pairs_left"]
    return [
        (
            "near-duplicates: pairs left (Jaccard; containment)",
            f"{left['jaccard']}; {left['containment']}",
            "45–118 (datasketch)",
        ),
        ("near-duplicates: removed but not near", str(found["removed_not_near_what_is_kept"]), "73–79 (datasketch)"),
        ("near-duplicates: times faster than datasketch", str(found["times_faster_than_datasketch"]), "1"),
    ]


def speed_rows(found: dict[str, Any]) -> list[Row]:
    rows = [
        (f"whole command on {kind}: times faster than the same steps by hand", str(found[kind]["times_faster"]), "1")
        for kind in ("text", "html")
    ]
    return [
        *rows,
        ("`cleaner.clean`: times faster than trafilatura.extract", str(found["clean_vs_trafilatura_extract"]), "1"),
        (
            "CPU seconds: `--version`; five documents",
            f"{found['start_up_cpu_s']}; {found['text']['five_documents_cpu_s']}",
            "",
        ),
    ]


ROWS = {
    "chrome": chrome_rows,
    "pagetext": pagetext_rows,
    "extraction": extraction_rows,
    "encoding": encoding_rows,
    "language": language_rows,
    "duplicates": duplicates_rows,
    "speed": speed_rows,
}


def table(figures: dict[str, Any]) -> str:
    """The figures as a Markdown table, one row each."""
    rows = [row for name, found in figures.items() for row in ROWS[name](found)]
    lines = ["| what | corpus-clean | others |", "|---|---|---|", *(f"| {a} | {b} | {c} |" for a, b, c in rows)]
    return "\n".join(lines)


def write_table(page: Path, figures: dict[str, Any]) -> None:
    """Put the table between the page's marks."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n\n{table(figures)}\n\n{END}{after}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="SET", help=", ".join(ROWS))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", type=Path, help="keep all figures here; sets measured earlier stay in it")
    parser.add_argument("--table", type=Path, help="the page whose table is written anew")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "figures.json"
        command = [
            sys.executable,
            str(args.data / "run.py"),
            *args.sets,
            "--data",
            str(args.data),
            "--json",
            str(report),
        ]
        done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
        if done.returncode:
            sys.exit(done.returncode)
        figures = json.loads(report.read_text())
    if args.json:
        earlier = json.loads(args.json.read_text()) if args.json.exists() else {}
        figures = {**earlier, **figures}
        args.json.write_text(json.dumps(figures, indent=1, ensure_ascii=False))
    print(table(figures))
    if args.table:
        write_table(args.table, figures)


if __name__ == "__main__":
    main()
