"""`corpus-clean run`: clean a corpus."""

from pathlib import Path
from typing import Annotated, Any

import typer

EXAMPLES = """[bold]Examples[/bold]

corpus-clean raw/ out.jsonl

corpus-clean raw/ out.jsonl.zst --ledger ledger.jsonl --summary summary.json

zcat dump.jsonl.gz | corpus-clean - - --languages en,az > clean.jsonl

corpus-clean raw/ out.jsonl --check    (in CI: exit 1 when out.jsonl is not up to date)"""

RULES, CORPUS, FILES, RUNNING, CI = "Rules", "Corpus", "Files", "Running", "CI"


def run(
    raw: Annotated[str, typer.Argument(metavar="RAW", help="A folder, a file, a glob, or - for standard input.")],
    out: Annotated[
        Path,
        typer.Argument(
            metavar="OUT", help="A .jsonl, .jsonl.gz, .jsonl.zst or .parquet file, or - for standard output."
        ),
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
        str | None,
        typer.Option(metavar="SHARE", help="Jaccard from which two documents are near.", rich_help_panel=CORPUS),
    ] = None,
    containment: Annotated[
        str | None,
        typer.Option(
            metavar="SHARE", help="Share of a document in a longer one from which it goes.", rich_help_panel=CORPUS
        ),
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
    repeated_paragraphs: Annotated[
        str | None,
        typer.Option(
            metavar="NUMBER",
            help="Remove paragraphs that stand in so many documents, but for their first copy.",
            rich_help_panel=CORPUS,
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
    format: Annotated[
        str | None,
        typer.Option(help="Shape of OUT's records: record, dolma, datatrove, hf.", rich_help_panel=FILES),
    ] = None,
    shard_size: Annotated[
        str | None,
        typer.Option(help="Make OUT a folder of files of this size, as 1GB.", rich_help_panel=FILES),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(help="Write a page about the run here: one HTML file with all it needs.", rich_help_panel=FILES),
    ] = None,
    cache: Annotated[
        Path | None,
        typer.Option(
            help="Folder where results are kept: what is unchanged is not computed again, a killed run goes on.",
            rich_help_panel=RUNNING,
        ),
    ] = None,
    jobs: Annotated[
        str | None,
        typer.Option(
            "--jobs", "-j", metavar="NUMBER", help="Worker processes (default: cores).", rich_help_panel=RUNNING
        ),
    ] = None,
    engine: Annotated[
        str | None, typer.Option(help="Where documents are cleaned: local, spark.", rich_help_panel=RUNNING)
    ] = None,
    spark_conf: Annotated[
        list[str] | None,
        typer.Option(help="A setting of Spark's, as spark.master=local[4] (repeatable).", rich_help_panel=RUNNING),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Say nothing but errors.", rich_help_panel=RUNNING)
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Name each document in quarantine.", rich_help_panel=RUNNING)
    ] = False,
    log_format: Annotated[
        str | None, typer.Option(help="Messages on standard error as text or json.", rich_help_panel=RUNNING)
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 if OUT would change.", rich_help_panel=CI)
    ] = False,
    diff: Annotated[
        bool,
        typer.Option(
            "--diff",
            help="Write nothing; show what goes from each document (with --check: of those that change in OUT; "
            "with --select: by these rules).",
            rich_help_panel=CI,
        ),
    ] = False,
    output_format: Annotated[
        str | None,
        typer.Option(help="How findings are told: text, json (one object), github (annotations).", rich_help_panel=CI),
    ] = None,
    max_quarantine: Annotated[
        str | None,
        typer.Option(help="Exit 3 above this share (and 10 documents), or above a number.", rich_help_panel=CI),
    ] = None,
    min_kept: Annotated[
        str | None,
        typer.Option(help="Exit 3 where fewer documents are kept: 90%, or a number.", rich_help_panel=CI),
    ] = None,
    max_rule_share: Annotated[
        str | None,
        typer.Option(help="Exit 3 where one rule takes more of the kept documents' text: 20%.", rich_help_panel=CI),
    ] = None,
    allowed_languages: Annotated[
        str | None,
        typer.Option(help="Exit 3 where a kept document is in another language than en,az.", rich_help_panel=CI),
    ] = None,
) -> int:
    """Clean the documents of RAW into OUT: repaired, without chrome, one copy of each, a record a line."""
    from cleaner.cli.console import Progress, log_as
    from cleaner.cli.telling import Teller
    from cleaner.engines.collector import collector_paused

    with collector_paused():  # what modules make at import stays
        from cleaner.engines.checks import checked
        from cleaner.engines.run import run as run_corpus

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
        "languages": languages or None,
        "index": index,
        "cache": cache,
        "memory_limit": memory_limit,
        "repeated_paragraphs": repeated_paragraphs,
        "ledger": ledger,
        "quarantine": quarantine,
        "summary": summary,
        "report": report,
        "format": format,
        "shard_size": shard_size,
        "jobs": jobs,
        "engine": engine,
        "spark_conf": spark_conf,
        "max_quarantine": max_quarantine,
        "min_kept": min_kept,
        "max_rule_share": max_rule_share,
        "allowed_languages": allowed_languages or None,
        "output_format": output_format,
        "log_format": log_format,
        "check": check,
        "diff": diff,
        "quiet": quiet,
        "verbose": verbose,
    }
    configured, faults = _configured()
    settings = checked(out, {**configured, **{k: v for k, v in given.items() if v is not None and v != []}}, faults)
    log_as(settings.log_format)
    with Progress(quiet=quiet, log_format=settings.log_format) as progress:
        teller = Teller(settings, raw, out, progress)
        done = run_corpus(raw, out, settings, teller)
    return teller.end(done)


def _configured() -> tuple[dict[str, Any], list[str]]:
    """Options that the nearest configuration file sets, and what is wrong with others of it."""
    from cleaner.cli.configuration import configured
    from cleaner.settings import SettingsError

    try:
        return configured(Path.cwd()).values, []
    except SettingsError as error:
        return error.known, [str(error)]
