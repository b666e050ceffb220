"""The manifest of an index: which segments count, and what they were made with."""

import json
from pathlib import Path
from typing import Any, Final

from cleaner.corpus.duplicates.segment import synchronise

FORMAT: Final = "corpus-clean duplicates"
VERSION: Final = 1
LOCK: Final = "lock"
_MANIFEST: Final = "index.json"


class IndexMismatchError(ValueError):
    """A directory that is no index, or one made by another version or with other thresholds."""


def read_manifest(directory: Path, threshold: float | None, containment: float | None) -> dict[str, Any]:
    """The manifest of an index; a new one where there is none. Raises IndexMismatchError."""
    path = directory / _MANIFEST
    try:
        manifest = json.loads(path.read_bytes())
    except FileNotFoundError:
        foreign = [each.name for each in directory.iterdir()] if directory.is_dir() else []
        foreign = [name for name in foreign if name != LOCK and not name.startswith(("segment-", _MANIFEST))]
        if foreign:
            raise IndexMismatchError(
                f"{directory} is not an index: it holds {sorted(foreign)[0]} and no {_MANIFEST}"
            ) from None
        return {
            "format": FORMAT,
            "version": VERSION,
            "threshold": threshold,
            "containment": containment,
            "segments": [],
        }
    except (ValueError, NotADirectoryError) as error:
        raise IndexMismatchError(f"{path} is not an index: {error}") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise IndexMismatchError(f"{path} is not an index of {FORMAT}")
    if manifest.get("version") != VERSION:
        raise IndexMismatchError(
            f"{directory} has version {manifest.get('version')} and this is version {VERSION}: "
            "give another directory and clean the earlier corpora into it again"
        )
    for name, value in (("threshold", threshold), ("containment", containment)):
        if value is not None and manifest[name] != value:
            raise IndexMismatchError(
                f"{directory} was made with --{name} {manifest[name]}, not {value}: use that, or another directory"
            )
    return manifest


def replace_manifest(directory: Path, manifest: dict[str, Any]) -> None:
    """Put a new manifest in the place of the old one, in one step, and on to the disk itself."""
    fresh = directory / f"{_MANIFEST}.new"
    fresh.write_text(json.dumps(manifest, indent=1) + "\n")
    synchronise([fresh])
    fresh.replace(directory / _MANIFEST)
    synchronise([directory])
