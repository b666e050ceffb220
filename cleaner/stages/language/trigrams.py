"""Three-letter sequences as evidence: how much more of a language's frequent ones a text has than another's."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib.resources import files

# The i-th most frequent trigram of a language makes up about a quarter of 1/(i + 30) of its text, whatever the
# alphabet (factors of 0.18 at the first, 0.28 at the 500th, 0.25 at the thousandth); beyond that, less than _FLOOR.
_ZIPF, _SHIFT, _FLOOR = 0.25, 30, 3e-5


@cache
def _lists(script: str) -> Mapping[str, str]:
    lines = files(__package__).joinpath("trigrams.txt").read_text("utf-8").splitlines()
    marked = (line.partition(f"/{script}: ") for line in lines if not line.startswith("#"))
    return {code: trigrams for code, found, trigrams in marked if found}


@cache
def _weights(script: str, code: str) -> Mapping[str, float]:
    trigrams = _lists(script)[code].split(" ")
    return {trigram: math.log(_ZIPF / (rank + _SHIFT) / _FLOOR) for rank, trigram in enumerate(trigrams)}


def trigram_evidence(
    script: str, words: Iterable[str], among: Collection[str] | None = None
) -> tuple[dict[str, float], int]:
    """Log likelihood of the words above that of rare trigrams, by language, and how many trigrams there were.

    Languages without a list are left out; `among` restricts the answer to some.
    """
    counts = Counter([word[i : i + 3] for word in words for i in range(len(word) - 2)])
    codes = _lists(script) if among is None else [code for code in _lists(script) if code in among]
    if not counts:
        return dict.fromkeys(codes, 0.0), 0
    evidence = {}
    for code in codes:
        weights = _weights(script, code)
        evidence[code] = sum([weights[trigram] * count for trigram, count in counts.items() if trigram in weights])
    return evidence, counts.total()
