"""A process pool that gives every item a result, in order, whatever happens to its workers.

Items travel in chunks. A chunk whose worker dies is done again item by item, so that only the item that kills its
worker is lost. Messages between the processes are kept small (items and results lie in files), because a worker that
is killed while it holds the pool's pipe stops the others until the pool is made anew.
"""

import ctypes
import multiprocessing
import os
import resource
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from cleaner.settings import Limits

Task = TypeVar("Task")
Result = TypeVar("Result")

SINGLE_TRIES = 2
"""Tries of an item that is alone in its chunk and whose worker was killed from outside (its CPU limit is final)."""
POOL_TRIES = 20
"""Pools made anew before the run gives up: workers that die this often while idle are no accident."""
_PR_SET_PDEATHSIG = 1


class PoolError(RuntimeError):
    """Worker processes cannot be kept alive on this machine."""


class Pool:
    """Maps chunks of tasks to results in order, in `jobs` worker processes.

    `close` are descriptors that no worker may hold.
    """

    def __init__(self, jobs: int, limits: Limits, close: Iterable[int] = ()) -> None:
        self._jobs = jobs
        self._arguments = (limits, os.getpid(), tuple(close))
        self._pools_made = 0
        self._pool = self._new_pool()

    def _new_pool(self) -> Any:
        self._pools_made += 1
        if self._pools_made > POOL_TRIES:
            raise PoolError(f"worker processes died {POOL_TRIES} times while idle; is memory short?")
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        return ProcessPool(max_workers=self._jobs, initializer=_start_worker, initargs=self._arguments, context=context)

    def __enter__(self) -> "Pool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._pool.close()
        else:
            self._pool.stop()
        self._pool.join()

    def ordered(
        self,
        function: Callable[[list[Task]], list[Result]],
        chunks: Iterable[list[Task]],
        lost: Callable[[Task, str, str], Result],
    ) -> Iterator[list[Result]]:
        """The results of every chunk, in the order of the chunks; at most three chunks a worker are under way.

        `function(chunk)` runs in a worker and gives one result for each task; `lost(task, reason, detail)` gives the
        result of a task whose worker did not survive it.
        """
        waiting: deque[tuple[list[Task], Any]] = deque()
        for chunk in chunks:
            waiting.append((chunk, self._submit(function, chunk)))
            if len(waiting) >= 3 * self._jobs:
                yield self._collect(function, waiting, lost)
        while waiting:
            yield self._collect(function, waiting, lost)

    def _submit(self, function: Callable[[list[Task]], list[Result]], chunk: list[Task]) -> Any:
        try:
            return self._pool.schedule(function, args=[chunk])
        except RuntimeError:
            return None

    def _collect(
        self,
        function: Callable[[list[Task]], list[Result]],
        waiting: "deque[tuple[list[Task], Any]]",
        lost: Callable[[Task, str, str], Result],
    ) -> list[Result]:
        while True:
            chunk, future = waiting[0]
            try:
                if future is None:
                    raise BrokenProcessPool
                results: list[Result] = future.result()
            except ProcessExpired:
                results = [self._alone(function, task, lost) for task in chunk]
            except BrokenProcessPool:
                self._renew()
                waiting = _resubmitted(waiting, lambda again: self._submit(function, again))
                continue
            waiting.popleft()
            return results

    def _alone(
        self,
        function: Callable[[list[Task]], list[Result]],
        task: Task,
        lost: Callable[[Task, str, str], Result],
    ) -> Result:
        """The result of one task in a chunk of its own."""
        tries = 0
        while True:
            future = self._submit(function, [task])
            try:
                if future is None:
                    raise BrokenProcessPool
                return future.result()[0]  # type: ignore[no-any-return]
            except BrokenProcessPool:
                self._renew()
            except ProcessExpired as death:
                code = getattr(death, "exitcode", None)
                tries += 1
                if code == -signal.SIGPROF:
                    return lost(task, "time-limit", "needs more CPU time than a document may take")
                if tries >= SINGLE_TRIES:
                    return lost(task, "worker-killed", f"its worker process ended ({_cause(code)})")

    def _renew(self) -> None:
        self._pool.stop()
        self._pool.join()
        self._pool = self._new_pool()


def _resubmitted(
    waiting: "deque[tuple[list[Task], Any]]", submit: Callable[[list[Task]], Any]
) -> "deque[tuple[list[Task], Any]]":
    """All that a broken pool owes, given to the new one; finished results are kept."""
    for place, (chunk, future) in enumerate(waiting):
        if future is None or not future.done() or future.cancelled() or future.exception() is not None:
            waiting[place] = (chunk, submit(chunk))
    return waiting


def _cause(code: int | None) -> str:
    if code is None or code >= 0:
        return f"exit status {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


def _start_worker(limits: Limits, parent: int, close: tuple[int, ...]) -> None:
    """Make this process a worker: it ends with its parent, holds no lock of the run, and has bounded memory."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        bound = pages * resource.getpagesize() + limits.memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (bound, bound))
    for descriptor in close:
        os.close(descriptor)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)


class CpuLimit:
    """Kills this process when a document takes more CPU time than it may: inside C code no exception would do it."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def __enter__(self) -> None:
        signal.setitimer(signal.ITIMER_PROF, self.seconds)

    def __exit__(self, *_: object) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)
