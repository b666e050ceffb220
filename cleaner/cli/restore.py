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
    from cleaner.report.restored import LedgerMismatch, restored_lines
    from cleaner.writers.atomic import AtomicFile

    file = AtomicFile(to)
    try:
        for line in restored_lines(out, ledger):
            file.write(line)
        file.finish()
        file.commit()
    except LedgerMismatch as error:
        raise Refused(str(error), Exit.FAILED) from error
    finally:
        file.discard()
    return Exit.DONE
