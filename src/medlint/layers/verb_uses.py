"""How a change verb is used, read off the words around it: asserted, passive, a purpose, a noun, an attribute.

The weights are an ordinal scale by judgement, in round figures: an assertion counts whole, a mention hardly.
"""

from __future__ import annotations

from medlint.layers.claim_words import Cue, Words

ASSERTED, LEANING, MENTIONED, NAMED = 1.0, 0.4, 0.35, 0.15

DETERMINERS = frozenset(
    "a an the this that these those its their his her our your my no any some each every more less further such"
    " many several all both either various certain other another".split()
)
PREPOSITIONS = frozenset(
    "of in for with on at by from into between among without during through via upon against toward towards"
    " despite about as than after before following versus regarding per over under within".split()
)
_BE = frozenset("is are was were be been being get gets got becomes became become isn't aren't wasn't weren't".split())
_HAVE = frozenset("has have having haven't hasn't".split())
_AUXILIARIES = frozenset(
    "may might could can cannot can't will won't would wouldn't should must shall do does did don't doesn't"
    " didn't couldn't help helps helped helping let lets make makes and or".split()
)
_PRONOUNS = frozenset(
    "it they we you he she who which that i people women men children these those this one all both".split()
)
_CLAIMS_TO = frozenset(
    "help helps helped helping shown proven proved found able ability abilities fail fails failed fail seem seems"
    " seemed appear appears appeared tend tends tended likely unlikely reported demonstrated enough continue"
    " continues continued sufficient thought believed suspected hypothesized hypothesised potential power capacity"
    " capable proves said expected observed shows insufficient suggested set going way starts began"
    " begins ought easier quickest best known and or".split()
)
_SKIPPED = frozenset("not also even further both only just never still always often actually really probably".split())
_AFTER_ALONE = frozenset(
    "in with by from after among over during between when as following at across for on , ; and but to until"
    " throughout since while compared than within less more faster sooner most".split()
) | {""}
_NOUN_STARTS = frozenset(
    "significant marked further overall dramatic substantial large small great greater slight clear health"
    " potential net clinical positive negative adverse main major possible similar relative annual weight dose"
    " known temperature mean sharp steady modest common same 2 3 4 5".split()
)
_BEFORE_VERB = frozenset("to can could may might will would should help helps helped must".split())
NO_OBJECT = (
    PREPOSITIONS
    | _BE
    | frozenset(", ; : ) ? and or group groups but that to if when while because so should may can could".split())
    | frozenset("will would must might did do does has have had".split())
    | {""}
)
"""What cannot open the object of a verb: before it the verb has none, or is no verb."""
_INSIGHT = frozenset(
    "predict predicts identify detect explain explains understand distinguish determine forecast diagnose"
    " define".split()
)
"""What helps to know is no help yet: "helps doctors predict"."""
_UNWANTED = frozenset("cause lead result contribute".split())
"""Nobody means to cause or lead to something: after "to" these verbs tell a result, not a purpose."""
CHAIN_WORDS = 10
"""The "to" or the modal of a verb after "and" stands at most so many words before: "to ease pain and improve sleep"."""
_SEEING = frozenset(
    "showed show shows demonstrated demonstrate demonstrates revealed reveal reveals exhibited exhibit exhibits"
    " displayed display towards toward".split()
)
_SHOWING = frozenset(
    "showed show shows had reported demonstrated causes include including experience experienced found exhibited"
    " revealed observed display displayed suffer has have with".split()
)


def use_of(cue: Cue, words: Words) -> float:
    """How much the use of a change verb asserts, from 0 to 1."""
    form = cue.tags["form"]
    if words.texts[cue.first].startswith("help") and not _INSIGHT.isdisjoint(words.texts[cue.after : cue.after + 3]):
        return NAMED
    if form == "base":
        return _base(cue, words)
    if form == "s":
        return NAMED if _is_noun(cue, words) else _told(words.before(cue.first))
    return _past(cue, words) if form == "past" else _ing(cue, words)


def tells_change(cue: Cue, words: Words) -> bool:
    """Whether the verb says that something changed, and not what changed it ("sleep improved in both arms")."""
    form = cue.tags["form"]
    if "alone" not in cue.tags or (form in ("base", "s") and _is_noun(cue, words)):
        return False
    following = words.at(cue.after)
    if following.endswith("ly") or following in _SKIPPED:
        following = words.at(cue.after + 1)
    before = words.before(skip_back(cue.first, words))
    if form == "ing" and before not in _BE:
        return False
    if form == "past" and before in _BE and following != "by":
        return True
    return following in _AFTER_ALONE or (form == "past" and following[:1].isdigit())


def intransitive(first: int, words: Words) -> bool:
    """Whether a word such as "increase" before "with" is a verb there: "the risk increases with age"."""
    before = words.before(first)
    return before not in DETERMINERS and before not in PREPOSITIONS and before not in _NOUN_STARTS and before != ""


