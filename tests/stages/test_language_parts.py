"""The pieces that the language stage is made of, and the tables it reads."""

import doctest
import importlib
import pkgutil
from importlib.resources import files

import pytest

import cleaner.stages.language as package
from cleaner.stages.language import calibration, engines
from cleaner.stages.language.alphabets import alphabets, strange_letters
from cleaner.stages.language.decide import margin
from cleaner.stages.language.evidence import LANGUAGES, belongs, engine_weight, weigh, with_trigrams
from cleaner.stages.language.prepare import clean, lower, sample
from cleaner.stages.language.scripts import _RANGES, count_letters, only_script, script_of
from cleaner.stages.language.shares import candidates
from cleaner.stages.language.trigrams import trigram_evidence
from cleaner.stages.language.words import function_words, word_evidence, words_of

MODULES = [module.name for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")]


@pytest.mark.parametrize("name", [package.__name__, *MODULES])
def test_examples_in_docstrings(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def table(name: str) -> list[tuple[str, list[str]]]:
    lines = files(package).joinpath(name).read_text("utf-8").splitlines()
    rows = (line.partition(": ") for line in lines if line and not line.startswith("#"))
    return [(key, words.split()) for key, colon, words in rows if colon]


def test_script_ranges_are_in_order() -> None:
    starts = [start for start, _ in _RANGES]
    assert starts == sorted(set(starts))


@pytest.mark.parametrize(
    ("letter", "script"),
    [
        *(("a", "Latn"), ("Ə", "Latn"), ("ﬁ", "Latn"), ("я", "Cyrl"), ("Ӏ", "Cyrl"), ("Ω", "Grek"), ("Ա", "Armn")),
        *(("ა", "Geor"), ("Ა", "Geor"), ("ש", "Hebr"), ("ش", "Arab"), ("ﺵ", "Arab"), ("ि", "Deva"), ("漢", "Hani")),
        *(("か", "Kana"), ("한", "Hang"), ("ก", "Thai"), ("1", ""), ("٣", ""), ("。", ""), ("😀", ""), ("\u200b", "")),
    ],
)
def test_script_of_a_letter(letter: str, script: str) -> None:
    assert script_of(letter) == script


def test_chinese_that_quotes_a_kana_is_not_japanese_and_japanese_keeps_its_han() -> None:
    assert count_letters("政府表示将在下次会议上讨论新的预算案の") == {"Hani": 18, "Kana": 1}
    assert count_letters("政府は予算案を話し合う") == {"Kana": 11}


def test_only_script_keeps_length_and_punctuation() -> None:
    assert only_script("Баку (Baku), 5.", "Cyrl") == "Баку (    ), 5."


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("см. https://news.example/a?b=c тут", "см.   тут"),
        ("пишите на desk@news.example срочно", "пишите на   срочно"),
        ("<p>Բարև</p> &amp; &#8212;", " Բարև     "),
        ("2005-ci il, 1st", "-ci il, "),
        ("ﺳﻠﻮل كمـا ﬁn", "سلول كما fin"),
    ],
)
def test_what_is_not_language_is_left_out(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_capital_i_is_dotless_beside_turkic_letters_only() -> None:
    assert lower("ILIQ ŞƏRAİT") == "ılıq şərait"
    assert lower("IT IS") == "it is"


def test_capitalised_words_are_names_unless_all_words_are() -> None:
    mixed = sample("President Aliyev met Pashinyan in the town of Prague")
    assert mixed.names == ("president", "aliyev", "pashinyan", "prague")
    assert sample("President Aliyev Met Pashinyan").names == ()
    assert sample("PRESIDENT MET PASHINYAN").plain == ("president", "met", "pashinyan")


def test_initials_are_no_words_except_among_capitals() -> None:
    assert sample("The US and NATO").words == ("the", "and")
    assert sample("THE US AND NATO").words == ("the", "us", "and", "nato")


def test_a_long_text_is_read_at_both_ends_and_in_the_middle() -> None:
    words = sample("a " * 10_000 + "middle " * 2_000 + "z " * 10_000 + "end").words
    assert {"a", "middle", "z", "end"} <= set(words)
    assert len(words) < 3_000


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("l’eau n’est pas", ["l'", "eau", "n'", "est", "pas"]),
        ("NATO'nun, “о‘zbek” oʻzbek", ["NATO'", "nun", "о'", "zbek", "o'zbek"]),
        ("میخواهد می‌شود؛ است", ["میخواهد", "می", "شود", "است"]),
        ("कहा है।", ["कहा", "है"]),
        ("a\x00b\x85c", ["a", "b", "c"]),
        ("'''", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_frequent_words_say_more_than_rare_ones_and_each_use_counts() -> None:
    once, twice = word_evidence(["the"])["en"], word_evidence(["the", "the"])["en"]
    assert once > word_evidence(["without"])["en"] > 0
    assert twice == pytest.approx(2 * once)
    assert word_evidence(["azerbaijan"]) == {}


def test_the_words_of_a_language_stand_in_it_once() -> None:
    seen: dict[str, list[str]] = {}
    for key, words in table("function_words.txt"):
        seen.setdefault(key, []).extend(words)
    assert len(seen) > 120
    assert min(len(words) for words in seen.values()) >= 6
    assert all(word == word.lower() for words in seen.values() for word in words)


def test_function_words_are_written_with_letters_of_their_alphabet() -> None:
    """A slip of the keyboard (a Latin a in a Russian word) would be evidence for nothing."""
    strange = [
        (code, word)
        for word, codes in function_words().items()
        for code in codes
        for script in {script_of(letter) for letter in word} - {""}
        if code in alphabets(script) and code not in ("en", "yo", "vi", "es", "pt", "ro", "cs", "sk")
        if strange_letters(script, dict.fromkeys(word, 1), [code])[code] > 1
    ]
    assert strange == []


def test_words_do_not_mix_scripts() -> None:
    mixed = [w for w in function_words() if len({script_of(letter) for letter in w} - {""}) > 1]
    assert mixed == []


def test_trigram_lists_are_a_thousand_different_trigrams_of_one_script() -> None:
    lists = table("trigrams.txt")
    assert len(lists) == 61
    for key, trigrams in lists:
        assert len(trigrams) == len(set(trigrams)) == 1000, key
        assert {script_of(letter) for trigram in trigrams for letter in trigram} == {key.partition("/")[2]}


def test_trigrams_tell_neighbours_apart_without_a_single_function_word() -> None:
    evidence, count = trigram_evidence("Latn", ["vláda", "oznámila", "rozpočtový", "návrh", "příštím"])
    assert count == 25
    assert max(evidence, key=evidence.__getitem__) == "cs"


def test_letters_speak_against_languages_that_do_not_write_them() -> None:
    strange = strange_letters("Cyrl", dict.fromkeys("ўсё", 1), ["be", "ru", "sr"])
    assert strange == {"be": 0, "ru": 1, "sr": 2}
    assert "az" in weigh("Cyrl", sample("Һөкумәт јени бүдҹә лајиһәсини мүзакирә едәҹәк"), ())


def test_languages_stay_in_their_script() -> None:
    assert belongs("sr", "Latn")
    assert belongs("sr", "Cyrl")
    assert not belongs("ru", "Latn")
    assert not belongs("en", "Cyrl")
    for script, codes in LANGUAGES.items():
        assert set(weigh(script, sample("и в на و که है the and של"), ())) <= codes


def test_a_language_without_a_list_is_not_lost_to_the_nearest_that_has_one() -> None:
    words = sample("өкмөт жаңы бюджеттин долбоорун жана башка маселелерди кийинки жыйында талкуулай турганын билдирди")
    weights = with_trigrams("Cyrl", words, weigh("Cyrl", words, ()))
    assert max(weights, key=weights.__getitem__) == "ky"


def test_scores_of_pycld2_are_odds_and_its_english_and_serbian_are_doubted() -> None:
    weight = [engine_weight(engines.Guess("de", 1.0, score)) for score in (100, 500, 1000, 3000)]
    assert weight == sorted(weight)
    assert engine_weight(engines.Guess("en", 1.0, 500)) < engine_weight(engines.Guess("de", 1.0, 500))
    assert engine_weight(engines.Guess("sr", 1.0, 900)) < engine_weight(engines.Guess("mk", 1.0, 900))
    assert engine_weight(engines.Guess("de", 0.5, 900)) < engine_weight(engines.Guess("de", 1.0, 900))


@pytest.mark.skipif(engines.cld2() is None, reason="pycld2 has no wheel for this Python")
def test_pycld2_gets_over_control_characters_and_surrogates() -> None:
    text = "Das ist ein\x85 deutscher Satz mit einem\x01 Steuerzeichen, \ud800 und er ist nicht kurz."
    assert engines.ask_cld2(text)[0].code == "de"


def test_langdetect_is_asked_among_its_languages_with_a_fixed_seed() -> None:
    text = "правителството съобщи, че ще обсъди проекта за бюджет"
    found = engines.ask_langdetect(text, "Cyrl")
    assert max(found, key=found.__getitem__) == "bg"
    assert found == engines.ask_langdetect(text, "Cyrl")
    assert set(found) <= engines.profiles("Cyrl")
    assert engines.ask_langdetect("կառավարություն", "Armn") == {}
    assert engines.ask_langdetect("12 34", "Latn") == {}


def test_nothing_of_langdetect_is_changed_for_others() -> None:
    """Its seed is a class attribute; other code in the process may rely on its own."""
    from langdetect.detector_factory import DetectorFactory

    before = DetectorFactory.seed
    engines.ask_langdetect("eine kurze Zeile in deutscher Sprache", "Latn")
    assert DetectorFactory.seed == before


@pytest.mark.parametrize(("tag", "code"), [("pt-BR", "pt"), ("iw", "he"), ("no", "nb"), ("zh_Hant_TW", "zh"), ("", "")])
def test_tags_become_our_codes(tag: str, code: str) -> None:
    assert engines.our_code(tag) == code


def test_confidence_grows_with_the_margin_and_is_lower_among_twins() -> None:
    margins = [0.0, 0.5, 1, 2, 3, 4, 6, 8, 12, 20, 500]
    for code in ("de", "hr"):
        stated = [calibration.confidence(code, margin) for margin in margins]
        assert stated == sorted(stated)
        assert 0 < stated[0] < stated[-1] < 1
    assert calibration.confidence("hr", 3) < calibration.confidence("de", 3)


def test_a_margin_needs_a_second_language() -> None:
    assert margin([("de", 9.0), ("nl", 4.0)]) == 5.0
    assert margin([("de", 2.0)]) == 2.0
    assert margin([("de", 90.0)]) < 8
    assert margin([]) == 0


def test_a_text_is_not_taken_apart_between_twins() -> None:
    guesses = [engines.Guess("hr", 0.6, 500), engines.Guess("bs", 0.3, 500), engines.Guess("de", 0.1, 500)]
    assert candidates("hr", guesses, 400) == ("hr", "de")
    assert candidates("hr", guesses[:2], 400) == ("hr",)
    assert candidates("hr", guesses, 30) == ("hr",)
