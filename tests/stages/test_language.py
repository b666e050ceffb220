"""The language stage told as a list of facts about texts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.stages.language import detect_language, engines_in_use, identify

REGION = {
    "az": "Hökumət yeni büdcə layihəsini növbəti iclasda müzakirə edəcəyini bildirib.",
    "tr": "Hükümet yeni bütçe taslağını bir sonraki toplantıda görüşeceğini açıkladı.",
    "ru": "Правительство сообщило, что обсудит проект нового бюджета на следующем заседании.",
    "uk": "Уряд повідомив, що обговорить проєкт нового бюджету на наступному засіданні.",
    "be": "Урад паведаміў, што абмяркуе праект новага бюджэту на наступным пасяджэнні.",
    "bg": "Правителството съобщи, че ще обсъди проекта за новия бюджет на следващото заседание.",
    "mk": "Владата соопшти дека ќе го разгледа предлогот за новиот буџет на следната седница.",
    "sr": "Влада је саопштила да ће о предлогу новог буџета расправљати на следећој седници.",
    "hy": "Կառավարությունը հայտնել է, որ նոր բյուջեի նախագիծը կքննարկի հաջորդ նիստում։",
    "ka": "მთავრობამ განაცხადა, რომ ახალი ბიუჯეტის პროექტს შემდეგ სხდომაზე განიხილავს.",
    "kk": "Үкімет жаңа бюджет жобасын келесі отырыста талқылайтынын хабарлады.",
    "fa": "دولت اعلام کرد که پیش‌نویس بودجهٔ جدید را در نشست بعدی بررسی خواهد کرد.",
    "en": "The government said that it would discuss the draft of the new budget at its next meeting.",
}


@pytest.mark.parametrize(("code", "text"), REGION.items())
def test_languages_of_the_region(code: str, text: str) -> None:
    assert detect_language(text).code == code
    assert detect_language(text.upper()).code == code


@pytest.mark.parametrize(
    "text", ["", " ", "7", "12:45, 03.04.2021", "https://news.example/az/12", "😀 👍", "\x00\x85", "Baku", "\ud800"]
)
def test_what_tells_nothing_is_und(text: str) -> None:
    assert detect_language(text).code == "und"


@settings(deadline=None)  # the first text loads the tables
@given(st.text(st.characters()))
def test_any_text_gets_an_answer_and_always_the_same(text: str) -> None:
    first = identify(text)
    assert first == identify(text)
    assert 0 <= first.language.confidence <= 1
    assert list(first.shares.values()) == sorted(first.shares.values(), reverse=True)


def test_the_engines_are_named() -> None:
    assert "langdetect" in engines_in_use()
