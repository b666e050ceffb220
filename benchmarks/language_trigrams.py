"""Make cleaner/stages/language/trigrams.txt from the language models inside lingua-language-detector 1.3.5.

    pip download --no-deps lingua-language-detector==1.3.5 && unzip lingua_language_detector-*.whl -d lingua
    pip install brotli
    python benchmarks/language_trigrams.py lingua/lingua/language-models cleaner/stages/language/trigrams.txt

lingua stores conditional frequencies (of a letter after the two before it), so a trigram's own frequency is the product
along the chain. The package (Apache License 2.0) counted a million sentences a language of the Wortschatz corpora of
Leipzig University (CC BY 4.0); the sentences that lingua is tested with come from other corpora.
"""

import json
import sys
from collections import Counter
from itertools import chain
from pathlib import Path

import brotli

from cleaner.stages.language.scripts import ONE_LANGUAGE, script_of

MOST = 1000
LETTER_PAIRS = "аa бb вv гg дd ђđ еe жž зz иi јj кk лl љlj мm нn њnj оo пp рr сs тt ћć уu фf хh цc чč џdž шš"
SERBIAN_LATIN = {pair[0]: pair[1:] for pair in LETTER_PAIRS.split(" ")}


def conditional(folder: Path, name: str) -> dict[str, float]:
    stored = json.loads(brotli.decompress((folder / f"{name}.json.br").read_bytes()))
    frequencies = {}
    for fraction, listed in stored["ngrams"].items():
        part, whole = fraction.split("/")
        frequencies |= dict.fromkeys(listed.split(" "), int(part) / int(whole))
    return frequencies


def trigrams(folder: Path) -> dict[str, float]:
    one, two, three = (conditional(folder, name) for name in ("unigrams", "bigrams", "trigrams"))
    return {t: one.get(t[0], 0.0) * two.get(t[:2], 0.0) * share for t, share in three.items()}


def transliterated(cyrillic: dict[str, float]) -> dict[str, float]:
    latin: Counter[str] = Counter()
    for trigram, share in cyrillic.items():
        letters = "".join(SERBIAN_LATIN.get(letter, "") for letter in trigram)
        for at in range(len(letters) - 2):
            latin[letters[at : at + 3]] += share / (len(letters) - 2)
    return latin


def script_of_word(word: str) -> str:
    scripts = {script_of(letter) for letter in word}
    return scripts.pop() if len(scripts) == 1 else ""


def main(models: Path, target: Path) -> None:
    head = [line for line in target.read_text("utf-8").splitlines() if line.startswith("#")]
    lines: dict[str, list[str]] = {"Latn": [], "Cyrl": [], "Arab": []}
    for folder in sorted(models.iterdir()):
        if not (folder / "trigrams.json.br").exists() or not (folder / "bigrams.json.br").exists():
            continue
        frequencies = trigrams(folder)
        if folder.name == "sr":
            frequencies |= transliterated(frequencies)
        for script, listed in lines.items():
            own = {t: share for t, share in frequencies.items() if script_of_word(t) == script}
            if sum(own.values()) < 0.2 or script in ONE_LANGUAGE:
                continue
            top = sorted(own, key=lambda t: (-own[t], t))[:MOST]
            listed.append(f"{folder.name}/{script}: {' '.join(top)}")
    target.write_text("\n".join([*head, *chain.from_iterable(lines.values())]) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
