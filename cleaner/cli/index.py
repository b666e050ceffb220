"""`corpus-clean index …`: what is in an index of duplicates, whether it is sound, and its sketches for datasketch."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.cli.exits import Exit

if TYPE_CHECKING:
    from cleaner.corpus.duplicates import Index

app = typer.Typer(help="Indexes of cleaned documents (--index): inspect, verify, export.", no_args_is_help=True)

Directory = Annotated[Path, typer.Argument(metavar="DIR", help="The directory that --index named.")]


@app.command()
def stats(directory: Directory) -> int:
    """Say how many documents an index holds, what became of them, and the thresholds it was made with."""
    with _opened(directory) as index:
        found = index.stats()
    typer.echo(f"documents    {found.documents}")
    typer.echo(f"removed      {found.removed} as duplicates when they came")
    typer.echo(f"contained    {found.contained_since} kept ones that a later document contains")
    typer.echo(f"shingles     {found.shingles}")
    typer.echo(f"runs         {found.segments}")
    typer.echo(f"bytes        {found.bytes}")
    typer.echo(f"thresholds   --threshold {found.threshold} --containment {found.containment}")
    return Exit.DONE


@app.command()
def verify(directory: Directory) -> int:
    """Check that every file is what was written and that every duplicate was removed for a kept document."""
    with _opened(directory) as index:
        problems = index.verify()
        count = len(index)
    for problem in problems:
        typer.echo(problem)
    typer.echo(f"{len(problems)} problems" if problems else f"{count} documents, no problem")
    return Exit.CHANGED if problems else Exit.DONE


@app.command()
def export(
    directory: Directory,
    to: Annotated[Path, typer.Option("--out", help="Where the sketches go (default: standard output).")] = Path("-"),
) -> int:
    """Write every document's MinHash: {"id", "seed", "scheme", "hashvalues"} a line, for datasketch's LeanMinHash."""
    import orjson

    from cleaner.writers.atomic import replaced

    with _opened(directory) as index, replaced(to) as file:
        for name, sketch in index.sketches():
            row = {"id": name, "seed": sketch.seed, "scheme": sketch.scheme, "hashvalues": sketch.hashvalues.tolist()}
            file.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
    return Exit.DONE


def _opened(directory: Path) -> "Index":
    from cleaner.cli.exits import Refused
    from cleaner.corpus.duplicates import Index

    index = Index(directory)
    if not len(index):
        index.close()
        raise Refused(f"{directory} holds no index", Exit.USAGE)
    return index
