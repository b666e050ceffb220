"""`corpus-clean run`: clean a corpus."""

from pathlib import Path
from typing import Annotated, Any

import typer

from cleaner.cli.exits import Exit

EXAMPLES = """[bold]Examples[/bold]

corpus-clean raw/ out.jsonl

corpus-clean raw/ out.jsonl.zst --ledger ledger.jsonl --summary summary.json

zcat dump.jsonl.gz | corpus-clean - - --languages en,az > clean.jsonl

corpus-clean raw/ out.jsonl --check    (in CI: exit 1 when out.jsonl is not up to date)"""

RULES, CORPUS, FILES, RUNNING, CI = "Rules", "Corpus", "Files", "Running", "CI"


def run(
    raw: Annotated[str, typer.Argument(metavar="RAW", help="A folder, a file, a glob, or - for standard input.")],
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help="A .jsonl, .jsonl.gz or .jsonl.zst file, or - for standard output.")
    ],
    rules: Annotated[
        list[Path] | None,
        typer.Option(help="Rule file or folder, beside the built-in ones (repeatable).", rich_help_panel=RULES),
    ] = None,
    default_rules: Annotated[
        bool | None,
        typer.Option("--default-rules/--no-default-rules", help="Use the built-in rules.", rich_help_panel=RULES),
    ] = None,
    select: Annotated[
        list[str] | None, typer.Option(help="Only these rules (repeatable).", rich_help_panel=RULES)
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(help="Not these rules (repeatable).", rich_help_panel=RULES)
    ] = None,
    site_evidence: Annotated[
        str | None,
        typer.Option(
            help="auto: what recurs across a site's documents helps to tell chrome; off.", rich_help_panel=RULES
        ),
    ] = None,
    duplicates: Annotated[
        str | None, typer.Option(help="What to do with near-duplicates: drop, mark, off.", rich_help_panel=CORPUS)
    ] = None,
    threshold: Annotated[
        float | None, typer.Option(help="Jaccard from which two documents are near.", rich_help_panel=CORPUS)
    ] = None,
    containment: Annotated[
        float | None,
        typer.Option(help="Share of a document in a longer one from which it goes.", rich_help_panel=CORPUS),
    ] = None,
    keep: Annotated[
        str | None,
        typer.Option(help="Which of the near ones stays: longest, first, earliest.", rich_help_panel=CORPUS),
    ] = None,
    languages: Annotated[
        str | None, typer.Option(help="Keep only these languages, as en,az.", rich_help_panel=CORPUS)
    ] = None,
    index: Annotated[
        Path | None,
        typer.Option(
            help="Folder of an index: what earlier runs kept wins, this run is added.", rich_help_panel=CORPUS
        ),
    ] = None,
    memory_limit: Annotated[
        str | None,
        typer.Option(help="Bound on the memory of the corpus steps, as 1GB (needs DuckDB).", rich_help_panel=CORPUS),
    ] = None,
    ledger: Annotated[
        Path | None, typer.Option(help="Write every removal with its rule here.", rich_help_panel=FILES)
    ] = None,
    quarantine: Annotated[
        Path | None, typer.Option(help="Write what could not be cleaned, and why, here.", rich_help_panel=FILES)
    ] = None,
    summary: Annotated[
        Path | None, typer.Option(help="Write the sums of the run as JSON here.", rich_help_panel=FILES)
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", help="Worker processes (default: cores).", rich_help_panel=RUNNING)
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Say nothing but errors.", rich_help_panel=RUNNING)
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Name each document in quarantine.", rich_help_panel=RUNNING)
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 if OUT would change.", rich_help_panel=CI)
    ] = False,
    max_quarantine: Annotated[
        str | None,
        typer.Option(help="Exit 3 above this share (and 10 documents), or above a number.", rich_help_panel=CI),
    ] = None,
) -> int:
    """Clean the documents of RAW into OUT: repaired, without chrome, one copy of each, a record a line."""
    from cleaner.cli.console import Progress, say
    from cleaner.engines.run import run as run_corpus
    from cleaner.settings import from_options

    given: dict[str, Any] = {
        "rules": rules,
        "default_rules": default_rules,
        "select": select,
        "ignore": ignore,
        "site_evidence": site_evidence,
        "duplicates": duplicates,
        "threshold": threshold,
        "containment": containment,
        "keep": keep,
        "languages": [code.strip() for code in languages.split(",")] if languages else None,
        "index": index,
        "memory_limit": memory_limit,
        "ledger": ledger,
        "quarantine": quarantine,
        "summary": summary,
        "jobs": jobs,
        "max_quarantine": max_quarantine,
        "check": check,
        "quiet": quiet,
        "verbose": verbose,
    }
    settings = from_options({**_configured(), **{k: v for k, v in given.items() if v is not None and v != []}})
    with Progress(quiet=quiet) as progress:
        done = run_corpus(raw, out, settings, _told(progress, verbose=verbose))
    if not quiet:
        say(_sentence(done, progress.seconds()))
    if done.changed is not None:
        if not quiet:
            say(f"{out} {'would change' if done.changed else 'is up to date'}")
        if not done.quarantine_exceeded:
            return Exit.CHANGED if done.changed else Exit.DONE
    if done.quarantine_exceeded:
        say(f"corpus-clean: {done.in_quarantine} documents in quarantine, more than --max-quarantine allows")
        return Exit.QUARANTINE
    return Exit.DONE


def _told(progress: Any, *, verbose: bool) -> Any:
    """A listener that moves the bar and, with --verbose, names what is lost."""
    from cleaner.cli.console import say
    from cleaner.engines.run import Listener

    class Told(Listener):
        def progress(self, step: str, done: int, total: int | None) -> None:
            progress(step, done, total)

        def lost(self, document: Any) -> None:
            if verbose:
                say(f"quarantined: {document.source}: {document.reason}: {document.detail}")

    return Told()


def _configured() -> dict[str, Any]:
    """Options that the nearest configuration file sets."""
    from cleaner.cli.configuration import configured

    return configured(Path.cwd())


def _sentence(done: Any, seconds: float) -> str:
    """The one line at the end."""
    near = f"{done.marked:,} marked as duplicates" if done.marked else f"{done.duplicates:,} duplicates"
    parts = [
        f"{done.documents:,} in: {done.kept:,} kept",
        near,
        f"{sum(done.dropped.values()):,} dropped",
        f"{done.in_quarantine:,} quarantined",
    ]
    rate = done.documents / seconds if seconds else 0
    return f"{', '.join(parts)} ({done.ignored:,} files ignored; {rate:,.0f} documents/s)"
