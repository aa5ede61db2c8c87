"""The document: title, words, places, the way back from prose to source, layers computed once."""

from datetime import date

import pytest

from medlint.document import Context, Document, Knowledge
from medlint.layers.language import find_language
from medlint.layers.quotes import find_quotes, quote_at
from medlint.layers.scopes import clause_end, clause_start, is_asked, is_hedged, is_negated, words_between
from medlint.layers.sections import find_sections, section_of, sections
from medlint.layers.sentences import find_sentences, find_starts, sentence_at, sentence_index, sentences
from medlint.model import Entry, Layer, Lexicon
from medlint.phrasebook import Lexicon as Phrases
from medlint.phrasebook import build
from medlint.readers.text import read_text

LEXICONS = {
    "negations": ("not", "no", "never", "{do,does,did}n't", "lack of"),
    "hedges": ("may", "might", "{appears,seems} to"),
    "aims": ("whether", "to find out if"),
    "drugs": ("ketamine", "a single dose"),
}


def document(source, calls=None):
    lexicons = {
        id: Lexicon(id, tuple(Entry(phrase, {"n": str(i), "kind": f"any of-{i}"}) for i, phrase in enumerate(phrases)))
        for id, phrases in LEXICONS.items()
    }
    layers = [
        Layer("language", find_language),
        Layer("sections", find_sections),
        Layer("sentences", find_sentences),
        Layer("sentence-starts", find_starts),
        Layer("quotes", find_quotes),
        Layer("counted", lambda document: calls.append(document.path) or 7),
    ]
    knowledge = Knowledge(
        lexicons,
        build(Phrases(id, phrases) for id, phrases in LEXICONS.items()),
        {},
        {layer.name: layer for layer in layers},
    )
    context = Context(today=date(2026, 1, 2))
    return Document(
        path="a.txt", format="text", source=source, prose=read_text(source), knowledge=knowledge, context=context
    )


def at(doc, words):
    start = doc.prose.index(words)
    return start, start + len(words)


def test_a_layer_is_computed_once():
    calls = []
    doc = document("Some words.", calls)
    assert (doc.layer("counted"), doc.layer("counted"), calls) == (7, 7, ["a.txt"])
    with pytest.raises(KeyError):
        doc.layer("no such layer")


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("Gout\n\nGout hurts.", "Gout"),
        ("Gout hurts a lot, and for weeks, in many older men. More.", "Gout hurts a lot, and for weeks, in"),
        ("", ""),
        ("---\ntitle: What is gout?\n---\nGout\n\nIt hurts.", "What is gout?"),
    ],
)
def test_the_title_is_where_findings_about_the_whole_text_stand(source, title):
    doc = document(source)
    start, end = doc.title
    assert doc.prose[start:end] == title
    assert doc.source[slice(*doc.source_span(start, end))] == title


def test_words_are_those_of_the_prose():
    assert document("Don't take St John's wort: see https://x.example/a-b now.").words == 7


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_at_lf_crlf_and_cr_only(end):
    doc = document(f"One{end}two \u2028still two{end}{end}four")
    assert doc.place(doc.source.index("two")) == (2, 1)
    assert doc.place(doc.source.index("still")) == (2, 6)
    assert doc.place(doc.source.index("four")) == (4, 1)
    assert doc.source_line(2) == "two \u2028still two"
    assert doc.source_line(4) == "four"


