"""Rule files found, read and checked: a book of rules, or every fault of every file at once."""

import hashlib
import json
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path

from pydantic import ValidationError

from cleaner.rulebook import complaints
from cleaner.rulebook.book import LoadedFile, RuleBook
from cleaner.rulebook.errors import Fault, RuleErrors
from cleaner.rulebook.model import RuleFile, RuleFileBase
from cleaner.rulebook.packs import NAMES, Pack, PackError, Packs, pack_of
from cleaner.rulebook.ruleset import Choice, names
from cleaner.rulebook.safeyaml import MAX_BYTES, Tree, read

RESERVED = ("structure", "region", "profile")
"""Files of rule ids that are code and not YAML; `--select` and `--ignore` may name them."""
_DOCUMENTATION = ("why", "evidence", "tests")


def builtin_folder() -> Path:
    """The folder of the rules that come along: inside the package, or the checkout's `rules` beside it.

    Raises FileNotFoundError where there is neither: an installation without its rules is broken.
    """
    package = Path(str(resources.files("cleaner.rulebook"))).parent
    packaged, checkout = package / "_rules", package.parent / "rules"
    for folder in (packaged, checkout):
        if (folder / "generic").is_dir():
            return folder
    raise FileNotFoundError(
        f"the built-in rules are missing: neither {packaged} nor {checkout} is there; reinstall corpus-clean"
    )


