"""The same words in another dress of markup give the same findings, at the places that the change moves them to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medlint.config import Overrides
from medlint.model import FileReport
from medlint.run import Workshop
from zorps import FILLERS, check_offsets, lint_file, words_of, write_house, write_rule

SENTENCES = (
    "This is a wonder zorp of all.",
    "It is not a wonder zorp at all.",
    "She said, \"This is the best wonder zorp that there has ever been in the town,\" and left.",
    "They call it a \"wonder zorp\" in the town.",
    "Is this a wonder zorp for you?",
    "It may be a wonder zorp for some.",
    "What they had was a frell tonic, and that is it.",
    "There was no frell tonic, but there was a wonder zorp.",
)  # fmt: skip
SHY = 'negated = "exempt"\nhedged = "lower"\nasked = "exempt"'
BODIES = st.lists(st.sampled_from([*SENTENCES, *FILLERS]), min_size=1, max_size=6).map("\n\n".join)
LAW = settings(max_examples=60, deadline=None, derandomize=True, database=None)
FRONT = {
    "yaml": "---\nslug: wonder zorp\ntitle: On sleep\n---\n\n",
    "toml": '+++\nslug = "wonder zorp"\ndraft = true\n+++\n\n',
    "json": '{\n  "slug": "wonder zorp"\n}\n\n',
}


class Bench:
    """One rule that keeps everything and one that has exemptions, loaded once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        write_rule(folder / "house", "any-zorp", ("wonder zorp", "frell tonic"))
        write_rule(folder / "house", "shy-zorp", ("wonder zorp",), SHY, "warning")
        write_house(folder, "any-zorp", "shy-zorp")
        self.workshop = Workshop(Overrides(config_file=str(folder / "medlint.toml")))

    def lint(self, source: str | bytes, suffix: str = ".md") -> FileReport:
        report = lint_file(self.workshop, self.folder / f"text{suffix}", source)
        if isinstance(source, str):
            check_offsets(source, report)
        return report

    def spans(self, source: str | bytes, move: Callable[[int], int] = int) -> list[tuple[str, str, int, int]]:
        """Rule, severity and span of every finding, each offset moved."""
        return [(f.rule, f.severity, move(f.start), move(f.end)) for f in self.lint(source).findings]


@pytest.fixture(scope="module", name="bench")
def make_bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("bench"))


def test_the_sentences_tell_the_rules_apart(bench: Bench) -> None:
    found = [[(f.rule, f.severity) for f in bench.lint(sentence).findings] for sentence in SENTENCES]
    both = [("any-zorp", "error"), ("shy-zorp", "warning")]
    lowered = [("any-zorp", "error"), ("shy-zorp", "info")]
    only = [("any-zorp", "error")]
    assert found == [both, only, lowered, only, only, lowered, only, [*only, *both]]


@LAW
@given(body=BODIES, kind=st.sampled_from(sorted(FRONT)))
def test_front_matter_moves_everything_by_its_length(bench: Bench, body: str, kind: str) -> None:
    front = FRONT[kind]
    assert bench.spans(front + body) == bench.spans(body, lambda at: at + len(front))


@LAW
@given(body=BODIES)
def test_line_ends_move_everything_by_the_characters_added(bench: Bench, body: str) -> None:
    assert bench.spans(body.replace("\n", "\r")) == bench.spans(body)
    assert bench.spans(body.replace("\n", "\r\n")) == bench.spans(body, lambda at: at + body.count("\n", 0, at))
    lines = [[(f.line, f.column) for f in bench.lint(body.replace("\n", end)).findings] for end in ("\n", "\r", "\r\n")]
    assert lines[0] == lines[1] == lines[2]


@LAW
@given(body=BODIES)
def test_a_byte_order_mark_moves_nothing(bench: Bench, body: str) -> None:
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        assert bench.spans(body.encode(encoding)) == bench.spans(body)


@LAW
@given(body=BODIES)
def test_smart_quotes_move_nothing(bench: Bench, body: str) -> None:
    smart = body
    for _ in range(body.count('"') // 2):
        smart = smart.replace('"', "“", 1).replace('"', "”", 1)
    assert bench.spans(smart) == bench.spans(body)


@LAW
@given(body=BODIES, before=st.sampled_from(["🙂", "👩🏽‍⚕️", "e\u0301", "İ", "ﬁ", "\u200b", "ß", "𝔘", "药"]))
def test_odd_characters_before_move_everything_by_their_number(bench: Bench, body: str, before: str) -> None:
    changed = body.replace("wonder", f"{before} wonder")

    def move(at: int) -> int:
        return at + (len(before) + 1) * (body.count("wonder", 0, at) + body.startswith("wonder", at))

    assert bench.spans(changed) == bench.spans(body, move)


@LAW
@given(
    body=BODIES,
    before=st.lists(st.sampled_from(FILLERS), max_size=3),
    after=st.lists(st.sampled_from(FILLERS), max_size=3),
)
def test_clean_text_elsewhere_changes_no_finding(bench: Bench, body: str, before: list[str], after: list[str]) -> None:
    head = "".join(f"{filler}\n\n" for filler in before)
    source = "\n\n".join([head + body, *after])
    assert bench.spans(source) == bench.spans(body, lambda at: at + len(head))
    prints = [[finding.fingerprint for finding in bench.lint(text).findings] for text in (body, source)]
    assert prints[0] == prints[1]


RENDERINGS = {
    "emphasis": lambda body: body.replace("wonder zorp", "**wonder** zorp"),
    "emphasis across": lambda body: body.replace("wonder zorp", "*wonder zorp*"),
    "inside a word": lambda body: body.replace("wonder", "w**on**der"),
    "a link": lambda body: body.replace("wonder zorp", "[wonder](https://x.example) zorp"),
    "entities": lambda body: body.replace("wonder zorp", "wonder&nbsp;z&#111;rp"),
    "soft hyphens": lambda body: body.replace("wonder", "won\xadder"),
    "capitals": lambda body: body.replace("wonder zorp", "Wonder ZORP"),
    "hard wraps": lambda body: body.replace("wonder zorp", "wonder\nzorp").replace("frell ", "frell\n"),
    "a list": lambda body: "\n\n".join(f"- {part}" for part in body.split("\n\n")),
    "a list in a list": lambda body: "\n\n".join(f"- a\n\n  1. {part}" for part in body.split("\n\n")),
    "a table": lambda body: "| a | b |\n|---|---|\n" + "\n".join(f"| c | {part} |" for part in body.split("\n\n")),
    "a page": lambda body: "".join(f"<p>{part}</p>" for part in body.split("\n\n")),
}  # fmt: skip


@pytest.mark.parametrize("rendering", RENDERINGS)
@settings(LAW, max_examples=25)
@given(body=BODIES)
def test_markup_changes_neither_rule_nor_words(bench: Bench, rendering: str, body: str) -> None:
    suffix = ".html" if rendering == "a page" else ".md"
    plain, changed = bench.lint(body), bench.lint(RENDERINGS[rendering](body), suffix)
    assert words_of(changed.findings) == words_of(plain.findings)
    assert [f.severity for f in changed.findings] == [f.severity for f in plain.findings]


@LAW
@given(body=BODIES)
def test_the_three_formats_agree_on_plain_paragraphs(bench: Bench, body: str) -> None:
    page = bench.lint("".join(f"<p>{part}</p>\n" for part in body.split("\n\n")), ".html")
    assert words_of(page.findings) == words_of(bench.lint(body).findings) == words_of(bench.lint(body, ".txt").findings)
