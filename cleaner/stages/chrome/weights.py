"""How much each kind of line speaks for each part of a document, and what it costs to go from part to part.

Numbers are log-odds set by hand, from what the kinds are and not from any labelled set: 1 is a hint (a coin that falls
right 7 times in 10), 3 is strong (19 in 20), 5 and more settles a line against its neighbours. The part with the
greatest sum over the whole document wins, so one odd line never moves a border and a run of hints does.
"""

from collections.abc import Mapping
from types import MappingProxyType

TOP, HEAD, UNDER, BODY, INLINE, TAIL = range(6)
PARTS = ("top", "headline", "under", "body", "inline", "tail")

#            top   head  under body  inline tail
_TABLE = """
prose        -5    -9    -5    5     -7     -5
sentence     -2.5  -5    -2.5  3     -4     -2.5
short        -1.5  -3    -1.5  1     -2.5   -1
open         -3    -3    -3    2.5   -4     -2
title        -0.5   2.5  -1    0     -2      0.7
label         0.6  -0.6   0.3 -0.7   -1.5    0.8
verse        -1    -2    -1    0.8   -2.5   -0.7
item         -0.5  -4    -1    1     -2     -0.3
row          -0.5  -2    -0.5  0.7   -2     -0.3
entry        -1    -2    -1    1.5   -3     -0.8
speech       -1.5  -4    -1.5  1.5   -3     -1
quote        -1.5   0    -1    1.5   -2.5   -0.7
stamp         1.2  -6     2   -1.5   -1      1.5
ago           1    -6     2   -2.5    0.5    2
dated        -0.5   0.5  -1   -1     -1      1.6
crumbs        3    -4     2   -2.5   -1      2
counter       0.5  -5     1   -1.5   -0.5    1.5
navigation    1.5  -2     0.5 -1.5   -1      1.5
share         2    -6     3   -3.5    1.5    3
advertisement 2    -6     2   -3      2      2
list_heading  0.5  -4     0   -3      0.5    3.5
also          0    -3     0.5 -3      2.5    1
arrow         0    -1    -0.5 -1.5    1.5    0.7
tags          1    -5     1.5 -3      0      3
byline        1    -4     3   -2.5   -0.5    2.5
photo         1    -5     2.5 -2.5    1.5    1.5
follow        1.5  -5     1   -3      1      3
newsletter    1.5  -5     1   -3      1      2.5
notice        2.5  -5     1   -0.5   -2      2
typo          0    -6     0.5 -3      0      3.5
copyright     1.5  -6     0   -3.5   -0.5    4
comments      1    -6     1.5 -3     -0.5    3.5
print         1.5  -5     2.5 -2.5    0.5    2.5
source        0    -5     1   -1.5    0      2
about         0.5  -5     0    0.5   -2      1.5
address       0.5  -5     1   -1     -0.5    1
"""

WEIGHTS: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {line.split()[0]: tuple(float(n) for n in line.split()[1:]) for line in _TABLE.strip().splitlines()}
)

STEPS: Mapping[int, tuple[tuple[int, float], ...]] = MappingProxyType(
    {
        TOP: ((TOP, 0.0),),
        HEAD: ((TOP, 0.0),),
        UNDER: ((HEAD, 0.0), (UNDER, 0.0)),
        BODY: ((TOP, -1.0), (HEAD, 0.0), (UNDER, 0.0), (BODY, 0.0), (INLINE, 0.0)),
        INLINE: ((BODY, -1.5), (INLINE, 0.0)),
        TAIL: ((BODY, -1.0), (TAIL, 0.0)),
    }
)
"""Into each part: from which it can be reached, and at what cost."""

STARTS: Mapping[int, float] = MappingProxyType({TOP: 0.0, HEAD: 0.0, BODY: -0.5})
"""The parts that a document can begin with."""
