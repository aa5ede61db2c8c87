"""The compiled rulebook: the same rules, faster; a damaged, foreign or unwritable file is made anew or done without."""

import os
import shutil
from zlib import crc32

import pytest
from msgspec.structs import replace

from medlint.rulebook import RuleFolder, compiled, load, load_compiled, looks, with_examples
from rulefiles import CHECKS, rule_text, write


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "medlint" / "rules"


@pytest.fixture
def folders(tmp_path):
    write(
        tmp_path / "rules",
        claims__wonder=rule_text(),
        lexicons__hedges='title = "H"\nphrases = ["may", "{a,b,c,d,e} {f,g,h,i,j*}"]\n'
        '[[entry]]\nphrase = "x"\nmeans = "y"\n',
        facts__drugs='title = "D"\nas_of = 2026-01-01\nsource = "S"\n[[row]]\nname = "Aspirin"\n',
        profiles__article='title = "A"\nselect = ["*"]\n[rules.wonder]\nseverity = "info"\n',
    )
    return [RuleFolder(tmp_path / "rules", "us")]


def without_examples(book):
    rules = {name: replace(rule, examples=()) for name, rule in book.rules.items()}
    lexicons = {
        name: replace(lexicon, entries=tuple(replace(entry, compiled=None) for entry in lexicon.entries))
        for name, lexicon in book.lexicons.items()
    }
    return replace(book, rules=rules, lexicons=lexicons, phrasebook=None)


def scan(book, text):
    hits = book.phrasebook.scan(text)
    return {
        name: [(hit.start, hit.end, hit.entry, hit.phrase) for hit in hits.of(name)] for name in book.phrasebook.ids
    }


def signed(kept):
    return crc32(kept).to_bytes(4, "big") + kept


def test_damage_is_seen_even_where_nothing_is_unpacked_yet(cache, folders):
    whole = load_compiled(folders, CHECKS)
    (place,) = cache.iterdir()
    good = place.read_bytes()
    at = good.index(b"wonder pill")
    place.write_bytes(good[:at] + b"W" + good[at + 1 :])
    assert without_examples(load_compiled(folders, CHECKS)) == without_examples(whole)
    assert place.read_bytes() == good


def test_it_holds_what_the_rule_files_say(cache, folders):
    first, second = load_compiled(folders, CHECKS), load_compiled(folders, CHECKS)
    assert len(list(cache.iterdir())) == 1
    assert without_examples(second) == without_examples(load(folders, CHECKS))
    assert second.rules["wonder"].settings == load(folders, CHECKS).rules["wonder"].settings
    assert second.rules["wonder"].examples == ()
    text = "a wonder pill may a f and e just x, but d jot"
    assert scan(first, text) == scan(second, text)
    assert scan(second, text)["hedges"] == [
        (14, 17, 0, "may"), (18, 21, 1, "a f"), (26, 32, 1, "e just"), (33, 34, 2, "x"), (40, 45, 1, "d jot"),
    ]  # fmt: skip


def test_a_changed_file_or_another_owner_is_another_rulebook(cache, folders):
    load_compiled(folders, CHECKS)
    write(folders[0].folder, lexicons__hedges='title = "H"\nphrases = ["might"]\n')
    assert scan(load_compiled(folders, CHECKS), "may, might")["hedges"] == [(5, 10, 0, "might")]
    assert load_compiled([RuleFolder(folders[0].folder, "them")], CHECKS).owners == {"wonder": "them"}
    assert len(list(cache.iterdir())) == 3


@pytest.mark.parametrize("damage", [b"", b"\xc1", b"\x80", b"\x86\xa5rules\x90"])
def test_a_damaged_file_is_made_anew(cache, folders, damage):
    whole = load_compiled(folders, CHECKS)
    (place,) = cache.iterdir()
    good = place.read_bytes()
    place.write_bytes(damage)
    assert without_examples(load_compiled(folders, CHECKS)) == without_examples(whole)
    assert place.read_bytes() == good


def test_a_check_whose_options_changed_makes_it_anew(cache, folders):
    settings = load_compiled(folders, CHECKS).rules["wonder"].settings
    (place,) = cache.iterdir()
    kept = place.read_bytes()
    assert b"wonder pill" in kept
    assert b"\xa4cues" in kept
    place.write_bytes(signed(kept[4:].replace(b"\xa4cues", b"\xa4hues")))
    assert load_compiled(folders, CHECKS).rules["wonder"].settings == settings
    assert place.read_bytes() == kept


