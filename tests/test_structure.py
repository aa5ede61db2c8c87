"""The checks of the family `structure`: broken text, bylines, dates; and what a shipped rule does to a whole text."""

from __future__ import annotations

from datetime import date

import pytest

from medlint.document import Context
from medlint_structure.dates import find_dates
from medlint_structure.glue import find_glue
from medlint_structure.quote_marks import Paragraph, find_quote_faults
from timing import is_linear
from wording import fixed, found, quotes


def glued(text: str) -> list[str]:
    return [text[fault.start : fault.end] for fault in sorted(find_glue(text), key=lambda fault: fault.start)]


def misquoted(*paragraphs: str) -> list[tuple[str, str]]:
    text, spans = "", []
    for paragraph in paragraphs:
        spans.append(Paragraph(len(text), len(text) + len(paragraph)))
        text += paragraph + "\n\n"
    return [(text[fault.start : fault.end], fault.kind) for fault in find_quote_faults(text, spans)]


# ------------------------------------------------------------- glue
@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Of the patients30 were men.", ["patients30"]),
        ("Take 20mgtwice daily, or 2.5 mlthree times.", ["20mgtwice"]),
        ("It lasted 12weeks.", ["12weeks"]),
        ("Swelling of the hands(most often)and feet.", ["hands(", "often)and"]),
        ("Lung disease(COPD) is common.", ["disease("]),
        ("They slept.The noise stopped.", ["slept.The"]),
        ("Did it hurt?They said no.", ["hurt?They"]),
        ("The rash,which itched, went.", ["rash,which"]),
        ("What is croupHow long does croup last", ["croupHow"]),
    ],
)
def test_a_lost_space_is_found(text: str, marked: list[str]) -> None:
    assert glued(text) == marked


@pytest.mark.parametrize(
    "text",
    [
        "The mRNA, HbA1c, eGFR, pH and LDL-C were measured by JavaScript on an iPhone.",
        "McDonald and DeVries wrote it; LinkedIn, WhatsApp and YouTube spread it.",
        "Drug(s), child(ren), (re)use, (s)he, with(out), CO(2), poly(lactic acid), log(odds ratio).",
        "See www.example.org/The/Page, mail me@home.The.org or visit Drugs.Com today.",
        "In group1 and phase2, omega3 and vitamin B12; 5th, 10x, 1990s, 17beta, 20mg, 3D.",
        "The values were 3,the rest 4; e.g.The and U.S.The are set so.",
        "a)The first b)The second (i)and (ii)",
        "#WhatIsGout and snake_caseWhat and <tag>What",
    ],
)
def test_names_formulas_and_addresses_are_left_alone(text: str) -> None:
    assert glued(text) == []


def test_a_number_that_may_be_a_reference_mark_is_no_safe_fix() -> None:
    faults = [next(iter(find_glue(text))) for text in ("It helped patients12 who slept.", "It helped patients12.")]
    assert [fault.safe for fault in faults] == [True, False]


# ------------------------------------------------------------- quotation marks
WRONG, SPACE, CLOSED, OPENED = "wrong side", "space is missing", "never opened", "never closed"


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (['He says," yet it works."'], [('says," yet', WRONG)]),
        (['He said:"It works."'], [('said:"It', SPACE)]),
        (['"It works," he said."It does."'], [('said."It', SPACE)]),
        (['It works." Others doubt it.'], [('works."', CLOSED)]),
        (["It works.” Others doubt it."], [("works.”", CLOSED)]),
        (['He said "it works. She said "it fails."'], [('"it', OPENED)]),
        (['"It works, he said.', "Nobody agreed."], [('"It', OPENED)]),
        (['"It works.', '"And it lasts."'], []),
        (['"It works.', 'And it lasts."'], []),
        (["“It works.", "One.", "Two.”"], []),
        (['"It works," he said, "and lasts."'], []),
        (["‘‘It works,’’ he said."], []),
        (['The 5\'4" man used a 12" needle.'], []),
        (['The "wall"-like ("so-called") scar—"a seam"—healed.'], []),
        (["It's the patients' choice."], []),
    ],
)
def test_quotation_marks_pair(paragraphs: list[str], expected: list[tuple[str, str]]) -> None:
    faults = misquoted(*paragraphs)
    assert [quote for quote, _ in faults] == [quote for quote, _ in expected]
    assert all(kind in told for (_, told), (_, kind) in zip(faults, expected, strict=True))


@pytest.mark.parametrize("piece", ['a"A', "goutHow", "fever(in ", ")and(", ' "x', "rash.The", "1)a(", "aA", "“”"])
def test_time_grows_with_the_text_only(piece: str) -> None:
    def find_faults(size: int) -> None:
        text = piece * size
        list(find_glue(text))
        list(find_quote_faults(text, [Paragraph(0, len(text))]))

    assert is_linear(find_faults, 4000)


# ------------------------------------------------------------- broken-text, the check
def test_headings_cells_and_names_are_left_alone() -> None:
    options = {"unless": '["carehow"]'}
    text = "# What is croupHow long\n\n| croupHow |\n|---|\n| croupHow |\n\n"
    text += "The firm CareHow paid. Croup barks. Of croupHow little is known."
    assert quotes(found("broken-text", options, text)) == ["croupHow"]


def test_a_pair_of_words_that_may_be_a_name_needs_another() -> None:
    once = "The HealthGroup paid for it. The HealthGroup is large."
    assert found("broken-text", {"unless": '""'}, once) == []
    twice = "Living with painHealth advicePeople trust"
    assert len(found("broken-text", {"unless": '""'}, twice)) == 1


