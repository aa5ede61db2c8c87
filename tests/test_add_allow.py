"""`--add-allow`: old findings are allowed where they stand, and nothing else of a text changes."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allowances import applied, finding
from allowances import document as document_of
from drafts import checked, make_drafts, told  # noqa: F401 - an autouse fixture
from medlint.allow.insertion import write_allowances
from medlint.document import Document
from medlint.readers.markdown import read_markdown
from repositories import Repository

ADD = ("--add-allow", "zorp-talk", "--reason", "an old advert")
COMMENT = "<!-- medlint: allow zorp-talk: an old advert -->"
Said = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# Light\n\nA wonder zorp.\n\nNo.\n", "# Light\n\n{}\nA wonder zorp.\n\nNo.\n"),
        ("A wonder zorp,\nand a **wonder\nzorp**.\n", "{}\nA wonder zorp,\nand a **wonder\nzorp**.\n"),
        ("# The wonder zorp {#top}\n\nNo.\n", "{}\n# The wonder zorp {#top}\n\nNo.\n"),
        ("The wonder zorp\n===\n\nNo.\n", "{}\nThe wonder zorp\n===\n\nNo.\n"),
        ("No.\n\n- yes\n- a *wonder zorp*\n- no", "No.\n\n- yes\n- a *wonder zorp* {}\n- no"),
        ("1. a wonder zorp\n2. a wonder zorp\n", "{}\n1. a wonder zorp\n2. a wonder zorp {}\n"),
        ("> No.\n>\n> A wonder zorp\n> of old.\n", "> No.\n>\n> {}\n> A wonder zorp\n> of old.\n"),
        ("| a | b |\n|---|---|\n| no | wonder zorp |\n", "| a | b |\n|---|---|\n| no | wonder zorp {} |\n"),
        ("No.\n\n![A wonder zorp](x.png)\n", "No.\n\n{}\n![A wonder zorp](x.png)\n"),
        ("No.\r\n\r\nA wonder zorp.\r\n", "No.\r\n\r\n{}\r\nA wonder zorp.\r\n"),
        ("No.\r\rA wonder zorp.", "No.\r\r{}\rA wonder zorp."),
        ("\ufeffA wonder zorp.", "\ufeff{}\nA wonder zorp."),
        ("No.\n\n    code\n\nA wonder zorp.\n", "No.\n\n    code\n\n{}\nA wonder zorp.\n"),
        ("No[^1].\n\n[^1]: A wonder zorp.\n", "No[^1].\n\n{}\n[^1]: A wonder zorp.\n"),
    ],
)
def test_a_comment_stands_where_the_block_does(drafts: Repository, capsys: Said, before: str, after: str) -> None:
    path = drafts.folder / "a.md"
    path.write_bytes(before.encode())
    assert checked(capsys, "a.md", *ADD) == []
    assert path.read_bytes().decode() == after.replace("{}", COMMENT)
    assert checked(capsys, "a.md", *ADD) == []
    assert path.read_bytes().decode() == after.replace("{}", COMMENT)
    assert told(capsys, "a.md")["files"][0]["notices"] == []


def test_in_mdx_comments_are_of_its_own_kind(drafts: Repository, capsys: Said) -> None:
    path = drafts.write("a.mdx", "# Light\n\nA wonder zorp.\n\n- no\n- a wonder zorp\n")
    assert checked(capsys, "a.mdx", *ADD) == []
    own = "{/* medlint: allow zorp-talk: an old advert */}"
    assert path.read_text("utf-8") == f"# Light\n\n{own}\n\nA wonder zorp.\n\n- no\n- a wonder zorp {own}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>No.</p>\n<p>A wonder zorp.</p>\n", "<p>No.</p>\n{}\n<p>A wonder zorp.</p>\n"),
        ("<ul><li>No</li><li>A wonder zorp</li></ul>", "<ul><li>No</li><li>A wonder zorp {}</li></ul>"),
        ("<p>No.</p>\n<p>No <img alt='wonder zorp'></p>\n", "<p>No.</p>\n{}\n<p>No <img alt='wonder zorp'></p>\n"),
        (
            "<!doctype html>\n<html><head>\n<title>A wonder zorp</title></head><body><p>No.</p></body></html>\n",
            "<!doctype html>\n<html><head>\n{}\n<title>A wonder zorp</title></head><body><p>No.</p></body></html>\n",
        ),
    ],
)
def test_html_is_written_into_as_well(drafts: Repository, capsys: Said, before: str, after: str) -> None:
    path = drafts.write("a.html", before)
    assert checked(capsys, "a.html", *ADD) == []
    assert path.read_text("utf-8") == after.replace("{}", COMMENT)
    assert told(capsys, "a.html")["files"][0]["notices"] == []


@pytest.mark.parametrize("fence", ["---", "+++"])
def test_front_matter_is_allowed_for_the_whole_text(drafts: Repository, capsys: Said, fence: str) -> None:
    title = "title: A wonder zorp" if fence == "---" else 'title = "A wonder zorp"'
    path = drafts.write("a.md", f"{fence}\n{title}\n{fence}\n\nA wonder zorp.\n")
    assert checked(capsys, "a.md", *ADD) == []
    allowed = "<!-- medlint: allow-file zorp-talk: an old advert -->"
    assert path.read_text("utf-8") == f"{fence}\n{title}\n{fence}\n{allowed}\n\nA wonder zorp.\n"


def test_what_is_missing_from_a_whole_text_is_allowed_for_it(drafts: Repository, capsys: Said) -> None:
    path = drafts.write("a.md", "# Light\n\nNo.\n")
    options = ("--select", "no-harms", "--add-allow", "no-harms", "--reason", "a poem")
    assert checked(capsys, "a.md", *options) == []
    assert path.read_text("utf-8") == "<!-- medlint: allow-file no-harms: a poem -->\n# Light\n\nNo.\n"


def test_a_text_without_comments_is_left_to_the_configuration(
    drafts: Repository, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    path = drafts.write("sub/a.txt", "A wonder zorp.\n")
    monkeypatch.chdir("sub")
    said = told(capsys, "a.txt", *ADD, code=1)["said"]
    assert "0 allowances of zorp-talk written in 0 texts" in said
    table = '[[allow]]\npath = "sub/a.txt"\nrule = "zorp-talk"\nreason = "an old advert"\n'
    assert table in said
    assert path.read_text("utf-8") == "A wonder zorp.\n"
    with (drafts.folder / "medlint.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{table}")
    assert checked(capsys, "a.txt", *ADD) == []


def test_a_family_can_be_allowed_and_other_rules_stay(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", "A wonder zorp of plim water.\n\nA frell tonic.\n")
    drafts.write("b.md", "A wonder zorp.\n")
    options = ("--add-allow", "Spun", "--reason", "  two\n words ")
    assert checked(capsys, ".", *options) == ["a.md:4 frell-talk"]
    assert Path("a.md").read_text("utf-8").startswith("<!-- medlint: allow spun: two words -->\nA wonder zorp of")


def test_only_what_is_reported_is_allowed(drafts: Repository, capsys: Said) -> None:
    old = drafts.write("old.md", "A wonder zorp.\n")
    new = drafts.write("new.md", "A clean text.\n")
    drafts.commit("Texts")
    old.write_text("A wonder zorp.\n\nMore.\n", encoding="utf-8")
    new.write_text("One wonder zorp.\n", encoding="utf-8")
    assert checked(capsys, ".", "--since", "HEAD", *ADD) == []
    assert old.read_text("utf-8") == "A wonder zorp.\n\nMore.\n"
    assert new.read_text("utf-8") == f"{COMMENT}\nOne wonder zorp.\n"


def test_what_was_merged_or_capped_is_allowed_everywhere(drafts: Repository, capsys: Said) -> None:
    path = drafts.write("a.md", "".join(f"{name} drank plim water.\n\n" for name in ("Ann", "Bob", "Cid", "Dan")))
    assert checked(capsys, "a.md", "--add-allow", "plim-talk", "--reason", "names") == []
    assert path.read_text("utf-8").count("<!-- medlint") == 4


def test_permissions_encoding_and_files_that_may_not_be_written(drafts: Repository, capsys: Said) -> None:
    wide = drafts.folder / "wide.md"
    wide.write_bytes("\ufeffA wonder zorp.\r\n".encode("utf-16-le"))
    wide.chmod(0o640)
    locked = drafts.write("locked.md", "A wonder zorp.\n")
    locked.chmod(0o444)
    data = told(capsys, ".", *ADD, code=2)
    assert [failure["path"] for failure in data["failures"]] == ["locked.md"]
    assert [len(file["findings"]) for file in data["files"]] == [1, 0]
    assert wide.read_bytes().decode("utf-16-le") == f"\ufeff{COMMENT}\r\nA wonder zorp.\r\n"
    assert stat.S_IMODE(wide.stat().st_mode) == 0o640
    assert not list(drafts.folder.glob(".medlint*"))


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("--add-allow", "zorp-talk"), "--reason: an allowance needs a reason"),
        (("--add-allow", "zorp-talk", "--reason", " "), "--reason: an allowance needs a reason"),
        (("--add-allow", "zorp-talk", "--reason", "a --> b"), "--reason: a reason cannot hold '-->'"),
        (("--add-allow", "zorp-talk", "--reason", "a */} b"), "--reason: a reason cannot hold '*/'"),
        (("--add-allow", "zorp-tolk", "--reason", "x"), "unknown rule 'zorp-tolk'; did you mean 'zorp-talk'?"),
        (("--reason", "x"), "--reason is for --add-allow"),
        (("--add-allow", "zorp-talk", "--reason", "x", "--fix"), "cannot go together"),
    ],
)
def test_what_cannot_be_asked(drafts: Repository, capsys: Said, argv: tuple[str, ...], words: str) -> None:
    path = drafts.write("a.md", "A wonder zorp.\n")
    assert words in told(capsys, "a.md", *argv, code=2)["said"]
    assert path.read_text("utf-8") == "A wonder zorp.\n"


def test_an_allowance_of_a_family_is_unused_only_where_all_of_it_is_on(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", "<!-- medlint: allow spun: an old text -->\nThere is nothing here.\n")
    kinds = [
        [notice["kind"] for notice in told(capsys, "a.md", *options)["files"][0]["notices"]]
        for options in (("--no-config", "--profile", "all"), ())
    ]
    assert kinds == [["unused-allowance"], []]


PIECES = st.sampled_from([
    "A miracle in a line.\n", "Two lines with\na *miracle*.\n", "- one\n- a miracle\n  - a miracle within\n",
    "## A miracle\n", "> quoted\n> miracle\n", "| a | miracle |\n|---|---|\n| miracle | b |\n",
    "1. a\n\n   a miracle\n\n2. b\n", "***\n", "![a miracle](x.png)\n", "```\na miracle\n```\n",
    "<div>\n\nA miracle.\n\n</div>\n", "<p>A miracle</p>\n", "Term\n: a miracle\n", "<!-- a comment -->\n",
    '[a miracle](y.html "a miracle")\n', "- [ ] a miracle\n", "    code\n", "A miracle\\\nand <br> more  \nlines\n",
])  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(pieces=st.lists(PIECES, min_size=1, max_size=5), tight=st.booleans())
def test_a_law_nothing_is_left_and_the_text_says_the_same(pieces: list[str], tight: bool) -> None:
    def read(text: str) -> Document:
        return document_of(text, read_markdown(text, ".md"))

    source = ("" if tight else "\n").join(pieces)
    document = read(source)
    count = len(document.prose.split("miracle")) - 1
    places, at = [], 0
    for _ in range(count):
        at = document.prose.index("miracle", at) + len("miracle")
        places.append(document.source_span(at - len("miracle"), at))
    found = [finding(document, "miracle", nth=source[:start].count("miracle")) for start, _ in places]
    done = write_allowances(document, found, "hype: x", read, is_mdx=False)
    after = read(done.text)
    assert (done.left, after.prose) == ((), document.prose)
    assert [block.kind for block in after.blocks] == [block.kind for block in document.blocks]
    again = []
    at = 0
    for _ in range(count):
        at = after.prose.index("miracle", at) + len("miracle")
        start = after.source_span(at - len("miracle"), at)[0]
        again.append(finding(after, "miracle", nth=after.source[:start].count("miracle")))
    assert applied(after, again).findings == ()
