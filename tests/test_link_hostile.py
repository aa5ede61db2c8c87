"""Links of pages as they are met: broken, nested, huge. Positions stay exact, nothing fails, time grows with length."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from medlint.document import Context
from medlint.findings import lint_source
from medlint.model import Finding
from medlint.ruleset import Ruleset
from test_promotion import shared
from timing import is_linear

UNITS = tomllib.loads((Path(__file__).parent / "hostile" / "links.toml").read_text("utf-8"))
SIZE = 4_000


FAMILIES = frozenset(("promotion", "structure", "safety"))


def check(text: str, markup: str, families: frozenset[str] = frozenset(("promotion",))) -> tuple[Finding, ...]:
    """The findings of whole families; every quote is the source text of its span."""
    setup = shared()
    rules = tuple(rule for rule in setup.rulebook.rules.values() if rule.family in families)
    ruleset = Ruleset(rules, setup.knowledge, Context(setup.today), {}, frozenset(setup.rulebook.rules))
    reader = setup.host.reader_for("", markup)
    report, failures = lint_source(
        text, path=f"a{reader.suffixes[0]}", reader=reader, suffix=reader.suffixes[0], ruleset=ruleset,
        checks=setup.host.checks, owners=setup.host.owners, partial=True,
    )  # fmt: skip
    assert failures == ()
    assert all(text[f.start : f.end] == f.quote for f in report.findings)
    return report.findings


def quotes(text: str, rule: str = "unmarked-commercial-link") -> list[str]:
    return [finding.quote for finding in check(text, "html") if finding.rule == rule]


@pytest.mark.parametrize(("markup", "unit"), [(markup, unit) for markup, units in UNITS.items() for unit in units])
def test_time_grows_with_the_length_only(markup: str, unit: str) -> None:
    assert is_linear(lambda size: check((unit * size)[:size], markup, FAMILIES), SIZE)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<p>A <a href="https://a.example/?aff=1">mat<p>Next <b>b', ["mat"]),
        ('<ul><li>A <a href="https://a.example/?aff=1">mat<li>rug</ul>', ["mat"]),
        ('<a href="https://a.example/?aff=1">mat <a href="https://b.example/?aff=2">rug</a></a>', ["mat", "rug"]),
        ('<a href="https://a.example/?x=1&amp;aff=2">m&amp;t</a>', ["m&amp;t"]),
        ("<a href='https://a.example/?x=1&#38;aff=2'>mat &#x26; rug</a>", ["mat &#x26; rug"]),
        ("<a href=https://a.example/?aff=1>mat</a>", ["mat"]),
        ('<a href="\n https://a.example/?aff=1 \t">mat</a>', ["mat"]),
        ('<A HREF="HTTPS://A.EXAMPLE/?AFF=1">MAT</A>', ["MAT"]),
        ('<a href="//amzn.to/1">mat</a>', ["mat"]),
        ('<base href="https://shop.example/"><a href="1">mat</a>', ["mat"]),
        ('<a href="../?aff=1">mat</a>', []),
        ('<a href="https://a.example/?aff=1"><img srcset="a.jpg 1x, https://b.example/?aff=2 2x" alt="A mat"></a>', ["https://a.example/?aff=1"]),
        ('<!-- <a href="https://a.example/?aff=1">mat</a> --><p>Text.</p>', []),
        ('<script>"<a href=https://a.example/?aff=1>mat</a>"</script><p>Text.</p>', []),
        ('<p>A <![CDATA[ <b> ]]> <a href="https://a.example/?aff=1">mat</a></p>', ["mat"]),
        ('<area href="https://a.example/?aff=1" alt="mat"><p>Text.</p>', ["https://a.example/?aff=1"]),
        ('<form action="https://a.example/cart"><button>Go</button></form>', ["https://a.example/cart"]),
        ('<p>😀 é <a href="https://a.example/?aff=1">mät 😀</a></p>', ["mät 😀"]),
        ('<p>A\r\n<a\r\nhref="https://a.example/?aff=1"\r\n>ma\r\nt</a></p>', ["ma\r\nt"]),
        ('<table><tr><td><a href="https://a.example/?aff=1">mat</table>rug', ["mat"]),
        ('<a href="https://a.example/?aff=1" rel="sponsored" rel="x">mat</a>', []),
        ('<a href="https://a.example/?aff=1" href="/x">mat</a>', ["mat"]),
        ('<p>mat</p', []),
        ('<a href="https://a.example/?aff=1', []),
    ],
)  # fmt: skip
def test_broken_markup(text: str, found: list[str]) -> None:
    assert quotes(text) == found


def test_a_page_of_two_megabytes() -> None:
    part = (
        '<p>Walking helps <i>most</i> people &mdash; see <a href="https://www.nhs.uk/a?x=1&amp;y=2">advice'
        "<!-- cut --></a>.<ul><li>One<li>Two <b>three</ul><div style='color:red'>Four</div>\n"
    )
    before = part * (1_000_000 // len(part))
    text = f'{before}<p>We like <a href="https://a.example/?aff=1">th&eacute; mat</a>. Call us today.{before}'
    assert len(text) > 1_900_000
    found = {finding.rule: finding.quote for finding in check(text, "html") if finding.scope == "span"}
    assert found == {"unmarked-commercial-link": "th&eacute; mat", "sales-pressure": "Call us today"}
