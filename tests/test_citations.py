"""Layer `citations`: what counts as a source, of which kind, and which sentences it covers."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from medlint.api import Document, citations, citations_for, sentences
from medlint.document import Context
from medlint.testing import open_setup

SETUP = open_setup(today=date(2026, 3, 1))


def read(text: str, suffix: str = ".md") -> Document:
    reader = SETUP.host.reader_for(suffix, None)
    return Document(
        path=f"a{suffix}", format=reader.name, source=text, prose=reader.read(text, suffix), knowledge=SETUP.knowledge,
        context=Context(SETUP.today),
    )  # fmt: skip


def kinds(text: str, suffix: str = ".md") -> list[tuple[str, str]]:
    document = read(text, suffix)
    return [(item.kind, document.prose[item.start : item.end]) for item in citations(document).items]


def covered(text: str, suffix: str = ".md") -> list[str]:
    """The sentences that some citation covers."""
    document = read(text, suffix)
    return [document.prose[s.start : s.end] for s in sentences(document) if citations_for(document, s.start)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yoga helped ([trial](https://doi.org/10.1000/x)).", [("link", "trial")]),
        ("Yoga helped, doi:10.1000/abc.12 says.", [("doi", "10.1000/abc.12")]),
        ("See PMID 12345678.", [("pmid", "PMID 12345678")]),
        ("The trial is NCT01234567.", [("trial", "NCT01234567")]),
        ("The SPRINT trial had an answer.", [("trial", "SPRINT trial")]),
        ("It was published in *The Lancet* in May.", [("journal", "The Lancet")]),
        ("It came out in the Journal of Sleep Research.", [("journal", "Journal of Sleep Research")]),
        ("The team reported in Gut that fibre helped.", [("journal", "reported in Gut")]),
        ("Yoga helped [3].", [("footnote", "[3]")]),
        ("Yoga helped.²", [("footnote", "²")]),
        ("Yoga helped.<sup>2</sup> So did walks.", [("footnote", "2")]),
        ("Yoga helped.2 So did walks.11,12", [("footnote", "2"), ("footnote", "11,12")]),
        ("Yoga helped (Smith, 2020).", [("named-source", "(Smith, 2020)")]),
        ("About 8 in 100 have it (Asthma and Lung UK, 2023).", [("named-source", "(Asthma and Lung UK, 2023)")]),
        ("Smith and Jones (2019) disagree.", [("named-source", "Jones (2019)")]),
        ("Okoro et al. found none.", [("named-source", "Okoro et al.")]),
        ("Okoro and colleagues found none.", [("named-source", "Okoro and colleagues")]),
        ("A 2021 Cochrane review found it.", [("named-source", "Cochrane review")]),
        ("As NICE NG28 has it, metformin comes first.", [("named-source", "NICE")]),
        ("The World Health Organization says so.", [("named-source", "The World Health Organization")]),
        ("Researchers at the University of Bergen found it.", [("named-source", "University of Bergen")]),
    ],
)
def test_a_source_has_a_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Yoga helps. A study found it.",
        "It began in spring (May 2020) and ended (March 12, 2021).",
        "Who said that this is a nice place?",
        "The ward is run by the NHS.",
        "Her body mass index was 31 kg/m².",
        "Says Mary Jones, a mother of two from Leeds: it works.",
        "She and colleagues had lunch. He and co-workers too.",
        "Headache is common. Vaccine stocks are low. Pain lasts.",
        "Buy it [here](/shop) or [there](mailto:a@example.org).",
        "Take 10.5 mg, or 10.1000 mg.",
        "See Fig.2 and vol.3, at 5.30 p.m.4you or version.2b.",
    ],
)
def test_what_only_looks_like_a_source_is_none(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Naps help, says Ana Larkin, a psychiatrist at Cork University Hospital.",
        "Dr Maya Brandt, who runs the sleep clinic, says that naps help.",
        "“Naps help,” said psychologist Ivo Lindqvist.",
        "Prof. T. Okafor explains that naps help.",
        "According to Lena Storm of Uppsala University, naps help.",
    ],
)
def test_an_expert_with_name_and_role_is_a_source(text: str) -> None:
    assert {kind for kind, _ in kinds(text)} == {"named-source"}


def test_an_expert_once_introduced_is_known_by_surname() -> None:
    text = "Naps help, says Ana Larkin, a psychiatrist.\n\nIt rained. It was cold. Larkin says walks help."
    assert covered(text)[-2:] == ["It was cold.", "Larkin says walks help."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rains. It pours. Yoga helps [1]. It snows. It thaws.", ["It pours.", "Yoga helps [1].", "It snows."]),
        ("Yoga helps [1]. It rains. It pours.", ["Yoga helps [1].", "It rains.", "It pours."]),
        ("Aa. Bb. Cc. Source: NICE.", ["Aa.", "Bb.", "Cc.", "Source: NICE."]),
        ("Aa bb.\n\nCc dd. Ee [1]. Ff.\n\nGg hh.", ["Cc dd.", "Ee [1].", "Ff."]),
        ("As WHO says:\n\n- aa\n- bb\n\nCc.", ["As WHO says:", "aa", "bb"]),
        ("Aa bb. Cc dd.\n\nSource: WHO.", ["Aa bb.", "Cc dd.", "Source: WHO."]),
        ("- aa\n- bb\n\nSource: WHO.", ["aa", "bb", "Source: WHO."]),
        ("Aa[^1]. Bb.\n\n[^1]: Okoro, 2020.", ["Aa.", "Bb."]),
        ("Aa bb.\n\n## References\n\n1. doi:10.1000/x", []),
        ("# Aa\n\n## Bb\n\nCc [1]. Dd.\n\n## Ee\n\nFf gg.", ["Aa", "Bb", "Cc [1].", "Dd."]),
        ("## What a Cochrane review found\n\nAa bb. Cc.", ["What a Cochrane review found", "Aa bb.", "Cc."]),
        (
            "Okoro et al. tested yoga. Aa.\n\nBb cc. The trial was short. Dd.",
            ["Okoro et al. tested yoga.", "Aa.", "The trial was short."],
        ),
        (
            "All facts on this page come from NHS guidance.\n\n## Aa\n\nBb cc.",
            ["All facts on this page come from NHS guidance.", "Aa", "Bb cc."],
        ),
    ],
)  # fmt: skip
def test_a_citation_covers_what_a_reader_takes_to_rest_on_it(text: str, expected: list[str]) -> None:
    assert covered(text) == expected


def test_entries_of_a_reference_list_are_kept_apart() -> None:
    document = read("Aa bb.\n\n## Sources and further reading\n\n1. doi:10.1000/x\n2. PMID 12345678")
    assert [item.kind for item in citations(document).listed] == ["doi", "pmid"]


def test_citations_are_in_order_and_disjoint() -> None:
    document = read(
        "NICE guidance [1] and the [Lancet](https://doi.org/10.1000/x) (BMJ, 2020) say so, Okoro et al. 2020 too."
    )
    items = citations(document).items
    assert len(items) >= 4
    assert all(one.end <= two.start for one, two in pairwise(items))


def test_a_text_without_sentences_has_no_citations() -> None:
    assert kinds("") == []
