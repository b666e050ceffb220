"""The language stage told as a list of facts about texts."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.stages.language import detect_language, engines, engines_in_use, identify, language_shares

REGION = {
    "az": "Hökumət yeni büdcə layihəsini növbəti iclasda müzakirə edəcəyini bildirib.",
    "tr": "Hükümet yeni bütçe taslağını bir sonraki toplantıda görüşeceğini açıkladı.",
    "ru": "Правительство сообщило, что обсудит проект нового бюджета на следующем заседании.",
    "uk": "Уряд повідомив, що обговорить проєкт нового бюджету на наступному засіданні.",
    "be": "Урад паведаміў, што абмяркуе праект новага бюджэту на наступным пасяджэнні.",
    "bg": "Правителството съобщи, че ще обсъди проекта за новия бюджет на следващото заседание.",
    "mk": "Владата соопшти дека ќе го разгледа предлогот за новиот буџет на следната седница.",
    "sr": "Влада је саопштила да ће о предлогу новог буџета расправљати на следећој седници.",
    "hr": "Vlada je priopćila da će o prijedlogu proračuna raspravljati sljedeći tjedan, tijekom siječnja.",
    "bs": "Vlada Federacije Bosne i Hercegovine saopćila je da će o budžetu raspravljati sedmicu poslije.",
    "hy": "Կառավարությունը հայտնել է, որ նոր բյուջեի նախագիծը կքննարկի հաջորդ նիստում։",
    "ka": "მთავრობამ განაცხადა, რომ ახალი ბიუჯეტის პროექტს შემდეგ სხდომაზე განიხილავს.",
    "kk": "Үкімет жаңа бюджет жобасын келесі отырыста талқылайтынын хабарлады.",
    "fa": "دولت اعلام کرد که پیش‌نویس بودجهٔ جدید را در نشست بعدی بررسی خواهد کرد.",
    "en": "The government said that it would discuss the draft of the new budget at its next meeting.",
}
WORLD = {
    "af": "Die regering het gesê dat hy die nuwe begroting by die volgende vergadering sal bespreek.",
    "am": "መንግሥት አዲሱን በጀት በሚቀጥለው ስብሰባ ላይ እንደሚወያይ አስታወቀ።",
    "ar": "أعلنت الحكومة أنها ستناقش مشروع الميزانية الجديدة في الجلسة المقبلة.",
    "bn": "সরকার জানিয়েছে যে তারা পরবর্তী বৈঠকে নতুন বাজেট নিয়ে আলোচনা করবে।",
    "ca": "El govern ha dit que parlarà del nou pressupost a la pròxima reunió amb els altres partits.",
    "cs": "Vláda oznámila, že návrh nového rozpočtu projedná na příštím zasedání.",
    "cy": "Dywedodd y llywodraeth y bydd yn trafod y gyllideb newydd yn y cyfarfod nesaf.",
    "da": "Regeringen siger, at den vil drøfte forslaget til en ny finanslov på det næste møde.",
    "de": "Die Regierung teilte mit, dass sie den neuen Haushalt in der nächsten Sitzung beraten wird.",
    "el": "Η κυβέρνηση ανακοίνωσε ότι θα συζητήσει τον νέο προϋπολογισμό.",
    "eo": "La registaro informis, ke ĝi diskutos la projekton de la nova buĝeto en la sekva kunveno.",
    "es": "El gobierno informó de que debatirá el proyecto del nuevo presupuesto en la próxima reunión.",
    "et": "Valitsus teatas, et arutab uue eelarve eelnõu järgmisel istungil.",
    "fi": "Hallitus kertoi käsittelevänsä uutta talousarviota seuraavassa kokouksessaan.",
    "fr": "Le gouvernement a annoncé qu’il examinerait le projet de budget lors de la prochaine réunion.",
    "ga": "Dúirt an rialtas go bpléifidh sé an cháinaisnéis nua ag an gcéad chruinniú eile.",
    "gl": "O goberno informou de que debaterá o proxecto do novo orzamento na próxima reunión.",
    "ha": "Gwamnati ta ce za ta tattauna daftarin sabon kasafin kudi a taronta na gaba.",
    "he": "הממשלה הודיעה כי תדון בתקציב החדש בישיבה הבאה.",
    "hi": "सरकार ने कहा है कि वह अगली बैठक में नए बजट पर चर्चा करेगी।",
    "hu": "A kormány közölte, hogy az új költségvetés tervezetét a következő ülésen tárgyalja meg.",
    "id": "Pemerintah mengatakan bahwa mereka akan membahas anggaran baru karena ada perubahan kantor.",
    "is": "Ríkisstjórnin sagði að hún myndi ræða nýju fjárlögin á næsta fundi.",
    "it": "Il governo ha annunciato che discuterà il progetto del nuovo bilancio nella prossima riunione.",
    "ja": "政府は次の会議で新しい予算案について話し合うと発表した。",
    "ko": "정부는 다음 회의에서 새 예산안을 논의할 것이라고 밝혔다.",
    "ku": "Hikûmetê ragihand ku ew ê di civîna bê de li ser budçeya nû biaxive.",
    "ky": "Өкмөт жаңы бюджеттин долбоорун кийинки жыйында талкуулай турганын билдирди.",
    "lt": "Vyriausybė pranešė, kad naujojo biudžeto projektą svarstys kitame posėdyje.",
    "lv": "Valdība paziņoja, ka jauno budžeta projektu apspriedīs nākamajā sēdē.",
    "mn": "Засгийн газар шинэ төсвийн төслийг дараагийн хуралдаанаар хэлэлцэнэ гэж мэдэгдэв.",
    "mr": "सरकारने सांगितले आहे की पुढील बैठकीत नवीन अर्थसंकल्पावर चर्चा केली जाईल.",
    "ms": "Kerajaan berkata bahawa belanjawan baharu akan dibincangkan kerana mesyuarat ialah minggu hadapan.",
    "nb": "Regjeringen sier at den ikke vil legge fram et nytt forslag til budsjett i år.",
    "ne": "सरकारले नयाँ बजेटको मस्यौदा अर्को बैठकमा छलफल गर्ने बताएको छ",
    "nl": "De regering heeft laten weten dat zij de nieuwe begroting tijdens de volgende vergadering bespreekt.",
    "nn": "Regjeringa seier at ho ikkje vil leggje fram eit nytt framlegg til budsjett i år.",
    "pl": "Rząd poinformował, że projekt nowego budżetu omówi na następnym posiedzeniu.",
    "ps": "حکومت وویل چې په راتلونکې غونډه کې به پر نوې بودیجې خبرې وکړي",
    "pt": "O governo informou que vai discutir o projeto do novo orçamento na próxima reunião.",
    "ro": "Guvernul a anunțat că va discuta proiectul noului buget la următoarea ședință.",
    "sk": "Vláda oznámila, že návrh nového rozpočtu prerokuje na budúcom zasadnutí.",
    "sl": "Vlada je sporočila, da bo predlog novega proračuna obravnavala na naslednji seji.",
    "sq": "Qeveria njoftoi se do ta diskutojë projektin e buxhetit të ri në mbledhjen e ardhshme.",
    "sv": "Regeringen meddelade att den ska diskutera förslaget till ny budget vid nästa möte.",
    "sw": "Serikali ilisema kwamba itajadili rasimu ya bajeti mpya katika mkutano ujao.",
    "tg": "Ҳукумат хабар дод, ки лоиҳаи буҷаи навро дар ҷаласаи оянда баррасӣ мекунад.",
    "th": "รัฐบาลแถลงว่าจะหารือร่างงบประมาณใหม่ในการประชุมครั้งหน้า",
    "tk": "Hökümet täze býujetiň taslamasyny indiki mejlisde ara alyp maslahatlaşjakdygyny habar berdi.",
    "tl": "Sinabi ng pamahalaan na tatalakayin nito ang bagong badyet sa susunod na pulong.",
    "tt": "Хөкүмәт яңа бюджет проектын киләсе утырышта тикшерәчәген белдерде.",
    "ug": "ھۆكۈمەت يېڭى خامچوت لايىھەسىنى كېيىنكى يىغىندا مۇزاكىرە قىلىدىغانلىقىنى بىلدۈردى",
    "ur": "حکومت نے کہا ہے کہ وہ اگلے اجلاس میں نئے بجٹ پر بات کرے گی۔",
    "uz": "Hukumat yangi budjet loyihasini keyingi yigʻilishda muhokama qilishini maʼlum qildi.",
    "vi": "Chính phủ cho biết sẽ thảo luận dự thảo ngân sách mới trong cuộc họp tới.",
    "yi": "די רעגירונג האט געמאלדן אז זי וועט דיסקוטירן דעם נייעם בודזשעט",
    "yo": "Ìjọba sọ pé àwọn yóò jíròrò lórí ètò ìṣúná tuntun náà ní ìpàdé tó ń bọ̀.",
    "zh": "政府表示将在下次会议上讨论新的预算案。",
    "zu": "Uhulumeni uthe uzoxoxa ngesabelomali esisha emhlanganweni olandelayo ngoba abantu bayasidinga.",
}


@pytest.mark.parametrize(("code", "text"), [*REGION.items(), *WORLD.items()])
def test_one_sentence_is_enough(code: str, text: str) -> None:
    assert detect_language(text).code == code


@pytest.mark.parametrize(("code", "text"), REGION.items())
def test_capitals_are_no_other_language(code: str, text: str) -> None:
    """Turkish and Azerbaijani capitals have their own lower case; engines take capitals for names."""
    capitals = text.replace("i", "İ").upper() if code in ("az", "tr") else text.upper()
    assert detect_language(capitals).code == code


@pytest.mark.parametrize(("code", "text"), REGION.items())
def test_the_region_is_told_without_pycld2(code: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Python that is newer than pycld2's wheels must still clean the corpus that this was made for."""
    monkeypatch.setattr(engines, "cld2", lambda: None)
    assert engines.ask_cld2(text) == ()
    assert detect_language(text).code == code


