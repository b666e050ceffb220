"""CPU and peak memory a document of finding duplicates, at growing sizes, each in a process of its own.

    python benchmarks/duplicates_scale.py --data corpus.jsonl.gz --sizes 10000 100000 [--memory-limit MB] [--turns 2]

Larger corpora are the given one again under other alphabets: its letters permuted, so that every copy has the same
structure and no shingle in common with another. What making the texts costs is measured apart and taken off; memory
is what the process has at its peak beyond what it had before the first document.
"""

import argparse
import gzip
import json
import random
import resource
import string
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path


def texts(data: Path, size: int) -> Iterator[tuple[str, str]]:
    with gzip.open(data, "rt", encoding="utf-8") as lines:
        rows = [row["text"].encode() for row in map(json.loads, lines)]
    for at in range(size):
        copy, row = divmod(at, len(rows))
        if not row:
            letters = list(string.ascii_lowercase)
            random.Random(copy).shuffle(letters)
            other = "".join(letters) if copy else string.ascii_lowercase
            table = bytes.maketrans(string.ascii_letters.encode(), (other + other.upper()).encode())
        yield f"{copy}-{row}", rows[row].translate(table).decode()


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def one(data: Path, size: int, memory_limit: int | None) -> dict[str, float]:
    from cleaner.corpus.duplicates import find_duplicates
    from cleaner.corpus.duplicates.texts import near_duplicates, spill

    list(near_duplicates([("a", "one two three four five"), ("b", "one two three four five six")]))
    marks = [time.process_time()]
    for _ in texts(data, size):
        pass
    marks.append(time.process_time())
    before = peak()
    with tempfile.TemporaryDirectory() as place:
        _, store = spill(texts(data, size), Path(place))
        marks.append(time.process_time())
        with store:
            found = find_duplicates(store, memory_limit=memory_limit)
    marks.append(time.process_time())
    making = marks[1] - marks[0]
    return {
        "documents": size,
        "removed": len(found),
        "us_spilling": round((marks[2] - marks[1] - making) / size * 1e6, 1),
        "us_finding": round((marks[3] - marks[2]) / size * 1e6, 1),
        "us": round((marks[3] - marks[1] - making) / size * 1e6, 1),
        "peak_mb": round(peak() / 1e6),
        "bytes_a_document_beyond_start": round((peak() - before) / size),
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    options.add_argument("--turns", type=int, default=1)
    options.add_argument("--memory-limit", type=int, help="in MB")
    options.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = options.parse_args()
    limit = given.memory_limit << 20 if given.memory_limit else None
    if given.one:
        print(json.dumps(one(given.data, given.one, limit)))
        return
    for _ in range(given.turns):
        for size in given.sizes:
            subprocess.run([sys.executable, *sys.argv, "--one", str(size)], check=True)


if __name__ == "__main__":
    main()