def test_hits_come_in_prose_offsets_and_inside_a_span():
    doc = document("Ke\u00adtamine in a  single\ndose. Then KETAMINE.")
    hits = doc.hits("drugs")
    assert [doc.prose[h.start : h.end] for h in hits] == ["Ke\u00adtamine", "a single dose", "KETAMINE"]
    assert [doc.source[slice(*doc.source_span(h.start, h.end))] for h in hits] == [
        "Ke\u00adtamine",
        "a  single\ndose",
        "KETAMINE",
    ]
    assert [doc.tag("drugs", h, "n") for h in hits] == ["0", "1", "0"]
    assert doc.tag("drugs", hits[0], "means") == ""
    first = sentences(doc)[0]
    assert doc.hits_between("drugs", first.start, first.end) == hits[:2]
    assert doc.hits_between("drugs", hits[0].start + 1, first.end) == hits[1:2]
    assert doc.hits_between("drugs", 0, len(doc.prose), "of-0") == (hits[0], hits[2])
    assert doc.hits_between("drugs", hits[0].end, len(doc.prose), "of-0", "of-1") == hits[1:]
    assert doc.hits_between("drugs", 0, first.end, "any") == hits[:2]
    assert doc.hits_between("drugs", 0, len(doc.prose), "of-2") == ()
    assert doc.hits("") == ()
    with pytest.raises(KeyError):
        doc.hits("no such lexicon")


def test_sections_hold_every_block_once():
    doc = document("Intro here.\n\nRisks\n\nOne.\n\nTwo.\n\nCosts\n\nThree.")
    spans = [(s.heading, s.first, s.last) for s in sections(doc)]
    assert spans == [(-1, 0, 1), (1, 1, 4), (4, 4, 6)]
    assert section_of(doc, 3) == sections(doc)[1]
    assert section_of(document("Only this."), 0).heading == -1
    assert sections(document("")) == (sections(document(""))[0],)


def test_sentences_know_their_block():
    doc = document("One is here. Two is there.\n\nThree.")
    assert [(doc.prose[s.start : s.end], s.block) for s in sentences(doc)] == [
        ("One is here.", 0), ("Two is there.", 0), ("Three.", 1),
    ]  # fmt: skip
    assert sentence_index(doc, at(doc, "there")[0]) == 1
    assert sentence_at(doc, at(doc, "Three")[0]) == sentences(doc)[2]
    assert sentence_at(doc, at(doc, "here.")[1]) is None
    assert sentence_at(document(""), 0) is None


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("It does not cure gout.", "cure", True),
        ("It cures gout.", "cures", False),
        ("It is not cheap, but it cures gout.", "cures", False),
        ("There is a lack of proof that it cures gout.", "cures", True),
        ("No doctor knows it; it cures gout.", "cures", False),
        ("It didn't, after all these many years of work by a very large team, cure gout.", "cure", False),
    ],
)
def test_a_negation_reaches_to_the_end_of_its_clause_and_no_farther_than_eight_words(text, word, expected):
    doc = document(text)
    assert is_negated(doc, at(doc, word)[0]) is expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("It may cure gout.", "cure", True),
        ("It seems to cure gout.", "cure", True),
        ("It may be dear, but it cures gout.", "cures", False),
        ("It cures gout, or it may.", "cures", False),
    ],
)
def test_a_hedge_has_a_scope(text, word, expected):
    doc = document(text)
    assert is_hedged(doc, at(doc, word)[0]) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Does it cure gout?", True),
        ('"Does it cure gout?"', True),
        ("We tested whether it can cure gout.", True),
        ("It can cure gout, whether you like it or not.", False),
    ],
)
def test_questions_and_aims(text, expected):
    doc = document(text)
    assert is_asked(doc, at(doc, "cure")[0]) is expected


def test_clauses_and_words():
    doc = document("It is dear, but it cures gout; that is all.")
    start = at(doc, "cures")[0]
    assert doc.prose[clause_start(doc, start) : clause_end(doc, start)] == " it cures gout"
    assert words_between(doc, 0, start) == 5


def test_quotations_of_marks_and_of_blocks():
    doc = document('He said, "It cured me at once," and left. It did.')
    quote = quote_at(doc, at(doc, "cured")[0])
    assert doc.prose[quote.start : quote.end] == '"It cured me at once,"'
    assert doc.prose[quote.inner_start : quote.inner_end] == "It cured me at once,"
    assert quote_at(doc, at(doc, "It did")[0]) is None
    assert quote_at(doc, at(doc, "He")[0]) is None
