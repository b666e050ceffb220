"""A worker process, and the end of its pipe that we hold: chunks go in, results or the exception of a bug come out."""

import contextlib
import multiprocessing
import os
import pickle
import signal
import sys
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, Final, Generic, TypeVar

from cleaner.engines.collector import collected_between
from cleaner.engines.confined import confine
from cleaner.settings import Limits

Task = TypeVar("Task")
Result = TypeVar("Result")

_READY, _STOP = b"ready", b""
_CONTEXT: Final = (
    multiprocessing.get_context("fork") if sys.platform == "linux" else multiprocessing.get_context("spawn")
)


@dataclass(slots=True, eq=False)
class Job(Generic[Task, Result]):
    """A chunk on its way; `results` once it is done."""

    tasks: list[Task]
    results: list[Result] | None = None


class Worker:
    """A worker process and our end of its pipe; `owed` are the chunks that it has not answered, the first at work."""

    def __init__(self, limits: Limits, close: tuple[int, ...]) -> None:
        self.pipe, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_work, args=(theirs, limits, os.getpid(), close), daemon=True)
        self._process.start()
        theirs.close()
        self.owed: deque[Job[Any, Any]] = deque()
        self.ready = False
        self._function: object = None

    def give(self, function: object, job: Job[Any, Any]) -> None:
        """Have it apply the function to the chunk. Whether it lives is seen when it is asked for its results."""
        self.owed.append(job)
        told = None if function is self._function else function
        self._function = function
        with contextlib.suppress(OSError):
            self.pipe.send_bytes(pickle.dumps((told, job.tasks), protocol=5))

    def take(self) -> bool:
        """Wait for one thing that it has to tell; False where it is dead. Raises what the function raised."""
        try:
            message = self.pipe.recv_bytes()
        except (EOFError, OSError):
            return False
        if not self.ready:
            self.ready = True
            return True
        done = pickle.loads(message)
        if isinstance(done, BaseException):
            raise done
        self.owed.popleft().results = done
        return True

    def end(self, *, kill: bool) -> int:
        """Let it go, or kill it; its exit code."""
        with contextlib.suppress(OSError):
            if kill:
                self._process.kill()
            else:
                self.pipe.send_bytes(_STOP)
        self._process.join()
        self.pipe.close()
        code = self._process.exitcode
        self._process.close()
        return int(code or 0)


def _work(pipe: Connection, limits: Limits, parent: int, close: tuple[int, ...]) -> None:
    """What a worker process does until it is told to stop, or until its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's to handle
    confine(limits, parent, close)
    pipe.send_bytes(_READY)
    function: Callable[[Any], Any] | None = None
    for message in collected_between(iter(partial(_next, pipe), _STOP)):
        told, tasks = pickle.loads(message)
        function = told or function
        pipe.send_bytes(_done(function, tasks))


def _next(pipe: Connection) -> bytes:
    try:
        return pipe.recv_bytes()
    except (EOFError, OSError):
        return _STOP


def _done(function: Callable[[Any], Any] | None, tasks: Any) -> bytes:
    """The answer to a chunk: its results, or the exception that says that the program has a bug."""
    try:
        if function is None:
            raise TypeError("a worker was given a chunk before a function")
        return pickle.dumps(function(tasks), protocol=5)
    except MemoryError:
        # Which task it was is found as for any that kills its worker: by doing each alone, in a process of its own.
        os.kill(os.getpid(), signal.SIGKILL)
        raise
    except Exception as error:  # whatever the function raised: the parent raises it in its turn
        error.add_note(traceback.format_exc())
        try:
            return pickle.dumps(error, protocol=5)
        except Exception:  # an exception may hold anything, and whatever cannot be pickled has its own way to say so
            return pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"), protocol=5)