def test_the_fix_puts_the_spaces_back() -> None:
    text = "Take *20mgtwice* a day.It helps(in adults)and children."
    findings = found("broken-text", {"unless": '""'}, text)
    for finding in reversed(findings):
        assert finding.fix is not None
        assert finding.fix.safe
        text = fixed(text, finding)
    assert text == "Take *20 mg twice* a day. It helps (in adults) and children."


# ------------------------------------------------------------- dates
@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 March 2026", date(2026, 3, 3)),
        ("March 3rd, 2026", date(2026, 3, 3)),
        ("March 2016", date(2016, 3, 31)),
        ("Sept. 2020", date(2020, 9, 30)),
        ("2026-03-01T10:00:00Z", date(2026, 3, 1)),
        ("2024-12", date(2024, 12, 31)),
        ("3/4/2021", date(2021, 4, 3)),
        ("31/04/2021", None),
        ("30 February 2021", None),
        ("2017", date(2017, 12, 31)),
        ("at 12:30 for 2 weeks", None),
    ],
)
def test_dates_are_read_as_the_last_day_they_can_mean(text: str, day: date | None) -> None:
    days = [found_day for found_day, _, _ in find_dates(text)]
    assert (max(days) if days else None) == day


DATES = {
    "reviewed": '["last_reviewed", "dateModified"]',
    "published": '["date"]',
    "review-cues": '["last reviewed"]',
    "publication-cues": '["published"]',
}
BODY = "# Croup\n\nCroup is a cough that barks.\n"


def dated(text: str, **options: str) -> list[str]:
    return [finding.message for finding in found("review-date", {**DATES, **options}, text, message="'It {state}.'")]


def test_a_text_without_a_date_is_told() -> None:
    assert dated(BODY) == ["It has no date of publication or review."]


@pytest.mark.parametrize(
    "text",
    [
        "---\ndate: 2009-01-01\n---\n\n" + BODY,
        BODY + "\nPublished 4 May 2011.\n",
        "# Croup\n\n4 May 2011\n\nCroup barks.\n",
        BODY + "\nPage last reviewed: June 2023\n",
        "---\nlast-reviewed: 2023-06-01\n---\n\n" + BODY,
        BODY + "\nPage last reviewed: 2015\n\nPage last reviewed: 2025\n",
        "Give two puffs and wait a minute.",
        BODY + "\n{{< dates >}}\n",
    ],
)
def test_a_date_of_publication_or_a_fresh_review_is_enough(text: str) -> None:
    assert dated(text) == []


def test_an_old_review_is_told_with_its_place_and_the_run_says_today() -> None:
    text = BODY + "\nPage last reviewed: April 2023\n"
    findings = found("review-date", DATES, text)
    assert [(finding.quote, finding.scope) for finding in findings] == [("Croup", "document")]
    assert [text[place.start : place.end] for place in findings[0].related] == ["April 2023"]
    assert found("review-date", DATES, text, context=Context(date(2026, 5, 1))) == []
    assert len(found("review-date", {**DATES, "months": "12"}, text, context=Context(date(2024, 7, 1)))) == 1


def test_the_year_of_a_study_dates_nothing() -> None:
    text = BODY + "\nA large study of children with croup in many countries, which was published in 2015, found that "
    text += "one dose helps.\n"
    text += "Most of them slept at home the same night and needed nothing else.\n"
    assert len(dated(text)) == 1


# ------------------------------------------------------------- byline
BYLINE = {
    "authors": '["author"]',
    "reviewers": '["reviewed_by"]',
    "authored": '["written by", "published by"]',
    "reviewed": '["reviewed by"]',
    "nobody": '["staff", "admin"]',
}


def unnamed(text: str, **options: str) -> list[str]:
    return [f.message for f in found("byline", {**BYLINE, **options}, text, message="'{missing}'")]


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("By Jo Bell", []),
        ("By Dr. Ana de Souza, paediatrician", []),
        ("Written by: the Croup Trust", []),
        ("Published by the NHS.", []),
        ("Reviewed by Ravi Shah.", []),
        ("By Staff", ["an author or organisation"]),
        ("Written by admin", ["an author or organisation"]),
        ("By tomorrow it is better.", ["an author or organisation"]),
        ("It was written by hand.", ["an author or organisation"]),
    ],
)
def test_a_byline_names_somebody(line: str, missing: list[str]) -> None:
    assert unnamed(f"{BODY}\n{line}\n") == missing


def test_front_matter_names_the_author() -> None:
    assert unnamed("---\nauthor: {name: Jo Bell}\n---\n\n" + BODY) == []
    assert unnamed("---\nauthor: Admin\n---\n\n" + BODY) == ["an author or organisation"]


def test_a_reviewer_can_be_asked_for() -> None:
    assert unnamed(BODY + "\nBy Jo Bell\n", reviewer="true") == ["a medical reviewer"]
    assert unnamed(BODY, reviewer="true") == ["an author or organisation and a medical reviewer"]
    assert unnamed("---\nauthor: Jo Bell\nreviewedBy: R. Shah\n---\n\n" + BODY, reviewer="true") == []


def test_parts_of_a_page_are_left_alone() -> None:
    assert unnamed("Give two puffs and wait a minute.") == []
    assert unnamed(BODY, **{"min-words": "50"}) == []
