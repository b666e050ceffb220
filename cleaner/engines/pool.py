"""A process pool that gives every item a result, in order, whatever happens to its workers.

Each worker has a pipe of its own and no lock is shared: one that is killed at any moment leaves the others alone.
Items travel in chunks. A chunk whose worker dies is done again item by item: only the item that kills its worker
is lost.
"""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import wait
from types import TracebackType
from typing import Any

from cleaner.engines.process import Job, Result, Task, Worker
from cleaner.settings import Limits

SINGLE_TRIES = 2
"""Tries of an item that is alone in its chunk and whose worker was killed from outside (its CPU limit is final)."""
POOL_TRIES = 20
"""Workers in a row that die before they can work: then no accident is to blame, and the run gives up."""
AHEAD = 2
"""Chunks that a worker has: the one it is at, and one that waits in its pipe, so that it is never idle."""
WINDOW = 3
"""Chunks a worker that may be under way or wait for an earlier one's result."""


class PoolError(RuntimeError):
    """Worker processes cannot be kept alive on this machine."""


class Pool:
    """Maps chunks of tasks to results in order, in up to `jobs` worker processes.

    `close` are descriptors that no worker may hold.
    """

    def __init__(self, jobs: int, limits: Limits, close: Iterable[int] = ()) -> None:
        self._jobs = jobs
        self._limits = limits
        self._close = tuple(close)
        self._workers: list[Worker] = []
        self._stillborn = 0

    def __enter__(self) -> "Pool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.end(kill=kind is not None)
        self._workers.clear()

    def ordered(
        self,
        function: Callable[[list[Task]], list[Result]],
        chunks: Iterable[list[Task]],
        lost: Callable[[Task, str, str], Result],
    ) -> Iterator[list[Result]]:
        """The results of every chunk, in the order of the chunks; at most three chunks a worker are under way.

        `function(chunk)` runs in a worker and gives one result for each task; `lost(task, reason, detail)` gives the
        result of a task whose worker did not survive it. Raises PoolError, and what `function` raises.
        """
        waiting: deque[Job[Task, Result]] = deque()
        source = iter(chunks)
        more = True
        while more or waiting:
            while more and len(waiting) < WINDOW * self._jobs and self._has_room():
                chunk = next(source, None)
                if chunk is None:
                    more = False
                    break
                waiting.append(Job(chunk))
                self._least().give(function, waiting[-1])
            if waiting and waiting[0].results is None:
                self._receive(function, lost)
            while waiting and waiting[0].results is not None:
                yield waiting.popleft().results or []

    def _has_room(self) -> bool:
        return len(self._workers) < self._jobs or any(len(worker.owed) < AHEAD for worker in self._workers)

    def _least(self) -> Worker:
        """The worker that owes least; a new one where all owe something and one more may be had."""
        least = min(self._workers, key=lambda worker: len(worker.owed), default=None)
        if least is not None and (not least.owed or len(self._workers) >= self._jobs):
            return least
        if self._stillborn >= POOL_TRIES:
            raise PoolError(f"worker processes died {POOL_TRIES} times before they could work; is memory short?")
        self._workers.append(Worker(self._limits, self._close))
        return self._workers[-1]

    def _receive(self, function: Callable[..., Any], lost: Callable[..., Any]) -> None:
        """Take what workers have to tell, at least one of them."""
        owing = [worker for worker in self._workers if worker.owed]
        telling = wait([worker.pipe for worker in owing])
        for worker in owing:
            if worker.pipe not in telling:
                continue
            if worker.take():
                self._stillborn = 0
                continue
            self._bury(worker)
            if worker.ready:
                job = worker.owed.popleft()
                job.results = [self._alone(function, task, lost) for task in job.tasks]
            for job in worker.owed:
                self._least().give(function, job)

    def _alone(self, function: Callable[..., Any], task: Task, lost: Callable[[Task, str, str], Result]) -> Result:
        """The result of one task, in a worker that has nothing else to do."""
        job: Job[Task, Result] = Job([task])
        tries = 0
        while True:
            worker = next((each for each in self._workers if not each.owed), None) or self._least()
            worker.give(function, job)
            while worker.take():
                if job.results is not None:
                    return job.results[0]
            code = self._bury(worker)
            tries += worker.ready
            if worker.ready and code == -signal.SIGPROF:
                return lost(task, "time-limit", "needs more CPU time than a document may take")
            if tries >= SINGLE_TRIES:
                return lost(task, "worker-killed", f"its worker process ended ({_cause(code)})")

    def _bury(self, worker: Worker) -> int:
        """Note a dead worker; its exit code."""
        self._workers.remove(worker)
        self._stillborn += not worker.ready
        return worker.end(kill=True)


def _cause(code: int) -> str:
    if code >= 0:
        return f"exit status {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
