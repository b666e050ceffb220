"""A worker that dies costs the document that killed it and nothing else (law 4): real processes, real signals."""

import os
import signal
import time
from pathlib import Path

import pytest

from cleaner.engines.confined import CpuLimit
from cleaner.engines.pool import Pool, PoolError
from cleaner.settings import Limits

LIMITS = Limits()


def double(chunk: list[int]) -> list[tuple[int, str]]:
    return [(n * 2, "") for n in chunk]


def deadly(chunk: list[int]) -> list[tuple[int, str]]:
    if 13 in chunk:
        os.kill(os.getpid(), signal.SIGKILL)
    return double(chunk)


def spinning(chunk: list[int]) -> list[tuple[int, str]]:
    for n in chunk:
        with CpuLimit(0.3):
            while n == 13:
                pass
    return double(chunk)


def greedy(chunk: list[int]) -> list[tuple[int, str]]:
    try:
        return [(len(bytes(3_000_000_000)), "") for n in chunk]
    except MemoryError:
        return [(0, "memory") for _ in chunk]


def swollen(chunk: list[int]) -> list[tuple[int, str]]:
    return [(n * 2, bytes(3_000_000_000).decode() if n == 13 else "") for n in chunk]


def faulty(chunk: list[int]) -> list[tuple[int, str]]:
    raise LookupError(f"no {chunk[0]}")


def slow(chunk: list[str]) -> list[tuple[str, str]]:
    for name in chunk:
        (Path(name).parent / f"pid-{os.getpid()}").touch()
        time.sleep(0.02)
    return [(name, "") for name in chunk]


def lost(task: object, reason: str, detail: str) -> tuple[object, str]:
    return task, reason


def chunks(n: int, size: int) -> list[list[int]]:
    return [list(range(start, min(n, start + size))) for start in range(0, n, size)]


def flat(results: list) -> list:
    return [value for chunk in results for value in chunk]


def test_results_come_in_order():
    with Pool(2, LIMITS) as pool:
        assert flat(list(pool.ordered(double, chunks(100, 7), lost))) == [(2 * n, "") for n in range(100)]


def test_the_item_that_kills_its_worker_is_the_only_one_lost():
    with Pool(2, LIMITS) as pool:
        found = flat(list(pool.ordered(deadly, chunks(40, 8), lost)))
    assert found == [(2 * n, "") if n != 13 else (13, "worker-killed") for n in range(40)]


def test_the_item_that_takes_too_long_is_named_as_such():
    with Pool(2, LIMITS) as pool:
        found = flat(list(pool.ordered(spinning, chunks(20, 5), lost)))
    assert found == [(2 * n, "") if n != 13 else (13, "time-limit") for n in range(20)]


def test_memory_is_bounded():
    with Pool(1, Limits(memory_bytes=500_000_000)) as pool:
        assert flat(list(pool.ordered(greedy, [[1]], lost))) == [(0, "memory")]


def test_a_worker_killed_from_outside_costs_nothing(tmp_path: Path):
    """The chunk that it was at is done again, by somebody else."""
    work = [[str(tmp_path / f"{n}-{m}") for m in range(8)] for n in range(12)]
    killed = 0
    with Pool(2, LIMITS) as pool:
        found = []
        for results in pool.ordered(slow, work, lost):
            found += results
            if killed < 2:
                workers = sorted(tmp_path.glob("pid-*"))
                os.kill(int(workers[killed].name[4:]), signal.SIGKILL)
                killed += 1
    assert killed == 2
    assert found == [(name, "") for chunk in work for name in chunk]


def test_the_death_of_one_worker_leaves_the_chunks_of_the_others_alone(tmp_path: Path):
    """Several killers in one chunk and in several, more chunks than the pool may have under way."""
    work = [[13, 1, 13], [2], *chunks(60, 3), [13]]
    with Pool(3, LIMITS) as pool:
        found = list(pool.ordered(deadly, work, lost))
    assert found == [[(2 * n, "") if n != 13 else (13, "worker-killed") for n in chunk] for chunk in work]


def test_a_pool_goes_on_with_another_function():
    with Pool(2, LIMITS) as pool:
        assert list(pool.ordered(double, [[1], [2]], lost)) == [[(2, "")], [(4, "")]]
        assert list(pool.ordered(deadly, [[3], [13], [4]], lost)) == [[(6, "")], [(13, "worker-killed")], [(8, "")]]


def test_a_bug_is_raised_where_the_results_are_read():
    """An exception of ours is no document's fault: it must end the run, not fill the quarantine."""
    with Pool(1, LIMITS) as pool, pytest.raises(LookupError, match="no 7") as caught:
        list(pool.ordered(faulty, [[7]], lost))
    assert "in faulty" in "".join(caught.value.__notes__)


def test_workers_that_cannot_even_start_end_the_run():
    """Without memory for a worker every document would otherwise be reported as one that kills its worker."""
    with Pool(1, LIMITS, close=[10**6]) as pool, pytest.raises(PoolError, match="before they could work"):
        list(pool.ordered(double, [[1], [2]], lost))


def test_a_task_that_takes_too_much_memory_outside_of_every_step_is_the_only_one_lost():
    with Pool(1, Limits(memory_bytes=500_000_000)) as pool:
        found = flat(list(pool.ordered(swollen, chunks(20, 5), lost)))
    assert found == [(2 * n, "") if n != 13 else (13, "worker-killed") for n in range(20)]
