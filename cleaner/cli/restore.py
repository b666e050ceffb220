"""`corpus-clean restore`: the removals replayed give the repaired texts back."""

from pathlib import Path
from typing import Annotated

import typer

from cleaner.cli.exits import Exit


def restore(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The corpus that a run wrote.")],
    ledger: Annotated[Path, typer.Argument(metavar="LEDGER", help="The ledger of the same run.")],
    to: Annotated[Path, typer.Option("--out", help="Where the texts go (default: standard output).")] = Path("-"),
) -> int:
    """Put every kept document's repaired text together again: {"id", "text"}, a line each."""
    from cleaner.cli.exits import Refused
    from cleaner.report.restored import restored_lines
    from cleaner.writers.atomic import replaced

    wrong = [f"{str(path)!r} does not exist" for path in (out, ledger) if not path.exists()]
    if to.exists() and any(path.exists() and to.samefile(path) for path in (out, ledger)):
        wrong.append(f"--out {str(to)!r} would replace what is read; name another file")
    if wrong:
        raise Refused("\n".join(wrong), Exit.USAGE)
    with replaced(to) as file:
        for line in restored_lines(out, ledger):
            file.write(line)
    return Exit.DONE
