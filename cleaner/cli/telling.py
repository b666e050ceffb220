"""What a run tells while it goes on and when it is done, in the form that was asked for, and its exit status."""

import logging
import sys
from pathlib import Path
from typing import TextIO

from cleaner.cli.console import Progress, coloured, safe, say
from cleaner.cli.exits import Exit
from cleaner.corpus.accounting import Summary
from cleaner.document import Quarantined
from cleaner.engines.found import STDIN
from cleaner.engines.run import Listener
from cleaner.readers import root_of
from cleaner.report.changes import Change
from cleaner.report.diagnostics import Diagnostic, annotations, as_json, in_words, of_change, of_gate, of_lost
from cleaner.settings import Settings
from cleaner.writers.atomic import STDOUT

SHOWN_CHANGES = 20
"""Changes that `--check` names in text; `--verbose` names all."""

_COLOURS = {"-": "\x1b[31m", "+": "\x1b[32m", "@": "\x1b[36m", "#": "\x1b[33m"}
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


class Teller(Listener):
    """Listens to a run: moves the bar, names what is lost and what would change, gathers findings for CI."""

    def __init__(self, settings: Settings, raw: str, out: Path, progress: Progress) -> None:
        self._settings = settings
        self._raw, self._out = raw, out
        self._bar = progress
        self._findings: list[Diagnostic] = []
        self._changes = 0
        self._formal = settings.output_format != "text"
        busy = out == STDOUT and not settings.dry
        self._stream: TextIO = sys.stderr if busy else sys.stdout

    def progress(self, step: str, done: int, total: int | None) -> None:
        """Move the bar."""
        self._bar(step, done, total)

    def lost(self, document: Quarantined) -> None:
        """A document went to quarantine."""
        if self._formal:
            self._findings.append(of_lost(document))
        if self._settings.verbose:
            what = f"{document.source}: {document.reason}: {document.detail}"
            say(f"quarantined: {what}", "quarantined", source=document.source, reason=document.reason)

    def changed(self, change: Change) -> None:
        """OUT would change."""
        self._changes += 1
        finding = of_change(change)
        if self._formal:
            self._findings.append(finding)
        elif not self._settings.quiet and (self._changes <= SHOWN_CHANGES or self._settings.verbose):
            say(in_words(finding), "changed", kind=change.kind, id=change.id, source=change.source)

    def diff(self, lines: list[str]) -> None:
        """The diff of one document."""
        paint = coloured(self._stream)
        for number, line in enumerate(lines):
            shown = safe(line)
            if paint:
                colour = _BOLD if number < 2 and line[:3] in ("---", "+++") else _COLOURS.get(line[:1])
                shown = f"{colour}{shown}{_PLAIN}" if colour else shown
            self._stream.write(shown + "\n")

    def end(self, done: Summary) -> int:
        """Tell how the run went; the status to exit with."""
        for sentence in done.gates_broken:
            self._findings.append(of_gate(sentence))
        if done.quarantine_exceeded:
            allowed = self._settings.max_quarantine
            told = f"{done.in_quarantine} documents in quarantine, more than --max-quarantine {allowed} allows"
            self._findings.append(of_gate(told))
        self._tell_findings(done)
        if not self._settings.quiet:
            self._tell_sums(done)
        for finding in self._findings:
            if finding.code == "gate":
                say(f"corpus-clean: {finding.message}", "gate", logging.ERROR)
        if done.quarantine_exceeded or done.gates_broken:
            return Exit.QUARANTINE
        return Exit.CHANGED if done.changed else Exit.DONE

    def _tell_findings(self, done: Summary) -> None:
        if self._settings.output_format == "json":
            self._stream.write(as_json(self._findings, done.to_json()) + "\n")
        elif self._settings.output_format == "github":
            root = None if self._raw == STDIN else root_of(self._raw)
            for line in annotations(self._findings, root):
                self._stream.write(safe(line) + "\n")

    def _tell_sums(self, done: Summary) -> None:
        seconds = self._bar.seconds()
        say(sentence(done, seconds), "done", summary=done.to_json(), seconds=round(seconds, 3))
        if done.changed is None:
            return
        hidden = self._changes - SHOWN_CHANGES
        if hidden > 0 and not self._formal and not self._settings.verbose:
            say(f"… and {hidden:,} more (--verbose names them all)")
        say(f"{self._out} {'would change' if done.changed else 'is up to date'}", "check", changed=done.changed)


def sentence(done: Summary, seconds: float) -> str:
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
