"""The HTML page: what a text says is shown and never becomes markup; nothing is fetched or run."""

from __future__ import annotations

from html.parser import HTMLParser

from msgspec.structs import replace

from medlint.model import FileReport, Report
from medlint.reporters import render
from medlint.reporters.places import Setting
from realreports import real_report
from reports import FAILURE, REPORT, RULES
from strangers import EVIL, evil_report

TAGS = {
    "html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "h4", "p", "b", "section", "article", "ul",
    "li", "strong", "blockquote", "mark", "ins", "table", "tr", "th", "td",
}  # fmt: skip


class Page(HTMLParser):
    """What a browser would see: tags, attributes and text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.comments: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def page(report: Report, setting: Setting | None = None) -> Page:
    text = render("html", report, setting)
    assert text.encode("utf-8")
    return Page(text)


def test_nothing_of_a_text_becomes_markup() -> None:
    seen = page(evil_report(), Setting(rules={"hype": replace(RULES["hype"], why=EVIL, suggestion=EVIL)}))
    assert set(seen.tags) <= TAGS
    assert seen.comments == []
    assert seen.open == []
    assert {name for name, _ in seen.attributes} <= {"lang", "charset", "http-equiv", "content", "name", "class"}
    assert seen.text.count("</script><img src=x onerror=alert(1)>") > 10
    for sign in ("\x1b", "\u202e", "\ud800"):
        assert sign not in seen.text


def test_the_page_can_fetch_and_run_nothing() -> None:
    text = render("html", REPORT, Setting(rules=RULES))
    assert "default-src 'none'" in text
    for word in ("<script", "src=", "href=", "url(", "@import", "javascript:"):
        assert word not in text


def test_findings_are_shown_worst_text_first_with_their_words_and_advice() -> None:
    text = page(REPORT, Setting(rules=RULES)).text
    assert text.index("drafts/migraine.md") < text.index("drafts/clean.md")
    assert "1 error, 4 warnings, 1 note in 2 texts." in text
    assert "Must fix (1)" in text
    assert "Why: Readers who are promised a cure" in text
    assert "Do: Say how many people improved" in text
    assert "See: line 12, the only study the text names" in text
    assert "Notice: line 3: the allowance of small-sample is not used" in text
    assert "Allowed on purpose, not shown: 2." in text
    assert "excluded by the pattern" in text
    assert "<mark>will cure your migraine</mark>" in render("html", REPORT)
    assert "Fix: <ins>treatment</ins>" in render("html", REPORT)
    assert "<mark>starts on one line and ends on the next</mark>" in render("html", REPORT)


def test_what_failed_stands_at_the_top() -> None:
    text = page(replace(REPORT, failures=(FAILURE,))).text
    assert text.index("medlint could not do all of its job") < text.index("drafts/migraine.md\n")
    assert "KeyError: 'dose'" in text
    assert "No text was checked." in page(Report((), (FAILURE,))).text


def test_scorecards_of_real_texts_are_tables() -> None:
    seen = page(real_report())
    assert set(seen.tags) <= TAGS
    assert seen.open == []
    assert "Harms" in seen.text
    assert "Study, line" in seen.text


def test_long_lines_and_quotes_are_cut() -> None:
    line = "x" * 500 + "cure" + "y" * 500
    one = replace(REPORT.files[1].findings[3], start=500, end=504, column=501, end_column=505)
    text = render("html", Report((FileReport("a.md", "markdown", 1, (one,), lines={7: line}),)))
    assert f"…{'x' * 120}<mark>cure</mark>{'y' * 120}…" in text
    lost = render("html", Report((FileReport("a.md", "markdown", 1, (replace(one, quote="z" * 900),)),)))
    assert f"<mark>{'z' * 599}…</mark>" in lost
