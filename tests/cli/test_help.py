"""The help and docs/options.md say the same: every option of `run`, in its group, in the words of `--help`."""

import re
from pathlib import Path

import pytest

from cleaner.cli.app import app
from cleaner.settings import FLAGS_ONLY, Settings, flag

PAGE = Path(__file__).resolve().parents[2] / "docs" / "options.md"


def options() -> dict[str, list[tuple[str, str]]]:
    """Flags and help of `run` by the group that `--help` shows them in."""
    import typer

    groups: dict[str, list[tuple[str, str]]] = {}
    for parameter in typer.main.get_command(app).commands["run"].params:
        if parameter.param_type_name == "option" and not parameter.hidden:
            flags = ", ".join(sorted(parameter.opts + parameter.secondary_opts, key=lambda f: (-len(f), f)))
            groups.setdefault(parameter.rich_help_panel or "Options", []).append((flags, parameter.help or ""))
    groups.pop("Options", None)
    return groups


def page() -> str:
    """The tables of docs/options.md as the help has them."""
    parts = []
    for group, rows in options().items():
        lines = [f"| `{flags}` | {text.replace('|', chr(92) + '|')} |" for flags, text in rows]
        parts.append(f"## {group}\n\n| option | |\n|---|---|\n" + "\n".join(lines) + "\n")
    return "\n".join(parts)


def test_the_page_of_options_is_what_the_help_says():
    """Where this fails, `python tests/cli/test_help.py` brings the page up to date."""
    text = PAGE.read_text()
    assert text[text.index("## ") :] == page()


def test_every_setting_has_its_flag_and_every_flag_its_setting():
    flags = {f for rows in options().values() for names, _ in rows for f in names.split(", ") if f.startswith("--")}
    settings = {flag(name) for name in Settings.__dataclass_fields__ if name not in {"limits"}}
    assert flags - {"--no-default-rules"} == settings
    assert set(Settings.__dataclass_fields__) >= FLAGS_ONLY


@pytest.mark.parametrize("name", ["run", "explain"])
def test_help_groups_options_and_shows_examples(command, name):
    text = command(name, "--help", COLUMNS="120", NO_COLOR="1").stdout
    assert "Examples" in text
    assert "corpus-clean" in text
    assert "\x1b" not in text
    if name == "run":
        assert [group for group in options() if f" {group} " not in text] == []
        assert len(re.findall(r"--[a-z-]+", text)) > 25


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_can_be_had_for_common_shells(command, shell):
    done = command(_CORPUS_CLEAN_COMPLETE=f"source_{shell}")
    assert "corpus-clean" in done.stdout
    assert "_CORPUS_CLEAN_COMPLETE" in done.stdout


def test_completion_knows_commands_and_options(command):
    asked = {"_CORPUS_CLEAN_COMPLETE": "complete_bash"}
    assert command(COMP_WORDS="corpus-clean exp", COMP_CWORD="1", **asked).stdout.split() == ["explain"]
    found = command(COMP_WORDS="corpus-clean run --max", COMP_CWORD="2", **asked).stdout.split()
    assert found == ["--max-quarantine", "--max-rule-share"]


def test_a_word_behind_an_option_of_the_program_is_not_raw(command):
    """`--show-completion bash` is not a run over a folder called bash."""
    assert "No such option" not in command("--show-completion", "bash").stderr


if __name__ == "__main__":
    before = PAGE.read_text()
    PAGE.write_text(before[: before.index("## ")] + page())
