"""What people see of a report, to the character."""

import io

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from medlint.model import Edit, FileReport, Finding, Fix, Notice, Report
from medlint.reporters import render
from medlint.reporters.pen import wants_colour
from medlint.reporters.terminal import print_report
from reports import CLEAN, FAILURE, MIGRAINE, REPORT, RULES, finding

WHOLE = """\
drafts/migraine.md ─────────────────────────────────────────────────── 812 words

Must fix (1)

  ✖ 7:17  error  promised-outcome
    │ The new spray **will cure your migraine within hours**, and nobody in…
    │                 ^^^^^^^^^^^^^^^^^^^^^^^
    This promises a cure.
    Why: Readers who are promised a cure stop looking for what may help them,
         and blame themselves when it fails.
    Do:  Say how many people improved, by how much, and for how long.
    See: line 12, the only study the text names
  ▲ “cure”  warning  hype
    “cure” is a word of wonder.
    Why: Hopes rise that the evidence cannot carry.
    Do:  Leave it out.

Look again (3)

  ▲ whole text  warning  missing-harms
    No harm is named.
    Why: Nobody can weigh a benefit without the harms.

  ▲ 1:5  warning  hype
    │ # A miracle cure for migraine? 🎉 What the research says
    │     ^^^^^^^^^^^^
    “miracle cure” is hype.
    Do:  Leave it out.
    Fix: write “treatment”

  ▲ 12:10  warning  species-missing
    │ In mice, one dose of 漢方 tea lowered pain by 40% [trial data][b]x[/b].
    │          ^^^^^^^^^^^^^^^^^^^^
    The study was in mice.
    Why: Few findings in mice hold in people.
    Do:  Put “in mice” into the headline.

Also noted (1)

  ● 14:15 to 15:17  info  hype
    │ This sentence starts on one line and …
    │               ^^^^^^^^^^^^^^^^^^^^^^
    Two lines.
    Do:  Leave it out.

  Notice: line 3: the allowance of small-sample is not used

Summary ────────────────────────────────────────────────── 2 files (1,324 words)

               error  warning     info
  claims           1        .        .
  caveats          .        1        .
  promotion        .        2        1
  safety           .        1        .
  total            1        4        1

✖ Must fix: drafts/migraine.md
  a cure is promised; harms are missing
✔ Nothing found: drafts/clean.md
2 findings allowed on purpose, not shown.
archive/old.md: excluded by the pattern 'archive/**'

medlint could not do all of its job ────────────────────────────────────────────

  ✖ drafts/migraine.md: plugin acme 1.2, rule x
    KeyError: 'dose'

Not judged by medlint: whether the story is new, whether each source says what
it is cited for, whether the people quoted are independent, and whether the
medicine is right.
"""

HOSTILE = "\x1b[31mred\x1b[0m [/b] [trial data] \u202egnp.exe\u202c \x9b2J"


def shown(report: Report, encoding: str = "utf-8", **options: object) -> str:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="")
    print_report(report, file=stream, rules=RULES, **{"width": 80, "colour": False, **options})
    stream.flush()
    return raw.getvalue().decode(encoding)


def hostile_report() -> Report:
    one = Finding("hype", "promotion", "error", "high", HOSTILE, 2, 5, 1, 3, 1, 6, HOSTILE[2:5], suggestion=HOSTILE)
    file = FileReport(HOSTILE, "markdown", 9, (one,), lines={1: HOSTILE}, summary={"reasons": [HOSTILE]})
    return Report((file,), (replace(FAILURE, error=HOSTILE),), messages=(HOSTILE,))


def test_the_whole_report() -> None:
    assert shown(replace(REPORT, failures=(FAILURE,))) == WHOLE


def test_no_line_is_wider_than_the_terminal() -> None:
    for width in (48, 60, 80, 100):
        lines = shown(REPORT, width=width, verbose=True, statistics=True).splitlines()
        assert max(cell_len(line) for line in lines) <= width


def test_a_clean_run_is_short_and_says_what_was_not_judged() -> None:
    lines = shown(Report((CLEAN, CLEAN))).splitlines()
    assert lines[0] == "✔ Nothing found in 2 files (1,024 words)."
    assert lines[2].startswith("Not judged by medlint: whether the story is new")
    assert len(lines) == 5


def test_a_text_that_was_not_read_is_not_called_clean() -> None:
    foreign = replace(CLEAN, notices=(Notice("not-english", "This text looks like German."),))
    text = shown(Report((foreign,)))
    assert "Notice: This text looks like German.\n" in text
    assert "▲ Not judged: drafts/clean.md\n" in text
    assert "Nothing found" not in text


def test_a_run_without_texts_says_so() -> None:
    assert shown(Report(())) == "No text was checked.\n"


