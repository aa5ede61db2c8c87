"""The family `promotion`, mechanism by mechanism."""

from __future__ import annotations

from functools import lru_cache

import pytest

from medlint.document import Context
from medlint.findings import lint_source
from medlint.model import Finding
from medlint.ruleset import Ruleset
from medlint.testing import Setup, open_setup, run_examples

RULES = ("unmarked-commercial-link", "link-anchor-residue", "keyword-stuffing", "sales-pressure")


@lru_cache(maxsize=1)
def shared() -> Setup:
    return open_setup()


def check(text: str, rule: str, markup: str = "markdown") -> tuple[Finding, ...]:
    setup = shared()
    chosen = setup.rulebook.rules[rule]
    ruleset = Ruleset((chosen,), setup.knowledge, Context(setup.today), {}, frozenset(setup.rulebook.rules))
    reader = setup.host.reader_for("", markup)
    report, failures = lint_source(
        text,
        path=f"text{reader.suffixes[0]}",
        reader=reader,
        suffix=reader.suffixes[0],
        ruleset=ruleset,
        checks=setup.host.checks,
        owners=setup.host.owners,
        partial=True,
    )
    assert failures == ()
    assert all(text[f.start : f.end] == f.quote for f in report.findings)
    return report.findings


def quotes(text: str, rule: str, markup: str = "markdown") -> list[str]:
    return [finding.quote for finding in check(text, rule, markup)]


def mend(text: str, rule: str, markup: str = "markdown") -> str:
    """The text after all safe fixes."""
    for finding in reversed(check(text, rule, markup)):
        if finding.fix and finding.fix.safe:
            for edit in reversed(finding.fix.edits):
                text = text[: edit.start] + edit.text + text[edit.end :]
    return text


@pytest.mark.parametrize("rule", RULES)
def test_the_examples_hold(rule: str) -> None:
    results = run_examples([rule], setup=shared())
    assert len(results) >= 10
    assert [str(result) for result in results if not result.passed] == []


@pytest.mark.parametrize(
    ("text", "markup", "quote"),
    [
        ("A [mat](https://a.example/?aff=1).", "markdown", "mat"),
        ("A [mat][m].\n\n[m]: https://a.example/?aff=1", "markdown", "mat"),
        ("A [mat].\n\n[mat]: https://a.example/?aff=1", "markdown", "mat"),
        ("At <https://a.example/?aff=1>.", "markdown", "https://a.example/?aff=1"),
        ("At https://a.example/?aff=1.", "markdown", "https://a.example/?aff=1"),
        ("At https://a.example/?aff=1.", "text", "https://a.example/?aff=1"),
        ("A [![](m.png)](https://a.example/?aff=1).", "markdown", "https://a.example/?aff=1"),
        ('A <a href="https://a.example/?aff=1">mat</a>.', "markdown", "mat"),
        ('<p>A <a href="https://a.example/?aff=1"><b>blue</b> mat</a>.</p>', "html", "blue</b> mat"),
        ('<p>A</p><a href="https://a.example/?aff=1"></a>', "html", "https://a.example/?aff=1"),
        ('<p>A</p><button formaction="https://a.example/cart">Go on</button>', "html", "https://a.example/cart"),
    ],
)
def test_every_way_of_writing_a_link(text: str, markup: str, quote: str) -> None:
    assert quotes(text, "unmarked-commercial-link", markup) == [quote]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="https://amzn.to/1">mat</a>', '<a rel="sponsored" href="https://amzn.to/1">mat</a>'),
        ("<A HREF=https://amzn.to/1>mat</A>", '<A rel="sponsored" HREF=https://amzn.to/1>mat</A>'),
        (
            '<a title="a > b" rel=noopener href="https://amzn.to/1">mat</a>',
            '<a title="a > b" rel="noopener sponsored" href="https://amzn.to/1">mat</a>',
        ),
        (
            "<a href='https://amzn.to/1' rel='ugc noopener'>mat</a>",
            "<a href='https://amzn.to/1' rel=\"ugc noopener sponsored\">mat</a>",
        ),
        ('<a rel="" href="https://amzn.to/1">mat</a>', '<a rel="sponsored" href="https://amzn.to/1">mat</a>'),
        ('<a rel href="https://amzn.to/1">mat</a>', '<a rel="sponsored" href="https://amzn.to/1">mat</a>'),
    ],
)
def test_the_fix_marks_an_html_link_and_then_nothing_is_left(before: str, after: str) -> None:
    assert mend(f"<p>{before}</p>", "unmarked-commercial-link", "html") == f"<p>{after}</p>"
    assert quotes(f"<p>{after}</p>", "unmarked-commercial-link", "html") == []


def test_a_markdown_link_gets_a_suggestion_and_no_fix() -> None:
    (finding,) = check("A [mat](https://amzn.to/1).", "unmarked-commercial-link")
    assert finding.fix is None
    assert finding.suggestion is not None
    assert "(affiliate link)" in finding.suggestion


@pytest.mark.parametrize(
    ("text", "markup", "severity"),
    [
        ("A [mat](https://amzn.to/1).", "markdown", "warning"),
        ("A [mat](https://bit.ly/1).", "markdown", "info"),
        ("A [mat](https://a.example/?utm_source=x).", "markdown", "info"),
        ('<p><a href="https://amzn.to/1">mat</a> (affiliate link)</p>', "html", "info"),
    ],
)
def test_how_grave_a_link_is(text: str, markup: str, severity: str) -> None:
    assert [finding.severity for finding in check(text, "unmarked-commercial-link", markup)] == [severity]


