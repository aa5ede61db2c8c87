"""The general checks: what each option does, and what their rules refuse when they load."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from medlint.document import Context
from medlint.rulebook import RuleFolder, load
from rulefiles import line_with, only_error, rule_text, write
from timing import is_linear
from wording import HOST, fixed, found, quotes

PILL = {"cues": '["wonder pill"]'}


def pills(text: str, **options: str) -> list[tuple[str, str]]:
    findings = found("phrase", {**PILL, **{key.replace("_", "-"): value for key, value in options.items()}}, text)
    return [(finding.quote, finding.severity) for finding in findings]


# ------------------------------------------------------------- phrase
def test_a_phrase_is_found_wherever_it_stands() -> None:
    text = "# The wonder pill\n\nA *wonder* pill helps.\n\n- Wonder pill\n"
    assert pills(text) == [("wonder pill", "warning"), ("wonder* pill", "warning"), ("Wonder pill", "warning")]


EXEMPT = [
    ("unless", '["no wonder pill"]', "There is no wonder pill for it."),
    ("unless", '["wonder pill sales"]', "The wonder pill sales fell by half."),
    ("unless-near", '["misnamed"]', "The wonder pill, a misnamed one, was taken by all."),
    ("unless-document", '["satire"]', "This is satire.\n\nThe wonder pill is here."),
    ("requires", '["doctors"]', "The wonder pill is here. Some doctors agree."),
    ("negated", '"exempt"', "It is not a wonder pill."),
    ("hedged", '"exempt"', "It may be a wonder pill."),
    ("asked", '"exempt"', "Is it a wonder pill?"),
    ("asked", '"exempt"', "The trial was set up to test whether this is a wonder pill."),
    ("quoted", '"exempt"', 'She said: "I think that this is the wonder pill of our age."'),
    ("headings", '"exempt"', "# The wonder pill\n"),
    ("blocks", '["paragraph"]', "- A wonder pill"),
]


@pytest.mark.parametrize(("option", "value", "text"), EXEMPT)
def test_an_exemption_silences_what_it_names_and_nothing_else(option: str, value: str, text: str) -> None:
    without = [] if option == "requires" else pills(text)
    assert option == "requires" or len(without) == 1
    assert pills(text, **{option: value}) == []
    plain = "A wonder pill, said doctors, is what they needed."
    assert len(pills(plain, **{option: value})) == 1


def test_an_exempting_expression_must_overlap() -> None:
    text = "No wonder pill sold better. The wonder pill is new."
    assert [quote for quote, _ in pills(text, unless='["no wonder"]')] == ["wonder pill"]


@pytest.mark.parametrize(
    ("option", "text"),
    [
        ("negated", "It is not a wonder pill."),
        ("hedged", "It may be a wonder pill."),
        ("asked", "Is it a wonder pill?"),
        ("quoted", 'She said: "I think that this is the wonder pill of our age."'),
        ("mentioned", 'The so-called "wonder pill" was sugar.'),
    ],
)
def test_a_setting_keeps_lowers_or_exempts(option: str, text: str) -> None:
    assert pills(text, **{option: '"keep"'}) == [("wonder pill", "warning")]
    assert pills(text, **{option: '"lower"'}) == [("wonder pill", "info")]
    assert pills(text, **{option: '"exempt"'}) == []


def test_quotations_lower_and_mentions_exempt_by_default() -> None:
    text = 'The "wonder pill" failed.\n\n"We call it our wonder pill and we mean it," he said.'
    assert pills(text) == [("wonder pill", "info")]


def test_headings_can_raise() -> None:
    assert pills("# The wonder pill\n\nA wonder pill.", headings='"raise"') == [
        ("wonder pill", "error"), ("wonder pill", "warning"),
    ]  # fmt: skip


def test_tags_step_the_severity_and_give_what_is_meant() -> None:
    cues = '[{phrase = "wonder pill", step = "-1"}, {phrase = "bosom malignancy", means = "breast cancer"}]'
    options = {"cues": cues, "fix": "true", "safe-fix": "true"}
    text = "A wonder pill for bosom malignancy. Bosom malignancy. BOSOM MALIGNANCY."
    findings = found("phrase", options, text)
    assert [finding.severity for finding in findings] == ["info", "warning", "warning", "warning"]
    assert findings[0].fix is None
    assert [fixed(text, finding)[finding.start :].split(".")[0] for finding in findings[1:]] == [
        "breast cancer", "Breast cancer", "BREAST CANCER",
    ]  # fmt: skip
    assert all(finding.fix and finding.fix.safe for finding in findings[1:])
    assert findings[1].suggestion == "Perhaps “breast cancer” is meant."


def test_without_fix_the_meaning_is_only_suggested() -> None:
    cues = '[{phrase = "bosom malignancy", means = "breast cancer"}]'
    findings = found("phrase", {"cues": cues}, "A bosom malignancy.")
    assert [(finding.fix, finding.suggestion) for finding in findings] == [(None, "Perhaps “breast cancer” is meant.")]


@pytest.mark.parametrize(
    ("cues", "text", "marked"),
    [
        ('["wonder pill", "pill box"]', "A wonder pill box.", ["wonder pill"]),
        ('["wonder pill", "pill box", "box of gold"]', "A wonder pill box of gold.", ["wonder pill", "box of gold"]),
        ('["wonder pill", "wonder pill box"]', "A wonder pill box.", ["wonder pill box"]),
        ('["wonder pill", "pill"]', "A wonder pill. A pill.", ["wonder pill", "pill"]),
        ('["pill box", "wonder pill"]', "Wonder pill box and pill box.", ["Wonder pill", "pill box"]),
    ],
)
def test_of_overlapping_hits_the_first_is_reported(cues: str, text: str, marked: list[str]) -> None:
    assert quotes(found("phrase", {"cues": cues}, text)) == marked


def test_a_hit_that_is_exempt_hides_no_other() -> None:
    options = {"cues": '["wonder pill", "pill box"]', "unless": '["a wonder"]'}
    assert quotes(found("phrase", options, "Here is a wonder pill box.")) == ["pill box"]


SHARE = {"cues": '["share this"]', "filler": '["email", "print"]', "whole-block": "true"}


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Share this:", ["Share this"]),
        ("**Share this:** Email Print", ["Share this:** Email Print"]),
        ("Share this leaflet.", []),
        ("Email", []),
        ("Print: share this", ["Print: share this"]),
        ("- share this\n- Email\n", ["share this"]),
        ("Share this: email 3", []),
    ],
)
def test_a_whole_block_holds_nothing_else(text: str, marked: list[str]) -> None:
    assert quotes(found("phrase", SHARE, text)) == marked


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Gout hurts.\n\nShare this:\n\nIt passes.\n", "Gout hurts.\n\n\nIt passes.\n"),
        ("Gout hurts.\r\n\r\n## Share this ##\r\n\r\nIt passes.", "Gout hurts.\r\n\r\n\r\nIt passes."),
        ("- rest\n- **Share this**\n- ice\n", "- rest\n- ice\n"),
        ("Gout hurts.\n\n[Share this](#share)", "Gout hurts.\n\n"),
        ("👍 Gout.\n\nShare this\n", "👍 Gout.\n\n"),
    ],
)
def test_delete_takes_the_lines_of_the_block(text: str, after: str) -> None:
    findings = found("phrase", {**SHARE, "delete": "true"}, text)
    assert len(findings) == 1
    assert findings[0].fix is not None
    assert findings[0].fix.safe
    assert fixed(text, findings[0]) == after


@pytest.mark.parametrize(
    "text",
    [
        "Share this\n==========\n\nGout hurts.",
        "Gout hurts\n# Share this\nand passes.",
        "- Share this\n  - by post\n",
        "> Share this\n\nGout.",
        "| Share this |\n|---|\n| gout |\n",
    ],
)
def test_a_block_that_cannot_go_alone_is_found_without_a_fix(text: str) -> None:
    findings = found("phrase", {**SHARE, "delete": "true", "quoted": '"keep"', "mentioned": '"keep"'}, text)
    assert [(finding.quote, finding.fix) for finding in findings] == [("Share this", None)]


def test_html_is_never_deleted_by_lines() -> None:
    findings = found("phrase", {**SHARE, "delete": "true"}, "<p>Share this</p>", format="html")
    assert [(finding.quote, finding.fix) for finding in findings] == [("Share this", None)]


def test_a_link_within_a_web_page_is_its_own() -> None:
    page = '<p><a href="{}">Share this</a></p><p>Gout hurts.</p>'
    assert found("phrase", SHARE, page.format("#main"), format="html") == []
    assert len(found("phrase", SHARE, page.format("/share"), format="html")) == 1


# ------------------------------------------------------------- what a rule file may not say
REFUSED = [
    ("phrase", {**PILL, "delete": "true"}, "options.delete", "delete = true", "whole-block"),
    ("phrase", {**PILL, "safe-fix": "true"}, "options.safe-fix", "safe-fix = true", "needs fix"),
    ("phrase", {**PILL, "quoted": '"drop"'}, "options.quoted", "quoted =", "not one of the known values"),
    ("phrase", {**PILL, "unles": '["x"]'}, "options.unles", "unles =", "did you mean 'unless'"),
    ("pattern", {"literals": '["pill{,s}"]', "pattern": "'('"}, "options.pattern", "pattern =", "not a valid"),
    ("pattern", {"literals": '["pill{,s}"]', "pattern": "'(?=pill)'"}, "options.pattern", "pattern =", "not a valid"),
    ("pattern", {"literals": '["pill{,s}"]', "pattern": "'x*'"}, "options.pattern", "pattern =", "fits where"),
    ("pattern", {"literals": '""', "pattern": "'x'"}, "options.literals", "literals =", "never be tried"),
    ("heading-template", {"templates": '["On {}", "Gout"]'}, "options.templates[2]", "templates =", "needs a"),
    ("heading-template", {"templates": '["{}: {}"]'}, "options.templates[1]", "templates =", "words beside"),
    ("heading-template", {"templates": '["a {} {} b"]'}, "options.templates[1]", "templates =", "side by side"),
    ("heading-template", {"templates": '["a {} b {} c {} d {}"]'}, "options.templates[1]", "templates =", "more"),
    ("missing", {"topic": '["gout"]', "audience": '"all-"'}, "options.audience", "audience =", "known values"),
]


@pytest.mark.parametrize(("check", "options", "key", "line", "told"), REFUSED)
def test_a_bad_option_is_an_error_of_its_line(
    tmp_path: Path, check: str, options: dict[str, str], key: str, line: str, told: str
) -> None:
    write(tmp_path, claims__test_rule=rule_text(check=f'"{check}"', options=options))
    error = only_error(load([RuleFolder(tmp_path, "medlint")], HOST.checks))
    path = tmp_path / "claims" / "test-rule.toml"
    assert (error.path, error.key, error.line) == (str(path), key, line_with(path, line))
    assert told in error.message


# ------------------------------------------------------------- pattern
def test_a_pattern_is_tried_in_blocks_with_a_literal() -> None:
    options = {"literals": '["pill{,s}"]', "pattern": r"'\d+ (?:pills|tablets)'"}
    text = "Take 3 pills or 4 tablets.\n\nTake 5 tablets."
    assert quotes(found("pattern", options, text)) == ["3 pills", "4 tablets"]


def test_the_group_quote_is_marked_where_it_takes_part() -> None:
    options = {"literals": '["pill{,s}"]', "pattern": r"'(?:take (?P<quote>\d+)|many) pills'"}
    assert quotes(found("pattern", options, "You take 3 pills, not many pills.")) == ["3", "many pills"]


def test_offsets_count_characters_not_bytes() -> None:
    options = {"literals": '["pill{,s}"]', "pattern": r"'\d+ pills'"}
    assert quotes(found("pattern", options, "Für 5 € – 😀 – 3 pills.")) == ["3 pills"]


def test_patterns_share_the_exemptions() -> None:
    options = {"literals": '["pill{,s}"]', "pattern": r"'\d+ pills'", "negated": '"exempt"', "headings": '"raise"'}
    findings = found("pattern", options, "# Take 2 pills\n\nDo not take 3 pills.")
    assert [(finding.quote, finding.severity) for finding in findings] == [("2 pills", "error")]


def test_a_hostile_pattern_runs_in_linear_time() -> None:
    options = {"literals": '["pill{,s}"]', "pattern": "'(a+)+b'"}
    assert found("pattern", options, "A pill: " + "a" * 100) == []
    assert is_linear(lambda size: found("pattern", options, "A pill: " + "a" * size), 4000)


# ------------------------------------------------------------- heading-template
TEMPLATES = {"templates": '["The Ultimate Guide To {}", "{}: What You Need To Know", "Some Of {} For {}"]'}


@pytest.mark.parametrize(
    ("heading", "fits"),
    [
        ("# The ultimate guide to gout", True),
        ("## GOUT: WHAT YOU NEED TO KNOW!", True),
        ("# Some of the best foods for gout", True),
        ("# The Ultimate Guide To", False),
        ("# My ultimate guide to gout", False),
        ("The ultimate guide to gout", False),
        ("# The ultimate guide to " + "gout and its causes " * 5, False),
    ],
)
def test_a_heading_fits_a_template_as_a_whole(heading: str, fits: bool) -> None:
    assert bool(found("heading-template", TEMPLATES, heading + "\n\nText.")) is fits


@pytest.mark.parametrize(
    ("heading", "fits"),
    [
        ("# Known Facts About Gout", True),
        ("# Little Known Truths About Gout", True),
        ("# Known Lies About Gout", False),
        ("# Known Truths About", False),
        ("# Gout - 3 Easy Things Shown", True),
        ("# Gout Shown", False),
    ],
)
def test_alternatives_of_a_template(heading: str, fits: bool) -> None:
    options = {"templates": '["(Little |)Known (Facts|Truths) About {}", "{} Easy {} (Shown|Told)"]'}
    assert bool(found("heading-template", options, heading)) is fits


def test_headings_that_ran_together_in_a_table_of_contents() -> None:
    text = "Table of ContentsThe Ultimate Guide To GoutGout: What You Need To Know Some Of Pain For Gout\n\nText."
    assert quotes(found("heading-template", TEMPLATES, text)) == [
        "The Ultimate Guide To Gout", "Gout: What You Need To Know", "Some Of Pain For Gout",
    ]  # fmt: skip
    assert found("heading-template", TEMPLATES, "Contents: The Ultimate Guide To Gout and others.") == []


def test_quotation_marks_and_dashes_are_one() -> None:
    options = {"templates": '["What\'s next - {}"]'}
    assert quotes(found("heading-template", options, "# What’s next – gout")) == ["What’s next – gout"]


def test_weak_templates_count_less_and_exceptions_none() -> None:
    options = {**TEMPLATES, "weak": '["All about {}"]', "unless": '["All about us", "{} guide to gout"]'}
    text = "# The ultimate guide to gout\n\n## All about gout\n\n## All about us\n\n## The ultimate guide to feet"
    findings = found("heading-template", options, text)
    assert [(finding.quote, finding.severity) for finding in findings] == [
        ("All about gout", "info"), ("The ultimate guide to feet", "warning"),
    ]  # fmt: skip


def test_other_blocks_can_be_named() -> None:
    options = {**TEMPLATES, "blocks": '["paragraph"]'}
    text = "# The ultimate guide to gout\n\nThe ultimate guide to feet"
    assert quotes(found("heading-template", options, text)) == ["The ultimate guide to feet"]


# ------------------------------------------------------------- missing
HARMS = {
    "topic": '["tablets"]',
    "required": '["side effect{,s}", "rash"]',
    "min-words": "3",
    "looked-for": '"a harm"',
}


def missed(text: str, **options: str) -> list[tuple[str, str, str]]:
    values = {**HARMS, **{key.replace("_", "-"): value for key, value in options.items()}}
    return [(f.quote, f.severity, f.scope) for f in found("missing", values, text)]


def test_what_is_missing_is_said_once_on_the_title() -> None:
    text = "# Gout tablets\n\nThe tablets are taken daily. The tablets are white."
    assert missed(text) == [("Gout tablets", "warning", "document")]
    assert missed(text + " A rash is common.") == []


def test_without_a_title_the_first_words_are_marked() -> None:
    text = "The tablets are taken daily with a glass of water."
    assert missed(text)[0][0] == "The tablets are taken daily with a glass"


def test_the_topic_counts_in_the_title_or_often_enough() -> None:
    once = "# Gout\n\nThere are tablets for gout, which is painful."
    assert missed(once, least_topic="2") == []
    assert len(missed(once + " The tablets help.", least_topic="2")) == 1
    assert len(missed("# Tablets\n\nThey help with gout.", least_topic="2")) == 1
    assert missed("# Exercise\n\nIt helps with gout.") == []


def test_tags_of_topics_set_how_often_and_how_grave() -> None:
    topic = '[{phrase = "tablets", step = "1", least = "2"}, {phrase = "cream", step = "-1", title = "no"}]'
    assert missed("# Skin\n\nThe cream and the tablets help.", topic=topic)[0][1] == "info"
    assert missed("# Skin\n\nThe cream and the tablets. More tablets.", topic=topic)[0][1] == "error"
    assert missed("# Cream\n\nIt helps with skin.", topic=topic, least_topic="2") == []


def test_different_entries_are_counted_not_their_forms() -> None:
    text = "# Tablets\n\nOne side effect is known. Other side effects are not."
    assert len(missed(text, least="2")) == 1
    assert missed(text + " A rash is one.", least="2") == []


def test_the_message_says_what_was_looked_for_and_found() -> None:
    options = {**HARMS, "least": "2"}
    message = "'looked for: {looked_for}; found: {found}'"
    findings = found("missing", options, "# Tablets\n\nOne side effect is known.", message=message)
    assert [finding.message for finding in findings] == ["looked for: a harm; found: side effect"]


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({"min_words": "50"}, "# Tablets\n\nThey help with gout."),
        ({"unless": '["leaflet"]'}, "# Tablets\n\nThey help with gout. See the leaflet."),
        ({"metadata": '["harms"]'}, "---\nharms: listed below\n---\n\n# Tablets\n\nThey help with gout."),
        ({"metadata": '["side_effects"]'}, "---\nparams:\n  SideEffects: [rash]\n---\n\n# Tablets\n\nThey help."),
        ({}, "# Tablets\n\nThey help with gout.\n\n{{< harms >}}\n"),
    ],
)
def test_what_keeps_it_silent(options: dict[str, str], text: str) -> None:
    assert missed(text, **options) == []
    assert len(missed(text, embeds="false")) == 1


@pytest.mark.parametrize("value", ["", "TODO", "[]", "false", "~"])
def test_metadata_that_say_nothing_do_not_count(value: str) -> None:
    text = f"---\nharms: {value}\n---\n\n# Tablets\n\nThey help with gout."
    assert len(missed(text, metadata='["harms"]')) == 1


def test_texts_for_professionals_can_be_left_alone() -> None:
    text = "# Tablets\n\nThey help with gout."
    options = {**HARMS, "audience": '"lay"'}
    professional = Context(date(2026, 6, 1), audience="pro")
    assert found("missing", options, text, context=professional) == []
    assert len(found("missing", options, text)) == 1


def test_required_words_can_need_company_in_their_section() -> None:
    beside = '["can cause"]'
    apart = "# Tablets\n\nThey are for a rash.\n\n## Cost\n\nThey can cause expense."
    assert len(missed(apart, beside=beside)) == 1
    assert missed("# Tablets\n\n## What they can cause\n\n- rash\n", beside=beside) == []


def test_an_announcement_lowers() -> None:
    text = "# Tablets\n\nAs with all drugs, unwanted effects occur."
    assert missed(text, announced='["unwanted effects"]') == [("Tablets", "info", "document")]


LINES = """
title = "Lines"
as_of = 2026-01-01
source = "The lines' own pages"
[[row]]
name = "the good friends"
number = "116 123"
host = "goodfriends.example"
[[row]]
number = "988"
"""


@pytest.mark.parametrize(
    ("sentence", "enough"),
    [
        ("Talk to the Good Friends.", True),
        ("Call 116-123 at any hour.", True),
        ("Lines: (116) 123.", True),
        ("You can call or text 988.", True),
        ("In all 988 people took them.", False),
        ("Born in 1988, call it luck.", False),
        ("Call 1988 people.", False),
        ("[Help](https://www.goodfriends.example/talk)", True),
        ("[Help](tel:988)", True),
        ("[Help](https://notgoodfriends.example/)", False),
    ],
)
def test_a_contact_of_the_table_is_enough(sentence: str, enough: bool) -> None:
    options = {**HARMS, "contacts": '"lines"'}
    text = f"# Tablets\n\nThey help with gout.\n\n{sentence}"
    assert (found("missing", options, text, facts__lines=LINES) == []) is enough
