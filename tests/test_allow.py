"""Allowances: how they are written, what they cover, and what is said about those that are not in order."""

from __future__ import annotations

from datetime import date

import pytest

from allowances import KNOWN, applied, finding, left, made
from medlint.allow import Allow, Applied
from medlint.model import Finding

# ------------------------------------------------------------------ the whole text
FILE = "# On sleep\n\nA miracle.\n\nA wonder.\n\n{}\n"
BLOCKS = [("heading", "On sleep"), ("paragraph", "A miracle."), ("paragraph", "A wonder.")]


def test_allow_file_is_for_the_whole_text_from_anywhere() -> None:
    doc = made(FILE.format("<!-- medlint: allow-file hype: satire -->"), BLOCKS)
    assert left(doc, "miracle", "wonder") == []


def test_findings_about_the_whole_text_need_allow_file_or_the_title() -> None:
    missing = "uncited-efficacy"
    whole = made(FILE.format(f"<!-- medlint: allow-file {missing}: satire -->"), BLOCKS)
    title = made(f"# On sleep <!-- medlint: allow {missing}: satire -->\n\nA miracle.\n", BLOCKS[:2])
    other = made(f"# On sleep\n\nA miracle. <!-- medlint: allow {missing}: satire -->\n", BLOCKS[:2])
    for doc, suppressed in ((whole, 1), (title, 1), (other, 0)):
        assert applied(doc, [finding(doc, "On sleep", missing, "document")]).suppressed == suppressed


def test_front_matter_is_for_the_whole_text() -> None:
    source = "---\nmedlint:\n  allow:\n    hype: satire\n    small-sample:\n---\nA miracle.\n"
    doc = made(source, [("paragraph", "A miracle.")], {"medlint": {"allow": {"hype": "satire", "small-sample": None}}})
    result = applied(doc, [finding(doc, "miracle"), finding(doc, "miracle", "small-sample")])
    assert [found.rule for found in result.findings] == ["small-sample"]
    assert [(notice.kind, notice.line) for notice in result.notices] == [("allowance-without-reason", 5)]


@pytest.mark.parametrize("rules", [["hype"], "hype"])
def test_front_matter_without_reasons_does_not_count(rules: object) -> None:
    doc = made("---\nmedlint: x\n---\nA miracle.\n", [("paragraph", "A miracle.")], {"medlint": {"allow": rules}})
    result = applied(doc, [finding(doc, "miracle")])
    assert result.suppressed == 0
    assert [notice.kind for notice in result.notices] == ["allowance-without-reason"]


@pytest.mark.parametrize("value", ["hype", {"allowed": {}}, {"allow": {}, "x": 1}, None])
def test_front_matter_that_is_not_understood_is_named(value: object) -> None:
    doc = made("---\nmedlint: x\n---\nA miracle.\n", [("paragraph", "A miracle.")], {"medlint": value})
    (notice,) = applied(doc, []).notices
    assert (notice.kind, notice.line) == ("malformed-allowance", 2)


# ------------------------------------------------------------------ how comments may be written
@pytest.mark.parametrize(
    "comment",
    [
        "medlint: allow hype: why",
        "MEDLINT : Allow  Hype :why",
        "\n  medlint:allow hype:\n  why it is\n  so\n",
        "* medlint: allow hype: why *",
        "medlint: allow small-sample, hype: why",
        "medlint: allow promotion: why",
        "medlint: allow small-sample: no\nmedlint: allow hype: why",
    ],
)
def test_writings_that_count(comment: str) -> None:
    doc = made(f"<!--{comment}-->\n\nA miracle.\n", [("paragraph", "A miracle.")])
    assert applied(doc, [finding(doc, "miracle"), finding(doc, "miracle", "small-sample")]).suppressed >= 1
    assert left(doc, "miracle") == []


@pytest.mark.parametrize(
    "comment", ["medlint: disable hype", "medlint:", "medlint: allow", "medlint: allow: hype", "medlint: allow a b: c"]
)
def test_comments_that_are_not_understood_are_named(comment: str) -> None:
    doc = made(f"\n\n<!-- {comment} -->\n\nA miracle.\n", [("paragraph", "A miracle.")])
    result = applied(doc, [finding(doc, "miracle")])
    assert result.suppressed == 0
    (notice,) = result.notices
    assert (notice.kind, notice.line) == ("malformed-allowance", 3)
    assert "medlint: allow RULE: reason" in notice.message


@pytest.mark.parametrize("comment", ["medlint is a tool", "see medlint: allow hype: x", "todo"])
def test_other_comments_are_left_alone(comment: str) -> None:
    doc = made(f"<!-- {comment} -->\n\nA miracle.\n", [("paragraph", "A miracle.")])
    assert applied(doc, [finding(doc, "miracle")]) == Applied((finding(doc, "miracle"),))