@pytest.mark.parametrize("text", REGION.values())
def test_a_link_a_date_and_a_tag_say_nothing(text: str) -> None:
    noise = f'<a href="https://www.news.example/en/world/7772878">{text}</a> 03.04.2021 12:45 editor@news.example'
    assert detect_language(noise).code == detect_language(text).code


@pytest.mark.parametrize(
    "text",
    [
        "Explosion in Ağdam: Mikheil Saakashvili visits Željko Komšić",
        "Əli Əsədov, Recep Tayyip Erdoğan hold phone talks",
        "Tsikhanouskaya, Pashinyan and Kobakhidze to meet in Tskaltubo, says Hraparak",
        "Qarabağ beats Crvena zvezda as Mahir Emreli scores twice in Bakı",
    ],
)
def test_names_do_not_make_english_foreign(text: str) -> None:
    assert detect_language(text).code == "en"


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "\n\n", "7", "12:45, 03.04.2021", "+374 10 123456", "USD 91.25", "50°27′N 30°31′E", "№ 17/2024"),
        *("https://news.example/az/12", "www.news.example", "desk@news.example", "<br/><br/>", "&nbsp;"),
        *("😀 👍", "🇦🇿🇦🇲", "***", "—", "\ufeff", "\u200b\u200b", "\x00\x85", "\ud800", "\ufffd\ufffd\ufffd"),
        *("Baku", "Aliyev", "Nikol Pashinyan", "Баку", "FIFA", "Reuters / AFP / AP", "DSC00012", "v1.2.3-rc4"),
        *("a" * 1000, "la " * 500, "ha ha ha ha ha ha", "a\u0301\u0302" * 300),
        *("π ≈ 3.14", "Δt", "東京", "112ec68002902b43aa7ec6ca51f2d72d", "I"),
    ],
)
def test_what_tells_nothing_is_und(text: str) -> None:
    assert identify(text).language.code == "und"
    assert identify(text).language.confidence == 0
    assert identify(text).shares == {}


