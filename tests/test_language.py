"""Telling the language of a text: prose of many languages, and English that looks like none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medlint.layers.language import detect
from timing import is_linear

FOREIGN = {
    "de": "Viele Menschen schlafen schlecht, weil sie abends "
    "noch lange am Bildschirm sitzen. Wer eine Stunde vor dem "
    "Zubettgehen das Telefon weglegt, kann nach einigen "
    "Wochen oft besser einschlafen und ist am Morgen nicht so müde.",
    "fr": "Le sommeil est souvent troublé par la lumière des "
    "écrans. Les personnes qui posent leur téléphone une heure "
    "avant de se coucher dorment mieux, et elles sont moins fatiguées le matin, même après une longue semaine.",
    "es": "Muchas personas duermen mal porque miran el teléfono "
    "por la noche. Si dejan la pantalla una hora antes de "
    "acostarse, el sueño mejora en pocas semanas y por la mañana se sienten con más energía para el trabajo.",
    "it": "Molte persone dormono male perché la sera guardano il telefono. Chi lascia lo schermo un'ora prima di "
    "andare a letto si addormenta più in fretta, e la mattina non è così stanco come nelle settimane precedenti.",
    "pt": "Muitas pessoas dormem mal porque à noite olham para o telefone. Quem deixa a tela uma hora antes de se "
    "deitar adormece mais depressa e, pela manhã, não se sente tão cansado como nas semanas anteriores.",
    "nl": "Veel mensen slapen slecht omdat ze 's avonds nog lang "
    "naar een scherm kijken. Wie een uur voor het slapengaan "
    "de telefoon weglegt, valt na enkele weken vaak sneller in slaap en is in de ochtend niet zo moe.",
    "sv": "Många sover dåligt eftersom de tittar på en skärm "
    "sent på kvällen. Den som lägger undan telefonen en timme "
    "före sänggåendet somnar ofta snabbare efter några veckor och är inte så trött på morgonen.",
    "da": "Mange sover dårligt, fordi de ser på en skærm sent "
    "om aftenen. Den, der lægger telefonen væk en time før "
    "sengetid, falder efter nogle uger ofte hurtigere i søvn og er ikke så træt, når dagen begynder.",
    "no": "Mange sover dårlig fordi de ser på en skjerm sent om kvelden. De som legger bort telefonen en time før "
    "leggetid, sovner ofte raskere etter noen uker, og mye av trettheten blir borte når dagen begynner.",
    "pl": "Wiele osób źle śpi, ponieważ wieczorem długo patrzy "
    "na ekran. Kto odkłada telefon na godzinę przed snem, ten "
    "po kilku tygodniach szybciej zasypia i nie jest tak zmęczony, gdy rano wstaje do pracy oraz do szkoły.",
    "ru": "Многие люди плохо спят, потому что вечером долго "
    "смотрят на экран. Если убрать телефон за час до сна, через "
    "несколько недель засыпать становится легче, и утром человек уже не чувствует такой усталости, как раньше.",
    "ar": "ينام كثير من الناس نوما سيئا لأنهم ينظرون إلى الشاشة "
    "في المساء. من يضع هاتفه جانبا قبل النوم بساعة ينام أسرع "
    "بعد بضعة أسابيع ولا يشعر بالتعب في الصباح كما كان من قبل.",
    "zh": "很多人睡得不好，"
    "因为他们晚上看屏幕的时间太长。睡前一小时放下手机的人，几周之后往往睡得更快，早上也不会那么疲倦。",
    "ja": "夜遅くまで画面を見ているため、"
    "よく眠れない人が多い。寝る一時間前に電話を置くと、数週間で寝つきがよくなり、朝の疲れも少なくなる。",
    "ko": "많은 사람들이 밤늦게까지 화면을 보기 때문에 잠을 잘 자지 "
    "못한다. 자기 한 시간 전에 전화기를 치우면 몇 주 뒤에는 더 빨리 잠든다.",
    "el": "Πολλοί άνθρωποι κοιμούνται άσχημα επειδή το βράδυ κοιτάζουν "
    "την οθόνη. Όποιος αφήνει το τηλέφωνο νωρίς κοιμάται καλύτερα.",
}
ENGLISH = {
    "prose": "People who put the phone away an hour before bed often fall asleep sooner, and they are less tired.",
    "capitals": "DO NOT TAKE THIS MEDICINE IF YOU ARE ALLERGIC TO IT OR HAVE LIVER DISEASE. ASK YOUR DOCTOR FIRST.",
    "spun": "The slumber of the folks is made more noteworthy by this cure, as well as the torment of the joint is "
    "diminished in an awesome way that the specialists are calling a leap forward.",
    "abstract": "Background: Efficacy of oral melatonin in delayed "
    "sleep phase remains uncertain. Methods: Randomised, "
    "double-blind, placebo-controlled crossover trial (n = "
    "48). Results: Sleep onset advanced by 22 min (95% CI 9-35). "
    "Conclusion: Melatonin may be useful; larger trials are needed.",
    "latin names": "Lactobacillus rhamnosus, Bifidobacterium longum and Saccharomyces boulardii were given to the "
    "patients. Clostridioides difficile is the usual cause of the relapse; Staphylococcus aureus is not.",
    "with German": "The word Schadenfreude is German. So is “die "
    "Würde des Menschen”, which the law of that country "
    "puts first. It has been used in many essays on the ethics of care.",
}
LISTS = {
    "drugs": "Amoxicillin 500 mg\nClarithromycin 250 mg\nMetformin 850 mg\nAtorvastatin 20 mg\nLisinopril 10 mg\n"
    "Omeprazole 40 mg\nSertraline 50 mg\nLevothyroxine 75 mcg\nWarfarin 5 mg",
    "recipe": "2 cups rolled oats\n1 ripe banana\n3 tbsp maple "
    "syrup\n1 tsp vanilla\nsea salt\n200 ml almond milk\nchia seeds",
    "brands": "La Roche-Posay, Dr. Hauschka, El Pollo, De Cecco, Le Creuset, San Pellegrino, Don Julio, Au Bon Pain",
    "nouns": "fatigue, nausea, headache, dizziness, dry mouth, insomnia, weight gain, rash, tremor, blurred vision",
    "title": "Seven surprising vitamin deficiency symptoms doctors always recognise quickly today",
}


@pytest.mark.parametrize("code", FOREIGN)
def test_foreign_prose_is_named(code: str) -> None:
    assert detect(FOREIGN[code]) == code


@pytest.mark.parametrize("code", ["de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "no"])
def test_capitals_do_not_hide_a_language(code: str) -> None:
    assert detect(FOREIGN[code].upper()) == code


@pytest.mark.parametrize("kind", ENGLISH)
def test_english_is_english(kind: str) -> None:
    assert detect(ENGLISH[kind]) == "en"


@pytest.mark.parametrize("kind", LISTS)
def test_lists_without_function_words_are_not_called_foreign(kind: str) -> None:
    assert detect(LISTS[kind]) in {"en", "und"}


@pytest.mark.parametrize("text", ["", "Vitamin D", "Le vin et la santé", "123 456 789", "Привет", "睡眠"])
def test_too_little_text_is_undetermined(text: str) -> None:
    assert detect(text) == "und"


@pytest.mark.parametrize("code", FOREIGN)
def test_the_majority_of_a_mixed_page_decides(code: str) -> None:
    assert detect(f"{ENGLISH['prose']} {FOREIGN[code]} " * 1 + FOREIGN[code] * 4) == code
    assert detect(f"{ENGLISH['prose']} " * 12 + FOREIGN[code]) == "en"


def test_a_foreign_tail_beyond_the_sample_does_not_decide() -> None:
    assert detect(f"{ENGLISH['prose']} " * 400 + FOREIGN["de"]) == "en"


@given(st.text(max_size=200))
def test_any_text_has_a_code(text: str) -> None:
    code = detect(text)
    assert code == detect(text)
    assert code.isalpha()


def test_time_grows_with_the_text_only() -> None:
    text = " ".join([*ENGLISH.values(), FOREIGN["fr"]])
    assert is_linear(lambda size: detect(text * size), 20)
