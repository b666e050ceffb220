"""How often an answer with a certain margin is right: measured, see docs/language.md."""

from bisect import bisect_right

# Margin in log odds, and the share of development texts with at least this margin (and less than the next) that
# were told right; neighbours of one dialect continuum counted as wrong.
_RIGHT = ((0.0, 0.5), (1.0, 0.65), (2.0, 0.75), (4.0, 0.9), (6.0, 0.95), (8.0, 0.97), (12.0, 0.99))
_MARGINS = tuple(margin for margin, _ in _RIGHT)


def confidence(margin: float) -> float:
    """The share of texts told with this margin that are told right."""
    return _RIGHT[max(bisect_right(_MARGINS, margin) - 1, 0)][1]