def test_a_script_of_one_language_tells_it_in_a_word() -> None:
    assert [detect_language(word).code for word in ("Երևան", "თბილისი", "Αθήνα", "서울", "กรุงเทพ", "ひらがな")] == [
        *("hy", "ka", "el", "ko", "th", "ja")
    ]


@pytest.mark.parametrize(
    ("texts", "main"), [(("hy", "en", "hy"), "hy"), (("ru", "en", "ru"), "ru"), (("en", "az", "en"), "en")]
)
def test_most_letters_decide(texts: tuple[str, ...], main: str) -> None:
    found = identify("\n".join(REGION[code] for code in texts))
    other = next(code for code in texts if code != main)
    assert found.language.code == main
    assert list(found.shares) == [main, other]
    assert sum(found.shares.values()) == pytest.approx(1, abs=0.011)


def test_a_document_in_one_script_and_two_languages_is_taken_apart() -> None:
    german, french = WORLD["de"] + " " + WORLD["de"].replace("neuen", "alten"), WORLD["fr"] + "\n"
    shares = language_shares(f"{german}\n{french}")
    assert list(shares) == ["de", "fr"]
    assert shares["fr"] == pytest.approx(len(french) / len(german + french), abs=0.05)


def test_a_few_foreign_names_are_no_second_language() -> None:
    assert language_shares(f"{REGION['fa']} (Reuters) {REGION['fa']}") == {"fa": 1.0}


