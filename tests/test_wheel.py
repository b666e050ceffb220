"""What people install: the wheel, in a fresh environment, run from an empty folder, with its rules inside."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(CHECKOUT)]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_rules_types_and_licence_and_nothing_of_the_tests(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert "cleaner/py.typed" in names
    assert any(name.startswith("cleaner/_rules/generic/") for name in names)
    assert any(name.startswith("cleaner/_rules/lang/") for name in names)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "fixtures/", "rules/"))]


def test_an_installed_wheel_cleans_from_an_empty_folder(wheel, tmp_path):
    """The dependencies are those of the environment that runs the tests; what is new is the wheel itself."""
    venv.create(tmp_path / "venv", with_pip=True, symlinks=True)
    python = tmp_path / "venv" / "bin" / "python"
    install = [python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel]
    subprocess.run(install, check=True, capture_output=True)
    site = Path(pytest.__file__).parents[1]
    (tmp_path / "empty").mkdir()
    env = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    env["PYTHONPATH"] = str(tmp_path / "dependencies")
    (tmp_path / "dependencies").mkdir()
    for path in site.iterdir():
        if not path.name.startswith(("cleaner", "corpus_clean", "_corpus_clean", "__editable__")):
            (tmp_path / "dependencies" / path.name).symlink_to(path)
    command = [tmp_path / "venv" / "bin" / "corpus-clean", CHECKOUT / "fixtures" / "raw", "out.jsonl"]
    done = subprocess.run(command, cwd=tmp_path / "empty", env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "47 in: 38 kept" in done.stderr
    where = subprocess.run(
        [python, "-c", "import cleaner; print(cleaner.__file__)"],
        cwd=tmp_path / "empty",
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(tmp_path / "venv") in where.stdout
