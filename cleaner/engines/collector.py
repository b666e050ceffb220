"""The cyclic garbage collector stands still while a document is cleaned.

A page makes some ten thousand small tuples and no cycles; the collector's passes over them cost a quarter of the
time. Reference counting frees everything as before, and what cycles there are wait for the next document's end.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
