"""Layer `speakers`: who says what stands in quotation marks."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medlint import lint
from medlint.api import Document, quotes, said_by, speaker_of, speakers
from medlint.document import Context
from medlint.testing import open_setup

SETUP = open_setup(today=date(2026, 3, 1))
ANA = "Ana Larkin"

# Text, then the name of who says each quotation.
CASES: list[tuple[str, list[str | None]]] = [
    # a verb behind the quotation
    ("“It works,” said Ana Larkin.", [ANA]),
    ("“It works,” Ana Larkin said.", [ANA]),
    ("“It works,” says Dr Patel.", ["Dr Patel"]),
    ("“It works,” says Dr. Maya Patel.", ["Maya Patel"]),
    ("“It works,” said lead author Ana Larkin of Cork University.", [ANA]),
    ("“It works,” said study co-author Ana Larkin, PhD.", [ANA]),
    ("“It works,” recalls nurse Kim Alder.", ["Kim Alder"]),
    ("“It works,” said the study's lead author, Ana Larkin.", [ANA]),
    ("“It works,” explained professor of medicine Ana Larkin.", [ANA]),
    ("“It works,” says Ana Larkin, a psychiatrist who was not involved.", [ANA]),
    ("“It works!” Ana Larkin, a psychiatrist at Cork University Hospital, said.", [ANA]),
    ("“Does it work?” asks Ana Larkin.", [ANA]),
    ("“It works,” Larkin also noted.", ["Larkin"]),
    ("“It works,” Larkin, who runs the clinic, says.", ["Larkin"]),
    ("“It works”, Larkin has said.", ["Larkin"]),
    ("“It works,” adds O'Neill.", ["O'Neill"]),
    ("“It works,” says Sven de Vries.", ["Sven de Vries"]),
    ("“It works,” says J. R. Moss.", ["J. R. Moss"]),
    ("“It works,” said Åsa Öberg.", ["Åsa Öberg"]),
    ("“It works,” Smith-Jones wrote in an email.", ["Smith-Jones"]),
    ("“It works,” according to Ana Larkin.", [ANA]),
    ("“It works,” the World Health Organization said.", ["World Health Organization"]),
    ("“It works,” NICE says.", ["NICE"]),
    # a verb before it
    ("Ana Larkin said, “It works.”", [ANA]),
    ("Ana Larkin says: “It works.”", [ANA]),
    ("Ana Larkin, who leads the ward, told reporters that “it works for most.”", [ANA]),
    ("But Ana Larkin disagrees: “It fails.”", [ANA]),
    ("Dr Patel, of Leeds Teaching Hospitals, cautions: “It may fail.”", ["Dr Patel"]),
    ("Dr Patel from the University of Leeds cautions: “It may fail.”", ["Dr Patel"]),
    ("According to Ana Larkin, “it works for most.”", [ANA]),
    ("According to psychiatrist Ana Larkin, “it works for most.”", [ANA]),
    ("In the words of Ana Larkin, “it works for most.”", [ANA]),
    ("In Leeds, Ana Larkin said: “It works.”", [ANA]),
    ("Larkin calls it “a huge step”.", ["Larkin"]),
    ("Larkin described the drug as “a huge step forward”.", ["Larkin"]),
    ("The drug is “a huge step forward”, Larkin said.", ["Larkin"]),
    ("The drug is “a huge step forward” for many, said Larkin.", ["Larkin"]),
    ("Ana Larkin was pleased, she said. “It works for most of them.”", [ANA]),
    # several quotations
    ("“It works,” said Ana Larkin. “It works for most of them.”", [ANA, ANA]),
    ("“It works,” said Ana Larkin, “and it lasts for weeks.”", [ANA, ANA]),
    ("“It works,” said Ana Larkin. But “it fails,” said Omar Dean.", [ANA, "Omar Dean"]),
    ("Ana Larkin said “it works” and Omar Dean said “it fails”.", [ANA, "Omar Dean"]),
    ("“It works,” said Ana Larkin. Omar Dean disagrees: “It fails.”", [ANA, "Omar Dean"]),
    # he, she, short names
    ("“It works,” said Ana Larkin. “We saw it,” she said.", [ANA, ANA]),
    ("Ana Larkin runs the ward. “It works,” she says.", [ANA]),
    ("Mira Tanaka is a midwife.\n\nIt rained.\n\n“Bring your questions,” she said.", ["Mira Tanaka"]),
    ("Omar Dean had the operation. “The wait was hard,” he recalls.", ["Omar Dean"]),
    ("“It works,” said Ana Larkin. Omar Dean is a patient. “I slept,” he said.", [ANA, "Omar Dean"]),
    ("Ana Larkin runs the ward.\n\n“It works,” Larkin says.", [ANA]),
    ("Maria Lopez had asthma. “I ran,” says Maria.", ["Maria Lopez"]),
    ("“It works,” Larkin said. The ward is hers, and Ana Larkin leads it.", [ANA]),
    # paragraphs
    ("“It works,” said Ana Larkin.\n\n“We went on with it for weeks.”", [ANA, ANA]),
    ("“It works for a while,” said Ana Larkin. “Then it stops.\n\n“We went on for weeks.”", [ANA] * 3),
    ("“We went on for weeks.\n\n“And then it stopped,” said Ana Larkin.", [ANA, ANA]),
    ("Ana Larkin put it so:\n\n“It works for most of them.”", [ANA]),
    ("> It works for most of them.\n> — Ana Larkin, psychiatrist", [ANA]),
    ("“It works for most of them.” — Ana Larkin, Cork", [ANA]),
    ("> It works for most of them.\n>\n> *Ana Larkin, psychiatrist*", [ANA, None]),
    ("> It works for most of them. (Ana Larkin, 2019)", [ANA]),
    ("> It works for most of them.\n>\n> It lasts for weeks.", [None, None]),
    ("Ana Larkin says:\n\n> It works for most of them.", [ANA]),
    # marks
    ('"It works," said Ana Larkin.', [ANA]),
    ('"It works, "Ana Larkin said," and it lasts."', [ANA, ANA]),
    ("«It works», said Ana Larkin.", [ANA]),
    ("„It works“, said Ana Larkin.", [ANA]),
    ("‘It works for most of them,’ said Ana Larkin.", [ANA]),
    ('"It works for most of them, said Ana Larkin.', [None]),
    # nobody is named
    ("“It works for most of them.”", [None]),
    ("“It works,” said the surgeon.", [None]),
    ("“It works,” a spokesman for Pfizer said.", [None]),
    ("“It works,” said a friend of Larkin.", [None]),
    ("“It works,” they said in Leeds.", [None]),
    ("“It works,” researchers said.", [None]),
    ("The surgeon said, “It works.” Ana Larkin was there.", [None]),
    ("Ana Larkin hurt her knee. The so-called “miracle cure” failed.", [None]),
    ("“It works,” said Ana Larkin.\n\nIt rained.\n\n“It fails for most of them.”", [ANA, None]),
    ("“It works,” said Ana Larkin. “It fails,” said a patient. “It hurts me a lot.”", [ANA, None, None]),
]  # fmt: skip


def read(text: str, suffix: str = ".md") -> Document:
    reader = SETUP.host.reader_for(suffix, None)
    return Document(
        path=f"a{suffix}", format=reader.name, source=text, prose=reader.read(text, suffix), knowledge=SETUP.knowledge,
        context=Context(SETUP.today),
    )  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_quotation_belongs_to_whom_the_text_gives_it(text: str, expected: list[str | None]) -> None:
    assert [speaker.name if speaker else None for speaker in speakers(read(text))] == expected


@pytest.mark.parametrize(
    "markup",
    [
        "<blockquote>It works for most.<footer>— Ana Larkin, nurse</footer></blockquote><p>It rained.</p>",
        "<blockquote><p>It works for most.</p><footer><cite>Ana Larkin</cite></footer></blockquote>",
        "<blockquote><p>It works for most.</p><cite>Ana Larkin</cite></blockquote>",
        "<blockquote>It works for most. <cite>Ana Larkin</cite></blockquote>",
        "<figure><blockquote>It works for most.</blockquote><figcaption>Ana Larkin, nurse</figcaption></figure>",
        "<p>&ldquo;It works for most.</p><p>&#8220;It lasts,&rdquo; said <b>Ana Larkin</b>.</p>",
        "<p><q>It works for most</q>, said Ana Larkin.</p>",
    ],
)
def test_markup_tells_whose_words_a_quotation_holds(markup: str) -> None:
    first = speakers(read(markup, ".html"))[0]
    assert first is not None
    assert first.name == ANA


def test_a_speaker_is_where_the_name_stands_and_where_it_was_introduced() -> None:
    document = read("Ana Larkin runs the ward.\n\n“It works,” Larkin says.")
    speaker = speaker_of(document, document.prose.index("It works"), len(document.prose))
    assert speaker is not None
    assert document.prose[speaker.start : speaker.end] == "Larkin"
    assert document.prose[slice(*speaker.introduced)] == ANA


def test_only_words_inside_a_quotation_are_somebodys() -> None:
    document = read("It rained. “It works,” said Ana Larkin. It stopped.")
    assert said_by(document, document.prose.index("works")) == "The words are a quotation of Ana Larkin."
    assert [said_by(document, document.prose.index(word)) for word in ("rained", "said", "stopped")] == ["", "", ""]


def test_inspect_names_the_speaker_of_a_sentence() -> None:
    shown = read("It rained. “It works,” said Ana Larkin.").to_dict()["sentences"]
    assert [sentence["speaker"] for sentence in shown] == [None, ANA]


def test_a_finding_on_a_quoted_claim_says_whose_claim_it_is() -> None:
    text = "“This spray is 100% safe for all,” said Ana Larkin, a nurse."
    findings = lint(text, config={"select": ["absolute-safety"]}).files[0].findings
    assert findings
    assert all(finding.message.endswith("The words are a quotation of Ana Larkin.") for finding in findings)


@given(st.text(alphabet='“”"‘’«»„ abS.said,\nAna Lark:—>', max_size=80))
def test_every_quotation_has_one_entry(text: str) -> None:
    document = read(text, ".txt")
    found = speakers(document)
    assert len(found) == len(quotes(document))
    assert all(document.prose[s.start : s.end].strip() for s in found if s)
