"""The cyclic garbage collector stands still while a document is cleaned.

A page makes some ten thousand small tuples and no cycles; the collector's passes over them cost a quarter of the
time. Reference counting frees everything as before, and what cycles there are wait for the next document's end.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep the collector from running, and let it run again afterwards if it did before."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


FULL = 16
"""Chunks after which a worker looks for cycles among everything that it has made, and not only since the last chunk."""


def collected_between(chunks: Iterator[T]) -> Iterator[T]:
    """The chunks of a worker process; cycles are looked for after each, and at no other time.

    What was made before the first is no garbage: it is never looked at, and the memory that it lies in stays shared
    with the process that was forked. Left to itself the collector would look at a process's young objects at the end of
    each document, a tenth of all its time.
    """
    gc.freeze()
    gc.disable()
    for number, chunk in enumerate(chunks, 1):
        yield chunk
        gc.collect(2 if number % FULL == 0 else 1)
