"""The command line: parse, build Settings, call, print. Commands are loaded when they are named."""

from cleaner.cli.app import main

__all__ = ["main"]
