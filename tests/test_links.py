"""The layer `links`: where an address leads, decided by the tables and by the house's own lists."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medlint.document import Context
from medlint.findings import read_document
from medlint.layers.link_places import place_of
from medlint.layers.links import LinkFacts, in_domains, links
from medlint.ruleset import Ruleset
from medlint.testing import Setup, open_setup

TODAY = date(2026, 6, 1)


@lru_cache(maxsize=1)
def shared() -> Setup:
    return open_setup()


@pytest.fixture
def setup() -> Setup:
    return shared()


def classify(address: str, setup: Setup, **context: tuple[str, ...]) -> LinkFacts:
    ruleset = Ruleset((), setup.knowledge, Context(TODAY, **context), {}, frozenset())  # type: ignore[arg-type]
    reader = setup.host.reader_for("", "html")
    source = f'<p>Read <a href="{address}">the text</a>.</p>'
    document = read_document(source, path="a.html", reader=reader, suffix=".html", ruleset=ruleset)
    (facts,) = links(document)
    return facts


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://doi.org/10.1000/182", "evidence"),
        ("https://pubmed.ncbi.nlm.nih.gov/1/", "evidence"),
        ("https://www.nhs.uk/conditions/?utm_source=x", "evidence"),
        ("https://www.who.int/news", "evidence"),
        ("https://health.state.example.gov/flu", "evidence"),
        ("https://www.bmj.com/content/1", "evidence"),
        ("/about", "internal"),
        ("#top", "internal"),
        ("../shop/", "internal"),
        ("mailto:editor@shop.example", "other"),
        ("tel:+15550100", "other"),
        ("https://[broken", "other"),
        ("https://example.org/", "other"),
        ("https://gov.example.com/", "other"),
        ("https://notnhs.uk.example/", "other"),
        ("https://amzn.to/1", "affiliate"),
        ("https://AMZN.to/1", "affiliate"),
        ("https://www.awin1.com/cread.php", "affiliate"),
        ("https://click.linksynergy.com/deeplink?id=1", "affiliate"),
        ("https://a.example/?aff=1", "affiliate"),
        ("https://a.example/?AFF_ID=1", "affiliate"),
        ("https://a.example/#a_aid=me", "affiliate"),
        ("https://a.example/?discount=ANNA10", "affiliate"),
        ("https://a.example/?utm_medium=affiliate", "affiliate"),
        ("https://a.example/?utm_medium=email", "other"),
        ("https://a.example/?ref=healthblog", "affiliate"),
        ("https://a.example/?ref=homepage", "other"),
        ("https://a.example/?ref=12", "other"),
        ("https://a.example/?ref=blog.example", "other"),
        ("https://a.example/?ref=deadbeef", "other"),
        ("https://a.org/?ref=healthblog", "other"),
        ("https://github.com/a/b?ref=feature", "other"),
        ("https://a.example/?tag=sleep", "other"),
        ("https://a.example/?tag=wellness-20", "affiliate"),
        ("https://www.amazon.de/dp/1?tag=wellness", "affiliate"),
        ("https://www.amazon.de/dp/1", "commercial"),
        ("https://aws.amazon.com/", "other"),
        ("https://www.target.com/recalls/x", "other"),
        ("https://shop.a.example/", "commercial"),
        ("https://shopping.a.example/", "other"),
        ("https://a.example/shop/x", "commercial"),
        ("https://a.example/workshop/x", "other"),
        ("https://a.example/book", "commercial"),
        ("https://a.example/book/chapter-1", "other"),
        ("https://a.example/books", "other"),
        ("https://a.example/checkout.html", "commercial"),
        ("https://a.example/products/label.pdf", "other"),
        ("https://bit.ly/x", "shortener"),
    ],
)
def test_kind(address: str, kind: str, setup: Setup) -> None:
    assert classify(address, setup).kind == kind


@pytest.mark.parametrize(
    ("lists", "kind"),
    [
        ({"own_domains": ("shop.example",)}, "internal"),
        ({"own_domains": ("example",)}, "internal"),
        ({"evidence_hosts": ("shop.example",)}, "evidence"),
        ({"partners": ("shop.example",)}, "commercial"),
        ({"own_domains": ("op.example",)}, "affiliate"),
        ({}, "affiliate"),
    ],
)
def test_the_house_lists_come_first(lists: dict[str, tuple[str, ...]], kind: str, setup: Setup) -> None:
    assert classify("https://www.shop.example/?aff=1", setup, **lists).kind == kind


@pytest.mark.parametrize(
    ("address", "because"),
    [
        ("https://amzn.to/1", "the affiliate network amzn.to"),
        ("https://a.example/?x=1&affid=2", "the affiliate parameter “affid”"),
        ("https://a.example/cart", "the sales page “/cart”"),
        ("https://store.example/", "the seller store.example"),
        ("https://tinyurl.com/1", "the link shortener tinyurl.com"),
    ],
)
def test_what_decided_is_named(address: str, because: str, setup: Setup) -> None:
    assert classify(address, setup).because == because


@pytest.mark.parametrize(
    ("address", "campaign"),
    [
        ("https://a.example/?utm_source=blog", "utm_source"),
        ("https://a.example/?mtm_campaign=may", "mtm_campaign"),
        ("https://a.example/?utm_source=chatgpt.com", ""),
        ("https://a.example/?fbclid=1", ""),
        ("https://a.org/?utm_source=blog", ""),
        ("https://www.cdc.gov/?utm_source=blog", ""),
    ],
)
def test_campaigns_count_where_something_may_be_sold(address: str, campaign: str, setup: Setup) -> None:
    assert classify(address, setup).campaign == campaign


def test_tracking_parameters_are_named(setup: Setup) -> None:
    facts = classify("https://a.example/?fbclid=1&amp;page=2&amp;utm_id=3", setup)
    assert facts.tracking == ("fbclid", "utm_id")


@given(st.lists(st.sampled_from(["a", "b", "www", "example"]), min_size=1, max_size=4))
def test_a_domain_covers_itself_and_what_is_below_it(labels: list[str]) -> None:
    host = ".".join(labels)
    assert in_domains(host, (host,)) == host
    assert in_domains(f"x.{host}", (host,)) == host
    assert in_domains(f"x{host}", (host,)) in {"", *([host] if f"x{host}".endswith(f".{host}") else [])}


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_address_breaks_the_layer(text: str) -> None:
    address = text.translate(str.maketrans("", "", '"<>&'))
    facts = classify(f"https://{address}", shared())
    assert facts.kind in {"evidence", "internal", "commercial", "affiliate", "shortener", "other"}


def page_kinds(head: str, body: str, setup: Setup) -> list[str]:
    ruleset = Ruleset((), setup.knowledge, Context(TODAY), {}, frozenset())
    source = f"<html><head>{head}</head><body><p>{body}</p></body></html>"
    reader = setup.host.reader_for("", "html")
    return [
        facts.kind
        for facts in links(read_document(source, path="a.html", reader=reader, suffix=".html", ruleset=ruleset))
    ]


@pytest.mark.parametrize(
    ("head", "href", "kind"),
    [
        ('<base href="https://shop.example/">', "mats/1", "commercial"),
        ('<base href="https://shop.example/">', "#more", "internal"),
        ('<base href="https://club.example/shop/">', "mats", "commercial"),
        ('<base href="https://club.example/shop/">', "/mats", "other"),
        ('<base target="_blank"><base href="//amzn.to/">', "1", "affiliate"),
        ('<base href="/en/">', "mats", "internal"),
        ('<base href="https://[broken">', "mats", "other"),
        ('<link rel="canonical" href="https://www.club.example/a">', "https://club.example/shop/b", "internal"),
        ('<link rel="canonical" href="https://club.example/a">', "https://notclub.example/shop/b", "commercial"),
        ('<link rel="canonical" href="">', "https://club.example/shop/b", "commercial"),
    ],
)
def test_a_page_says_where_its_links_start_from(head: str, href: str, kind: str, setup: Setup) -> None:
    assert page_kinds(head, f'<a href="{href}">mats</a>', setup) == [kind]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("<nav><a href='/a'>x</a></nav><p>Text.</p>", "nav"),
        ("<h2>On <a href='/a'>x</a></h2>", "heading"),
        ("<h2>References</h2><ol><li><a href='/a'>x</a></li></ol>", "references"),
        ("<p>Zinc reduces the risk of colds, <a href='/a'>x</a> says.</p>", "claim"),
        ("<p>The park has a <a href='/a'>pond</a>.</p>", "text"),
        ("<form action='/a'></form>", "text"),
    ],
)
def test_where_a_link_stands(text: str, place: str, setup: Setup) -> None:
    ruleset = Ruleset((), setup.knowledge, Context(TODAY), {}, frozenset())
    reader = setup.host.reader_for("", "html")
    document = read_document(text, path="a.html", reader=reader, suffix=".html", ruleset=ruleset)
    assert place_of(document, document.links[0]) == place
