"""Readers: what RAW holds, in input order, as items that workers turn into Sources."""

from cleaner.readers.entry import Fault, FileEntry, Listing
from cleaner.readers.items import FaultItem, FileItem, Item, RowItem, TextItem, items_of, items_of_stdin, read
from cleaner.readers.scan import NoInput, scan

__all__ = [
    "Fault",
    "FaultItem",
    "FileEntry",
    "FileItem",
    "Item",
    "Listing",
    "NoInput",
    "RowItem",
    "TextItem",
    "items_of",
    "items_of_stdin",
    "read",
    "scan",
]
