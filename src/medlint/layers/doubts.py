"""Plain doubt: words that something was not studied, is not known, or is still to come, put together from families."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.lazy import lazy_pattern

_CUT = lazy_pattern(
    r"[,;:()\u2014\u2013?!]| - |\b(?:so|but|although|though|because|since|while|whereas|yet (?=[a-z]+ (?:is|was"
    r"|did|found)))\b"
)
_EVIDENCE = lazy_pattern(
    r"\b(?:test|trial|tried|stud(?:y|ies|ied)|research|experiment|evidence|proof|prove|data|result|finding|show|seen"
    r"|known?\b|knows|knew|confirm|demonstrat|establish|examin|measur|look|saw|investigat|explor|assess|evaluat"
    r"|follow|tell"
    r"|says?\b|said|speak|question|answer|conclu|guess|assum|infer|claim|(?:is|not|are) (?:yet )?clear|certain"
    r"|sure\b|repeat|replicat|reproduc"
    r"|treated|put (?:in|into|to)|apply|applies|carr(?:y|ies)(?! on\b)|translat|hold|true|same|part of (?:the|this|it)"
    r"|guarantee|compare|given|used|science|report)"
)
# Each begins with first letters, at which most words fail: every word of every clause is tried.
_NEGATED = lazy_pattern(
    r"\b(?=a(?:bs|dv|rg|ren)|b(?:ar|ey)|ca(?:n|u)|d(?:id|o)|f(?:ew|ai)|ha(?:r|sn|ve)|isn|l(?:it|ac)|mis|n(?:o|e[iv])"
    r"|s(?:ca|ho|il)|w(?:asn|ere|ar|itho)|yet)(?:(?<!will )(?<!would )(?<!could )(?<!should )(?<!need )(?<!do )"
    r"(?:not|never|cannot|hardly|scarcely|barely)\b"
    r"|(?:has|have|is|are|was|were|did|does|do|ca)n['\u2019]t\b|(?:no(?! longer| doubt| need| matter"
    r"| (?:benefit|effect|difference|improvement))|nobody|none|nor"
    r"|neither|(?:nothing|little)(?! to (?:fear|lose|worry))"
    r"|(?<!a )(?<!every )few(?! (?:days|weeks|months|hours|minutes|years|more))"
    r"|without (?:\w+ )?(?:test|trial|stud|evidence|proof|data)|lacks?|lacking|missing|absent|silent|yet to"
    r"|short of|beyond|fails?|failed|(?:warn|caution|advis|argu)\w* against)\b)"
)
_PROOF = r"(?:evidence|proof|basis)"
_IF = lazy_pattern(r"\W*(?:but |and |or )?if (?!you\b)")
_OPEN = lazy_pattern(
    r"\b(?:a(?:ny(?:one|body)'s|wait\w*|re needed)|b(?:e needed|eing planned|efore (?:any|we|it|anyone))"
    r"|c(?:all(?:s|ed)? for|aution\w*|areful(?:ly)?)|doubt\w*|f(?:urther (?:stud|trial|test|work|research)|ar from)"
    r"|guess(?:work)?|ha(?:sty|s to"
    r"|(?<!women ha)(?<!men ha)(?<!patients ha)(?<!people ha)(?<!children ha)(?<!parents ha)(?<!you ha)ve to)"
    r"|i(?:s needed|f (?:later|future|further|it|they|what))|l(?:ies? ahead|ong way|eap)"
    r"|m(?:ore research|ay or may not|ust (?:first|still|be))|n(?:ext (?:question|step|stage|task)|aive)"
    rf"|o(?:pen question|nly (?:now|after|when))|p(?:oor {_PROOF}|lanned|ending|remature)"
    rf"|r(?:emains? (?:to|un|open|a|an)|isky|eckless)|s(?:lim {_PROOF}|cant {_PROOF}"
    rf"|till (?:to|un|not|being|needs?|only|ahead)|tretch|peculat\w*)"
    rf"|t(?:hin {_PROOF}|akes? (?:(?:many |several )?(?:years|decades)|more than)|oo (?:early|soon|few)|o come)"
    rf"|un(?:known|clear|certain|sure|tested|tried|proven|studied|charted|explored|answered|der ?way|til|wise)"
    rf"|w(?:eak {_PROOF}|hether)|years? (?:off|away))\b"
)
_SELDOM = lazy_pattern(
    r"\b(?:seldom|rarely|hardly|scarcely|(?<!a )(?<!every )few(?! (?:days|weeks|months|hours|minutes|years"
    r"|more))|not always|do(?:es)? not always|need not|may not|might not"
    r"|(?:often|frequently|usually|mostly|routinely|commonly|mostly|generally|tend to|many|most|can"
    r"|may) (?:[\w-]+ ){0,4}?"
    r"(?:fail\w*|disappoint\w*|vanish\w*|disappear\w*|flop\w*|fall|falls|collapse\w*|come to nothing"
    r"|evaporate\w*|go nowhere"
    r"|lost|mislead\w*))\b"
)

_AFFLICTED = lazy_pattern(
    r"\b(?:who|whose|that) (?!(?:he|she|it|they|we|nobody) )(?:[\w-]+ )?(?:cannot|can't|do not|don't"
    r"|does not|have not|has not|no longer|are not|never|failed)\b"
)


def clauses(text: str) -> Iterator[str]:
    """The clauses of a sentence in lower case, cut at marks and at words that join clauses."""
    start = 0
    for cut in _CUT.finditer(text):
        yield text[start : cut.start()]
        start = cut.start()
    yield text[start:]


def is_doubted(clause: str) -> bool:
    """Whether a clause in lower case says that something was not studied or is not known, or has yet to be."""
    return bool(_EVIDENCE.search(clause)) and is_negated(clause)


def is_negated(clause: str) -> bool:
    """Whether a clause in lower case holds a plain negation, or leaves something open: a promise's own is not meant."""
    told = _AFFLICTED.sub("", clause) if "who" in clause or "that" in clause else clause
    return bool(_NEGATED.search(told) or _IF.match(clause) or _OPEN.search(clause))


def is_seldom(clause: str) -> bool:
    """Whether a clause in lower case says that something seldom comes true."""
    return bool(_SELDOM.search(clause))
