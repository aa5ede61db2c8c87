"""What holds for every finding in every text, end to end: real files, a real rule folder, the real run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from medlint.config import Overrides
from medlint.document import Document
from medlint.model import Check, Edit, Match, Related
from medlint.reporters import render
from medlint.run import Request, Workshop, lint_paths
from planting import html_texts, markdown_texts, plain_texts
from zorps import PHRASES, check_offsets, lint_file, reading, settle, write_house, write_rule

LAWS = settings(max_examples=200, deadline=None, derandomize=True, database=None)


def in_company(check: Check) -> Check:
    """The check, with an edit of every match, and all matches of the text related to each."""

    def run(document: Document, options: object) -> Iterator[Match]:
        matches = list(check.run(document, options))
        related = tuple(Related(match.start, match.end, "another") for match in matches)
        yield from (replace(one, related=related, edits=(Edit(one.start, one.end, "x"),)) for one in matches)

    return Check(check.name, check.options, run, check.fields)


class House:
    """A folder with a rule of its own and everything that is loaded once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        write_rule(folder / "house", "zorp-talk", PHRASES)
        write_house(folder, "zorp-talk")
        self.workshop = Workshop(Overrides(config_file=str(folder / "medlint.toml")))
        host = self.workshop.host
        self.workshop.host = replace(host, checks={**host.checks, "phrase": in_company(host.checks["phrase"])})

    def check(self, text: str, suffix: str, *, mark: bool = False) -> None:
        """All laws for one text with marks; `mark`: the file begins with a byte order mark."""
        source, planted = settle(text)
        path = self.folder / f"text{suffix}"
        report = lint_file(self.workshop, path, source.encode("utf-8-sig" if mark else "utf-8"))
        check_offsets(source, report)
        found = [(finding.start, finding.end) for finding in report.findings]
        assert found == [(one.start, one.end) for one in planted]
        assert [reading(finding.quote) for finding in report.findings] == [one.phrase for one in planted]
        for finding in report.findings:
            assert sorted((place.start, place.end) for place in finding.related) == found
            # words with markup between them are mended by hand
            if finding.fix is not None:
                assert [(edit.start, edit.end) for edit in finding.fix.edits] == [(finding.start, finding.end)]
            else:
                assert finding.quote not in PHRASES
        again = lint_paths(Request((str(path),)), self.workshop)
        assert again.files == (report,)
        outputs = {render("jsonl", lint_paths(Request((str(path),)), self.workshop)) for _ in range(2)}
        assert len(outputs) == 1


@pytest.fixture(scope="module", name="house")
def make_house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return House(tmp_path_factory.mktemp("laws"))


@LAWS
@given(text=markdown_texts())
def test_every_planted_phrase_of_a_markdown_text_is_found_once_where_it_stands(house: House, text: str) -> None:
    house.check(text, ".md", mark=len(text) % 2 == 0)


@LAWS
@given(text=html_texts())
def test_every_planted_phrase_of_a_page_is_found_once_where_it_stands(house: House, text: str) -> None:
    house.check(text, ".html", mark=len(text) % 2 == 0)


@LAWS
@given(text=plain_texts())
def test_every_planted_phrase_of_a_plain_text_is_found_once_where_it_stands(house: House, text: str) -> None:
    house.check(text, ".txt", mark=len(text) % 2 == 0)
