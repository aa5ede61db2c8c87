"""Where an allowance in a comment holds: the block around it, or the next one."""

from __future__ import annotations

import re

import pytest

from allowances import applied, document, finding, html, left, made, markdown
from medlint.allow.places import find_grounds
from medlint.readers.prose import ProseBuilder


# ------------------------------------------------------------------ where a comment holds
def test_a_comment_between_blocks_is_for_the_next_one() -> None:
    doc = made(
        "One miracle.\n\n<!-- medlint: allow hype: quoted -->\n\nTwo wonder.\n\nThree cure.\n",
        [("paragraph", "One miracle."), ("paragraph", "Two wonder."), ("paragraph", "Three cure.")],
    )
    assert left(doc, "miracle", "wonder", "cure") == ["miracle", "cure"]


def test_a_comment_on_its_own_line_right_after_a_paragraph_is_for_the_next_block() -> None:
    doc = made(
        "One miracle.\n<!-- medlint: allow hype: quoted -->\nTwo wonder.\n",
        [("paragraph", "One miracle."), ("paragraph", "Two wonder.")],
    )
    assert left(doc, "miracle", "wonder") == ["miracle"]


@pytest.mark.parametrize(
    "source",
    [
        "One miracle <!-- medlint: allow hype: quoted --> of\nits kind.\n\nTwo wonder.\n",
        "One miracle of\nits kind. <!-- medlint: allow hype: quoted -->\n\nTwo wonder.\n",
        "One miracle of\r\nits kind.<!-- medlint: allow hype: quoted -->\r\nTwo wonder.\r\n",
        "One miracle of\nits kind. {/* medlint: allow hype: quoted */}\n\nTwo wonder.\n",
    ],
)
def test_a_comment_inside_a_block_is_for_that_block(source: str) -> None:
    builder = ProseBuilder(source)
    stop = source.index("kind.") + len("kind.")
    comment = re.search(r"(<!--|\{/\*)(.*?)(-->|\*/\})", source)
    assert comment is not None
    builder.open("paragraph")
    if comment.start() < stop:
        builder.text(0, comment.start())
        builder.text(comment.end(), stop)
    else:
        builder.text(0, stop)
    builder.open("paragraph")
    builder.text(source.index("Two"), len(source))
    builder.comment(comment.start(), comment.end(), comment[2])
    assert left(document(source, builder.build()), "miracle", "wonder") == ["wonder"]


def test_a_heading_is_allowed_alone() -> None:
    doc = made(
        "<!-- medlint: allow hype: the name of a book -->\n# A miracle\n\nA wonder.\n",
        [("heading", "A miracle"), ("paragraph", "A wonder.")],
    )
    assert left(doc, "miracle", "wonder") == ["wonder"]


def test_a_list_item_is_allowed_alone() -> None:
    doc = made(
        "- a miracle\n- a wonder <!-- medlint: allow hype: quoted -->\n- a cure\n",
        [("item", "a miracle"), ("item", "a wonder"), ("item", "a cure")],
    )
    assert left(doc, "miracle", "wonder", "cure") == ["miracle", "cure"]


def test_a_comment_in_an_empty_cell_is_not_for_the_cell_before() -> None:
    doc = made(
        "| a miracle | <!-- medlint: allow hype: quoted --> a wonder |\n",
        [("cell", "a miracle"), ("cell", "a wonder")],
    )
    assert left(doc, "miracle", "wonder") == ["miracle"]


def test_next_means_next_in_the_source_not_in_the_prose() -> None:
    doc = made(
        "A miracle.\n\n<!-- medlint: allow hype: quoted -->\n\nA wonder.\n",
        [("paragraph", "A wonder."), ("title", "A miracle.")],
    )
    assert [block.kind for block in doc.blocks] == ["paragraph", "title"]
    assert left(doc, "miracle", "wonder") == ["miracle"]


