"""RAW is what people have: odd files must neither hang the run, nor vanish from the count, nor change the order."""

import gzip
import os
import random
from pathlib import Path

import pytest

from cleaner.readers import Fault, FileEntry, NoInput, scan
from cleaner.readers.scan import looks_binary


def names(raw: Path | str, **options) -> list[str]:
    return [entry.name for entry in scan(str(raw), **options).entries]


def test_order_is_that_of_code_points_and_not_of_the_file_system(tmp_path: Path):
    wanted = ["B/x.txt", "a-b.txt", "a.txt", "a/x.txt", "b.txt", "é.txt"]
    for name in random.Random(3).sample(wanted, len(wanted)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert names(tmp_path) == wanted


def test_hidden_binary_and_own_files_are_ignored_and_counted(tmp_path: Path):
    (tmp_path / "a.txt").write_text("text")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".hidden.txt").write_text("x")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0")
    (tmp_path / "out.jsonl").write_text("{}")
    listing = scan(str(tmp_path), leave_out=[tmp_path / "out.jsonl"])
    assert [entry.name for entry in listing.entries] == ["a.txt"]
    assert listing.ignored == 4


def test_no_or_an_unknown_suffix_is_a_document_when_it_is_text(tmp_path: Path):
    (tmp_path / "README").write_text("plain")
    (tmp_path / "page.php").write_text("<html><p>x</p></html>")
    (tmp_path / "data.bin.gz").write_bytes(gzip.compress(bytes(range(256)) * 20))
    assert names(tmp_path) == ["README", "page.php"]


def test_what_cannot_be_read_is_a_fault_in_its_place(tmp_path: Path):
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "dangling.txt").symlink_to("nowhere.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop").mkdir()
    (tmp_path / "loop" / "again").symlink_to(tmp_path / "loop")
    (tmp_path / "z.txt").write_text("x")
    found = {entry.name: getattr(entry, "reason", "") for entry in scan(str(tmp_path)).entries}
    assert found == {
        "a.txt": "",
        "dangling.txt": "dangling-link",
        "loop/again": "link-loop",
        "pipe.txt": "not-a-file",
        "z.txt": "",
    }


def test_a_deep_folder_is_no_deeper_than_any_other(tmp_path: Path):
    here = tmp_path
    for _ in range(300):
        here = here / "d"
    here.mkdir(parents=True)
    (here / "x.txt").write_text("x")
    assert names(tmp_path) == ["d/" * 300 + "x.txt"]


def test_names_that_are_no_utf_8_are_shown_by_their_bytes(tmp_path: Path):
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    (entry,) = scan(str(tmp_path)).entries
    assert isinstance(entry, FileEntry)
    assert (entry.name, entry.stem) == ("caf\\xe9.txt", "caf\\xe9")
    assert entry.path.read_text() == "x"


def test_files_that_are_shown_by_one_name_are_two_documents(tmp_path: Path):
    """Accounting: the byte FF and a backslash with `xff` look alike in `source`, and neither file may vanish."""
    (tmp_path / os.fsdecode(b"\xff.txt")).write_text("the byte")
    (tmp_path / "\\xff.txt").write_text("the backslash")
    found = scan(str(tmp_path)).entries
    assert [entry.name for entry in found] == ["\\xff.txt", "\\xff.txt"]
    assert [entry.path.read_text() for entry in found if isinstance(entry, FileEntry)] == ["the backslash", "the byte"]


def test_a_hidden_file_that_is_asked_for_is_read(tmp_path: Path):
    for name in (".a/1.txt", ".a/.2.txt", ".3.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert names(tmp_path) == []
    assert names(tmp_path / ".a") == ["1.txt"]
    assert names(tmp_path / ".3.txt") == [".3.txt"]


def test_a_file_and_a_glob_are_raw_too(tmp_path: Path):
    for name in ("a/1.txt", "a/2.html", "b/3.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert names(tmp_path / "a" / "1.txt") == ["1.txt"]
    assert names(f"{tmp_path}/*/*.txt") == ["a/1.txt", "b/3.txt"]
    assert names(f"{tmp_path}/**/*.html") == ["a/2.html"]


@pytest.mark.parametrize("raw", ["missing", "missing/*.txt"])
def test_raw_that_is_not_there_is_said(raw: str, tmp_path: Path):
    with pytest.raises(NoInput, match="missing"):
        scan(str(tmp_path / raw))


@pytest.mark.parametrize(
    ("head", "binary"),
    [
        (b"plain text\n", False),
        ("Grüße, привет".encode(), False),
        ("Grüße".encode("latin-1"), False),
        ("\ufeffwide".encode("utf-16-le"), False),
        ("wide without a mark".encode("utf-16-le"), False),
        (b"", False),
        (b"%PDF-1.7\n\0\0\x01", True),
        (bytes(random.Random(1).randbytes(500)), True),
    ],
)
def test_text_is_told_from_binary_files_by_their_first_bytes(head: bytes, binary: bool):
    assert looks_binary(head) is binary


def test_compressed_names_have_the_stem_of_what_is_inside(tmp_path: Path):
    (tmp_path / "story.html.gz").write_bytes(gzip.compress(b"<p>x"))
    (entry,) = scan(str(tmp_path)).entries
    assert isinstance(entry, FileEntry)
    assert (entry.stem, entry.compression, entry.html) == ("story", "gz", True)


def test_an_unreadable_folder_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a.txt").write_text("x")
    closed = tmp_path / "closed"
    closed.mkdir()
    listdir = os.listdir

    def refuse(path):
        if str(path) == str(closed):
            raise PermissionError(13, "Permission denied", str(path))
        return listdir(path)

    monkeypatch.setattr(os, "listdir", refuse)  # the tests may run as root, who is refused nothing
    (_, fault) = scan(str(tmp_path)).entries
    assert fault == Fault("closed", "closed", "unreadable", "Permission denied")
