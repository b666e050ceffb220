"""Made-up stories and their re-edits, for tests of duplicates."""

import random

from cleaner.stages.sketch import shingle_hashes

WORDS = [f"{first}{second}" for first in "bdfgklmnprst" for second in ("a", "en", "ir", "os", "ut", "ay")]


def story(seed: object, words: int = 200) -> str:
    return " ".join(random.Random(str(seed)).choices(WORDS, k=words))


def changed(text: str, share: float, seed: object = 0) -> str:
    """The text with a stretch of its words replaced."""
    words = text.split()
    count = round(share * len(words))
    words[50 : 50 + count] = story(("change", seed), count).split()
    return " ".join(words)


def families(seed: int, count: int) -> list[str]:
    """Stories with copies, cuts, changes and additions of them and of each other's, in random order."""
    dice = random.Random(seed)
    texts: list[str] = []
    while len(texts) < count:
        family = [story((seed, len(texts)), dice.randint(8, 80))]
        for step in range(dice.choice((0, 0, 1, 3, 8))):
            words = dice.choice(family).split()
            kind, amount = dice.randrange(4), dice.randint(1, 20)
            if kind == 0:
                words = words[: max(6, len(words) - amount)]
            elif kind == 1:
                words[amount : amount + 2] = story((seed, "change", step, amount), 2).split()
            elif kind == 2:
                words += story((seed, "more", step, amount), amount).split()
            family.append(" ".join(words))
        texts += family
    dice.shuffle(texts)
    return texts[:count]


def measures(one: str, other: str) -> tuple[float, float]:
    """Jaccard, and the share of the first one's shingles in the other, from their sets."""
    a, b = set(shingle_hashes(one).tolist()), set(shingle_hashes(other).tolist())
    return len(a & b) / len(a | b), len(a & b) / len(a)
