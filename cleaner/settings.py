"""One frozen Settings for a run, made once from flags and TOML and handed down."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

Duplicates = Literal["drop", "mark", "off"]
Keep = Literal["longest", "first", "earliest"]
SiteEvidence = Literal["auto", "off"]
OutputFormat = Literal["text", "json", "github"]
LogFormat = Literal["text", "json"]
Engine = Literal["local", "spark"]
Format = Literal["record", "dolma", "datatrove", "hf"]

SIZE_UNITS = {"": 1, "K": 10**3, "KB": 10**3, "M": 10**6, "MB": 10**6, "G": 10**9, "GB": 10**9}


_SHARES = {
    "max_quarantine": (r"\d+(\.\d+)?%|\d+", "a share such as 1% or a number"),
    "min_kept": (r"\d+(\.\d+)?%|\d+", "a share such as 90% or a number"),
    "max_rule_share": (r"\d+(\.\d+)?%", "a share such as 20%"),
}
"""Options that are shares of the documents or the text: how they are written, and how that is told."""

FLAGS_ONLY = frozenset({"limits", "check", "diff", "quiet", "verbose"})
"""What no configuration file can set: it is about one call, or about no option at all."""


class SettingsError(ValueError):
    """Options that cannot be: a line each, which names the option and says what it takes.

    `faulty` are their names in Settings, `known` the options beside them that are right, so that what else is wrong
    can be found in the same go.
    """

    def __init__(self, message: str, *, faulty: Iterable[str] = (), known: Mapping[str, Any] | None = None) -> None:
        super().__init__(message)
        self.faulty = frozenset(faulty)
        self.known = dict(known or {})


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one document; fixed numbers, never shares of the machine, so that results do not depend on it."""

    document_bytes: int = 50_000_000
    """Decompressed size above which a document is quarantined (`too-large`)."""
    expansion: int = 1_000
    """Decompressed bytes for each compressed one above which a file is taken for a bomb (gzip reaches 1,032)."""
    cpu_seconds: float = 10.0
    """CPU time of all stages on one document."""
    memory_bytes: int = 1_000_000_000
    """Address space of a worker beyond what it has after its imports."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All options of a run; the names are those of the command's flags, with `_` for `-`."""

    rules: tuple[Path, ...] = ()
    default_rules: bool = True
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    jobs: int = 0
    ledger: Path | None = None
    quarantine: Path | None = None
    summary: Path | None = None
    report: Path | None = None
    format: Format = "record"
    shard_size: str | None = None
    duplicates: Duplicates = "drop"
    threshold: float = 0.8
    containment: float = 0.9
    keep: Keep = "longest"
    index: Path | None = None
    cache: Path | None = None
    memory_limit: str | None = None
    repeated_paragraphs: int = 0
    site_evidence: SiteEvidence = "auto"
    languages: tuple[str, ...] = ()
    check: bool = False
    diff: bool = False
    output_format: OutputFormat = "text"
    log_format: LogFormat = "text"
    max_quarantine: str = "1%"
    min_kept: str | None = None
    max_rule_share: str | None = None
    allowed_languages: tuple[str, ...] = ()
    engine: Engine = "local"
    spark_conf: tuple[str, ...] = ()
    quiet: bool = False
    verbose: bool = False
    limits: Limits = Limits()

    def __post_init__(self) -> None:
        faults = list(_faults(self))
        if faults:
            names, sentences = zip(*faults, strict=True)
            raise SettingsError("\n".join(sentences), faulty=names)

    @property
    def dry(self) -> bool:
        """Whether nothing is to be written."""
        return self.check or self.diff

    def quarantine_exceeded(self, quarantined: int, documents: int) -> bool:
        """Whether more documents are in quarantine than `max_quarantine` allows.

        A share (`1%`) is exceeded only by more than 10 documents besides, so that one bad file in a small folder
        does not fail a run; a plain number is exact.
        """
        allowed = self.max_quarantine
        if allowed.endswith("%"):
            return quarantined > 10 and quarantined * 100 > float(allowed[:-1]) * documents
        return quarantined > int(allowed)

    def shard_bytes(self) -> int | None:
        """`shard_size` in bytes, None where OUT is one file."""
        return None if self.shard_size is None else parse_size(self.shard_size)

    def memory_limit_bytes(self) -> int | None:
        """`memory_limit` in bytes, None where there is none."""
        return None if self.memory_limit is None else parse_size(self.memory_limit)


def parse_size(text: str) -> int:
    """Bytes of a size such as `500MB`, `2G` or `1000000`. Raises SettingsError for anything else."""
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([KMG]?B?)\s*", text.upper())
    if not found or found[2] == "B":
        raise SettingsError(f"not a size: {text!r} (write 500MB, 2G or a number of bytes)")
    return int(float(found[1]) * SIZE_UNITS[found[2]])


def _faults(settings: Settings) -> Iterator[tuple[str, str]]:
    """The name of every option whose value is out of its range, and one sentence about it."""
    hints = get_type_hints(Settings)
    for field in fields(Settings):
        hint, value = hints[field.name], getattr(settings, field.name)
        if get_origin(hint) is Literal and value not in get_args(hint):
            yield field.name, f"{flag(field.name)} takes {', '.join(get_args(hint))}; not {value!r}"
    for name in ("threshold", "containment"):
        value = getattr(settings, name)
        if not 0 < value <= 1:
            yield name, f"{flag(name)} takes a share above 0 and up to 1; not {value!r}"
    if settings.jobs < 0:
        yield "jobs", f"--jobs takes a number of processes from 1 (0: one a core); not {settings.jobs}"
    yield from _amount_faults(settings)
    for name in ("languages", "allowed_languages"):
        for code in getattr(settings, name):
            if not re.fullmatch(r"[a-z]{2,3}", code):
                yield name, f"{flag(name)} takes ISO 639 codes such as en,az; not {code!r}"
    yield from (("repeated_paragraphs", fault) for fault in _passage_faults(settings))
    for each in settings.spark_conf:
        if not re.fullmatch(r"spark\.[^=\s]+=.*", each):
            yield "spark_conf", f"--spark-conf takes spark.NAME=VALUE; not {each!r}"


def _amount_faults(settings: Settings) -> Iterator[tuple[str, str]]:
    """What is wrong with shares and sizes that are written with a sign or a unit."""
    for name, (pattern, takes) in _SHARES.items():
        value = getattr(settings, name)
        if value is not None and not re.fullmatch(pattern, value):
            yield name, f"{flag(name)} takes {takes}; not {value!r}"
    for name in ("memory_limit", "shard_size"):
        value = getattr(settings, name)
        try:
            if value is not None and not parse_size(value):
                yield name, f"{flag(name)} takes more than {value}"
        except SettingsError as error:
            yield name, f"{flag(name)}: {error}"


def _passage_faults(settings: Settings) -> Iterator[str]:
    """What is wrong with the bound on repeated paragraphs."""
    if settings.repeated_paragraphs < 0 or settings.repeated_paragraphs == 1:
        yield f"--repeated-paragraphs takes a number of documents from 2; not {settings.repeated_paragraphs}"
    if settings.repeated_paragraphs and settings.duplicates == "off":
        yield "--repeated-paragraphs needs --duplicates drop or mark, so that copies of one story count once"


def flag(name: str) -> str:
    """The command's flag of a setting's name."""
    return "--" + name.replace("_", "-")
