"""OUT is the old one or the complete new one, and two runs never write the same OUT (law 7)."""

import gzip
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import zstandard

from cleaner.writers.atomic import AtomicFile, OutputLockedError, locked


def test_nothing_is_there_before_commit_and_everything_after(tmp_path: Path):
    out = tmp_path / "out.jsonl"
    out.write_text("old")
    file = AtomicFile(out)
    file.write(b"new")
    file.finish()
    assert out.read_text() == "old"
    file.commit()
    assert out.read_text() == "new"
    assert os.listdir(tmp_path) == ["out.jsonl"]


def test_discard_leaves_the_old_and_no_trace(tmp_path: Path):
    out = tmp_path / "out.jsonl"
    out.write_text("old")
    file = AtomicFile(out)
    file.write(b"half")
    file.discard()
    assert out.read_text() == "old"
    assert os.listdir(tmp_path) == ["out.jsonl"]


def test_a_link_is_written_through_and_modes_are_kept(tmp_path: Path):
    real = tmp_path / "real.jsonl"
    real.write_text("old")
    real.chmod(0o640)
    link = tmp_path / "out.jsonl"
    link.symlink_to(real)
    file = AtomicFile(link)
    file.write(b"new")
    file.finish()
    file.commit()
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert real.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(("suffix", "unpack"), [(".jsonl.gz", gzip.decompress), (".jsonl.zst", zstandard.decompress)])
def test_compressed_outputs_have_the_same_bytes_every_time(tmp_path: Path, suffix, unpack):
    written = []
    for name in ("a", "b"):
        path = tmp_path / (name + suffix)
        file = AtomicFile(path)
        file.write(b"line\n" * 100)
        file.finish()
        file.commit()
        written.append(path.read_bytes())
        time.sleep(0.01)
    assert written[0] == written[1]
    out = zstandard.ZstdDecompressor().decompressobj().decompress(written[0]) if "zst" in suffix else unpack(written[0])
    assert out == b"line\n" * 100


def test_a_device_is_written_in_place():
    file = AtomicFile(Path("/dev/null"))
    file.write(b"gone")
    file.finish()
    file.commit()
    assert not Path("/dev/null").is_file()


def test_the_lock_keeps_a_second_run_out_and_dies_with_its_holder(tmp_path: Path):
    out = tmp_path / "out.jsonl"
    code = (
        "import sys,time;from pathlib import Path;from cleaner.writers.atomic import locked\n"
        f"with locked(Path({str(out)!r})):\n    print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    try:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(OutputLockedError), locked(out):
            pass
    finally:
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    with locked(out):
        pass
    assert os.listdir(tmp_path) == []
