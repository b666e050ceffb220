"""`corpus-clean config`: what is in force, and from where. Nobody should have to guess why a run did what it did."""

import json
import tomllib

import pytest


def test_defaults_and_what_a_file_sets(command, tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.corpus-clean]\nlanguages = "en, az"\nledger = "l.jsonl"\n')
    told = json.loads(command("config", "--json", cwd=tmp_path).stdout)
    assert told["languages"] == {"value": ["en", "az"], "from": str(tmp_path / "pyproject.toml")}
    assert told["ledger"]["value"] == "l.jsonl"
    assert told["threshold"] == {"value": 0.8, "from": "default"}


def test_it_prints_toml_that_says_the_same_again(command, tmp_path):
    (tmp_path / "corpus-clean.toml").write_text('rules = ["one.yaml"]\nmin-kept = "80%"\nsite-evidence = "off"\n')
    printed = command("config", cwd=tmp_path).stdout
    (tmp_path / "corpus-clean.toml").write_text(printed)
    again = command("config", cwd=tmp_path)
    values = tomllib.loads(again.stdout)
    assert (values["rules"], values["min-kept"], values["site-evidence"]) == (["one.yaml"], "80%", "off")
    assert values == tomllib.loads(printed)


def test_paths_are_those_of_the_file_that_names_them(command, tmp_path):
    (tmp_path / "corpus-clean.toml").write_text('rules = ["one.yaml"]\nledger = "l.jsonl"\n')
    (tmp_path / "below").mkdir()
    told = json.loads(command("config", "--json", cwd=tmp_path / "below").stdout)
    assert told["rules"]["value"] == [str(tmp_path / "one.yaml")]
    assert told["ledger"]["value"] == str(tmp_path / "l.jsonl")


def test_unknown_keys_and_flags_of_one_call_are_errors(command, tmp_path):
    (tmp_path / "corpus-clean.toml").write_text("check = true\nmin-keep = 3\ndiff = true\n")
    done = command("config", cwd=tmp_path)
    assert done.returncode == 2
    assert [word in done.stderr for word in ("'check'", "'min-keep'", "'diff'")] == [True] * 3


@pytest.mark.parametrize("text", ["[tool]\ncorpus-clean = 5\n", "[tool.corpus-clean]\nrules = 5\n", "not toml"])
def test_a_configuration_that_is_none_is_told(command, tmp_path, text):
    (tmp_path / "pyproject.toml").write_text(text)
    done = command("config", cwd=tmp_path)
    assert (done.returncode, done.stderr.count("corpus-clean: pyproject.toml")) == (2, 1)


def test_a_pyproject_without_tools_sets_nothing(command, tmp_path):
    (tmp_path / "pyproject.toml").write_text("tool = 5\n")
    assert command("config", cwd=tmp_path).returncode == 0
