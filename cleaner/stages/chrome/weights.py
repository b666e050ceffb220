"""How much each kind of line speaks for each part of a document, and what it costs to go from part to part.

Numbers are log-odds set by hand, from what the kinds are and not from any labelled set: 1 is a hint (a coin that falls
right 7 times in 10), 3 is strong (19 in 20), 5 and more settles a line against its neighbours. The part with the
greatest sum over the whole document wins, so one odd line never moves a border and a run of hints does.

A line weighs the same at the top and in the tail: hundreds of menu lines must not decide on which side of them the
article is; only the article does.
"""

from collections.abc import Mapping
from types import MappingProxyType

TOP, HEAD, UNDER, BODY, INLINE, TAIL = range(6)
PARTS = ("top", "headline", "under", "body", "inline", "tail")

#            top   head  under body  inline tail
_TABLE = """
prose           -5    -9    -5     5    -7    -5
sentence      -2.5    -5  -2.5     3    -4  -2.5
short        -1    -3    -1    1     -2.5   -1
open          -2.5    -3  -2.5   2.5    -4  -2.5
title         0.6   3    -0.5  0     -2      0.6
label         0.8   0.3   0.5 -0.7   -1.5    0.8
word          0.8  -1.5   0.5 -0.7   -1.5    0.8
verse        -0.8  -2    -1    0.8   -2.5   -0.8
item         -0.3  -4    -1    1     -2     -0.3
row          -0.3  -2    -0.5  0.7   -2     -0.3
entry        -0.8  -2    -1    1.5   -3     -0.8
speech       -1.2  -4    -1.5  1.5   -3     -1.2
quote        -0.8   0    -1    1.5   -2.5   -0.8
stamp         1.5  -6     2.3 -1.5   -1      1.5
ago           1.7  -6     2   -2.5    0.5    1.7
dated         1.3   0.5  -1   -1     -1      1.3
crumbs        2.5  -4     2   -2.5   -1      2.5
counter       1.2  -5     1   -1.5   -0.5    1.2
navigation    1.5  -2     0.5 -1.5   -1      1.5
share         2.7  -6     3   -3.5    1.5    2.7
advertisement 2    -6     2   -3      2      2
list_heading  2    -4     0   -3      0.5    2
also          1    -3     0.5 -3      2.5    1
arrow         0.7  -1    -0.5 -1.5    1.5    0.7
tags          2    -5     1.5 -3      0      2
byline        2    -4     3   -2.5   -0.5    2
photo         1.5  -5     2.5 -2.5    1.5    1.5
follow        2.5  -5     1   -3      1      2.5
newsletter    2.5  -5     1   -3      1      2.5
notice        2.5  -5     1   -0.5   -2      2.5
typo          3    -6     0.5 -3      0      3
copyright     3    -6     0   -3.5   -0.5    3
comments      2.5  -6     1.5 -3     -0.5    2.5
print         2.5  -5     2.5 -2.5    0.5    2.5
source        1    -5     1   -1.5    0      1
about         1    -5     0    0.5   -2      1
address       1    -5     1   -1     -0.5    1
"""

WEIGHTS: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {line.split()[0]: tuple(float(n) for n in line.split()[1:]) for line in _TABLE.strip().splitlines()}
)

UNTITLED = -1.0
"""Cost of a body that follows the top without a headline."""
INTERRUPTED = -1.5
"""Cost of an interruption of the body."""
ENDED = -1.0
"""Cost of the tail's beginning: a single odd line at the end is not worth one."""

BARE = -0.5
"""Cost of a document that begins with its body."""


def add(weights: list[float], *changes: float) -> None:
    """Add to weights: part, amount, part, amount, …"""
    pairs = iter(changes)
    for part, amount in zip(pairs, pairs, strict=True):
        weights[int(part)] += amount
