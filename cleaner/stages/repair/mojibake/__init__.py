"""Text that was decoded with the wrong encoding, back to what it was."""

from cleaner.stages.repair.mojibake.charsets import another_cyrillic, another_script, c1_control
from cleaner.stages.repair.mojibake.latin import another_latin, is_western
from cleaner.stages.repair.mojibake.lossy import lossy_utf8
from cleaner.stages.repair.mojibake.utf8 import LEADS, TRAILS, misread_utf8

__all__ = [
    "LEADS",
    "TRAILS",
    "another_cyrillic",
    "another_latin",
    "another_script",
    "c1_control",
    "is_western",
    "lossy_utf8",
    "misread_utf8",
]
