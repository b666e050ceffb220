"""What one document is near to in a corpus that was written before."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from cleaner.corpus.duplicates.near import common
from cleaner.report.records import content_of, records
from cleaner.stages.sketch import shingle_batch

AT_ONCE = 256
"""Records whose shingles are computed together."""


def nearest(body: str, corpus: Path, most: int = 5) -> list[dict[str, Any]]:
    """The records of OUT that share the most shingles with a body: id, Jaccard, and the share of the body's shingles.

    Every record is compared exactly. Raises NotRecords for a file that is no corpus, OSError.
    """
    (own,) = shingle_batch([body])
    found = []
    for batch in _batches(corpus):
        bodies = [content_of(record, corpus)[2] for record in batch]
        for record, shingles in zip(batch, shingle_batch(bodies), strict=True):
            shared = common(own, shingles)
            if shared:
                union = len(own) + len(shingles) - shared
                found.append((shared / union, shared / len(own), str(record.get("id")), str(record.get("source"))))
        found = sorted(found, key=lambda near: (-max(near[:2]), near[2]))[:most]
    return [
        {"id": name, "source": source, "jaccard": round(jaccard, 4), "containment": round(contained, 4)}
        for jaccard, contained, name, source in found
    ]


def _batches(corpus: Path) -> Iterator[Sequence[dict[str, Any]]]:
    rows = records(corpus)
    while batch := list(islice(rows, AT_ONCE)):
        yield batch
