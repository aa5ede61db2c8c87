"""The tables of docs/links.md, cell by cell: each case in each of its forms."""

from __future__ import annotations

import itertools

import pytest

import link_cases as cases
import link_tables as tables
from test_promotion import check

RULE = "unmarked-commercial-link"
SELLER = "https://mats.example/?aff=1"


def outcome(text: str, markup: str) -> str:
    findings = check(text, RULE, markup)
    assert len(findings) <= 1
    return findings[0].severity if findings else "-"


CELLS = list(itertools.product(cases.KINDS, cases.RELS, cases.PLACES, cases.TOLD))


@pytest.mark.parametrize("kind", cases.KINDS)
def test_every_cell_of_the_matrix(kind: str) -> None:
    wrong = []
    for cell in (cell for cell in CELLS if cell[0] == kind):
        _, rel, place, told = cell
        for form in range(3):
            # The forms are turned against each other, so that all of them meet.
            address, mark = cases.KINDS[kind][form], cases.RELS[rel][(form + 1) % 3]
            link = f'<a href="{address}"{mark}>mats of straw</a>'
            text = cases.TOLD[told][form].format(cases.PLACES[place][(form + 2) % 3].format(link))
            if outcome(text, "html") != tables.cells(*cell):
                wrong.append((cell, text, outcome(text, "html")))
    assert wrong == []


def forms(table: object) -> list[tuple[str, str]]:
    assert isinstance(table, dict)
    return [(name, form) for name, listed in table.items() for form in listed]


@pytest.mark.parametrize("table", [cases.HIDDEN, cases.SEEN, cases.DISCLOSED, cases.NOT_DISCLOSED, cases.PROMISED])
def test_every_case_has_three_forms(table: dict[str, tuple[str, ...]]) -> None:
    assert min(len(listed) for listed in table.values()) >= 3
    assert all(len(set(listed)) == len(listed) for listed in table.values())


@pytest.mark.parametrize(("name", "form"), forms(cases.HIDDEN))
@pytest.mark.parametrize("address", ["https://club.example/", SELLER, "https://bit.ly/1"])
def test_a_link_that_nobody_sees(name: str, form: str, address: str) -> None:
    text = f"<p>Straw is dry. {form.format(address)} Cloth is soft.</p>"
    (finding,) = check(text, RULE, "html")
    assert "cannot see" in finding.message
    assert finding.severity == "warning"


@pytest.mark.parametrize(("name", "form"), forms(cases.HIDDEN))
def test_hidden_links_to_evidence_and_within_the_site_are_left_alone(name: str, form: str) -> None:
    for address in ("https://www.nhs.uk/a", "/mats", "#mats"):
        assert outcome(f"<p>Straw is dry. {form.format(address)} Cloth is soft.</p>", "html") == "-"


@pytest.mark.parametrize(("name", "form"), forms(cases.SEEN))
def test_a_link_that_only_looks_hidden(name: str, form: str) -> None:
    assert outcome(f"<div>Straw is dry. {form.format('https://club.example/')}</div>", "html") == "-"


@pytest.mark.parametrize(("name", "form"), forms(cases.DISCLOSED))
def test_a_disclosure_in_words(name: str, form: str) -> None:
    assert outcome(form.format(SELLER), "markdown") == "-"


@pytest.mark.parametrize(("name", "form"), forms(cases.NOT_DISCLOSED))
def test_words_that_disclose_nothing(name: str, form: str) -> None:
    assert outcome(form.format(SELLER), "markdown") == "warning"


@pytest.mark.parametrize(("name", "form"), forms(cases.PROMISED))
def test_other_faults(name: str, form: str) -> None:
    (finding,) = check(form, RULE)
    assert finding.severity in {"warning", "info"}


def test_an_address_without_its_tracking_keeps_the_rest() -> None:
    text = '<h2>References</h2><p><a href="https://www.bmj.com/1?utm_source=x&amp;page=2&amp;fbclid=3#top">Mats</a></p>'
    (finding,) = check(text, RULE, "html")
    assert finding.fix is not None
    assert not finding.fix.safe
    (edit,) = finding.fix.edits
    assert edit.text == "https://www.bmj.com/1?page=2#top"
    assert text[edit.start : edit.end] == "https://www.bmj.com/1?utm_source=x&amp;page=2&amp;fbclid=3#top"


def test_the_page_prints_the_tables() -> None:
    assert tables.PAGE.read_text("utf-8") == tables.render(), "run: python tools/link_tables.py"
