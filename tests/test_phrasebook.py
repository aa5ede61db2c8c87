"""Entries and their expansions; one pass for all phrases against a slow and obvious search."""

import re
from itertools import pairwise
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from medlint import entries as entries_module
from medlint.entries import expand
from medlint.folding import fold
from medlint.phrasebook import Hit, Lexicon, Phrasebook, build


def book(**lexicons: list[str]) -> Phrasebook:
    return build(Lexicon(name, tuple(entries)) for name, entries in lexicons.items())


def quotes(entries: list[str], text: str) -> list[str]:
    """What one lexicon hits in a text, as the folded text says it."""
    folded = fold(text).text
    return [folded[hit.start : hit.end] for hit in book(cues=entries).scan(folded).of("cues")]


@pytest.mark.parametrize(
    ("entry", "phrases"),
    [
        ("One  dose ", ("one dose",)),
        (
            "{only,just} {one,a single} dose",
            ("only one dose", "only a single dose", "just one dose", "just a single dose"),
        ),
        ("{very ,}good", ("very good", "good")),
        ("a {small,} study", ("a small study", "a study")),
        ("{{mouse,rat} ,animal }model", ("mouse model", "rat model", "animal model")),
        ("{a,b,a}", ("a", "b")),
        ("{only}", ("only",)),
        ("so, then", ("so, then",)),
        ("Don’t – ‘stop’", ("don't - 'stop'",)),
        ("{e,a}\u0301", ("\xe9", "\xe1")),
        ("infus*", ("infus*",)),
        ("{infus*,dose}", ("infus*", "dose")),
        ("anti-*", ("anti-*",)),
        (r"\{x\} {a\,b,c}", ("{x} a,b", "{x} c")),
        (r"p\*", (r"p\*",)),
        (r"p\*s \\ \n", (r"p*s \ \n",)),
    ],
)
def test_what_an_entry_stands_for(entry: str, phrases: tuple[str, ...]) -> None:
    assert expand(entry) == phrases


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("{a,b", "without its }"),
        ("a,b}", "without its {"),
        ("{a,{b,{c,d}}}", "not deeper"),
        ("in*fusion", "end of the last word"),
        ("infus* pump", "end of the last word"),
        ("{infus*,dose} pump", "end of the last word"),
        ("*", "nothing at all"),
        ("dose *", "end of the last word"),
        ("", "nothing at all"),
        (" \xad ", "nothing at all"),
        ("{a,}", "nothing at all"),
        ("{a,b}" * 13, "more than 5,000"),
        ("{a,b}" * 20_000, "more than 5,000"),
    ],
)
def test_entries_that_cannot_be_meant_are_refused(entry: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        expand(entry)
    with pytest.raises(ValueError, match=re.escape(words)):
        book(cues=["fine", entry])


@pytest.mark.parametrize(
    ("entries", "text", "found"),
    [
        (["mice"], "Mice, the mice's mouse-mice; dormice and miced", ["mice", "mice", "mice"]),
        (["mg"], "20mg 20 mg mg2 mg_x", ["mg"]),
        (["one dose"], "One\ndose, one\xa0dose, o\xadne dose\u200b", ["one dose"] * 3),
        (["don't"], "Don’t", ["don't"]),
        (["e"], "e e\u0323 x\u0301e", ["e"]),
        (["infus*"], "infus infusion’s Infusions reinfusion", ["infus", "infusion", "infusions"]),
        (["infus*"], "infusi\xf6\u0301nen_2 infus\xe9", ["infusi\xf6\u0301nen_2", "infus\xe9"]),
        (["anti-*"], "anti-ageing anti- ageing", ["anti-ageing", "anti-"]),
        (["(n ="], "x(n =5", ["(n ="]),
        (["%"], "50% 50%x", ["%", "%"]),
        ([r"p\*"], "p* p", ["p*"]),
        (["dose", "single dose", "single dose study"], "a single dose study; dose", ["single dose study", "dose"]),
        (["one dose", "dose only"], "one dose only", ["one dose", "dose only"]),
        (["d'\xe9t\xe9"], "😀 d’e\u0301te\u0301!", ["d'\xe9t\xe9"]),
        (["a"], "", []),
        (["one dose only", "mean of"], "one dose onlyness, mean often, meaning of", []),
        (["$ off", "mg/kg body"], "5$ off 5$ offer; 2 mg/kg body, mg/kg bodyweight", ["$ off", "mg/kg body"]),
    ],
)
def test_what_is_hit(entries: list[str], text: str, found: list[str]) -> None:
    assert quotes(entries, text) == found


def test_a_phrase_goes_on_where_its_first_words_stand() -> None:
    assert quotes(["red blood cells"], "A red blood count, and blue blood cells.") == []
    assert quotes(["red blood cells"], "A red blood count, and red blood cells.") == ["red blood cells"]


def test_hits_name_their_entry_and_phrase() -> None:
    hits = book(cues=["{two,three} doses", "dose", "infus*"]).scan("three doses, infusions")
    assert hits.of("cues") == (Hit(0, 11, 0, "three doses"), Hit(13, 22, 2, "infus*"))


def test_of_equal_hits_the_first_entry_counts() -> None:
    assert book(cues=["dos*", "{dose,dose}", "dose"]).scan("dose").of("cues") == (Hit(0, 4, 0, "dos*"),)
    assert book(cues=["x", "dose", "dose", "dos*"]).scan("dose").of("cues") == (Hit(0, 4, 1, "dose"),)


def test_a_phrase_of_several_lexicons_belongs_to_each() -> None:
    hits = book(a=["x", "mice"], b=["Mice", "mice in"], c=["rats"], d=["mic*"]).scan("mice in")
    assert hits.of("a") == (Hit(0, 4, 1, "mice"),)
    assert hits.of("b") == (Hit(0, 7, 1, "mice in"),)
    assert hits.of("c") == ()
    assert hits.of("d") == (Hit(0, 4, 0, "mic*"),)
    assert [hits.any(name) for name in "abcd"] == [True, True, False, True]


def test_hits_are_made_once() -> None:
    hits = book(cues=["mice"]).scan("mice")
    assert hits.of("cues") is hits.of("cues")


def test_every_scan_stands_by_itself() -> None:
    phrasebook = book(cues=["mice"])
    first, second = phrasebook.scan("mice"), phrasebook.scan("in mice")
    assert first.of("cues") == (Hit(0, 4, 0, "mice"),)
    assert second.of("cues") == (Hit(3, 7, 0, "mice"),)


def test_between_gives_the_hits_that_lie_wholly_inside() -> None:
    hits = book(cues=["one dose", "dose only", "mice"]).scan("one dose only in mice")
    assert [hit.phrase for hit in hits.between("cues", 0, 13)] == ["one dose", "dose only"]
    assert [hit.phrase for hit in hits.between("cues", 1, 21)] == ["dose only", "mice"]
    assert [hit.phrase for hit in hits.between("cues", 0, 20)] == ["one dose", "dose only"]
    assert hits.between("cues", 5, 12) == hits.between("cues", 30, 40) == hits.between("cues", 9, 3) == ()


def test_unknown_lexicons_are_key_errors() -> None:
    phrasebook = book(cues=["mice"])
    hits = phrasebook.scan("mice")
    for ask in (hits.of, hits.any, lambda name: hits.between(name, 0, 4)):
        with pytest.raises(KeyError):
            ask("other")


def test_a_phrasebook_knows_its_lexicons() -> None:
    phrasebook = book(b=["{one,two} doses", "One  doses", "infus*"], a=[])
    assert phrasebook.ids == ("b", "a")
    assert phrasebook.size == 3
    assert phrasebook.scan("one doses").of("a") == ()


def test_an_empty_phrasebook_finds_nothing() -> None:
    assert book().ids == ()
    with pytest.raises(KeyError):
        book().scan("mice").of("cues")


def test_two_lexicons_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="two lexicons are named 'cues'"):
        build([Lexicon("cues", ("a",)), Lexicon("cues", ("b",))])


