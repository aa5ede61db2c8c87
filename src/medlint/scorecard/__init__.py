"""What an editor wants first of one text: verdict, evidence, criteria, what is credited, and what was not judged."""

from medlint.scorecard.card import not_judged, summarise
from medlint.scorecard.evidence import evidence_label
from medlint.scorecard.limits import NOT_JUDGED

__all__ = ["NOT_JUDGED", "evidence_label", "not_judged", "summarise"]
