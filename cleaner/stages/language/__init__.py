"""The language of a text: script, letters, function words and two engines, weighed against each other.

The program calls `identify` once for each document; `detect_language` and `language_shares` are its two halves.
"""

from cleaner.stages.language.engines import engines_in_use
from cleaner.stages.language.identify import Identified, detect_language, identify, language_shares

__all__ = ["Identified", "detect_language", "engines_in_use", "identify", "language_shares"]
