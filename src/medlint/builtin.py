"""What the host itself provides, through the same hooks as any plugin: rules, core layers, readers, reporters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from medlint.hookspecs import hookimpl
from medlint.layers.boilerplate import LEXICONS as BOILERPLATE_LEXICONS
from medlint.layers.boilerplate import find_boilerplate
from medlint.layers.caveats import LEXICONS as CAVEAT_LEXICONS
from medlint.layers.caveats import find_caveats
from medlint.layers.citations import LEXICONS as CITATION_LEXICONS
from medlint.layers.citations import find_citations
from medlint.layers.claims import LEXICONS as CLAIM_LEXICONS
from medlint.layers.claims import find_claims
from medlint.layers.essentials import LEXICONS as ESSENTIAL_LEXICONS
from medlint.layers.essentials import find_essentials
from medlint.layers.language import find_language
from medlint.layers.link_places import LEXICONS as PLACE_LEXICONS
from medlint.layers.links import FACTS as LINK_FACTS
from medlint.layers.links import classify_links
from medlint.layers.quotes import find_quotes
from medlint.layers.roles import start_roles
from medlint.layers.sections import find_sections
from medlint.layers.sentences import find_sentences, find_starts
from medlint.layers.speakers import LEXICONS as SPEAKER_LEXICONS
from medlint.layers.speakers import find_speakers
from medlint.layers.studies import LEXICONS as STUDY_LEXICONS
from medlint.layers.studies import find_studies
from medlint.model import Layer, Prose, Reader
from medlint.places import rules_folder
from medlint.readers.decoding import decode_html, decode_utf8

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@hookimpl
def medlint_rules() -> Iterable[Traversable]:
    """The folder `rules/`."""
    return [rules_folder()]


@hookimpl
def medlint_layers() -> Iterable[Layer]:
    """The core layers, in the order in which they build on each other."""
    return [
        Layer("language", find_language),
        Layer("sections", find_sections),
        Layer("sentences", find_sentences),
        Layer("sentence-starts", find_starts),
        Layer("roles", start_roles),
        Layer("quotes", find_quotes),
        Layer("boilerplate", find_boilerplate, lexicons=BOILERPLATE_LEXICONS),
        Layer("speakers", find_speakers, lexicons=SPEAKER_LEXICONS),
        Layer("links", classify_links, lexicons=PLACE_LEXICONS, facts=LINK_FACTS),
        Layer("citations", find_citations, lexicons=CITATION_LEXICONS),
        Layer("claims", find_claims, lexicons=CLAIM_LEXICONS),
        Layer("caveats", find_caveats, lexicons=CAVEAT_LEXICONS),
        Layer("studies", find_studies, lexicons=STUDY_LEXICONS),
        Layer("essentials", find_essentials, lexicons=ESSENTIAL_LEXICONS),
    ]


@hookimpl
def medlint_readers() -> Iterable[Reader]:
    """Markdown, HTML and plain text."""
    return [
        Reader("markdown", (".md", ".markdown", ".mdx", ".mdown", ".qmd", ".rmd"), decode_utf8, _read_markdown),
        Reader("html", (".html", ".htm", ".xhtml"), decode_html, _read_html),
        Reader("text", (".txt", ".text"), decode_utf8, _read_text),
    ]


def _read_markdown(source: str, suffix: str) -> Prose:
    from medlint.readers.markdown import read_markdown

    return read_markdown(source, suffix)


def _read_html(source: str, suffix: str) -> Prose:
    from medlint.readers.html import read_html

    return read_html(source, suffix)


def _read_text(source: str, suffix: str) -> Prose:
    from medlint.readers.text import read_text

    return read_text(source, suffix)
