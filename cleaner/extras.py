"""Optional dependencies: what each format or engine wants, and how to get it."""

from importlib.util import find_spec

EXTRAS = {"parquet": "pyarrow", "warc": "fastwarc", "spark": "pyspark"}
"""The module that each extra of the package brings, by the extra's name."""


def lacking(extra: str, what: str) -> str | None:
    """What to tell where an extra is not installed; None where it is.

    >>> lacking("parquet", "OUT 'x.parquet'") is None or "pip install" in lacking("parquet", "OUT 'x.parquet'")
    True
    """
    module = EXTRAS[extra]
    if find_spec(module) is not None:
        return None
    return f"{what} needs {module}, which is not installed: pip install 'corpus-clean[{extra}]'"
