"""The typer application: `corpus-clean RAW OUT` is `corpus-clean run RAW OUT`."""

import gc
import logging
import os
import signal
import sys
from types import FrameType
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from cleaner.cli import console
from cleaner.cli.exits import Exit, crash_report, status_of

_OF_ALL = frozenset({"--help", "--install-completion", "--show-completion"})
"""Options of the program as a whole: no word after them is RAW."""


class RunByDefault(TyperGroup):
    """A group that reads a first word which is no command as RAW. Commands win over folders of their name."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Prepend `run` where no command is named."""
        first = next((word for word in args if word == "-" or not word.startswith("-")), None)
        if first is not None and first not in self.commands and not _OF_ALL.intersection(args[: args.index(first)]):
            args = ["run", *args]
        parsed: list[str] = super().parse_args(ctx, args)
        return parsed


app = typer.Typer(
    name="corpus-clean",
    cls=RunByDefault,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="From scraped pages and texts to a clean news corpus, with every removal accounted for.\n\n"
    "[bold]corpus-clean RAW OUT[/bold] is the same as [bold]corpus-clean run RAW OUT[/bold].",
)


def _version(wanted: bool) -> None:
    if wanted:
        import cleaner

        typer.echo(f"corpus-clean {cleaner.__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Options of every command."""


def _register() -> None:
    """Hang the commands in; each imports what it needs when it runs."""
    from cleaner.cli import configuration, explain, index, restore, rules, run

    app.command("run", epilog=run.EXAMPLES)(run.run)
    app.command("explain", epilog=explain.EXAMPLES)(explain.explain)
    app.command("restore")(restore.restore)
    app.command("config")(configuration.config)
    app.add_typer(rules.app, name="rules")
    app.add_typer(index.app, name="index")


_register()


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main() -> None:
    """The console script: run the command, and end with the contract's status whatever happens."""
    for ending in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(ending) == signal.SIG_DFL:  # `nohup` has SIGHUP ignored
            signal.signal(ending, _interrupt)
    # numpy's linear algebra is not used; the threads it would start cost a run on one document half its import.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    console.log_as("text")
    try:
        status = app(prog_name="corpus-clean", standalone_mode=False)
        if status == Exit.INTERRUPTED:  # what typer makes of a KeyboardInterrupt
            raise KeyboardInterrupt
        sys.exit(status if isinstance(status, int) else Exit.DONE)
    except (KeyboardInterrupt, typer.Abort):
        console.say("interrupted; OUT is as it was", "interrupted", logging.ERROR)
        sys.exit(Exit.INTERRUPTED)
    except Exception as error:  # every one has a status of the contract, and a bug has a report and no traceback
        sys.exit(_failed(error))
    finally:
        # The process ends: to look through all it holds for cycles first would cost it a fifth of a second.
        gc.freeze()


def _failed(error: Exception) -> int:
    """Say what went wrong and give the status for it."""
    if hasattr(error, "show") and hasattr(error, "exit_code"):  # typer's own usage errors
        error.show()
        return Exit.USAGE
    expected = status_of(error)
    if expected:
        status, message = expected
        for line in message.splitlines():
            console.say(f"corpus-clean: {line}", "error", logging.ERROR, status=int(status))
        return status
    report = crash_report(error)
    console.say(f"corpus-clean: a bug of ours: {type(error).__name__}: {error}", "bug", logging.ERROR)
    console.say(f"Nothing was written. Please report it with the file {report}", "bug", report=str(report))
    return Exit.BUG
