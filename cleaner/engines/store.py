"""A content-addressed folder of byte strings that any number of runs may share.

An entry is written beside its place and renamed, so nobody ever reads half of one; it carries a digest of itself, so
what a disk or a copy has damaged is a miss. Nothing in it is needed: the folder may be deleted at any moment.
"""

import contextlib
import hashlib
import os
import secrets
import struct
from pathlib import Path

MAGIC = b"corpus-clean cache 1\n"
_DIGEST = 16
_LENGTH = struct.Struct("<Q")


class Store:
    """Entries of several parts by key."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: bytes) -> tuple[bytes, ...] | None:
        """The parts of an entry; None where there is none, or none that is whole."""
        try:
            data = self._place(key).read_bytes()
        except OSError:
            return None
        head, body = data[: len(MAGIC) + _DIGEST], data[len(MAGIC) + _DIGEST :]
        return _parts(body) if head == MAGIC + _digest(body) else None

    def put(self, key: bytes, *parts: bytes) -> None:
        """Keep an entry. A folder that cannot be written (full, read-only) costs the next run time, nothing else."""
        body = b"".join([_LENGTH.pack(len(part)) + part for part in parts])
        place = self._place(key)
        temporary = place.with_name(f".{place.name}-{os.getpid()}-{secrets.token_hex(4)}")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(MAGIC + _digest(body) + body)
            temporary.replace(place)
        except OSError:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)

    def _place(self, key: bytes) -> Path:
        name = key.hex()
        return self._folder / name[:2] / name[2:]


def _digest(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_DIGEST).digest()


def _parts(body: bytes) -> tuple[bytes, ...]:
    found, position = [], 0
    while position < len(body):
        (length,) = _LENGTH.unpack_from(body, position)
        position += _LENGTH.size
        found.append(body[position : position + length])
        position += length
    return tuple(found)
