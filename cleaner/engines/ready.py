"""A prepared document between the passes: itself, why there is none, or the cache's copy of it."""

import struct
from dataclasses import dataclass

from cleaner.document import Prepared, Quarantined
from cleaner.engines.packing import pack_prepared, unpack_prepared


@dataclass(frozen=True, slots=True)
class Shelved:
    """A prepared document as the cache has it: its key, its labels, and itself, not unpacked until it is needed."""

    key: bytes
    name: str
    wanted_id: str
    prepared: bytes


Ready = Prepared | Quarantined | Shelved


_SHELVED, _PLAIN = b"s", b"p"
_LENGTH = struct.Struct("<I")
_LABELS = struct.Struct("<HII")


def pack_ready(ready: Ready, looks: bytes = b"") -> bytes:
    """A prepared document as bytes, in the cache or not; with the looks of its lines, where they are known."""
    if not isinstance(ready, Shelved):
        return b"".join((_PLAIN, _LENGTH.pack(len(looks)), looks, pack_prepared(ready)))
    name, wanted = ready.name.encode(), ready.wanted_id.encode()
    lengths = _LABELS.pack(len(ready.key), len(name), len(wanted))
    return b"".join((_SHELVED, lengths, ready.key, name, wanted, ready.prepared))


def unpack_ready(data: bytes) -> Ready:
    """The inverse of `pack_ready`."""
    if data[:1] == _PLAIN:
        return unpack_prepared(data[1 + _LENGTH.size + _LENGTH.unpack_from(data, 1)[0] :])
    at = 1 + _LABELS.size
    parts = []
    for length in _LABELS.unpack_from(data, 1):
        parts.append(data[at : at + length])
        at += length
    key, name, wanted = parts
    return Shelved(key, name.decode(), wanted.decode(), data[at:])


def looks_of(data: bytes) -> bytes:
    """What `pack_ready` was given as the looks."""
    if data[:1] != _PLAIN:
        return b""
    start = 1 + _LENGTH.size
    return data[start : start + _LENGTH.unpack_from(data, 1)[0]]
