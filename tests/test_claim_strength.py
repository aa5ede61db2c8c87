"""Layer `claims`: strength, kinds and flags, by mechanism. All sentences are invented."""

from __future__ import annotations

import pytest

from medlint.layers.claims import STRENGTHS, Claim, claim_at, claims
from medlint.layers.sentences import sentences
from medlint.testing import Setup, open_setup
from readings import read


@pytest.fixture(scope="module")
def setup() -> Setup:
    return open_setup()


def claim(setup: Setup, text: str) -> Claim:
    """The strongest claim of a text."""
    return max(claims(read(setup, text)), key=lambda found: STRENGTHS.index(found.strength))


CAUSAL = {
    "finite verb": [
        "Daily walking reduces knee pain in older adults.",
        "The new inhaler prevented most attacks in the second year.",
        "Shift work raises blood pressure.",
        "Poor sleep harms the immune system.",
        "Two cups of hibiscus tea lowered systolic pressure by 7 points.",
        "Loud music damages the inner ear.",
        "The vaccine protects toddlers against measles.",
        "Nordic walking boosts mood, trainers find.",
    ],
    "phrasal verb": [
        "Untreated glaucoma leads to blindness.",
        "The ban resulted in fewer admissions.",
        "Yoga keeps winter blues at bay and wards off colds.",
        "Air pollution contributes to childhood asthma.",
    ],
    "headline": [
        "Garlic cuts heart attacks",
        "Pregnancy yoga eases labour",
        "Fizzy drinks increase diabetes risk",
        "Night shifts significantly increase the risk of falls",
        "Beetroot slows memory loss",
    ],
    "can": [
        "Regular stretching can prevent cramps.",
        "Fish oil cannot cure depression.",
        "Pressure sores can be prevented by turning the patient.",
    ],
    "denied": [
        "Vitamin C does not prevent the common cold.",
        "The gel had no effect on wrinkles.",
        "Honey was ineffective against hay fever and did not reduce sneezing.",
        "The splint failed to relieve the numbness.",
    ],
    "passive with an agent": [
        "The relapse rate was halved by the new schedule.",
        "Sleep was improved by a darker ward.",
        "Bone loss is slowed by weight training.",
    ],
    "help and shown to": [
        "Singing helps patients to breathe and helps reduce anxiety.",
        "The patch has been shown to relieve nerve pain.",
        "Ginger was proven to reduce nausea.",
    ],
    "nouns of effect": [
        "We measured the effect of saunas on heart rhythm.",
        "The report describes the impact of noise on schoolchildren.",
        "Smoking is the main cause of lung cancer.",
        "Magnesium plays a key role in muscle recovery.",
        "The tablets were as effective as injections.",
    ],
    "due to": [
        "Most of the deaths were due to dirty water.",
        "Hearing loss caused by antibiotics is permanent.",
        "A parasite is responsible for the outbreak.",
    ],
    "a result, not a purpose": [
        "Old pipes are known to cause lead poisoning.",
        "Mould and damp combine to cause coughs.",
        "The fractures result from falls at home.",
        "Lead is a metal that damages the brain.",
    ],
    "beside a participle that only says which": [
        "The massage relieved the stress associated with exams.",
        "Yoga lowered markers of inflammation.",
    ],
    "a reason after a call": [
        "Smokers should stop, as it can harm the baby.",
        "Nurses need rest because tiredness impairs judgement.",
    ],
    "an effect under an aim, with a comparison": [
        "The aim was to find the effect of massage on pain compared with rest.",
    ],
    "an effect carried from further away": [
        "The cream had a clear and lasting numbing effect.",
        "The drug is superior to placebo.",
    ],
    "reported": [
        "The trial suggests that zinc shortens colds.",
        "We found that early feeding prevents weight loss in newborns.",
    ],
}
CONDITIONAL = {
    "modal and verb": [
        "Olive oil may protect the heart.",
        "The implant might restore hearing in some children.",
        "A cooler bedroom could improve sleep.",
        "Chewing gum may, over a few weeks, reduce reflux.",
        "Statins could be used to prevent migraine and could reduce attacks.",
    ],
    "seems and appears": [
        "Acupuncture appears to relieve back pain.",
        "The diet seems to lower cholesterol.",
        "Gardening is likely to improve balance.",
        "The syrup is thought to suppress coughing.",
        "The drug has the potential to slow the disease.",
    ],
    "reported possibility": [
        "The findings suggest that music may ease agitation in dementia.",
        "Researchers say screens might harm eyesight.",
    ],
    "a means to an end": [
        "Dance may be a way to ease stiffness.",
        "The trial showed the potential of the patch to reduce cravings.",
        "Meals at school could be a strategy to prevent obesity.",
    ],
    "a change under a modal": [
        "Sleep may be improved in a darker room.",
        "The scores might increase in warm weather.",
        "Patients could be spared surgery, thereby reducing pain.",
    ],
    "after what is not known": [
        "The cause is unknown, but a virus may trigger the rash.",
        "It is unclear why, yet salt may raise the risk.",
    ],
    "a guess": [
        "Vets speculate that the feed harms the liver.",
        "The swelling is probably due to salt.",
        "The rash may be because of the soap.",
    ],
    "headline": ["Coffee may cut gout", "Turmeric could beat arthritis, scientists say"],
    "denied": ["The supplement may not prevent fractures.", "Aspirin is unlikely to improve survival."],
}
CORRELATIONAL = {
    "association": [
        "Short sleep was associated with weight gain.",
        "Gum disease is linked to heart disease.",
        "Loneliness correlates with blood pressure.",
        "There is a strong relationship between diet and acne.",
        "Obesity is a risk factor for gout.",
        "Grip strength predicts survival after a stroke.",
        "Birth weight was related to later asthma.",
    ],
    "modal and association": [
        "Late meals may be associated with reflux.",
        "Vitamin D might be linked to mood.",
        "Waist size could be a predictor of kidney disease.",
    ],
    "denied": [
        "Vaccination was not associated with autism.",
        "There was no difference between the two groups.",
        "We saw no link between coffee and miscarriage.",
    ],
    "likelihood and risk": [
        "Smokers were twice as likely to lose teeth.",
        "Night nurses are more likely to be overweight.",
        "Women who diet are at higher risk of gallstones.",
        "Welders face a higher risk of cataracts.",
    ],
    "comparison": [
        "Blood pressure was higher in the tea drinkers.",
        "Pain scores were lower than those of the controls.",
        "Recovery times differed between the hospitals.",
        "Boys had poorer vision than girls.",
        "Falls were more common among people who live alone.",
    ],
    "change without a cause": [
        "Pain improved after eight weeks.",
        "Asthma admissions increased by 12% after the storm.",
        "Iron levels decreased in both arms.",
        "Smoking rates fell from 30 to 20 per cent.",
    ],
    "a changed state that was seen": [
        "The swimmers showed significantly reduced stiffness.",
        "The risk increases with age.",
    ],
    "groups that do not differ": [
        "The two wards showed no differences.",
        "Recovery was comparable in both arms.",
        "The laser has no clear advantage over the knife.",
    ],
    "headlines without a stop": [
        "Red meat linked to bowel cancer",
        "Vegetarians less likely to be obese, survey finds",
        "Association of napping with stroke",
    ],
}
NONE = {
    "plain statements": [
        "The clinic opens at nine.",
        "Forty people took part in the trial.",
        "The study was published on Tuesday.",
        "Doctors measured blood pressure twice a day.",
        "Asthma is a chronic condition of the airways.",
        "She trained as a nurse in Leeds.",
        "The tablets are sold in packs of thirty.",
    ],
    "research need": [
        "Further studies are needed to determine whether the gel prevents scars.",
        "More research is needed.",
        "Additional trials are required to find out if fasting reduces inflammation.",
    ],
    "a purpose": [
        "Nurses need strategies to reduce stress.",
        "The council paid for measures to prevent falls.",
    ],
    "a purpose shared by several verbs": [
        "The centre pays for research to prevent, treat and cure the disease.",
        "The patches are used to ease pain and improve sleep.",
        "The pump is there to reduce the risk of clots.",
    ],
    "an adjective of what is wanted": [
        "There is a growing demand for effective drugs.",
        "Engineers are looking for effective filters.",
    ],
    "risk that only says who is meant": [
        "Leaflets were sent to people at high risk of falls.",
        "Read more about risk factors.",
    ],
    "what was done": [
        "The wounds were treated with honey.",
        "The curves were normalised using the first reading.",
        "The nurses gave a nerve block before surgery.",
        "The cut-off was 12 points.",
    ],
    "feasible and well tolerated": [
        "The method was feasible and acceptable.",
        "The infusion was well tolerated.",
        "No side effects were reported.",
    ],
    "words that look like claims": [
        "The control group received sham treatment.",
        "It was a randomised controlled trial.",
        "The ward is for people with AIDS.",
        "Patients were given a lower dose.",
        "Our clinic offers parking.",
        "The results raise concern.",
    ],
}


