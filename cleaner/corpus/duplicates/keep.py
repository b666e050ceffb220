"""Which of two like documents stays: for each policy a total order of all documents."""

from typing import Final, Literal, get_args

import numpy as np
from numpy.typing import NDArray

Keep = Literal["longest", "first", "earliest"]
POLICIES: Final[tuple[str, ...]] = get_args(Keep)


def ranks(rows: NDArray[np.void], keep: str) -> NDArray[np.int64]:
    """The place of each document in the policy's order: of two Jaccard matches the lower one stays.

    `longest`: more code points first; `earliest`: the earlier date of publication, undated ones last; `first`, and
    whatever is equal: the order of the input. Raises ValueError for another policy.
    """
    if keep not in POLICIES:
        raise ValueError(f"keep is one of {', '.join(POLICIES)}, not {keep!r}")
    position = np.arange(len(rows))
    if keep == "longest":
        order = np.lexsort((position, -rows["length"]))
    elif keep == "earliest":
        order = np.lexsort((position, rows["published"]))
    else:
        return position
    places = np.empty(len(rows), np.int64)
    places[order] = position
    return places
