"""Why a file cannot be read, in words of the quarantine."""

from cleaner.readers.streams import BadStream


def fault_of(error: BadStream | OSError) -> tuple[str, str]:
    """Reason and detail of a file that cannot be read, without a path of this machine in it."""
    if isinstance(error, BadStream):
        return error.reason, str(error)
    return ("vanished" if isinstance(error, FileNotFoundError) else "unreadable"), error.strerror or str(error)