def test_lone_surrogates_do_no_harm() -> None:
    assert book(cues=["mice"]).scan("\ud800 mice\udc00").of("cues") == (Hit(2, 6, 0, "mice"),)


def is_word(char: str) -> bool:
    return (bool(re.match(r"\w", char)) and category(char) != "No") or category(char).startswith("M")


def slowly(entries: list[str], text: str) -> list[tuple[int, int]]:
    """All hits of a lexicon by one regular expression a phrase, and every pair of them compared."""
    mark = "".join(f"\\U{ord(char):08x}" for char in set(text) if category(char).startswith("M"))
    word = rf"(?:(?![\u00b2])[\w{mark}])"
    spans = set()
    for phrase in {phrase for entry in entries for phrase in expand(entry)}:
        stem = phrase.endswith("*")
        literal = phrase.removesuffix("*")
        before = rf"(?<![\w{mark}])|(?<=\u00b2)" if is_word(literal[0]) else ""
        after = rf"{word}*" if stem else rf"(?!{word})" if is_word(literal[-1]) else ""
        spans |= {found.span(1) for found in re.finditer(rf"(?:{before})(?=({re.escape(literal)}{after}))", text)}
    return sorted(
        (start, end)
        for start, end in spans
        if not any(first <= start and end <= last and (first, last) != (start, end) for first, last in spans)
    )


