"""How often an answer is right that is ahead of the next one by so much: measured, see docs/language.md."""

from bisect import bisect_right

# A margin in log odds, and the share of the 11,900 development sentences, headlines and articles with at least this
# margin (and less than the next one) that were told right. `benchmarks/language_reliability.py` measures it again.
_RIGHT = ((0.0, 0.5), (1.0, 0.77), (2.0, 0.88), (3.0, 0.91), (4.0, 0.96), (8.0, 0.99), (12.0, 0.997), (20.0, 0.999))
# The same for standard languages of one continuum (Bosnian, Croatian, Serbian; Indonesian, Malay).
_RIGHT_AMONG_TWINS = ((0.0, 0.45), (3.0, 0.55), (4.0, 0.67), (6.0, 0.72), (8.0, 0.81), (12.0, 0.95))
TWINS = frozenset({"bs", "hr", "sr", "id", "ms"})

# Nothing but the script had to be looked at; or pycld2 alone saw one language in a long text.
BY_SCRIPT, TYPICAL = 0.999, 0.998


def confidence(code: str, margin: float) -> float:
    """The share of texts that were told right among those told this surely."""
    table = _RIGHT_AMONG_TWINS if code in TWINS else _RIGHT
    return table[max(bisect_right(table, margin, key=lambda step: step[0]) - 1, 0)][1]