def load(
    paths: Sequence[Path] = (), *, builtin: bool = True, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> RuleBook:
    """The rules of files and folders, beside the built-in ones.

    With `builtin` False only the built-in language packs are read, for the lists that rules name. `select` and
    `ignore` are patterns of rule ids. Raises RuleErrors with all faults of all files.
    """
    loader = _Loader()
    folder = builtin_folder()
    loader.builtin = True
    loader.add_folder(folder, rules=builtin)
    loader.builtin = False
    for path in paths:
        loader.add(path)
    return loader.book(Choice(tuple(select), tuple(ignore)))


class _Loader:
    """Files as they come in, and what is wrong with them."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.files: list[LoadedFile] = []
        self.builtin = False
        self.packs: list[Pack] = []
        self.salt = hashlib.sha256()

    def add(self, path: Path) -> None:
        """A file, or all rule files of a folder."""
        if path.is_dir():
            self.add_folder(path, rules=True, nonempty=True)
        elif path.exists():
            self._read(path, str(path), path.stem)
        else:
            self.faults.append(Fault(str(path), 0, 0, "no such file or folder of rules"))

    def add_folder(self, folder: Path, *, rules: bool, nonempty: bool = False) -> None:
        """The language packs of a folder, and with `rules` its rule files."""
        found = sorted(_yaml_files(folder), key=lambda file: file.relative_to(folder).as_posix())
        if nonempty and not found:
            self.faults.append(Fault(str(folder), 0, 0, "no rule files (*.yaml) in this folder"))
        for file in found:
            name = file.relative_to(folder).with_suffix("").as_posix()
            if rules or name.startswith("lang/"):
                self._read(file, str(file), name)

    def _read(self, path: Path, shown: str, name: str) -> None:
        try:
            if not stat.S_ISREG(path.stat().st_mode):
                self.faults.append(Fault(shown, 0, 0, "not a regular file"))
                return
            content = _limited(path)
        except OSError as error:
            self.faults.append(Fault(shown, 0, 0, f"cannot be read: {error.strerror or error}"))
            return
        tree = read(shown, content)
        if isinstance(tree, Fault):
            self.faults.append(tree)
        elif path.parent.name == "lang":
            self._pack(shown, name, content, tree)
        else:
            self._rules(shown, name, tree)

    def _pack(self, shown: str, name: str, content: bytes, tree: Tree) -> None:
        try:
            self.packs.append(pack_of(name, tree.data))
        except PackError as error:
            self.faults.append(Fault(shown, *tree.key_place(error.path), str(error)))
        self.salt.update(content)

    def _rules(self, shown: str, name: str, tree: Tree) -> None:
        try:
            model = RuleFile.model_validate(tree.data, context={"names": NAMES})
        except ValidationError as error:
            self.faults.extend(complaints.faults(shown, tree, error))
            return
        if model.site is not None:
            name = model.site.id or name.rpartition("/")[2]
        self.files.append(LoadedFile(name, shown, model, _digest(model), tree, self.builtin))

    def book(self, choice: Choice) -> RuleBook:
        """The book, where nothing is wrong; else RuleErrors."""
        packs = Packs(tuple(self.packs))
        self.faults.extend(self._clashes())
        self.faults.extend(self._dead_references(packs))
        if not self.faults:
            self.faults.extend(_dead_choices(choice, self.files))
        if self.faults:
            raise RuleErrors(self.faults)
        # What somebody adds wins over what comes along.
        files = sorted(self.files, key=lambda file: file.builtin)
        return RuleBook(files, packs, choice=choice, salt=self.salt.hexdigest())

    def _clashes(self) -> Iterator[Fault]:
        seen: dict[str, str] = {}
        for file in self.files:
            if file.name in seen:
                place = file.tree.place(("site", "id"))
                message = f"another file is called {file.name} already: {seen[file.name]}; rename one of them"
                yield Fault(file.path, *place, message)
            seen.setdefault(file.name, file.path)
            ids: set[str] = set()
            for index, rule in enumerate(file.model.rules):
                if rule.id in ids:
                    place = file.tree.place(("rules", index, "id"))
                    yield Fault(file.path, *place, f"a second rule with the id {rule.id}; each rule has its own")
                ids.add(rule.id)

    def _dead_references(self, packs: Packs) -> Iterator[Fault]:
        known = {file.name for file in self.files} | {f"lang/{code}" for code in packs.languages}
        rules = _rule_names(self.files)
        extends = {file.name: file.model.extends for file in self.files}
        for file in self.files:
            for index, name in enumerate(file.model.extends):
                if name not in known:
                    message = f"extends {name}, which does not exist{complaints.nearest(name, known)}"
                    yield Fault(file.path, *file.tree.place(("extends", index)), message)
                elif file.name in _extended(name, extends):
                    message = (
                        f"extends {name}, which extends {file.name} in turn" if name != file.name else "extends itself"
                    )
                    yield Fault(file.path, *file.tree.place(("extends", index)), message)
            for index, pattern in enumerate(file.model.disable):
                reserved = pattern.partition("/")[0] in RESERVED
                if not reserved and not any(names(pattern, rule) for rule in rules):
                    message = f"disables {pattern}, which does not exist{complaints.nearest(pattern, rules)}"
                    yield Fault(file.path, *file.tree.place(("disable", index)), message)


def _extended(name: str, extends: Mapping[str, Sequence[str]]) -> set[str]:
    """A file and all that it extends, directly or through others."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting.extend(extends.get(each, ()))
    return found


def _rule_names(files: Iterable[LoadedFile]) -> list[str]:
    return [f"{file.name}/{rule.id}" for file in files for rule in file.model.rules]


def _dead_choices(choice: Choice, files: Iterable[LoadedFile]) -> Iterator[Fault]:
    known = _rule_names(files)
    for option, patterns in (("--select", choice.select), ("--ignore", choice.ignore)):
        for pattern in patterns:
            if pattern.partition("/")[0] in RESERVED or any(names(pattern, rule) for rule in known):
                continue
            yield Fault(option, 0, 0, f"there is no rule {pattern}{complaints.nearest(pattern, known)}")


def _yaml_files(folder: Path) -> Iterator[Path]:
    """The YAML files under the folder, hidden ones and links to folders left out."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in files:
            if name.endswith((".yaml", ".yml")) and not name.startswith("."):
                yield Path(parent) / name


def _limited(path: Path) -> bytes:
    """The content, read no further than one byte beyond what a rule file may have."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _digest(model: RuleFileBase) -> str:
    """A digest of what the file does: comments, examples and reasons do not count."""
    said = model.model_dump(mode="json", by_alias=True, exclude_none=True)
    said["rules"] = [{k: v for k, v in rule.items() if k not in _DOCUMENTATION} for rule in said.get("rules", ())]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
