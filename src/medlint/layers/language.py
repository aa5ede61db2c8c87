"""The language of a document's prose, told by its function words and scripts.

The word lists are the project's own: frequent function words of each language, without those that another listed
language (above all English) uses as freely. Lists of foods or drugs have few function words of any language, so a
foreign language must clearly win before a text is called foreign.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from medlint.lazy import lazy_pattern

if TYPE_CHECKING:
    from medlint.document import Document

_FUNCTION_WORDS = {
    "en": "the of and to is are that with for this on by be it not or from have has at you your can which may their"
    " were been but they if more these than when who will there other also should such what between during after"
    " because does into only most about how would could its while each both those out up however many people we his"
    " her she him our them did being had any some through before where why us my don't it's than",
    "de": "und der das ist den nicht mit ein eine für auf dem zu im sich von sie bei auch einer werden oder als wird"
    " einem sind es durch kann nach wie aus einen wenn zur zum nur ich wir haben können aber über vor dass sein diese"
    " dieser ihr ihre noch mehr sehr um man keine sollten bis gegen unter zwischen des",
    "fr": "le les et des est une du dans pour que qui sur pas plus par avec au ce il sont ou cette ne se aux être"
    " mais vous votre nous ont leur peut elle comme sans sa ses à été fait lorsque chez entre très aussi ainsi"
    " même ces",
    "es": "el los las y del que una por con para es se su al lo como más pero sus o está son muy si también puede este"
    " esta cuando desde ser entre sobre hay tiene han nos sin todos donde estos ya porque hasta la de en un",
    "it": "il di che è per una della del non sono con da si nel le dei gli più alla anche come delle questo questa al"
    " lo ma essere può ha nella sul dal o degli loro quando se ed dopo molto tra su la e un",
    "pt": "o de que e do da em um para com uma os no se na por mais as dos como mas ao ele das à seu sua ou quando"
    " muito nos já também só pelo pela até isso ela entre são pode ser está foi pessoas não sem você esse estes nas",
    "nl": "de het een van en dat niet te zijn op met voor die er aan ook als bij door of je uit maar naar worden wordt"
    " kan dan nog wel hij hebben heeft deze om tot over meer geen ze kunnen veel zij dit tegen moet",
    "sv": "och att det som en på är av för med den till inte om ett var jag men de har från eller kan vid så när vi ska"
    " också mycket efter du sig inom hos under många bli finns denna",
    "da": "og at det er en af på til der med som den ikke har de et kan om fra vi eller jeg når også ved efter være"
    " blive bliver mange hvis meget skal du hos mellem nogle",
    "no": "og å det er en av på til som med den ikke har de et kan om fra vi eller jeg når også ved etter være blir"
    " mange hvis mye skal du hos mellom noen ikkje",
    "pl": "i w na się z nie do jest że to jak po od przez o dla są oraz co lub może tego który które jego także przy"
    " ale być u tym ich tylko już bardzo można czy podczas jej która",
}


def _invert(listings: dict[str, str]) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for code, listing in listings.items():
        for word in set(listing.split()):
            table[word] = (*table.get(word, ()), code)
    return table


_TABLE = _invert(_FUNCTION_WORDS)
# Left as text: `re` compiles them when a page needs them, which is hardly ever.
_SCRIPTS = {
    "ru": r"[\u0400-\u052f]+",
    "ar": r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+",
    "ja": r"[\u3041-\u30ff]+",
    "zh": r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+",
    "ko": r"[\u1100-\u11ff\uac00-\ud7a3]+",
    "el": r"[\u0370-\u03ff\u1f00-\u1fff]+",
    "he": r"[\u0590-\u05ff]+",
    "hi": r"[\u0900-\u097f]+",
    "th": r"[\u0e00-\u0e7f]+",
}
_EXOTIC = lazy_pattern(r"[\u0370-\u1dff\u1f00-\u1fff\u2e80-\ud7a3\uf900-\ufaff\ufb50-\ufefc]+")
_LATIN = lazy_pattern("[A-Za-zÀ-ɏ]+")
_WORD = lazy_pattern(r"[^\W\d_]+(?:['’][a-z]+)?")
_ASCII_WORD = lazy_pattern(r"[a-z]+(?:'[a-z]+)?")  # the same for a text without other letters, at half the time
_HEAD, _SAMPLE = 20_000, 4_000  # characters from the beginning, and from the middle and the end
_FEWEST_WORDS = 8
_FEWEST_LETTERS = 15  # of a script without spaces
_DENSE = 3  # one letter of Chinese, Japanese or Korean says about as much as three Latin ones
_FOREIGN_SHARE = 0.09  # function words among all words; running prose has 0.25 to 0.45
_FOREIGN_HITS, _FOREIGN_KINDS = 4, 3
_ENGLISH_SHARE = 0.04


def detect(text: str) -> str:
    """Return the ISO 639-1 code of the language most of `text` is written in, "und" when that cannot be told.

    Latin-script languages other than those listed here come out as "und"; a script stands for its most used language
    ("ru" for Cyrillic, "ar" for Arabic). At most 28,000 characters are looked at: beginning, middle, end.
    """
    sample = _sample(text)
    script = "" if sample.isascii() else _foreign_script(sample)
    word = _ASCII_WORD if sample.isascii() else _WORD
    return script or _latin_language(word.findall(sample.lower()))


def _sample(text: str) -> str:
    if len(text) <= _HEAD + 2 * _SAMPLE:
        return text
    middle = (len(text) + _HEAD) // 2 - _SAMPLE // 2
    return f"{text[:_HEAD]} {text[middle : middle + _SAMPLE]} {text[-_SAMPLE:]}"


def _foreign_script(sample: str) -> str:
    """The language of the script that outweighs the Latin letters of `sample`, or an empty string."""
    exotic = "".join(_EXOTIC.findall(sample))
    if len(exotic) < _FEWEST_LETTERS:
        return ""
    letters = {code: sum(map(len, re.findall(pattern, exotic))) for code, pattern in _SCRIPTS.items()}
    # Japanese prose is half Han characters: kana decides for all of them.
    if letters["ja"] * 10 > letters["zh"]:
        letters["ja"] += letters.pop("zh")
    code = max(letters, key=letters.__getitem__)
    weight = letters[code] * (_DENSE if code in {"zh", "ja", "ko"} else 1)
    latin = sum(map(len, _LATIN.findall(sample)))
    return code if letters[code] >= _FEWEST_LETTERS and weight > latin else ""


def _latin_language(words: list[str]) -> str:
    if len(words) < _FEWEST_WORDS:
        return "und"
    hits = dict.fromkeys(_FUNCTION_WORDS, 0)
    known = {word: count for word, count in Counter(words).items() if word in _TABLE}
    for word, count in known.items():
        for code in _TABLE[word]:
            hits[code] += count
    english = hits.pop("en")
    best = max(hits, key=hits.__getitem__)
    kinds = sum(best in _TABLE[word] for word in known)
    enough = hits[best] >= max(_FOREIGN_HITS, _FOREIGN_SHARE * len(words)) and kinds >= _FOREIGN_KINDS
    if enough and hits[best] > english:
        return best
    return "en" if english >= max(2, _ENGLISH_SHARE * len(words)) else "und"


def find_language(document: Document) -> str:
    """The layer `language`: the language code of a document's visible prose, or "und" for too little to tell."""
    return detect("\n\n".join(document.prose[block.start : block.end] for block in document.blocks if not block.hidden))
