"""The command line: parse, build Settings, call, print. Commands are loaded when they are named."""

import sys

__all__ = ["main"]


def main() -> None:
    """The console script; an interruption while its modules are loaded is one as well."""
    try:
        from cleaner.cli.app import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    run()