# ------------------------------------------------------------------ what is said about allowances
def test_each_kind_of_notice_has_its_line_and_order() -> None:
    source = (
        "<!-- medlint: allow hype -->\n<!-- medlint: allow hipe: x -->\n"
        "<!-- medlint: allow small-sample, hype: x -->\nA miracle.\n"
    )
    doc = made(source, [("paragraph", "A miracle.")])
    result = applied(doc, [finding(doc, "miracle")])
    assert result.suppressed == 1
    assert [(notice.kind, notice.line) for notice in result.notices] == [
        ("allowance-without-reason", 1), ("unknown-rule-in-allowance", 2), ("unused-allowance", 3),
    ]  # fmt: skip
    assert "did you mean 'hype'?" in result.notices[1].message
    assert "'small-sample'" in result.notices[2].message


def test_each_line_of_a_long_comment_is_named() -> None:
    doc = made(
        "\n<!--\nmedlint: allow hype: x\nmedlint: allow zzz: x\n-->\nA miracle.\n", [("paragraph", "A miracle.")]
    )
    result = applied(doc, [finding(doc, "miracle")])
    assert [(notice.kind, notice.line) for notice in result.notices] == [("unknown-rule-in-allowance", 4)]


def test_quiet_says_nothing_and_still_allows() -> None:
    comments = ("allow hype: x", "allow zzz: x", "allow small-sample", "gibberish")
    source = "".join(f"<!-- medlint: {comment} -->\n" for comment in comments) + "A miracle.\n"
    doc = made(source, [("paragraph", "A miracle.")])
    result = applied(doc, [finding(doc, "miracle")], quiet=True)
    assert (result.suppressed, result.notices) == (1, ())


def test_a_rule_that_did_not_run_is_not_unused() -> None:
    doc = made("<!-- medlint: allow small-sample, hype: x -->\nA miracle.\n", [("paragraph", "A miracle.")])
    result = applied(doc, [], active=frozenset({"hype"}))
    assert [notice.message for notice in result.notices] == ["nothing here needs the allowance of 'hype'; remove it"]


def test_a_family_is_unused_only_where_it_is_said_to_be_active() -> None:
    doc = made("<!-- medlint: allow promotion: x -->\nA miracle.\n", [("paragraph", "A miracle.")])
    assert applied(doc, []).notices == ()
    assert [n.kind for n in applied(doc, [], active=KNOWN | {"promotion"}).notices] == ["unused-allowance"]


def test_findings_keep_their_order_and_twins_count_singly() -> None:
    doc = made(
        "A miracle, a miracle.\n\nA wonder.\n", [("paragraph", "A miracle, a miracle."), ("paragraph", "A wonder.")]
    )
    found = [finding(doc, "wonder"), finding(doc, "miracle"), finding(doc, "miracle", nth=1)]
    assert applied(doc, found) == Applied(tuple(found))
    result = applied(doc, found, [Allow("a.md", "hype", "why")])
    assert (result.findings, result.suppressed) == ((), 3)


# ------------------------------------------------------------------ the configuration
@pytest.mark.parametrize(
    ("today", "suppressed", "kinds"),
    [
        (date(2026, 12, 31), 1, []),
        (date(2027, 1, 1), 1, []),
        (date(2027, 1, 2), 0, ["expired-allowance"]),
    ],
)
def test_until_is_the_last_day(today: date, suppressed: int, kinds: list[str]) -> None:
    doc = made("A miracle.\n", [("paragraph", "A miracle.")])
    allow = Allow("a.md", "hype", "quoted", until=date(2027, 1, 1), exact=True)
    result = applied(doc, [finding(doc, "miracle")], [allow], today=today)
    assert (result.suppressed, [notice.kind for notice in result.notices]) == (suppressed, kinds)


@pytest.mark.parametrize(("exact", "kinds"), [(True, ["unused-allowance"]), (False, [])])
def test_only_an_allowance_for_this_very_text_is_unused_here(exact: bool, kinds: list[str]) -> None:
    doc = made("A word.\n", [("paragraph", "A word.")])
    result = applied(doc, [], [Allow("a.md", "hype", "quoted", exact=exact)])
    assert [notice.kind for notice in result.notices] == kinds
    old = Allow("a.md", "hype", "quoted", until=date(2020, 1, 1), exact=exact)
    assert [n.kind for n in applied(doc, [], [old]).notices] == (["expired-allowance"] if exact else [])


def test_notices_about_the_configuration_name_its_line() -> None:
    from medlint.paths import Origin

    doc = made("A word.\n", [("paragraph", "A word.")])
    (notice,) = applied(doc, [], [Allow("a.md", "hype", "q", origin=Origin("medlint.toml:7"), exact=True)]).notices
    assert (notice.line, notice.message) == (
        None, "nothing here needs the allowance of 'hype' (medlint.toml:7); remove it",
    )  # fmt: skip


def test_a_text_without_blocks_can_be_allowed_as_a_whole() -> None:
    doc = made("<!-- medlint: allow-file hype: empty -->\n", [])
    nothing = Finding("hype", "promotion", "info", "low", "m", 0, 0, 1, 1, 1, 1, "", scope="document")
    assert applied(doc, [nothing]).suppressed == 1
