"""Regular English inflection, with the irregular forms that health prose is full of."""

from __future__ import annotations

from collections.abc import Iterator

_VOWELS = "aeiou"
_COMPARED, _DOUBLED = 6, (3, 4)
_NOUNS = dict(
    pair.split("=")
    for pair in (
        "man=men woman=women child=children foot=feet tooth=teeth mouse=mice life=lives wife=wives "
        "knife=knives leaf=leaves person=people analysis=analyses diagnosis=diagnoses crisis=crises "
        "basis=bases hypothesis=hypotheses phenomenon=phenomena criterion=criteria bacterium=bacteria "
        "datum=data stimulus=stimuli nucleus=nuclei fungus=fungi medium=media ovum=ova half=halves "
        "self=selves thesis=theses "
    ).split()
)
_VERBS = {
    row.split()[0]: row.split()[1:]
    for row in (
        "be was been|become became become|begin began begun|break broke broken|bring brought brought|"
        "build built built|buy bought bought|catch caught caught|choose chose chosen|come came come|"
        "cut cut cut|deal dealt dealt|do did done|draw drew drawn|drink drank drunk|drive drove driven|"
        "eat ate eaten|fall fell fallen|feed fed fed|feel felt felt|fight fought fought|find found found|"
        "get got got|give gave given|go went gone|grow grew grown|have had had|hear heard heard|"
        "hide hid hidden|hit hit hit|hold held held|hurt hurt hurt|keep kept kept|know knew known|"
        "lay laid laid|lead led led|learn learned learned|leave left left|lend lent lent|let let let|"
        "lie lay lain|lose lost lost|make made made|mean meant meant|meet met met|pay paid paid|"
        "put put put|read read read|rise rose risen|run ran run|say said said|see saw seen|"
        "seek sought sought|sell sold sold|send sent sent|set set set|shake shook shaken|"
        "show showed shown|shrink shrank shrunk|shut shut shut|sit sat sat|sleep slept slept|"
        "speak spoke spoken|spend spent spent|spread spread spread|stand stood stood|stick stuck stuck|"
        "strike struck struck|swell swelled swollen|swim swam swum|take took taken|teach taught taught|"
        "tear tore torn|tell told told|think thought thought|throw threw thrown|"
        "understand understood understood|wake woke woken|wear wore worn|win won won|write wrote written"
    ).split("|")
}


def inflect(lemma: str, pos: str) -> Iterator[tuple[str, str]]:
    """(kind of form, form) of a lemma: `n`oun, `v`erb, `a`djective or adve`r`b. The first is the lemma itself."""
    yield "0", lemma
    if pos == "n":
        yield "pl", _NOUNS.get(lemma) or _with_s(lemma)
    elif pos == "v":
        past = _VERBS.get(lemma) or [_with_ed(lemma)] * 2
        yield "s", _with_s(lemma)
        yield "ed", past[0]
        yield "en", past[1]
        yield "ing", _stem(lemma) + "ing"
    elif pos == "a" and len(lemma) <= _COMPARED:
        yield "er", _with_ed(lemma)[:-1] + "r"


def _with_s(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _with_ed(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    return lemma + "d" if lemma.endswith("e") else _stem(lemma) + "ed"


def _stem(lemma: str) -> str:
    """What -ing is put on: `take` -> `tak`, `stop` -> `stopp`."""
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-2] + "y" if lemma.endswith("ie") else lemma[:-1]
    short = len(lemma) in _DOUBLED
    if short and lemma[-1] not in "aeiouwxy" and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS:
        return lemma + lemma[-1]
    return lemma
