"""Where the time of a run goes: CPU by stage, and the functions that take most of it.

    python benchmarks/stages.py [--data RAW] [--ledger] [--functions N]

RAW is anything that the command reads (default: fixtures/raw). The command's own code runs in this one process: a pool
without processes, so that every stage can be seen. Documents are cleaned once before, so that tables and imports, which
a run pays once, are not in the figures. Times of stages are measured without a profiler, and each is its own alone:
what `settle` takes is without the chrome stage that it calls. The functions come from a second run under cProfile,
whose own cost makes small functions look larger than they are.
"""

import argparse
import cProfile
import functools
import importlib
import pstats
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from cleaner.engines import local, run
from cleaner.engines.collector import collected_between
from cleaner.settings import Settings

STAGES = {
    "find files": ("cleaner.engines.found:scan",),
    "read": ("cleaner.engines.steps:sourced",),
    "decode": ("cleaner.stages.decode:decode",),
    "markup": ("cleaner.stages.markup:parse",),
    "repair": (
        "cleaner.stages.repair:repair_text",
        "cleaner.stages.repair:repair_blocks",
        "cleaner.stages.repair:repair_block",
    ),
    "blocks": ("cleaner.stages.text:blocks_of",),
    "observe": ("cleaner.engines.steps:observe", "cleaner.engines.steps:observe_if_chosen"),
    "profile sites": ("cleaner.engines.local:build",),
    "headline, dates": ("cleaner.pipeline:bearings",),
    "region": ("cleaner.stages.region:read", "cleaner.stages.region:select", "cleaner.stages.region:by_rules"),
    "chrome": ("cleaner.stages.chrome:clean",),
    "settle": ("cleaner.pipeline:settled",),
    "language": ("cleaner.stages.language:identify",),
    "other cleaning": ("cleaner.engines.steps:finished",),
    "render": ("cleaner.engines.steps:render",),
    "sketch": ("cleaner.engines.steps:sketched",),
    "pack and unpack": (
        "cleaner.engines.worker:hand_observed",
        "cleaner.engines.worker:unpack_ready",
        "cleaner.engines.worker:hand_outcome",
    ),
    "compare": ("cleaner.engines.decide:Decider.decided",),
    "write": ("cleaner.engines.output:write",),
}
"""The functions of each stage, where they are looked up."""
REST = "engine"


class Clock:
    """CPU seconds by stage, each without the stages that it calls."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._now = REST
        self._since = time.process_time()

    def turn(self, stage: str) -> str:
        """From now on time is this stage's; the one before."""
        at = time.process_time()
        self.spent[self._now] += at - self._since
        before, self._now, self._since = self._now, stage, at
        return before

    def watched(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its time noted."""

        @functools.wraps(function)
        def run_watched(*args: Any, **kwargs: Any) -> Any:
            before = self.turn(stage)
            try:
                return function(*args, **kwargs)
            finally:
                self.turn(before)

        return run_watched


class InThisProcess:
    """The interface of the engine's pool, without processes."""

    def __init__(self, *_: object) -> None:
        pass

    def __enter__(self) -> "InThisProcess":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def ordered(self, function: Callable[[Any], Any], chunks: Iterable[Any], _lost: object) -> Iterator[Any]:
        """Every chunk's results."""
        for chunk in collected_between(iter(chunks)):
            yield function(chunk)


def place_of(name: str) -> tuple[Any, str]:
    """What holds a function, and the function's name there."""
    module, _, path = name.partition(":")
    *owners, last = path.split(".")
    return functools.reduce(getattr, owners, importlib.import_module(module)), last


def clean(raw: str, folder: Path, *, ledger: bool) -> int:
    """Run the command's work; how many documents there were."""
    settings = Settings(jobs=1, ledger=folder / "ledger" if ledger else None)
    return run.run(raw, folder / "out.jsonl", settings).documents


def table(raw: str, folder: Path, *, ledger: bool) -> None:
    """Print the stages."""
    places = [(stage, *place_of(name)) for stage, names in STAGES.items() for name in names]
    originals = [getattr(owner, name) for _, owner, name in places]
    clock = Clock()
    for (stage, owner, name), function in zip(places, originals, strict=True):
        setattr(owner, name, clock.watched(stage, function))
    documents = clean(raw, folder, ledger=ledger)
    clock.turn(REST)
    for (_, owner, name), function in zip(places, originals, strict=True):
        setattr(owner, name, function)
    whole = clock.spent.total()
    print(f"{documents} documents, {whole:.2f} s of CPU, {whole / documents * 1e6:.0f} us each")
    for stage in (*STAGES, REST):
        spent = clock.spent[stage]
        print(f"{stage:16}{spent / documents * 1e6:9.0f} us{spent / whole:7.1%}")


def functions(raw: str, folder: Path, count: int, *, ledger: bool) -> None:
    """Print the functions that take most time of their own, and the folders they lie in."""
    profiler = cProfile.Profile()
    profiler.runcall(clean, raw, folder, ledger=ledger)
    stats = pstats.Stats(profiler)
    own: Counter[str] = Counter()
    for (path, _, _), (_, _, spent, _, _) in stats.stats.items():  # type: ignore[attr-defined]
        parts = Path(path).parts
        at = parts.index("cleaner") if "cleaner" in parts else None
        own["/".join(parts[at : at + 3]) if at is not None else "elsewhere"] += spent
    print("\nunder cProfile, by place")
    for place, spent in own.most_common(count):
        print(f"{place:44}{spent / own.total():7.1%}")
    stats.sort_stats("tottime").print_stats(count)


def main() -> None:
    """Parse the options and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=str(Path(__file__).parent.parent / "fixtures" / "raw"))
    parser.add_argument("--ledger", action="store_true", help="write a ledger too")
    parser.add_argument("--functions", type=int, default=15, help="how many functions (0: stages alone)")
    options = parser.parse_args()
    local.Pool = InThisProcess  # type: ignore[assignment, misc]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        clean(str(Path(__file__).parent.parent / "fixtures" / "raw"), folder, ledger=options.ledger)
        table(options.data, folder, ledger=options.ledger)
        if options.functions:
            functions(options.data, folder, options.functions, ledger=options.ledger)


if __name__ == "__main__":
    main()