def is_shown(cue: Cue, words: Words) -> bool:
    """Whether a changed state is what was seen: "showed significantly reduced appetite"."""
    if cue.tags["form"] != "past" or words.at(cue.after) in DETERMINERS:
        return False
    at = skip_back(cue.first, words)
    return words.before(at) in _SEEING or (words.before(at) in ("a", "an") and words.before(at - 1) in _SEEING)


def skip_back(index: int, words: Words) -> int:
    """The index after the last word before `index` that is no adverb."""
    while index and ((words.texts[index - 1].endswith("ly")) or words.texts[index - 1] in _SKIPPED):
        index -= 1
    return index


def hides_verb(cue: Cue, words: Words) -> bool:
    """Whether a comparison such as "lower risk" is a verb with its object here: "can significantly lower risk"."""
    return (
        words.texts[cue.first] in ("lower", "increase", "decrease", "decline", "drop", "rise", "fall", "change")
        and cue.kind in ("weak", "comparison", "leaning")
        and (words.before(skip_back(cue.first, words)) in _BEFORE_VERB)
    )


def is_passive(cue: Cue, words: Words) -> bool:
    """Whether the cue is a participle after a form of "be", without a word on who did it."""
    if cue.tags["form"] != "past" or words.before(skip_back(cue.first, words)) not in _BE:
        return False
    return "by" not in words.texts[cue.after : cue.after + 6]


def _base(cue: Cue, words: Words) -> float:
    at = skip_back(cue.first, words)
    before = words.before(at)
    if before in (",", "and", "or"):
        purpose = _chained_to(at, words)
        if purpose:
            at, before = purpose, "to"
    if before == "to":
        if at > 1 and words.texts[at - 2] in _CLAIMS_TO:
            return ASSERTED
        return 0.5 if words.texts[cue.first] in _UNWANTED else MENTIONED
    if (before in _AUXILIARIES or before in _PRONOUNS) and not ("adjective" in cue.tags and before in ("and", "or")):
        return _told(before)
    if "adjective" in cue.tags:
        plural = before.endswith("s") and before not in DETERMINERS
        return ASSERTED if plural and words.at(cue.after) not in NO_OBJECT else NAMED
    return NAMED if _is_noun(cue, words) else ASSERTED


def _chained_to(at: int, words: Words) -> int:
    """The index after the "to" that a verb after a comma, "and" or "or" shares with the verb before; 0 if none."""
    for index in range(at - 2, max(at - 2 - CHAIN_WORDS, -1), -1):
        text = words.texts[index]
        if text == "to":
            return index + 1 if words.texts[index + 1] not in DETERMINERS else 0
        if text in _BEFORE_VERB or text in _BE or text in _HAVE or text in ("which", "that", "who", ";", ":"):
            return 0
    return 0


def _told(before: str) -> float:
    """A verb in a relative clause says what something is like, a little less than what was found."""
    return 0.85 if before in ("which", "that", "who") else ASSERTED


def _is_noun(cue: Cue, words: Words) -> bool:
    """Whether a form that can be a noun is one here: by what stands before it, or because no object follows."""
    if "noun" not in cue.tags:
        return False
    before, following = words.before(cue.first), words.at(cue.after)
    if words.before(skip_back(cue.first, words)) in _AUXILIARIES - {"and", "or"}:
        return False
    if before in ("that", "this") and cue.tags["form"] == "s" and following in DETERMINERS:
        return False
    if before in DETERMINERS or before in PREPOSITIONS or before in ("", "-"):
        return True
    if before in _NOUN_STARTS and cue.tags["form"] == "base":
        return True
    return following in NO_OBJECT and not ("alone" in cue.tags and before.endswith("s"))


def _past(cue: Cue, words: Words) -> float:
    at = skip_back(cue.first, words)
    before, following = words.before(at), words.at(cue.after)
    if before in _BE:
        if following == "using" or words.texts[cue.first] == "treated":
            return NAMED
        return LEANING if is_passive(cue, words) else ASSERTED
    if before in _HAVE:
        return ASSERTED if following in DETERMINERS or at < cue.first else 0.6
    if following == "by":
        return 0.5 if not words.at(cue.after + 1)[:1].isdigit() else NAMED
    if _is_attribute(before, following) or (following in NO_OBJECT and cue.after - cue.first == 1):
        return NAMED
    return _told(before)


def _is_attribute(before: str, following: str) -> bool:
    """Whether a participle stands before the noun that it belongs to ("a reduced risk", "with increased levels")."""
    if before in PREPOSITIONS or before in ("", ",", "and", "or", "had", "to", "not"):
        return following not in DETERMINERS
    if before in ("%", "-") or before[-1:].isdigit() or (before in DETERMINERS and before not in _PRONOUNS):
        return True
    return (before.endswith("ed") or before in _SHOWING) and following not in DETERMINERS


def _ing(cue: Cue, words: Words) -> float:
    at = skip_back(cue.first, words)
    before = words.before(at)
    if before in _BE:
        return ASSERTED
    if before == "not":
        return ASSERTED
    if before in ("by", ",", "thereby", "thus", "and"):
        return 0.5 if before != "and" else LEANING
    return MENTIONED
