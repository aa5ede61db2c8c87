"""Links of every sort, as tables of cases in three or more forms each; `{0}` stands for the address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "evidence": ("https://doi.org/10.1000/1", "https://www.nhs.uk/conditions/a/", "https://pubmed.ncbi.nlm.nih.gov/1/"),
    "internal": ("/guides/sleep", "#more", "../shop/mats"),
    "other": ("https://club.example/", "https://blog.example/post/4", "https://museum.example/?page=2"),
    "campaign": (
        "https://club.example/?utm_source=x",
        "https://blog.example/?mtm_campaign=y",
        "https://a.example/?utm_medium=z",
    ),
    "shortener": ("https://bit.ly/abc", "https://tinyurl.com/abc", "https://t.ly/abc"),
    "commercial": ("https://shop.example/mat", "https://a.example/cart", "https://www.boots.com/x"),
    "affiliate": ("https://a.example/?aff=1", "https://amzn.to/abc", "https://b.example/?tag=wellness-20"),
}
"""Addresses by the kind of place that they lead to. `campaign`: other places, with parameters that count visits."""

RELS: Final[Mapping[str, tuple[str, ...]]] = {
    "none": ("", ' rel=""', ' target="_blank"'),
    "noopener, ugc": (' rel="noopener"', ' rel="ugc"', " rel='noreferrer external'"),
    "nofollow": (' rel="nofollow"', ' REL="NoFollow noopener"', " rel=nofollow"),
    "sponsored": (' rel="sponsored"', " rel='sponsored noopener'", ' rel="nofollow sponsored"'),
}
"""Attributes of an HTML link."""

PLACES: Final[Mapping[str, tuple[str, ...]]] = {
    "text": ("<p>People also like {}.</p>", "<ul><li>{}</li></ul>", "<table><tr><td>{}</td></tr></table>"),
    "claim": (
        "<p>Zinc reduces the risk of colds, as {} tells.</p>",
        "<p>Tea lowers blood pressure ({}).</p>",
        "<p>Walking improves sleep. {} says why.</p>",
    ),
    "heading": ("<h2>Mats and {}</h2>", "<h3>{}</h3><p>A mat is a mat.</p>", "<h1>All about {}</h1>"),
    "references": (
        "<h2>References</h2><ol><li>{}</li></ol>",
        "<h2>Sources</h2><p>{}</p>",
        "<h3>Further reading</h3><ul><li>{}</li></ul>",
    ),
    "navigation": (
        "<nav>{}</nav><p>Text.</p>",
        "<footer><p>{}</p></footer><p>Text.</p>",
        "<aside>{}</aside><p>Text.</p>",
    ),
}
"""Where a link stands."""

TOLD: Final[Mapping[str, tuple[str, ...]]] = {
    "nothing": ("{}", "{}<p>The weather was fine.</p>", "<p>A page on mats.</p>{}"),
    "a sentence": (
        "{}<p>Some links are affiliate links.</p>",
        "<p>We earn a commission if you buy.</p>{}",
        "{}<p>This article is sponsored by a maker of mats.</p>",
    ),
}
"""What the words of a text tell of its links."""

OUTCOMES: Final[Mapping[str, Mapping[str, str]]] = {
    "evidence": {"nothing": "-", "a sentence": "-"},
    "internal": {"nothing": "-", "a sentence": "-"},
    "other": {"nothing": "-", "a sentence": "-"},
    "campaign": {"nothing": "info", "a sentence": "info"},
    "shortener": {"nothing": "info", "a sentence": "info"},
    "commercial": {"nothing": "warning", "a sentence": "info"},
    "affiliate": {"nothing": "warning", "a sentence": "info"},
}
"""The cell for an HTML link without a mark in `rel`, outside of navigation."""
UNMARKED: Final = frozenset({"none", "noopener, ugc"})

HIDDEN: Final[Mapping[str, tuple[str, ...]]] = {
    "by its style": (
        '<a href="{0}" style="display:none">mats</a>',
        '<a style="VISIBILITY: hidden;" href="{0}">mats</a>',
        '<a href="{0}" style="opacity:0">mats</a>',
    ),
    "by its size": (
        '<a href="{0}" style="font-size:0">mats</a>',
        '<a href="{0}" style="font-size: 1px; color: red">mats</a>',
        '<a href="{0}" style="height:0;overflow:hidden">mats</a>',
        '<a href="{0}"><img src="p.gif" width="1" height="1"></a>',
    ),
    "by its place": (
        '<a href="{0}" style="position:absolute; left:-9999px">mats</a>',
        '<a href="{0}" style="text-indent:-5000px">mats</a>',
        '<a href="{0}" style="position:absolute;clip:rect(0,0,0,0)">mats</a>',
    ),
    "by its colour": (
        '<a href="{0}" style="color:#fff;background:#fff">mats</a>',
        '<a href="{0}" style="color: transparent">mats</a>',
        '<a href="{0}"><font color="#FFFFFF">mats</font></a>',
        '<a href="{0}"><span style="color:rgba(0,0,0,0)">mats</span></a>',
    ),
    "by having no text": (
        '<a href="{0}"></a>',
        '<a href="{0}">.</a>',
        '<a href="{0}"> <!-- mats --> </a>',
        '<a href="{0}">&#8203;</a>',
    ),
    "by its surroundings": (
        '<span style="display:none"><a href="{0}">mats</a></span>',
        '<span hidden><a href="{0}">mats</a></span>',
        '<b style="font-size:0"><a href="{0}">mats</a></b>',
    ),
    "by an attribute": (
        '<a href="{0}" hidden>mats</a>',
        '<a hidden="" href="{0}">mats</a>',
        '<a HIDDEN href="{0}">mats</a>',
    ),
}
"""Ways to keep a link from readers."""

SEEN: Final[Mapping[str, tuple[str, ...]]] = {
    "a picture or an icon": (
        '<a href="{0}"><img src="mat.jpg" alt=""></a>',
        '<a href="{0}"><i class="icon-mail"></i></a>',
        '<a href="{0}"><svg></svg></a>',
    ),
    "a name for screen readers": (
        '<a href="{0}" aria-label="Mats"></a>',
        '<a href="{0}" title="Mats"></a>',
        '<a href="{0}" class="icon"></a>',
    ),
    "hidden from screen readers only": (
        '<a href="{0}" aria-hidden="true">mats</a>',
        '<a href="{0}" tabindex="-1">mats</a>',
        '<a href="{0}" role="presentation">mats</a>',
    ),
    "another colour, size or place": (
        '<a href="{0}" style="color:#fff;background:#036">mats</a>',
        '<a href="{0}" style="font-size:.8em">mats</a>',
        '<a href="{0}" style="margin-left:-4px">mats</a>',
    ),
    "a panel that opens": tuple(
        f"<div {how}><p>A mat is woven of straw, rush or cloth, and is rolled up by day to make room."
        ' <a href="{0}">Mats</a> last.</p></div>'
        for how in ("hidden", 'style="display:none"', 'aria-hidden="true"')
    ),
}
"""What only looks as if it hid a link."""

DISCLOSED: Final[Mapping[str, tuple[str, ...]]] = {
    "in the link": (
        "We like [this mat (affiliate link)]({0}).",
        "We like [this mat (advert)]({0}).",
        "[Sponsored: a mat]({0}) is soft.",
    ),
    "beside the link": (
        "We like [this mat]({0}) (affiliate link).",
        "We earn a commission on [this mat]({0}).",
        "#ad [This mat]({0}) is soft.",
    ),
    "a label above": (
        "Advertisement\n\n[This mat]({0}) is soft.",
        "## Sponsored\n\n[This mat]({0}) is soft.",
        "**Paid partnership**\n\n[This mat]({0}) is soft.",
    ),
    "a sentence in the text": (
        "We may get paid if you buy through our links.\n\n[This mat]({0}) is soft.",
        "[This mat]({0}) is soft.\n\nThis post was paid for by a shop.",
        "[This mat]({0}) is soft.\n\nAs an Amazon Associate I earn from sales.",
    ),
    "front matter": (
        "---\nsponsored: true\n---\n\n[This mat]({0}) is soft.",
        "---\naffiliate: Mats Ltd\n---\n\n[This mat]({0}) is soft.",
        "---\nparams:\n  advertorial: yes\n---\n\n[This mat]({0}) is soft.",
    ),
}
"""Ways to disclose a paid link in a text that cannot carry `rel` (Markdown)."""

NOT_DISCLOSED: Final[Mapping[str, tuple[str, ...]]] = {
    "denied": (
        "This page has no affiliate links. [This mat]({0}) is soft.",
        "This is not a sponsored post. [This mat]({0}) is soft.",
        "We never earn a commission. [This mat]({0}) is soft.",
    ),
    "said of somebody else": (
        "The trial of [this mat]({0}) was sponsored by a university.",
        "The European Commission tested [this mat]({0}).",
        "In the industry-sponsored trial [this mat]({0}) was soft.",
    ),
    "where no reader sees it": (
        "<!-- affiliate link -->\n\n[This mat]({0}) is soft.",
        "<p hidden>Some links are affiliate links.</p>\n\n[This mat]({0}) is soft.",
        '<p style="display:none">This post is sponsored.</p>\n\n[This mat]({0}) is soft.',
    ),
    "front matter that says no": (
        "---\nsponsored: false\n---\n\n[This mat]({0}) is soft.",
        "---\naffiliate: none\n---\n\n[This mat]({0}) is soft.",
        "---\nadvertorial:\n---\n\n[This mat]({0}) is soft.",
    ),
    "too vague": (
        "Thank you for your support. [This mat]({0}) is soft.",
        "With thanks to our friends. [This mat]({0}) is soft.",
        "We only name what we love. [This mat]({0}) is soft.",
    ),
}
"""Words that only look like a disclosure."""

PROMISED: Final[Mapping[str, tuple[str, ...]]] = {
    "an address as text": (
        "See [www.nhs.uk](https://mats.example/).",
        "See [https://who.int/sleep](https://mats.example/shop).",
        "See [cochrane.org](https://a.example/?aff=1).",
    ),
    "a source as text": (
        "See [the trial](https://mats.example/cart).",
        "See [a study in The Lancet](https://shop.example/).",
        "See [NICE guidance](https://www.boots.com/x).",
    ),
    "many links to one seller": (
        (
            "Paid links: [a](https://m.example/?aff=1) [b](https://m.example/?aff=2) [c](https://m.example/?aff=3) and"
            " [d](https://m.example/?aff=4)"
        ),
        "[Skin clinic Leeds](https://k.example/1), [best skin doctor](https://k.example/2), [cheap skin clinic](https://k.example/3).",
        "- [Dentist near me](https://d.example/a)\n- [affordable dentist](https://d.example/b)\n- [dentist prices](https://d.example/c)",
    ),
    "a source that tracks": tuple(
        f"## References\n\n1. [Mats and sleep]({address})"
        for address in (
            "https://www.bmj.com/1?utm_source=x",
            "https://doi.org/10.1/2?fbclid=3",
            "https://www.thelancet.com/4?gclid=5&p=1",
        )
    ),
}
"""Other faults of links."""
