"""How a change verb is used, read off the words around it: asserted, passive, a purpose, a noun, an attribute.

The weights are an ordinal scale by judgement, in round figures: an assertion counts whole, a mention hardly.
"""

from __future__ import annotations

from medlint.layers.claim_words import Cue, Words

ASSERTED, LEANING, MENTIONED, NAMED = 1.0, 0.4, 0.35, 0.15

_DETERMINERS = frozenset(
    "a an the this that these those its their his her our your my no any some each every more less further such many"
    " several all both either various certain other".split()
)
_PREPOSITIONS = frozenset(
    "of in for with on at by from into between among without during through via upon against toward towards despite"
    " about as than after before following versus regarding per over under within".split()
)
_BE = frozenset("is are was were be been being get gets got becomes became become isn't aren't wasn't weren't".split())
_HAVE = frozenset("has have having haven't hasn't".split())
_AUXILIARIES = frozenset(
    "may might could can cannot can't will won't would wouldn't should must shall do does did don't doesn't didn't"
    " couldn't help helps helped helping let lets make makes and or".split()
)
_PRONOUNS = frozenset("it they we you he she who which that i people women men children these those this one".split())
_CLAIMS_TO = frozenset(
    "help helps helped helping shown proven proved found known able ability abilities fail fails failed fail seem seems"
    " seemed appear appears appeared tend tends tended likely unlikely reported demonstrated enough continue continues"
    " continued sufficient thought believed suspected hypothesized hypothesised potential power capacity capable proves"
    " said expected observed shows insufficient suggested set going ways way how starts began begins ought easier quickest"
    " best and or".split()
)
_SKIPPED = frozenset("not also even further both only just never still always often actually really probably".split())
_AFTER_ALONE = frozenset(
    "in with by from after among over during between when as following at across for on , ; and but to until throughout"
    " since while compared than within".split()
) | {""}
_NOUN_STARTS = frozenset(
    "significant significantly marked markedly further overall dramatic substantial large small great greater slight clear"
    " health potential net clinical positive negative adverse main major possible similar relative annual weight dose"
    " statistically temperature mean sharp steady modest 2 3 4 5".split()
)


def use_of(cue: Cue, words: Words) -> float:
    """How much the use of a change verb asserts, from 0 to 1."""
    form = cue.tags["form"]
    if form == "base":
        return _base(cue, words)
    if form == "s":
        return NAMED if _is_noun(cue, words) else ASSERTED
    return _past(cue, words) if form == "past" else _ing(cue, words)


def tells_change(cue: Cue, words: Words) -> bool:
    """Whether the verb tells that something changed, without a word on what changed it ("sleep improved in both arms")."""
    form = cue.tags["form"]
    if "alone" not in cue.tags or form == "ing" or (form != "past" and _is_noun(cue, words)):
        return False
    following = words.at(cue.after)
    if following.endswith("ly"):
        following = words.at(cue.after + 1)
    before = words.before(skip_back(cue.first, words))
    if before in _BE and following != "by":
        return True
    return following in _AFTER_ALONE or following[:1].isdigit()


def skip_back(index: int, words: Words) -> int:
    """The index after the last word before `index` that is no adverb."""
    while index and ((words.texts[index - 1].endswith("ly")) or words.texts[index - 1] in _SKIPPED):
        index -= 1
    return index


def _base(cue: Cue, words: Words) -> float:
    at = skip_back(cue.first, words)
    before = words.before(at)
    if "adjective" in cue.tags and before not in _AUXILIARIES and before != "to":
        return NAMED
    if before == "to":
        return ASSERTED if at > 1 and words.texts[at - 2] in _CLAIMS_TO else MENTIONED
    if before in _AUXILIARIES or before in _PRONOUNS:
        return ASSERTED
    if _is_noun(cue, words):
        return NAMED
    return ASSERTED


def _is_noun(cue: Cue, words: Words) -> bool:
    """Whether a form that can be a noun is one here: something that only stands before nouns comes before it."""
    if "noun" not in cue.tags:
        return False
    before, following = words.before(cue.first), words.at(cue.after)
    if before in _DETERMINERS or before in _PREPOSITIONS or before in _NOUN_STARTS or before == "":
        return True
    if following in ("of", "in", "for", "from", "on", "group", "groups", "after", "with") or following in _BE:
        return True
    if cue.tags["form"] == "base":
        return not (before.endswith("s") or before in _AUXILIARIES) and following not in _DETERMINERS
    return before.endswith(("ing", "ive", "al", "ic", "ous", "ant", "able", "ful"))


def _past(cue: Cue, words: Words) -> float:
    at = skip_back(cue.first, words)
    before, following = words.before(at), words.at(cue.after)
    if before in _BE:
        return ASSERTED if "by" in words.texts[cue.after : cue.after + 6] else LEANING
    if before in _HAVE:
        return ASSERTED if following in _DETERMINERS or at < cue.first else 0.6
    if following == "by":
        return 0.5 if not words.at(cue.after + 1)[:1].isdigit() else NAMED
    if _is_attribute(before, following):
        return NAMED
    return ASSERTED


def _is_attribute(before: str, following: str) -> bool:
    """Whether a participle stands before the noun that it belongs to ("a reduced risk", "with increased levels")."""
    if before in _PREPOSITIONS or before in ("", ",", "and", "or", "had", "to", "not"):
        return following not in _DETERMINERS
    if before in _DETERMINERS and before not in ("that", "this", "these", "those", "all", "both"):
        return True
    verb = before.endswith("ed") or before in ("showed", "show", "shows", "had", "reported", "demonstrated", "causes", "include", "including", "experience", "experienced", "found", "exhibited", "revealed", "observed")
    return verb and following not in _DETERMINERS


def _ing(cue: Cue, words: Words) -> float:
    at = skip_back(cue.first, words)
    before = words.before(at)
    if before in _BE:
        return ASSERTED
    if before in ("by", ",", "thereby", "thus", "and"):
        return 0.5 if before != "and" else LEANING
    return MENTIONED if before in _PREPOSITIONS or before == "" else LEANING
