"""The session that the steps on Spark run in: settings, and the package on its executors."""

import os
import sys
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pyspark.sql import SparkSession

import cleaner
from cleaner.rulebook.load import builtin_folder
from cleaner.settings import Settings

QUIET: Final = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
ALONE: Final = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "8",
    "spark.io.compression.codec": "zstd",
}
"""On one machine: no port beyond it, and no more partitions than it has work for."""

ALWAYS: Final = {
    "spark.sql.files.maxPartitionBytes": str(1 << 30),
    "spark.sql.files.openCostInBytes": str(1 << 30),
    "spark.sql.execution.arrow.maxRecordsPerBatch": "1000",
}
"""A file of a checkpoint is a task, and a thousand documents at most are in a Python process at a time."""

_ARCHIVE: Final = "cleaner"


@contextmanager
def session(settings: Settings, staging: Path) -> Iterator[SparkSession]:
    """The session of `spark-submit` where that started us, else one by `--spark-conf` and the environment's
    `SPARK_…` files, on this machine unless a master is named. A session that runs already is used and left running.

    `staging` is where the package is packed, to be sent to the executors.
    """
    running = SparkSession.getActiveSession() is not None or "PYSPARK_GATEWAY_PORT" in os.environ
    given = dict(each.split("=", 1) for each in settings.spark_conf)
    if not running:
        master = given.get("spark.master", os.environ.get("MASTER", f"local[{settings.jobs or '*'}]"))
        alone = master.startswith("local")
        given = {**QUIET, **(ALONE if alone else {}), "spark.master": master, **given}
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else executors take any python3 of the path
        if alone:
            os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = SparkSession.builder.appName("corpus-clean")
    for key, value in {**given, **ALWAYS}.items():
        builder = builder.config(key, value)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")  # it fears the newest pandas
        spark = builder.getOrCreate()
        try:
            _ship(spark, staging)
            yield spark
        finally:
            if not running:
                spark.stop()


def _ship(spark: SparkSession, staging: Path) -> None:
    """Give every executor this very package, with its rules: Spark unpacks it where Python looks first."""
    context = spark.sparkContext
    if any(name.endswith(f"#{_ARCHIVE}") for name in context.listArchives):
        return
    archive = staging / "package.zip"
    _packed(archive)
    context.addArchive(f"{archive.absolute()}#{_ARCHIVE}")


def _packed(archive: Path) -> None:
    """The package as an archive; the rules inside it, as an installation has them."""
    package, rules = Path(cleaner.__file__).parent, builtin_folder()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(package.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                packed.write(path, path.relative_to(package))
        if not rules.is_relative_to(package):
            for path in sorted(rules.rglob("*.yaml")):
                packed.write(path, Path("_rules") / path.relative_to(rules))
