"""corpus-clean: from scraped pages and texts to a clean news corpus, with every removal accounted for.

The names below are the whole public interface. Importing the package is cheap; the stages are loaded when first used.
"""

from collections.abc import Iterable, Iterator
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner.document import Document, DuplicatePair, Language

if TYPE_CHECKING:
    from cleaner.corpus.accounting import Summary

__all__ = [
    "Document",
    "DuplicatePair",
    "Language",
    "__version__",
    "clean",
    "clean_corpus",
    "detect_language",
    "near_duplicates",
    "repair",
]
__version__ = "0.1.0"


def clean(
    data: bytes | str,
    *,
    url: str | None = None,
    rules: str | PathLike[str] | Iterable[str | PathLike[str]] | None = None,
) -> Document:
    """Clean one document, HTML or text, in this process and without limits of time or memory.

    `url` is where it was found; `rules` one or several files or folders of site rules, beside the built-in ones.
    Raises ValueError for bytes that are no text, and RuleErrors for faulty rules.

    >>> clean("Ministers meet in Baku\\n\\nThe talks began on Monday. It `s a start, ” he said.").headline
    'Ministers meet in Baku'
    """
    from cleaner.engines.single import clean_one

    paths = [rules] if isinstance(rules, str | PathLike) else list(rules or ())
    return clean_one(data, url=url, rules=tuple(Path(p) for p in paths))


def repair(data: bytes | str) -> str:
    """Decode and repair a text: encoding, mojibake, quotes, invisible characters, layout.

    Bytes or text that begin as HTML come back decoded and otherwise untouched. Raises ValueError for bytes that are
    no text. Repairing twice gives the same as repairing once.

    >>> repair("“It `s natural, ” he said.")
    '“It’s natural,” he said.'
    """
    from cleaner.stages.decode import decode
    from cleaner.stages.repair import repair_text

    decoded = decode(data)
    return decoded.text if decoded.html else repair_text(decoded.text).text


def detect_language(text: str) -> Language:
    """The language of a text: `.code` (ISO 639-1, else 639-3, or `und`) and `.confidence` (0..1, calibrated).

    >>> detect_language("Nazirlər Kabineti yeni qərar qəbul edib").code
    'az'
    """
    from cleaner.stages import language

    return language.detect_language(text)


def clean_corpus(raw: str | PathLike[str], out: str | PathLike[str], **options: Any) -> "Summary":
    """Clean all documents of RAW into OUT, as the command does; `options` are the command's, with `_` for `-`.

    Raises ValueError (SettingsError, RuleErrors, InputError) before anything is read, OSError where input or output
    fails as a whole. A quarantine fuller than allowed is told by the summary's `quarantine_exceeded`.
    """
    from cleaner.engines.checks import checked
    from cleaner.engines.run import run

    return run(fspath(raw), Path(out), checked(Path(out), options))


def near_duplicates(
    texts: Iterable[tuple[str, str]], *, threshold: float = 0.8, containment: float = 0.9, keep: str = "longest"
) -> Iterator[DuplicatePair]:
    """Find the near-duplicates among (id, text) pairs: one pair for each document to remove, with the kept one.

    The iterable is consumed once and spilled to a temporary file. Raises ValueError for an id that comes twice and
    for values out of range.
    """
    from cleaner.corpus import duplicates

    return duplicates.near_duplicates(texts, threshold=threshold, containment=containment, keep=keep)
