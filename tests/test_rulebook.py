"""Rule folders: what loads, what is refused and where the error points, duplicates, reconfiguration, knowledge."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from medlint.document import Context, Document, Knowledge
from medlint.errors import RuleFileError
from medlint.messages import fill, placeholders
from medlint.model import Block, Layer, Prose
from medlint.rulebook import RuleFolder, knowledge_of, layer_faults, load, reconfigure
from rulefiles import BAD, CHECKS, GOOD, SOURCE, WordsOptions, book_of, line_with, only_error, rule_text, write

LEXICON = 'title = "Hedges"\nphrases = ["may", "might"]\n'


def document(text: str, knowledge: Knowledge) -> Document:
    from datetime import date

    prose = Prose(text, (Block("paragraph", 0, len(text)),), ([0], [len(text)], [0], [len(text)]))
    context = Context(date(2026, 1, 1))
    return Document(path="a.txt", format="text", source=text, prose=prose, knowledge=knowledge, context=context)


def test_a_rule_file_becomes_a_rule(tmp_path: Path) -> None:
    text = rule_text(
        suggestion='"Say what was found."', cap="4", preview="true", supersedes='["plain-word"]', since='"0.2"'
    )
    write(tmp_path, claims__wonder_word=text, spun__plain_word=rule_text())
    book = book_of(tmp_path)
    rule = book.rules["wonder-word"]
    assert book.errors == ()
    assert (rule.id, rule.family, rule.check, rule.severity, rule.confidence) == (
        "wonder-word", "claims", "words", "warning", "high",
    )  # fmt: skip
    assert (rule.suggestion, rule.cap, rule.preview, rule.supersedes, rule.since) == (
        "Say what was found.", 4, True, ("plain-word",), "0.2",
    )  # fmt: skip
    assert rule.settings == WordsOptions(cues="wonder-word.cues")
    assert rule.path == str(tmp_path / "claims" / "wonder-word.toml")
    assert [(source.title, source.year, source.url) for source in rule.sources] == [("A guideline", 2020, "")]
    assert book.owners == {"plain-word": "medlint", "wonder-word": "medlint"}


def test_examples_keep_their_lines_and_defaults(tmp_path: Path) -> None:
    examples = [
        *BAD[:2],
        'bad = "<p>wonder pill</p>"\nflags = ["wonder pill"]\nformat = "html"\nseverity = "info"',
        *GOOD,
    ]
    write(tmp_path, claims__wonder_word=rule_text(examples=examples))
    path = tmp_path / "claims" / "wonder-word.toml"
    found = book_of(tmp_path).rules["wonder-word"].examples
    lines = path.read_text("utf-8").split("\n")
    assert [lines[example.line - 1] for example in found if example.line] == ["[[example]]"] * 6
    assert [(example.format, example.severity) for example in found[1:3]] == [("markdown", ""), ("html", "info")]
    assert found[3].good == "A new pill is here."
    assert found[3].bad == ""


def test_examples_without_headers_have_no_lines(tmp_path: Path) -> None:
    text = rule_text(examples=[])
    inline = ", ".join("{" + body.replace("\n", ", ") + "}" for body in BAD + GOOD)
    write(tmp_path, claims__wonder_word=f"example = [{inline}]\n{text}")
    book = book_of(tmp_path)
    assert book.errors == ()
    assert [example.line for example in book.rules["wonder-word"].examples] == [None] * 6


REFUSED = [
    ("an unknown key", {"titel": '"x"'}, "titel", "titel =", "did you mean 'title'"),
    ("a missing why", {"why": None}, "", None, "missing key 'why'"),
    ("an empty why", {"why": '"  "'}, "why", "why =", "is empty"),
    ("an empty title", {"title": '""'}, "title", 'title = ""', "is empty"),
    ("a wrong type", {"title": "3"}, "title", "title = 3", "expected a string"),
    ("a version that is a number", {"since": "0.1"}, "since", "since =", "expected a string"),
    ("an unknown severity", {"severity": '"warn"'}, "severity", "severity =", "did you mean 'warning'"),
    ("an unknown confidence", {"confidence": '"sure"'}, "confidence", "confidence =", "not one of the known values"),
    ("an unsure error", {"severity": '"error"', "confidence": '"medium"'}, "severity", "severity =",
     "confidence 'high'"),
    ("an unknown check", {"check": '"wrods"'}, "check", "check =", "unknown check 'wrods'; did you mean 'words'?"),
    ("a cap of nothing", {"cap": "0"}, "cap", "cap =", "at least 1"),
    ("an unknown placeholder", {"message": '"{qoute} here"'}, "message", "message =", "did you mean 'quote'?"),
    ("a format", {"message": '"{quote:>3}"'}, "message", "message =", 'a single "{"'),
    ("an attribute", {"message": '"{quote.upper}"'}, "message", "message =", 'a single "{"'),
    ("an unknown rule", {"supersedes": '["wonder-wrod"]'}, "supersedes[1]", "supersedes =",
     "did you mean 'wonder-word'"),
    ("an unknown option", {"options": {"cues": '["a"]', "witin": "3"}}, "options.witin", "witin =",
     "did you mean 'within'"),
    ("a missing option", {"options": {}}, "options", "[options]", "missing key 'cues'"),
    ("a wrong option", {"options": {"cues": '["a"]', "within": '"3"'}}, "options.within", "within =", "a whole number"),
    ("no source", {"source": ""}, "", None, "missing key 'source'"),
    ("a source without a year", {"source": '[[source]]\ntitle = "x"\n'}, "source[1]", "[[source]]", "'year'"),
    ("a blank year", {"source": '[[source]]\ntitle = "x"\nyear = ""\n'}, "source[1].year", "year =", "is empty"),
    ("a source without a title", {"source": SOURCE + '[[source]]\ntitle = " "\nyear = 1\n'}, "source[2].title", '" "',
     "is empty"),
    ("an odd key of a source", {"source": SOURCE + 'link = "x"\n'}, "source[1].link", "link =", "unknown key 'link'"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "key", "at", "message"), [case[1:] for case in REFUSED], ids=[c[0] for c in REFUSED])
def test_what_is_wrong_is_named_with_path_line_and_key(
    tmp_path: Path, head: dict[str, str], key: str, at: str | None, message: str
) -> None:
    write(tmp_path, claims__wonder_word=rule_text(**head))
    path = tmp_path / "claims" / "wonder-word.toml"
    book = book_of(tmp_path)
    error = only_error(book)
    assert (error.path, error.key) == (str(path), key)
    assert error.line == (line_with(path, at) if at else None)
    assert message in error.message
    assert book.rules == {}


EXAMPLES = [
    ("both kinds", [*BAD, *GOOD, 'bad = "x"\ngood = "y"'], "example[7]", "either 'bad' or 'good'"),
    ("neither kind", [*BAD, *GOOD, 'flags = ["y"]'], "example[7]", "either 'bad' or 'good'"),
    ("too few bad ones", [*BAD[:2], *GOOD], "example", "at least 3 bad examples are needed, there are 2"),
    ("too few good ones", [*BAD, *GOOD[:2]], "example", "at least 3 good examples are needed, there are 2"),
    ("no flags", ['bad = "x"', *BAD, *GOOD], "example[1].flags", "lists every quote"),
    ("an empty flag", ['bad = "x"\nflags = [""]', *BAD, *GOOD], "example[1].flags[1]", "is empty"),
    ("a quote from nowhere", ['bad = "x"\nflags = ["x", "y"]', *GOOD], "example[1].flags[2]", "'y' does not occur"),
    ("flags of a good one", [*BAD, 'good = "x"\nflags = ["x"]', *GOOD], "example[4].flags", "leaves alone"),
    ("severity of a good one", [*BAD, 'good = "x"\nseverity = "info"', *GOOD], "example[4].severity", "leaves alone"),
    ("a blank text", ['bad = " "\nflags = ["x"]', *BAD, *GOOD], "example[1].bad", "is empty"),
    ("a blank good text", [*BAD, *GOOD, 'good = ""'], "example[7].good", "is empty"),
    ("an unknown format", [*BAD, *GOOD, 'good = "x"\nformat = "htm"'], "example[7].format", "did you mean 'html'"),
    ("an unknown key", [*BAD, *GOOD, 'good = "x"\nflag = ["x"]'], "example[7].flag", "did you mean 'flags'"),
    ("an unknown profile", [*BAD, *GOOD, 'good = "x"\nprofile = "newz"'], "example[7].profile", "did you mean 'news'"),
    ("an unknown option", [*BAD, *GOOD, 'good = "x"\noptions = {cuse = ["a"]}'], "example[7].options.cuse", "'cues'"),
    ("a wrong option", [*BAD, *GOOD, 'good = "x"\noptions = {within = "a"}'], "example[7].options.within", "a whole"),
]


@pytest.mark.parametrize(("examples", "key", "message"), [case[1:] for case in EXAMPLES], ids=[c[0] for c in EXAMPLES])
def test_examples_are_held_to_their_form(tmp_path: Path, examples: list[str], key: str, message: str) -> None:
    profile = 'title = "News"\nselect = ["claims"]\n'
    write(tmp_path, claims__wonder_word=rule_text(examples=examples), profiles__news=profile)
    book = book_of(tmp_path)
    error = only_error(book)
    assert (error.path, error.key) == (str(tmp_path / "claims" / "wonder-word.toml"), key)
    assert message in error.message
    assert error.line is not None
    assert error.line >= line_with(tmp_path / "claims" / "wonder-word.toml", "[[source]]")


def test_a_list_of_no_sources_is_refused(tmp_path: Path) -> None:
    write(tmp_path, claims__wonder_word="source = []\n" + rule_text(source=""))
    error = only_error(book_of(tmp_path))
    assert (error.path, error.line, error.key) == (str(tmp_path / "claims" / "wonder-word.toml"), 1, "source")
    assert "at least one [[source]]" in error.message


@pytest.mark.parametrize("weaker", [{"a": ["a"]}, {"a": ["b"], "b": ["a"]}, {"a": ["b"], "b": ["x", "c"], "c": ["a"]}])
def test_rules_must_not_supersede_in_a_circle(tmp_path: Path, weaker: dict[str, list[str]]) -> None:
    write(tmp_path, claims__x=rule_text(), claims__y=rule_text(supersedes='["a", "x"]'))
    for name, ids in weaker.items():
        write(tmp_path, **{f"claims__{name}": rule_text(supersedes=str(ids).replace("'", '"'))})
    book = book_of(tmp_path)
    assert {Path(error.path).stem for error in book.errors} == set(weaker)
    assert all(error.message == "supersedes itself" and error.line for error in book.errors)
    assert {error.key for error in book.errors} <= {"supersedes[1]", "supersedes[2]"}
    assert list(book.rules) == ["x", "y"]


def test_one_bad_file_leaves_all_others_alone(tmp_path: Path) -> None:
    write(tmp_path, claims__wonder_word=rule_text(), claims__broken="title = ", spun__other=rule_text(why=None))
    book = book_of(tmp_path)
    assert list(book.rules) == ["wonder-word"]
    assert [(Path(error.path).name, error.line) for error in book.errors] == [("broken.toml", 1), ("other.toml", None)]
    assert "not valid TOML" in book.errors[0].message


def test_a_file_that_is_not_utf8_says_at_which_byte(tmp_path: Path) -> None:
    write(tmp_path, claims__wonder_word=rule_text())
    path = tmp_path / "claims" / "wonder-word.toml"
    path.write_bytes(b'title = "\xff"')
    error = only_error(book_of(tmp_path))
    assert (error.path, error.byte) == (str(path), 9)


def test_a_byte_order_mark_and_crlf_do_no_harm(tmp_path: Path) -> None:
    write(tmp_path, claims__wonder_word=rule_text())
    path = tmp_path / "claims" / "wonder-word.toml"
    plain = book_of(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert book_of(tmp_path) == plain
    assert plain.errors == ()


def test_what_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, claims__wonder_word=rule_text())
    (tmp_path / "claims" / "gone.toml").symlink_to(tmp_path / "nowhere")
    error = only_error(book_of(tmp_path))
    assert error.path == str(tmp_path / "claims" / "gone.toml")
    assert "cannot be read" in error.message


@pytest.mark.parametrize(
    ("path", "bad", "message"),
    [
        ("claim/wonder.toml", "claim", "unknown folder 'claim'; did you mean 'claims'?"),
        ("lexicon/wonder.toml", "lexicon", "did you mean 'lexicons'?"),
        ("wonder.toml", "wonder.toml", "named for its family: claims, caveats"),
        ("claims/Wonder_Word.toml", "claims/Wonder_Word.toml", "kebab-case"),
        ("claims/deep/wonder.toml", "claims/deep", "one level deep"),
    ],
)
def test_files_out_of_place_are_errors(tmp_path: Path, path: str, bad: str, message: str) -> None:
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text(rule_text(), "utf-8")
    error = only_error(book_of(tmp_path))
    assert error.path == str(tmp_path / bad)
    assert message in error.message


def test_other_files_and_hidden_folders_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, claims__wonder_word=rule_text())
    for name in ("README.md", "claims/notes.md", ".git/config.toml", "__pycache__/x.toml", "claims/.hidden.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    book = book_of(tmp_path)
    assert (book.errors, list(book.rules)) == ((), ["wonder-word"])


def test_a_rule_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    error = only_error(book_of(tmp_path / "nowhere"))
    assert error.path == str(tmp_path / "nowhere")
    assert "no rule folder" in error.message


def test_the_first_rule_of_an_id_stays_and_both_owners_are_named(tmp_path: Path) -> None:
    ours = write(tmp_path / "ours", claims__wonder_word=rule_text(title='"Ours"'))
    theirs = write(tmp_path / "acme", spun__wonder_word=rule_text(title='"Theirs"'))
    book = book_of(ours, theirs)
    error = only_error(book)
    first, second = str(ours / "claims" / "wonder-word.toml"), str(theirs / "spun" / "wonder-word.toml")
    assert error.path == second
    assert error.message == f"the rule 'wonder-word' of acme is already provided by medlint ({first})"
    assert book.rules["wonder-word"].title == "Ours"
    assert list(book_of(theirs, ours).rules) == ["wonder-word"]


def test_mappings_are_ordered_by_id_whatever_the_order_of_folders(tmp_path: Path) -> None:
    one = write(tmp_path / "a", spun__zebra=rule_text(), claims__b=rule_text(), lexicons__z=LEXICON)
    two = write(tmp_path / "b", safety__a=rule_text(), lexicons__a=LEXICON)
    for book in (book_of(one, two), book_of(two, one)):
        assert list(book.rules) == list(book.owners) == ["a", "b", "zebra"]
        assert list(book.lexicons) == ["a", "a.cues", "b.cues", "z", "zebra.cues"]


def test_naming_a_rule_whose_file_is_broken_is_not_a_second_error(tmp_path: Path) -> None:
    profile = 'title = "P"\nselect = ["broken", "safety"]\n[rules.broken]\nseverity = "info"\n'
    write(
        tmp_path, claims__broken="", claims__wonder_word=rule_text(supersedes='["broken"]'), profiles__article=profile
    )
    book = book_of(tmp_path)
    assert only_error(book).path.endswith("broken.toml")
    assert list(book.rules) == ["wonder-word"]
    assert book.profiles["article"].rules == {}


def test_a_rulebook_can_be_sent_to_a_worker(tmp_path: Path) -> None:
    write(tmp_path, claims__wonder_word=rule_text(), claims__broken="x")
    book = book_of(tmp_path)
    copy = pickle.loads(pickle.dumps(book))
    assert copy.rules == book.rules
    assert str(copy.errors[0]) == str(book.errors[0])


def test_no_folder_is_an_empty_rulebook() -> None:
    book = load([], CHECKS)
    assert (book.rules, book.lexicons, book.facts, book.profiles, book.errors) == ({}, {}, {}, {}, ())


# ------------------------------------------------------------- reconfigure
def test_reconfigure_replaces_some_options_and_leaves_the_first_book_alone(tmp_path: Path) -> None:
    write(tmp_path, claims__wonder_word=rule_text(), claims__other=rule_text(), lexicons__hedges=LEXICON)
    book = book_of(tmp_path)
    made = reconfigure(book, {"wonder-word": {"within": 9, "severity": "info", "confidence": "low"}}, CHECKS)
    assert made.rules["wonder-word"].settings == WordsOptions(cues="wonder-word.cues", within=9)
    assert made.rules["other"] is book.rules["other"]
    assert made.lexicons == book.lexicons
    assert book.rules["wonder-word"].settings.within == 3
    assert made.rules["wonder-word"].severity == "warning"


def test_reconfigure_resolves_lexicons(tmp_path: Path) -> None:
    write(tmp_path, claims__wonder_word=rule_text(), lexicons__hedges=LEXICON)
    book = book_of(tmp_path)
    written = reconfigure(book, {"wonder-word": {"cues": ["@hedges", "miracle"]}}, CHECKS)
    assert [entry.phrase for entry in written.lexicons["wonder-word.cues"].entries] == ["may", "might", "miracle"]
    named = reconfigure(written, {"wonder-word": {"cues": "hedges"}}, CHECKS)
    assert named.rules["wonder-word"].settings.cues == "hedges"
    assert list(named.lexicons) == ["hedges"]


@pytest.mark.parametrize(
    ("overrides", "key", "message"),
    [
        ({"wonder-wrod": {"within": 1}}, "rules.wonder-wrod", "did you mean 'wonder-word'?"),
        ({"wonder-word": {"wihtin": 1}}, "rules.wonder-word.wihtin", "did you mean 'within'?"),
        ({"wonder-word": {"within": "x"}}, "rules.wonder-word.within", "expected a whole number"),
        ({"wonder-word": {"cues": "hegdes"}}, "rules.wonder-word.cues",
         "unknown lexicon 'hegdes'; did you mean 'hedges'?"),
        ({"wonder-word": {"cues": ["a", "{b"]}}, "rules.wonder-word.cues[2]", "{ without its }"),
        ({"wonder-word": {"cues": "other.cues"}}, "rules.wonder-word.cues", "unknown lexicon 'other.cues'"),
    ],
)  # fmt: skip
def test_reconfigure_refuses_with_a_key(tmp_path: Path, overrides: dict[str, object], key: str, message: str) -> None:
    write(tmp_path, claims__wonder_word=rule_text(), claims__other=rule_text(), lexicons__hedges=LEXICON)
    with pytest.raises(RuleFileError) as caught:
        reconfigure(book_of(tmp_path), overrides, CHECKS)
    assert caught.value.key == key
    assert message in caught.value.message
    assert (caught.value.path, caught.value.line) == ("", None)


# ------------------------------------------------------------- knowledge
def test_knowledge_hands_hits_and_tags_to_documents(tmp_path: Path) -> None:
    entry = '\n[[entry]]\nphrase = "perhaps"\nkind = "adverb"\n'
    write(tmp_path, claims__wonder_word=rule_text(), lexicons__hedges=LEXICON + entry)
    knowledge = knowledge_of(book_of(tmp_path), {})
    text = document("Perhaps a wonder pill may help.", knowledge)
    assert [(hit.phrase, text.tag("hedges", hit, "kind")) for hit in text.hits("hedges")] == [
        ("perhaps", "adverb"),
        ("may", ""),
    ]
    assert [text.prose[hit.start : hit.end] for hit in text.hits("wonder-word.cues")] == ["wonder pill"]


@pytest.mark.parametrize(
    ("layer", "message"),
    [
        (Layer("claims", len, lexicons=("hegdes",)), "unknown lexicon 'hegdes'; did you mean 'hedges'?"),
        (Layer("claims", len, facts=("drugs",)), "unknown fact table 'drugs'"),
    ],
)
def test_a_layer_that_reads_what_is_missing_is_left_out(tmp_path: Path, layer: Layer, message: str) -> None:
    write(tmp_path, lexicons__hedges=LEXICON)
    book, sound = book_of(tmp_path), Layer("sound", len, lexicons=("hedges",))
    layers = {"claims": layer, "sound": sound}
    assert layer_faults(book, layers) == {"claims": message}
    assert knowledge_of(book, layers).layers == {"sound": sound}
    assert knowledge_of(book, layers).lexicons == book.lexicons


# ------------------------------------------------------------- messages
@pytest.mark.parametrize(
    ("template", "filled"),
    [
        ("no fields", "no fields"),
        ("{quote} and {design-kind}", "a{b}c and x"),
        ("{{quote}} {{}}", "{quote} {}"),
        ("{{{quote}}}", "{a{b}c}"),
    ],
)
def test_messages_are_filled_in_one_go(template: str, filled: str) -> None:
    assert fill(template, {"quote": "a{b}c", "design-kind": "x"}) == filled
    assert set(placeholders(template)) <= {"quote", "design-kind"}


@pytest.mark.parametrize(
    "template", ["{", "a } b", "{}", "{0}", "{quote!r}", "{quote:x}", "{a.b}", "{a[0]}", "{{quote}"]
)
def test_only_plain_names_are_placeholders(template: str) -> None:
    with pytest.raises(ValueError, match="a single"):
        placeholders(template)


def test_a_field_that_is_missing_is_a_key_error() -> None:
    assert placeholders("{quote} {n} {quote}") == ("quote", "n")
    with pytest.raises(KeyError):
        fill("{quote} {n}", {"quote": "x"})


def test_rule_folders_may_be_any_traversable(tmp_path: Path) -> None:
    from zipfile import Path as ZipPath
    from zipfile import ZipFile

    with ZipFile(tmp_path / "rules.zip", "w") as archive:
        archive.writestr("rules/claims/wonder-word.toml", rule_text())
    folder = ZipPath(tmp_path / "rules.zip", "rules/")
    book = load([RuleFolder(folder, "acme")], CHECKS)
    folder.root.close()
    assert (book.errors, book.owners) == ((), {"wonder-word": "acme"})