def test_quiet_leaves_out_notes_reasons_and_the_summary() -> None:
    text = shown(REPORT, quiet=True)
    assert shown(Report((CLEAN,)), quiet=True) == ""
    assert text.endswith("\n\nMust fix in 1 file, nothing found in 1 file.\n")
    assert not [word for word in ("Why:", "Also noted", "Notice", "Summary") if word in text]


def test_quiet_keeps_failures_and_drops_notes_from_cards() -> None:
    noted = (
        finding("promised-outcome", "claims", "error", 7, "cure", "Bad."),
        finding("hype", "promotion", "info", 7, "cure", "Note."),
    )
    report = Report((replace(MIGRAINE, findings=noted, summary={}),), (FAILURE,))
    text = shown(report, quiet=True)
    assert "Bad." in text
    assert "Note." not in text
    assert "  ✖ drafts/migraine.md: plugin acme 1.2, rule x\n    KeyError: 'dose'\n" in text
    assert "  ● same words  info  hype\n    Note.\n" in shown(report)


def test_findings_about_the_whole_text_share_a_card() -> None:
    whole = tuple(
        finding(name, "safety", "warning", 1, "A miracle cure", f"{name}.", scope="document")
        for name in ("missing-harms", "hype")
    )
    text = shown(Report((replace(MIGRAINE, findings=whole),)))
    assert "Look again (1)\n\n  ▲ whole text  warning  missing-harms\n    missing-harms.\n" in text
    assert "  ▲ whole text  warning  hype\n    hype.\n" in text


def test_many_notes_are_folded_unless_verbose() -> None:
    notes = tuple(finding("hype", "promotion", "info", 7, word, "Note.") for word in TEXT_WORDS)
    report = Report((replace(MIGRAINE, findings=notes, summary={}),))
    folded, full = shown(report), shown(report, verbose=True)
    assert "Also noted (6)\n    hype 6. Shown with --verbose.\n" in folded
    assert folded.count("Note.") == 0
    assert full.count("Note.") == 6


TEXT_WORDS = ("spray", "cure", "migraine", "hours", "nobody", "clinic")


def test_a_missing_space_is_told_in_words() -> None:
    fix = Fix(True, (Edit(6, 6, " "),))
    one = Finding("broken-text", "structure", "warning", "high", "Glued.", 0, 8, 1, 1, 1, 9, "people30", fix=fix)
    file = FileReport("a.md", "markdown", 9, (one,), lines={1: "people30 took part"})
    assert "Fix: add a space\n" in shown(Report((file,)))


def test_why_is_told_once_per_rule() -> None:
    assert shown(REPORT).count("Hopes rise that the evidence cannot carry.") == 1


def test_statistics_count_rules_by_severity() -> None:
    text = shown(REPORT, statistics=True)
    assert "       2  warning  hype              Words of wonder\n" in text


def test_worst_file_comes_first_and_many_files_are_counted() -> None:
    warned = replace(MIGRAINE, path="a.md", findings=MIGRAINE.findings[:1], summary={})
    files = (warned, MIGRAINE, *(replace(CLEAN, path=f"c{n}.md") for n in range(9)))
    text = shown(Report(files))
    assert text.index("drafts/migraine.md ─") < text.index("a.md ─")
    assert "Must fix in 1 file, look again in 1 file, nothing found in 9 files.\n" in text


def test_hostile_text_reaches_no_terminal() -> None:
    for text in (shown(hostile_report(), verbose=True), render("concise", hostile_report())):
        assert not {"\x1b", "\u202e", "\u202c", "\x9b"} & set(text)
        assert "␛[31mred" in text
        assert "[/b] [trial data]" in text


def test_hostile_text_brings_no_escape_into_a_coloured_report() -> None:
    text = shown(hostile_report(), colour=True)
    assert "\x1b[1;31m" in text
    assert "\x1b[31m" not in text
    assert "\x1b[2J" not in text


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437"])
def test_legacy_encodings_get_plain_signs(encoding: str) -> None:
    text = shown(REPORT, encoding=encoding)
    assert "  x 7:17  error  promised-outcome\n" in text
    assert '"miracle cure" is hype.' in text or "“miracle cure” is hype." in text
    assert shown(hostile_report(), encoding=encoding)


class Stream(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environ", "terminal", "pipe"),
    [
        ({}, True, False),
        ({"NO_COLOR": "1"}, False, False),
        ({"FORCE_COLOR": "1"}, True, True),
        ({"FORCE_COLOR": "0"}, True, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False, False),
        ({"TERM": "dumb"}, False, False),
    ],
)
def test_colour_follows_the_environment(environ: dict[str, str], terminal: bool, pipe: bool) -> None:
    assert wants_colour(Stream(), environ) is terminal
    assert wants_colour(io.StringIO(), environ) is pipe


def test_width_of_a_pipe_is_columns_or_eighty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert len(shown(REPORT, width=None).splitlines()[0]) == 80
    monkeypatch.setenv("COLUMNS", "60")
    assert len(shown(REPORT, width=None).splitlines()[0]) == 60