def test_a_comment_after_the_last_block_holds_nowhere() -> None:
    doc = made("A miracle.\n\n<!-- medlint: allow hype: quoted -->\n", [("paragraph", "A miracle.")])
    result = applied(doc, [finding(doc, "miracle")])
    assert result.suppressed == 0
    assert [notice.kind for notice in result.notices] == ["unused-allowance"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>A miracle <!-- medlint: allow hype: q --></p><p>A wonder</p>", ["wonder"]),
        ("<p>A miracle\n<!-- medlint: allow hype: q -->\n</p><p>A wonder</p>", ["wonder"]),
        ("<p>A miracle</p><!-- medlint: allow hype: q --><p>A wonder</p>", ["miracle"]),
        ("<p>A miracle</p>\n<p><!-- medlint: allow hype: q -->A <b>wonder</b></p>", ["miracle"]),
        ("<p>A miracle</p><!-- medlint: allow hype: q --><p><img alt='big wonder' src='x'> text</p>", ["miracle"]),
        ("<p>A miracle</p><!-- medlint: allow hype: q --><p><img alt='text' src='x'> big wonder</p>", ["miracle"]),
        ("<p>Big wonder <img alt='a miracle'> <!-- medlint: allow hype: q --></p><p>No.</p>", []),
    ],
)
def test_html_elements_part_blocks(source: str, expected: list[str]) -> None:
    assert left(html(source), "miracle", "wonder") == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("A miracle.\n\n{}\n\nA wonder.\n\nA cure.\n", ["miracle", "cure"]),
        ("A miracle.\n{}\nA wonder.\n\nA cure.\n", ["miracle", "cure"]),
        ("A miracle. {}\n\nA wonder and\na cure.\n", ["wonder", "cure"]),
        ("A {} miracle\nand a **wonder**.\n\nA cure.\n", ["cure"]),
        ("A **miracle**\nand a *wonder* {}\n\nA cure.\n", ["cure"]),
        ("## A miracle {}\n\nA wonder.\n\nA cure.\n", ["wonder", "cure"]),
        ("{}\n\n## A miracle\n\nA wonder. A cure.\n", ["wonder", "cure"]),
        ("A miracle\n========= \n\n{}\n\n1. a *wonder*\n2. a cure\n", ["miracle", "cure"]),
        ("- a miracle\n- a wonder {}\n- a cure\n", ["miracle", "cure"]),
        ("- {} a miracle\n- a wonder\n\n  a cure\n", ["wonder", "cure"]),
        ("> a miracle {}\n\n> a wonder\n\na cure\n", ["wonder", "cure"]),
        ("| a | b |\n|---|---|\n| miracle | wonder {} |\n\na cure\n", ["miracle", "cure"]),
        ("{}\n\n![a miracle](x.png)\nand a wonder.\n\n![a cure](y.png)\n", ["cure"]),
        ('{}\n\n[a miracle](x.html) and [a wonder](y.html "no").\n\nA cure.\n', ["cure"]),
        ("{}\r\n\r\nA miracle\r\nand a wonder.\r\n\r\nA cure.\r\n", ["cure"]),
        ("---\ntitle: A miracle\n---\n\n{}\n\nA wonder.\n\nA cure.\n", ["miracle", "cure"]),
    ],
)
@pytest.mark.parametrize(
    ("suffix", "comment"), [(".md", "<!-- medlint: allow hype: q -->"), (".mdx", "{/* medlint: allow hype: q */}")]
)
def test_comments_in_markdown(source: str, expected: list[str], suffix: str, comment: str) -> None:
    doc = markdown(source.replace("{}", comment), suffix)
    assert left(doc, "miracle", "wonder", "cure") == expected


def test_front_matter_as_markdown_reads_it() -> None:
    doc = markdown("---\ntitle: x\nmedlint: {allow: {hype: satire, small-sample: satire}}\n---\n\nA miracle.\n")
    result = applied(doc, [finding(doc, "miracle")])
    assert result.suppressed == 1
    assert [(notice.kind, notice.line) for notice in result.notices] == [("unused-allowance", 3)]


def test_a_picture_belongs_to_its_paragraph_in_markdown() -> None:
    source = "<!-- medlint: allow hype: q -->\n![a miracle](x.png)\nand a wonder.\n\n![a cure](y.png)\n"
    doc = made(source, [("alt", "a miracle"), ("paragraph", "and a wonder."), ("alt", "a cure")])
    assert left(doc, "miracle", "wonder", "cure") == ["cure"]


def test_pictures_stay_with_their_own_list_items() -> None:
    doc = made(
        "- one\n- ![two](x)\n- three ![four](y)\n",
        [("item", "one"), ("alt", "two"), ("item", "three"), ("alt", "four")],
    )
    groups = [ground.group for ground in find_grounds(doc)]
    assert groups[2] == groups[3]
    assert len(set(groups)) == 3


def test_the_address_of_a_link_belongs_to_the_block_of_the_link() -> None:
    source = "<!-- medlint: allow hype: q -->\n[A miracle](https://x.example/buy).\n\nOf [it](https://y.example/b)\n"
    builder = ProseBuilder(source)
    for words, href in (("A miracle", "https://x.example/buy"), ("it", "https://y.example/b")):
        at, to = source.index(f"[{words}]"), source.index(href)
        builder.open("paragraph")
        builder.begin_link(source_start=at, href=href, href_start=to, href_end=to + len(href))
        builder.text(at + 1, at + 1 + len(words))
        builder.end_link(to + len(href) + 1)
        builder.close()
    builder.comment(0, source.index("\n"), " medlint: allow hype: q ")
    doc = document(source, builder.build())
    assert left(doc, "x.example/buy", "y.example/b") == ["y.example/b"]


def test_a_linked_picture_without_words_is_found_by_what_stands_beside_it() -> None:
    source = "<!-- medlint: allow hype: q -->\n[![a pot](p.png)](https://x.example/buy)\n\nA wonder.\n"
    doc = made(source, [("title", "a pot"), ("paragraph", "A wonder.")])
    assert left(doc, "x.example/buy", "wonder") == ["wonder"]


def test_an_address_before_a_linked_picture_belongs_to_it() -> None:
    doc = html("<!-- medlint: allow hype: q --><a href='https://x.example/buy'><img alt='a pot'></a><p>A wonder</p>")
    assert left(doc, "x.example/buy", "wonder") == ["wonder"]


def test_a_place_far_from_any_block_is_covered_by_no_comment() -> None:
    doc = made("<!-- medlint: allow hype: q -->\nA wonder.\n\n[x]: buy\n\n", [("paragraph", "A wonder.")])
    assert left(doc, "wonder", "buy") == ["buy"]