PIECES = st.sampled_from(
    ["a", "b", "ab", "ba", "-", "'", " ", " ", "1", "_", "\u0301", "\xe9", "😀", ".", "²", "\u0305"]
)
PHRASES = st.lists(PIECES, min_size=1, max_size=4).map("".join).filter(lambda text: fold(text).text.strip())
ENTRIES = st.lists(
    st.one_of(PHRASES, PHRASES.map(lambda text: f"{text.strip()}*"), st.builds("{{{},{}}}".format, PHRASES, PHRASES)),
    max_size=6,
)


@given(ENTRIES, ENTRIES, st.lists(PIECES, max_size=40).map("".join))
def test_one_pass_finds_what_a_slow_search_finds(some: list[str], others: list[str], text: str) -> None:
    folded = fold(text).text
    hits = book(some=some, others=others).scan(folded)
    for name, entries in (("some", some), ("others", others)):
        found = hits.of(name)
        assert [(hit.start, hit.end) for hit in found] == slowly(entries, folded)
        assert all(a.start < b.start and a.end < b.end for a, b in pairwise(found))
        assert all(hit.phrase in expand(entries[hit.entry]) for hit in found)
        assert hits.any(name) == bool(found)


@given(ENTRIES, st.lists(PIECES, max_size=40).map("".join), st.integers(0, 40), st.integers(0, 40))
def test_between_agrees_with_a_plain_filter(entries: list[str], text: str, start: int, end: int) -> None:
    hits = book(cues=entries).scan(fold(text).text)
    inside = tuple(hit for hit in hits.of("cues") if start <= hit.start and hit.end <= end)
    assert hits.between("cues", start, end) == inside


FRAMES = (
    "{only,just,merely} {a single,one,a lone} {very ,}{small,big} {dose,doses,infus*}",
    "{only,} {one,a single,} {dose,doses} {then,}",
    "{very,} {small,big} {,then} dose*",
    "{only,just} {one {big,small},a} {dose,dose of}",
)


@given(
    st.sampled_from(FRAMES),
    st.lists(
        st.sampled_from("only just a single one very small big dose doses, infusions of then".split()), max_size=9
    ),
)
def test_a_frame_finds_what_its_phrases_spelt_out_would_find(entry, words):
    text = " ".join(words)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(entries_module, "MOST_SPELT", 1)
        framed = build([Lexicon("x", (entry,))])
        patch.setattr(entries_module, "MOST_SPELT", 10_000)
        spelt = build([Lexicon("x", (entry,))])
    assert framed.size < spelt.size
    assert [(h.start, h.end) for h in framed.scan(text).of("x")] == [(h.start, h.end) for h in spelt.scan(text).of("x")]


WORDY = (
    "{only,just,one-off} {a single,one,no} {,very} {dose,dose of,test-dose,infus*}",
    "{a single,one} {test-dose,dose,infused} {,of} {just,only one,the one-off}",
)


@given(
    st.sampled_from(WORDY),
    st.lists(st.sampled_from("only just one-off a single one no dose test-dose dose, infused of the very".split())),
    st.sampled_from([" ", "-"]),
)
def test_a_frame_finds_alternatives_of_several_words_and_with_marks(entry, words, between):
    text = between.join(words)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(entries_module, "MOST_SPELT", 1)
        framed = build([Lexicon("x", (entry,))])
        patch.setattr(entries_module, "MOST_SPELT", 10_000)
        spelt = build([Lexicon("x", (entry,))])
    assert [(h.start, h.end) for h in framed.scan(text).of("x")] == [(h.start, h.end) for h in spelt.scan(text).of("x")]


@given(
    st.lists(st.lists(st.sampled_from(["a", "b", "c*", "d", "d-d"]), min_size=1, max_size=8), max_size=40),
    st.lists(st.sampled_from(["a", "b", "c", "cc", "d", "d-d", ", "]), max_size=40),
)
def test_phrases_that_begin_alike_are_told_apart(phrases, words):
    """As many words alike as are looked up, and more; a star is one only at the end of an entry."""
    entries = [" ".join([*(word.rstrip("*") for word in phrase[:-1]), phrase[-1]]) for phrase in phrases]
    text = fold(" ".join(words)).text
    assert [(h.start, h.end) for h in book(cues=entries).scan(text).of("cues")] == slowly(entries, text)