@pytest.mark.parametrize(
    ("sentence", "residue"),
    [
        ("The salve was learn more tried on burns.", "learn more"),
        ("Doctors of the click here ward agreed.", "click here"),
        ("The virus find out can live on glass.", "find out"),
        ("Iron tablets upset the stomach, see this page yet most people manage.", "see this page"),
        ("Gout hurts at night. find more here Cold packs help.", "find more here"),
        ("A cast i loved this keeps the bone still.", "i loved this"),
        ("Smokers visit website cough more.", "visit website"),
        ("The every this site patient got a letter.", "this site"),
        ("Bed rest can their website weaken the legs.", "their website"),
        ("Many people to this link take vitamins.", "to this link"),
        ("Asthma is why not try here common in swimmers.", "why not try here"),
    ],
)
def test_residue_breaks_its_sentence(sentence: str, residue: str) -> None:
    (finding,) = check(sentence, "link-anchor-residue")
    assert (finding.quote, finding.severity) == (residue, "warning")


@pytest.mark.parametrize(
    "text",
    [
        "You will find out whether the tooth can be saved.",
        "Nurses learn more about wounds every year, but pay is low.",
        "What is this site used for?",
        "Where the doctor is this page often says so.",
        "People who visit this site are older than most.",
        "The best you can do is find out more.",
        "They have read this article twice.",
        "These studies are read more often than others.",
        "If the skin blisters, see this page but keep the wound dry.",
        "Patients get more sleep on the new ward.",
        "The label said “click here”.",
        "## Read more\n\nAll is well.",
        "Our website lists doctors, and their website lists nurses.",
        "Take a look at this: the scar has faded.",
        "The this-and-that of diets is tiring.",
        "Use `click here` as a test.",
        "Press the click here button to start.",
        "[Side effects of lithium](/lithium) are listed.",
    ],
)
def test_honest_sentences_stay(text: str) -> None:
    assert quotes(text, "link-anchor-residue") == []


@pytest.mark.parametrize(
    ("text", "markup", "severity"),
    [
        ("See [here](/a).", "markdown", "warning"),
        ("See [Read more →](/a).", "markdown", "warning"),
        ("[source](/a)", "markdown", "info"),
        ("It is on [this page](/a).", "markdown", "info"),
        ("The drug is [find out](/a) being tested.", "markdown", "warning"),
        ("Click here to get the form.", "text", "info"),
    ],
)
def test_how_grave_a_link_text_is(text: str, markup: str, severity: str) -> None:
    assert [finding.severity for finding in check(text, "link-anchor-residue", markup)] == [severity]


def test_navigation_may_be_short() -> None:
    assert quotes('<nav><a href="/a">More</a></nav><p>All is well.</p>', "link-anchor-residue", "html") == []


def test_deleting_known_residue_is_offered_and_left_to_a_person() -> None:
    text = "Smokers visit website cough more."
    (finding,) = check(text, "link-anchor-residue")
    assert finding.fix is not None
    (edit,) = finding.fix.edits
    assert text[: edit.start] + edit.text + text[edit.end :] == "Smokers cough more."
    assert mend(text, "link-anchor-residue") == text


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("Gum Disease TreatmentGum Disease Treatment", ["Gum Disease Treatment"]),
        ("Gum Disease TreatmentGum Disease Treatment helps.", ["Gum Disease Treatment"]),
        ("Eye Doctor Utah Eye Doctor Utah", ["Eye Doctor Utah"]),
        ("Stage Two Stage Two is larger.", []),
        ("VISIT THE CLINIC VISIT THE CLINIC", []),
        ("He sang New York New York in the shower.", []),
        ("Warts often vanish without help - Wart Removal Clinic Kent.", ["Wart Removal Clinic Kent."]),
        ("Warts often vanish without help - Dr Ann Lee.", []),
        ("Clinic - Wart Removal Clinic Kent.", []),
        ("“Warts often vanish without help” - Wart Clinic Kent.", []),
        ("Warts fade. They take two years. Wart Removal Clinic Kent.", ["Wart Removal Clinic Kent."]),
        ("Wart Removal Clinic Kent. Warts fade. They take two years.", []),
        ("Warts fade. They take two years. Royal Free Hospital Clinic.", []),
        ("Warts fade. They take two years. Laser Therapy. It hurts.", []),
        ("| A | B |\n| --- | --- |\n| Wart Clinic Wart Clinic | 1 |", []),
        ("# Wart Clinic Kent Wart Clinic Kent", []),
        ("Take metformin with food. Metformin is cheap. Metformin is old. Metformin is safe.", []),
    ],
)
def test_stuffed_phrases(text: str, flags: list[str]) -> None:
    assert quotes(text, "keyword-stuffing") == flags


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Call us today.", True),
        ("Call us today or ring the NHS helpline.", False),
        ("Never order now because a site says so.", False),
        ("Should you buy now?", True),
        ("The advert said “order now”.", False),
        ("The phone call today lasted an hour.", False),
        ("Use code 99213 for billing.", False),
        ("Use code SLEEP at the till.", True),
        ("A stent can knock 20% off the risk.", False),
        ("Get 20% off the first visit.", True),
    ],
)
def test_sales_talk(text: str, flagged: bool) -> None:
    assert bool(check(text, "sales-pressure")) is flagged
