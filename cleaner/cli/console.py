"""What the command says, on standard error: document text never without its control characters escaped."""

import json
import logging
import os
import sys
import time
from types import TracebackType
from typing import Any, TextIO

from cleaner.report.visible import visible as safe

__all__ = ["Progress", "coloured", "log_as", "safe", "say"]

LOGGER = "corpus-clean"
EVENT_SECONDS = 5.0
"""Between two progress events of `--log-format json`."""


def say(message: str, event: str = "message", level: int = logging.INFO, **facts: Any) -> None:
    """A line on standard error; with `--log-format json` an object with the event's word and facts."""
    logging.getLogger(LOGGER).log(level, "%s", message, extra={"event": event, "facts": facts})


def log_as(form: str) -> None:
    """Say things as `text` or as `json`, from now on."""
    handler = _ToStandardError()
    handler.setFormatter(_AsJson() if form == "json" else _AsText())
    logger = logging.getLogger(LOGGER)
    logger.handlers[:] = [handler]
    logger.propagate = False
    logger.setLevel(logging.INFO)


class _ToStandardError(logging.Handler):
    """Writes to whatever standard error is at the time."""

    def emit(self, record: logging.LogRecord) -> None:
        sys.stderr.write(self.format(record) + "\n")
        sys.stderr.flush()


class _AsText(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return safe(record.getMessage())


class _AsJson(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        known = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname.lower(),
            "event": getattr(record, "event", "message"),
            "message": record.getMessage(),
        }
        return json.dumps({**known, **getattr(record, "facts", {})})


def coloured(stream: TextIO) -> bool:
    """Whether a stream wants colours: a terminal that is not dumb, and nobody set NO_COLOR; FORCE_COLOR decides.

    See https://no-color.org: the variable counts when it is set and not empty.
    """
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (stream.isatty() and os.environ.get("TERM") != "dumb")


class Progress:
    """A progress bar with rate and time left, on standard error while that is a terminal; silent elsewhere.

    With `--log-format json` an event now and then instead.
    """

    def __init__(self, *, quiet: bool, log_format: str = "text") -> None:
        self._bar: Any = None
        self._task: Any = None
        self._step = ""
        self._events = not quiet and log_format == "json"
        self._wanted = not quiet and not self._events and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self.started = time.perf_counter()
        self._told = self.started

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def __call__(self, step: str, done: int, total: int | None) -> None:
        """Show how far a step is."""
        if self._events and time.perf_counter() - self._told > EVENT_SECONDS:
            self._told = time.perf_counter()
            say(f"{step}: {done:,}", "progress", step=step, done=done, total=total)
        if not self._wanted:
            return
        if self._bar is None:
            self._bar = _bar()
            self._bar.start()
        if step != self._step:
            if self._task is not None:
                self._bar.remove_task(self._task)
            self._step, self._task = step, self._bar.add_task(step, total=total)
        self._bar.update(self._task, completed=done, total=total)

    def seconds(self) -> float:
        """Since the start."""
        return time.perf_counter() - self.started


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    class Rate(TextColumn):
        """Documents a second."""

        def render(self, task: Any) -> Any:
            from rich.text import Text

            return Text(f"{task.speed:,.0f}/s" if task.speed else "")

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(""),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