def test_a_thousand_phrases_may_begin_with_the_same_words():
    entries = tuple(
        f"{first} {second} w{n}" for first in ("in the", "of") for second in ("old", "new") for n in range(250)
    )
    found = build([Lexicon("x", entries)])
    for text in ("so in the old w7, of new w249 and in the new", "of old w250 in the new w0", "in the old w1"):
        said = [entry for entry in entries if re.search(rf"\b{entry}\b", text)]
        assert [hit.phrase for hit in found.scan(text).of("x")] == said


def test_marks_begin_phrases_wherever_they_stand():
    found = book(cues=["%", "% of", "'ll be", "'s maker", "(p", "(pa)", "{{a,b,c,d} {e,f},} % off"])
    told = [
        (hit.start, hit.phrase) for hit in found.scan("5% of us'll be (pa) (p x, b f % off; 's makers %").of("cues")
    ]
    assert told == [(1, "% of"), (8, "'ll be"), (15, "(pa)"), (20, "(p"), (26, "b f % off"), (47, "%")]


def test_a_frame_is_bounded_by_its_alternatives_not_by_their_combinations():
    words = "{" + ",".join(f"w{n}" for n in range(90)) + "}"
    book = build([Lexicon("x", (f"{words} {words} {words}",))])
    assert book.size == 90
    assert [h.phrase for h in book.scan("so w3 w89 w0 is").of("x")] == ["w3 w89 w0"]
    with pytest.raises(ValueError, match="more than 5,000 phrases"):
        expand(f"{words} {words} {words}")
    with pytest.raises(ValueError, match="can stand for nothing at all"):
        build([Lexicon("x", ("{a,b,c,d,e,} {a,b,c,d,e,}",))])
    with pytest.raises(ValueError, match="end of the last word only"):
        build([Lexicon("x", ("{a*,b,c,d,e} {a,b,c,d,e}",))])


def test_a_frame_never_reaches_past_the_end_of_the_text():
    book = build([Lexicon("x", ("{only,just,merely,solely} {one,two,three} {dose,doses,infusion,infusions,rest}",))])
    for text in ("only one dose", "just two rest", "only one dos", "merely three infusion"):
        found = book.scan(text).of("x")
        assert [(h.start, h.end) for h in found] == ([] if text.endswith("dos") else [(0, len(text))])


@given(ENTRIES.filter(bool), ENTRIES, st.lists(PIECES, max_size=40).map("".join))
def test_a_lexicon_that_holds_another_hits_as_if_it_were_written_out(held, own, text):
    some, all_ = tuple(dict.fromkeys(held)), tuple(dict.fromkeys([*own, *held]))
    apart = build([Lexicon("all", all_)]).scan(fold(text).text)
    joined = build([Lexicon("all", all_, (), ("some",)), Lexicon("some", some)])
    assert joined.scan(fold(text).text).of("all") == apart.of("all")


def test_what_a_lexicon_holds_is_looked_for_once():
    phrases = tuple(f"word {n}" for n in range(50))
    held, alone = Lexicon("held", phrases), Lexicon("all", ("mice", *phrases))
    shared = build([held, replace(alone, parts=("held",))])
    apart = build([held, alone])
    assert len(shared.tables.openings.drawers.packed) < len(apart.tables.openings.drawers.packed)
    assert [(h.entry, h.phrase) for h in shared.scan("mice word 7").of("all")] == [(0, "mice"), (8, "word 7")]


def test_a_lexicon_that_leaves_out_part_of_another_does_not_hit_it():
    less = Lexicon("less", ("word 1",), (), ("more",))
    found = build([less, Lexicon("more", ("word 1", "word 1 2"))]).scan("word 1 2")
    assert [h.phrase for h in found.of("less")] == ["word 1"]
    assert [h.phrase for h in found.of("more")] == ["word 1 2"]


def test_a_text_without_spaces_costs_no_more_than_its_length():
    """A word of a million letters is looked up by its first letters only, and is not remembered."""
    book = build([Lexicon("x", ("dose", "infus*"))])
    assert [(h.start, h.end) for h in book.scan("infus" + "a" * 1_000_000).of("x")] == [(0, 1_000_005)]
    assert book.scan("a" * 1_000_000).of("x") == ()