def test_a_hint_decides_what_is_open_and_nothing_else() -> None:
    """Too many pages state a language that they are not in."""
    either = "Ovo je samo jedan dan i jedna noć."
    assert {detect_language(either, hint=hint).code for hint in ("hr-HR", "bs", "sr_Latn")} == {"hr", "bs", "sr"}
    for code, text in REGION.items():
        if code not in ("hr", "bs"):
            assert detect_language(text, hint="en-US").code == code


def test_confidence_falls_where_the_choice_is_hard() -> None:
    hard = detect_language("Ovo je samo jedan dan i jedna noć.").confidence
    assert hard < 0.7 < detect_language(REGION["az"]).confidence < 1


@settings(deadline=None)  # the first text loads the tables
@given(st.text(st.characters()))
def test_any_text_gets_an_answer_and_always_the_same(text: str) -> None:
    first = identify(text)
    assert first == identify(text)
    assert 0 <= first.language.confidence <= 1
    assert (first.language.code == "und") == (first.shares == {})
    assert list(first.shares.values()) == sorted(first.shares.values(), reverse=True)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from([*REGION.values(), *WORLD.values()]), min_size=1, max_size=6))
def test_the_main_language_has_the_largest_share(texts: list[str]) -> None:
    found = identify("\n".join(texts))
    assert next(iter(found.shares)) == found.language.code
    assert sum(found.shares.values()) == pytest.approx(1, abs=0.05)


def test_the_engines_are_named_with_their_versions() -> None:
    assert re.fullmatch(r"\d+(\.\d+)+", engines_in_use()["langdetect"])
    assert set(engines_in_use()) <= {"langdetect", "pycld2"}


def test_a_clear_text_does_not_load_langdetect() -> None:
    """Its profiles would cost more than everything else done for one document."""
    import subprocess
    import sys

    code = (
        "import sys; from cleaner.stages.language import detect_language as d;"
        f"print([d(t).code for t in {list(REGION.values())[:6]!r}], 'langdetect.detector_factory' in sys.modules)"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"{list(REGION)[:6]} False"
