"""Regional spellings: British forms are counted, and later looked up, under the American one."""

from __future__ import annotations

import re
from collections.abc import Mapping

_LEAST_LENGTH, _LEAST_SHARE = 5, 0.03
_RULES = tuple(
    (re.compile(pattern), to, length)
    for pattern, to, length in (
        (r"ae(?!l)", "e", 6),
        (r"oe", "e", 6),
        (r"our(?=(?:s|ed|ing|al|ally|able|ful|less|ite|ites|hood|ology)?$)", "or", 6),
        (r"is(?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)", "iz", 7),
        (r"ys(?=(?:e|ed|er|ers|ing)$)", "yz", 6),
        (r"(?<=[tb])re(?=(?:s)?$)", "er", 5),
        (r"(?<=[ea])ll(?=(?:ed|ing|er|ers)$)", "l", 8),
        (r"ogue(?=s?$)", "og", 6),
        (r"^leuco", "leuko", 7),
        (r"^sulph", "sulf", 5),
        (r"ence(?=s?$)", "ense", 7),
        (r"^mould", "mold", 5),
        (r"geing$", "ging", 6),
    )
)
_PAIRS = dict(
    pair.split("=")
    for pair in (
        "programme=program programmes=programs grey=gray judgement=judgment whilst=while amongst=among tyre=tire "
        "learnt=learned practise=practice practising=practicing fulfil=fulfill skilful=skillful orthopaedic=orthopedic "
        "faeces=feces foetal=fetal foetus=fetus coeliac=celiac caecal=cecal plough=plow sceptical=skeptical "
        "acknowledgement=acknowledgment artefact=artifact artefacts=artifacts per-cent=percent"
    ).split()
)
_NOT_REGIONAL = frozenset(
    "fourth scouring moulding analyses thromboembolism thromboembolic evidence sentence "
    "science audience presence absence existence influence reference "
    "difference preference conference experience sequence consequence silence violence residence".split()
)


def pair_regions(counts: Mapping[str, float]) -> dict[str, str]:
    """{form: form it is counted under} for every word of `counts` whose respelling is a word there too."""
    found = {}
    for word, count in counts.items():
        if word in _NOT_REGIONAL or not word.isalpha():
            continue
        for other in _respellings(word):
            if other != word and counts.get(other, 0) >= max(2, _LEAST_SHARE * count):
                found[word] = other
                break
    return {word: found.get(other, other) for word, other in found.items()}


def _respellings(word: str) -> list[str]:
    if word in _PAIRS:
        return [_PAIRS[word]]
    if len(word) < _LEAST_LENGTH:
        return []
    return [pattern.sub(to, word) for pattern, to, length in _RULES if len(word) >= length and pattern.search(word)]
