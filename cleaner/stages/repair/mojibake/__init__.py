"""Text that was decoded with the wrong encoding, back to what it was."""

from cleaner.stages.repair.mojibake.charsets import misread_charset
from cleaner.stages.repair.mojibake.utf8 import misread_utf8

__all__ = ["misread_charset", "misread_utf8"]
