"""One document in the caller's own process: no pool, no limits, the same stages."""

from functools import lru_cache
from pathlib import Path

from cleaner import pipeline
from cleaner.document import Document, Quarantined, Source
from cleaner.engines.collector import collector_paused
from cleaner.engines.steps import toolkit
from cleaner.settings import Settings

NAME = "document"


@lru_cache(maxsize=16)
def _settings(rules: tuple[Path, ...]) -> Settings:
    """The settings of a call; a caller cleans many documents with the same."""
    return Settings(rules=rules)


class NotADocumentError(ValueError):
    """The data is no text; `reason` is the word that the quarantine would show."""

    def __init__(self, lost: Quarantined) -> None:
        super().__init__(f"{lost.reason}: {lost.detail}")
        self.reason = lost.reason


def clean_one(data: bytes | str, *, url: str | None = None, rules: tuple[Path, ...] = ()) -> Document:
    """Clean one document. Raises NotADocumentError and RuleErrors."""
    tools = toolkit(_settings(rules))
    with collector_paused():
        ready = pipeline.prepare(Source(NAME, data, NAME, url=url), tools)
        if isinstance(ready, Quarantined):
            raise NotADocumentError(ready)
        return pipeline.finish(ready, tools)