def test_a_rulebook_with_errors_is_not_kept(cache, folders):
    write(folders[0].folder, claims__broken="title = 3\n")
    assert [error.line for error in load_compiled(folders, CHECKS).errors] != []
    assert not cache.exists()
    assert load_compiled(folders, CHECKS).errors


def test_where_nothing_can_be_written_nothing_is_lost(tmp_path, folders, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert load_compiled(folders, CHECKS).rules.keys() == {"wonder"}


def test_only_the_latest_are_kept(cache, folders):
    for number in range(compiled.MOST_KEPT + 3):
        write(folders[0].folder, lexicons__hedges=f'title = "H"\nphrases = ["word{number}"]\n')
        load_compiled(folders, CHECKS)
    assert len(list(cache.iterdir())) == compiled.MOST_KEPT


def both_ways(folders, own):
    """The rulebook read as additions and as a whole, without what only one of the two has."""
    book, whole = load_compiled(folders, CHECKS, own), load([*folders, *own], CHECKS)
    assert {name: without_examples_of(rule) for name, rule in book.rules.items()} == {
        name: without_examples_of(rule) for name, rule in whole.rules.items()
    }
    assert [str(error) for error in book.errors] == [str(error) for error in whole.errors]
    assert (dict(book.owners), book.broken) == (dict(whole.owners), whole.broken)
    assert {**book.facts} == {**whole.facts}
    assert (list(book.rules), dict(book.profiles)) == (list(whole.rules), dict(whole.profiles))
    assert book.lexicons.keys() == whole.lexicons.keys()
    return book, whole


def without_examples_of(rule):
    return replace(rule, examples=())


OWN = {
    "adds": {
        "claims__own": rule_text(options={"cues": '["own word"]'}, supersedes='["wonder"]'),
        "lexicons__more": 'title = "M"\ninclude = ["hedges"]\nphrases = ["perhaps"]\n',
        "facts__years": 'title = "Y"\nas_of = 2026-01-01\nsource = "S"\n[[row]]\nname = "1999"\n',
        "profiles__house": 'title = "H"\nselect = ["own", "wonder"]\n[rules.wonder]\nwithin = 5\n',
    },
    "extends a lexicon": {"lexicons__more": 'extends = "hedges"\nphrases = ["perhaps"]\n'},
    "extends facts": {"facts__more": 'extends = "drugs"\nas_of = 2026-01-01\nsource = "S"\n[[row]]\nname = "B"\n'},
    "has a rule again": {"claims__wonder": rule_text()},
    "has a lexicon again": {"lexicons__hedges": 'title = "H"\nphrases = ["perhaps"]\n'},
    "has a profile again": {"profiles__article": 'title = "A"\nselect = ["*"]\n'},
    "names what is not there": {
        "claims__own": rule_text(options={"cues": '"hedgse"'}),
        "claims__other": rule_text(supersedes='["wander"]'),
        "profiles__house": 'title = "H"\nselect = ["wander"]\n',
        "lexicons__more": 'title = "M"\ninclude = ["hedgse"]\n',
    },
    "is broken": {"claims__own": "title = 3\n", "profiles__house": 'title = "H"\nselect = ["own"]\n'},
}


@pytest.mark.parametrize("files", OWN.values(), ids=OWN)
def test_folders_of_a_configuration_read_alone_say_what_they_say_with_all_others(cache, folders, tmp_path, files):
    own = [RuleFolder(write(tmp_path / "own", **files), "rule folder own")]
    both_ways(folders, own)
    both_ways(folders, own)


def test_a_small_folder_is_read_beside_the_kept_rulebook_and_a_large_one_is_kept(cache, folders, tmp_path, monkeypatch):
    own = [RuleFolder(write(tmp_path / "own", **OWN["adds"]), "rule folder own")]
    book, whole = both_ways(folders, own)
    assert len(list(cache.iterdir())) == 1
    assert [entry.phrase for entry in book.own["more"].entries] == [
        entry.phrase for entry in whole.lexicons["more"].entries
    ]
    monkeypatch.setattr(compiled, "MOST_READ", 10)
    book, _ = both_ways(folders, own)
    assert len(list(cache.iterdir())) == 2
    assert not book.own


def test_examples_are_read_when_they_are_asked_for(cache, folders, tmp_path):
    own = [RuleFolder(write(tmp_path / "own", claims__own=rule_text()), "rule folder own")]
    book = load_compiled(folders, CHECKS, own)
    asked = with_examples(book, [*folders, *own], CHECKS, {"wonder"})
    assert asked.rules["wonder"] == load(folders, CHECKS).rules["wonder"]
    assert asked.rules["own"] == load([*folders, *own], CHECKS).rules["own"]


def aged(monkeypatch):
    """Files that were written just now count as settled."""
    monkeypatch.setattr(looks, "COARSE", -(10**18))


def unread(monkeypatch):
    """Whoever reads a rule file from here on fails."""

    def refuse(file):
        raise AssertionError(f"{file.path} was read")

    monkeypatch.setattr(compiled, "content", refuse)


def test_settled_folders_are_looked_at_and_not_read(cache, folders, monkeypatch):
    aged(monkeypatch)
    first = load_compiled(folders, CHECKS)
    unread(monkeypatch)
    assert without_examples(load_compiled(folders, CHECKS)) == without_examples(first)


@pytest.mark.parametrize("change", ["another text", "another size", "a new file", "a file less", "another owner"])
def test_what_looks_different_is_read_anew(cache, folders, monkeypatch, change):
    aged(monkeypatch)
    load_compiled(folders, CHECKS)
    hedges = folders[0].folder / "lexicons" / "hedges.toml"
    status = hedges.stat()
    if change == "another text":
        hedges.write_text(hedges.read_text().replace("may", "can"))
        os.utime(hedges, ns=(status.st_atime_ns, status.st_mtime_ns))
    elif change == "another size":
        hedges.write_text(hedges.read_text().replace("may", "maybe"))
    elif change == "a new file":
        write(folders[0].folder, lexicons__more='title = "M"\nphrases = ["might"]\n')
    elif change == "a file less":
        (folders[0].folder / "facts" / "drugs.toml").unlink()
    elif change == "another owner":
        folders = [RuleFolder(folders[0].folder, "them")]
    expected = without_examples(load(folders, CHECKS))
    assert without_examples(load_compiled(folders, CHECKS)) == expected
    unread(monkeypatch)
    assert without_examples(load_compiled(folders, CHECKS)) == expected


def test_what_changed_just_now_is_read_each_time(cache, folders, monkeypatch):
    load_compiled(folders, CHECKS)
    assert not (cache.parent / "looks").exists()
    unread(monkeypatch)
    with pytest.raises(AssertionError, match="was read"):
        load_compiled(folders, CHECKS)


@pytest.mark.parametrize("damage", [b"", b"\xc1", b"\x81\xa1a\x01"])
def test_damaged_looks_and_lost_rulebooks_are_made_anew(cache, folders, monkeypatch, damage):
    aged(monkeypatch)
    first = load_compiled(folders, CHECKS)
    place = cache.parent / "looks" / "rules.msgpack"
    good = place.read_bytes()
    place.write_bytes(damage)
    assert without_examples(load_compiled(folders, CHECKS)) == without_examples(first)
    assert place.read_bytes() == good
    shutil.rmtree(cache)
    assert without_examples(load_compiled(folders, CHECKS)) == without_examples(first)
    assert len(list(cache.iterdir())) == 1


def test_only_the_latest_looks_are_kept(cache, folders, monkeypatch):
    aged(monkeypatch)
    monkeypatch.setattr(looks, "MOST_KEPT", 2)
    for number in range(4):
        load_compiled([RuleFolder(folders[0].folder, f"owner {number}")], CHECKS)
    assert len(looks._kept()) == 2
    assert looks.find_key(looks.look([RuleFolder(folders[0].folder, "owner 0")], "")) is None


def test_folders_that_cannot_be_looked_at_are_read(tmp_path):
    assert looks.look([RuleFolder(tmp_path / "none", "us")], "") is None
    assert looks.look([RuleFolder(object(), "us")], "") is None