def rows(table: dict[str, list[str]]) -> list[object]:
    return [pytest.param(text, id=f"{name}: {text[:40]}") for name, texts in table.items() for text in texts]


@pytest.mark.parametrize("text", rows(CAUSAL))
def test_causal(setup: Setup, text: str) -> None:
    assert claim(setup, text).strength == "causal"


@pytest.mark.parametrize("text", rows(CONDITIONAL))
def test_conditional(setup: Setup, text: str) -> None:
    assert claim(setup, text).strength == "conditional"


@pytest.mark.parametrize("text", rows(CORRELATIONAL))
def test_correlational(setup: Setup, text: str) -> None:
    assert claim(setup, text).strength == "correlational"


@pytest.mark.parametrize("text", rows(NONE))
def test_none(setup: Setup, text: str) -> None:
    assert claim(setup, text).strength == "none"


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("Cranberry juice does not prevent cystitis.", "negated"),
        ("The brace was not associated with fewer falls.", "negated"),
        ("Ginger may reduce nausea.", "hedged"),
        ("It is possible that the cells died.", "hedged"),
        ("Does ginger reduce nausea?", "asked"),
        ("Can a nap harm your memory?", "asked"),
        ("We wanted to find out whether ginger reduces nausea.", "aim"),
        ("The study aimed to test a new splint.", "aim"),
        ("\u201cGinger cures nausea,\u201d she said.", "quoted"),
        ("> Ginger cures nausea.", "quoted"),
    ],
)
def test_flags_are_set(setup: Setup, text: str, flag: str) -> None:
    assert getattr(claim(setup, text), flag)


