"""What binds a worker process: it ends with its parent, holds no lock of the run, and its documents have limits."""

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path

from cleaner.settings import Limits

_PR_SET_PDEATHSIG = 1


def confine(limits: Limits, parent: int, close: tuple[int, ...]) -> None:
    """Bind this process; `close` are descriptors that it may not hold. Its memory is what it has now and the limit."""
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
