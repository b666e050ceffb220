"""Readers: what RAW holds, in input order, as items that workers turn into Sources."""

from cleaner.readers.entry import Fault, FileEntry, Listing
from cleaner.readers.item import FaultItem, FileItem, Item, PassedOver, RowItem, TextItem
from cleaner.readers.items import items_of, items_of_stdin, read
from cleaner.readers.scan import NoInput, root_of, scan

__all__ = [
    "Fault",
    "FaultItem",
    "FileEntry",
    "FileItem",
    "Item",
    "Listing",
    "NoInput",
    "PassedOver",
    "RowItem",
    "TextItem",
    "items_of",
    "items_of_stdin",
    "read",
    "root_of",
    "scan",
]