@pytest.mark.parametrize("flag", ["negated", "hedged", "asked", "aim", "quoted", "limitation"])
def test_flags_are_not_set_without_their_words(setup: Setup, flag: str) -> None:
    assert not getattr(claim(setup, "Ginger reduces nausea in most travellers."), flag)


def test_aims_and_questions_keep_their_strength(setup: Setup) -> None:
    for text in ("Does ginger reduce nausea?", "We asked whether ginger reduces nausea."):
        assert claim(setup, text).strength == "causal"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The syrup is effective against coughs.", "efficacy"),
        ("Ginger reduces nausea.", "efficacy"),
        ("This tea cures diabetes.", "efficacy"),
        ("The gel relieves pain within minutes.", "efficacy"),
        ("The tablets are completely safe.", "safety"),
        ("Two patients had adverse events.", "safety"),
        ("Relapses fell by 40%.", "statistic"),
        ("One in ten had a headache.", "statistic"),
        ("It works by blocking an enzyme.", "mechanism"),
        ("The drug binds to a receptor in the gut.", "mechanism"),
        ("The device was approved by the regulator.", "approval"),
        ("An FDA-approved pill is on sale.", "approval"),
        ("The spray worked better than tablets.", "superiority"),
        ("It is the best treatment for warts.", "superiority"),
    ],
)
def test_kinds(setup: Setup, text: str, kind: str) -> None:
    assert kind in claim(setup, text).kinds


def test_a_dose_or_a_sample_is_no_statistic(setup: Setup) -> None:
    assert claim(setup, "The 26 patients took 4 mg of the drug.").kinds == ()


def test_there_is_one_claim_for_each_sentence(setup: Setup) -> None:
    text = "# Tea cuts strokes\n\nTea may help. It rained.\n\n- Ask a doctor\n\n> Tea cures all.\n"
    document = read(setup, text)
    assert len(claims(document)) == len(sentences(document)) == 5
    assert [found.strength for found in claims(document)][:3] == ["causal", "conditional", "none"]


@pytest.mark.parametrize("text", ["Tea cuts strokes", "Tea may cut strokes", "Tea linked to strokes"])
def test_a_heading_says_what_a_paragraph_says(setup: Setup, text: str) -> None:
    assert claim(setup, f"# {text}\n").strength == claim(setup, f"{text}.").strength != "none"


@pytest.mark.parametrize("text", ["Tea cures colds", "Tea may prevent colds", "Tea is linked to colds"])
def test_quotation_marks_leave_the_strength_alone(setup: Setup, text: str) -> None:
    straight, curly = claim(setup, f'"{text}."'), claim(setup, f"\u201c{text}.\u201d")
    assert straight.strength == curly.strength == claim(setup, f"{text}.").strength
    assert straight.quoted
    assert curly.quoted


def test_case_and_emphasis_leave_the_claim_alone(setup: Setup) -> None:
    plain = claim(setup, "Ginger reduces nausea.")
    assert claim(setup, "Ginger **reduces** nausea.") == plain == claim(setup, "GINGER REDUCES NAUSEA.")


def test_claim_at_finds_the_sentence(setup: Setup) -> None:
    document = read(setup, "It rained. Ginger reduces nausea.")
    assert claim_at(document, 2).strength == "none"
    assert claim_at(document, 15).strength == "causal"
    assert claim_at(read(setup, ""), 0) == Claim()
