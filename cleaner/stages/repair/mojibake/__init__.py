"""Text that was decoded with the wrong encoding, back to what it was."""

from cleaner.stages.repair.mojibake.charsets import another_cyrillic, another_latin, another_script, is_western
from cleaner.stages.repair.mojibake.utf8 import LEADS, misread_utf8

__all__ = ["LEADS", "another_cyrillic", "another_latin", "another_script", "is_western", "misread_utf8"]
