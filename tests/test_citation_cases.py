"""Layer `citations` by labelled cases: every way in which a text gives a source, and what looks like one."""

from __future__ import annotations

import pytest

from medlint.api import citations
from test_citations import covered, kinds, read

LINK, DOI, PMID, TRIAL = "link", "doi", "pmid", "trial"
JOURNAL, NOTE, NAMED = "journal", "footnote", "named-source"

# Text, then kind and words of each citation outside a list of references.
CASES: list[tuple[str, list[tuple[str, str]]]] = [
    # links
    ("Naps help, a [review](https://www.cochrane.org/CD001) found.", [(LINK, "review")]),
    ("Naps help (https://pubmed.ncbi.nlm.nih.gov/12345678/).", [(LINK, "\ufffc")]),
    ("Naps help <https://doi.org/10.1000/abc>.", [(LINK, "\ufffc")]),
    ("See [the guideline][1].\n\n[1]: https://www.nice.org.uk/guidance/ng28", [(LINK, "the guideline")]),
    ("See [our booking page](/book) or [call](tel:123).", []),
    ("See [above](#top).", []),
    # identifiers
    ("Naps help (doi: 10.1001/jama.2020.1234).", [(DOI, "10.1001/jama.2020.1234")]),
    ("Naps help; DOI 10.1016/S0140-6736(20)30183-5.", [(DOI, "10.1016/S0140-6736(20)30183-5")]),
    ("Naps help (PMID: 31234567).", [(PMID, "PMID: 31234567")]),
    ("Naps help (PMC6543210).", [(PMID, "PMC6543210")]),
    ("The trial is NCT04280705.", [(TRIAL, "NCT04280705")]),
    ("It is registered as ISRCTN12345678.", [(TRIAL, "ISRCTN12345678")]),
    ("It is registered as ACTRN12620000001909.", [(TRIAL, "ACTRN12620000001909")]),
    ("It is registered (ChiCTR2000029308).", [(TRIAL, "ChiCTR2000029308")]),
    ("See EudraCT 2019-001234-56.", [(TRIAL, "EudraCT 2019-001234-56")]),
    ("A review (CD004816) found it.", [(TRIAL, "CD004816")]),
    ("The preprint is arXiv:2101.01234.", [(TRIAL, "arXiv:2101.01234")]),
    ("Section 10.2 says that 10.5 g is enough.", []),
    ("Call 12345678 for the trial.", []),
    # numbers and notes
    ("Naps help [12].", [(NOTE, "[12]")]),
    ("Naps help [1,2].", [(NOTE, "[1,2]")]),
    ("Naps help [3\u20135].", [(NOTE, "[3\u20135]")]),
    ("Naps help.\u00b9", [(NOTE, "\u00b9")]),
    ("Naps help,\u00b2\u00b3 and so do walks.", [(NOTE, "\u00b2\u00b3")]),
    ("Naps help many people<sup>4,5</sup>.", [(NOTE, "4,5")]),
    ("Naps help (see note 4).", [(NOTE, "(see note 4)")]),
    ("Naps help (ref. 7).", [(NOTE, "(ref. 7)")]),
    ("A room of 20 m\u00b2 is enough.", []),
    ("Take H<sub>2</sub>O and [salt].", []),
    ("In the list [a, b] nothing is first.", []),
    # journals
    ("It was published in *The Lancet Oncology*.", [(JOURNAL, "The Lancet Oncology")]),
    ("The study, in Nature Medicine, had 40 women.", [(JOURNAL, "Nature Medicine")]),
    ("A BMJ paper found it.", [(JOURNAL, "BMJ")]),
    ("A 2020 JAMA Psychiatry study found it.", [(JOURNAL, "JAMA Psychiatry")]),
    ("The New England Journal of Medicine had it first.", [(JOURNAL, "The New England Journal of Medicine")]),
    ("The team writes in Archives of Sleep Disorders.", [(JOURNAL, "Archives of Sleep Disorders")]),
    ("Researchers report in Thorax that it helps.", [(JOURNAL, "report in Thorax")]),
    ("The results were published online in the European Respiratory Journal.",
     [(JOURNAL, "European Respiratory Journal")]),
    ("It appeared in the June issue of Clinical Toxicology.", [(JOURNAL, "Clinical Toxicology")]),
    ("It is out in the Scandinavian Journal of Primary Health Care.",
     [(JOURNAL, "Scandinavian Journal of Primary Health Care")]),
    ("According to a report in Health Affairs, costs rose.", [(JOURNAL, "Health Affairs")]),
    ("The authors note in Annals of Behavioural Nutrition that few kept to it.",
     [(JOURNAL, "Annals of Behavioural Nutrition")]),
    ("She found her heart in pain and sleep in nature.", []),
    ("She studied medicine in Public Health England's old building.", []),
    ("A study in China had 40 women. A trial in Spain had 50.", []),
    ("Cancer care in Leeds is good.", []),
    ("He wrote in pencil in his journal.", []),
    # authors and years
    ("Naps help (Okoro, 2019).", [(NAMED, "(Okoro, 2019)")]),
    ("Naps help (Okoro et al., 2019).", [(NAMED, "(Okoro et al., 2019)")]),
    ("Naps help (Okoro & Lind, 2019; Berg, 2020).", [(NAMED, "(Okoro & Lind, 2019; Berg, 2020)")]),
    ("Naps help (WHO, 2023).", [(NAMED, "(WHO, 2023)")]),
    ("Naps help (World Health Organization 2023).", [(NAMED, "(World Health Organization 2023)")]),
    ("Okoro et al. (2019) found it.", [(NAMED, "Okoro et al. (2019)")]),
    ("Okoro and colleagues found it.", [(NAMED, "Okoro and colleagues")]),
    ("Okoro and Lind (2019) found it.", [(NAMED, "Lind (2019)")]),
    ("Okoro (2019) found that naps help.", [(NAMED, "Okoro (2019)")]),
    ("It rained (March 2019).", []),
    ("She was born here (Leeds, 1999).", []),
    ("The law (passed in 2019) is old.", []),
    ("She and colleagues had tea.", []),
    # bodies
    ("NICE recommends it.", [(NAMED, "NICE")]),
    ("The CDC advises it.", [(NAMED, "CDC")]),
    ("The US Preventive Services Task Force recommends it.", [(NAMED, "The US Preventive Services Task Force")]),
    ("According to the American Heart Association, salt matters.", [(NAMED, "the American Heart Association")]),
    ("The Royal College of Psychiatrists advises against it.", [(NAMED, "The Royal College of Psychiatrists")]),
    ("A Cochrane review of nine trials found it.", [(NAMED, "Cochrane review")]),
    ("Researchers at the University of Oslo found it.", [(NAMED, "University of Oslo")]),
    ("It is a nice place for who comes.", []),
    ("He works for the NHS in Hull.", []),
    # experts
    ("Naps help, said Ana Larkin, a psychiatrist at Cork.", [(NAMED, "Ana Larkin, a psychiatrist")]),
    ("Naps help, says Dr Maya Brandt.", [(NAMED, "Dr Maya Brandt")]),
    ("Maya Brandt, MD, explains that naps help.", [(NAMED, "Maya Brandt, MD")]),
    ("Professor Ivo Lind warns of long naps.", [(NAMED, "Professor Ivo Lind")]),
    ("Pharmacist Lena Storm advises short naps.", [(NAMED, "Pharmacist Lena Storm")]),
    ("Naps help, says Mary Jones, a mother of two.", []),
    ("Ana Larkin, a psychiatrist, likes naps.", []),
    ("The doctor said that naps help.", []),
]  # fmt: skip

# Suffix, text, then where each mark of the text leads.
POINTED = [
    (".md", "Aa bb.[^1]\n\n[^1]: Okoro A. Naps. doi:10.1000/naps", ["10.1000/naps"]),
    (".md", "Aa bb.[^n]\n\n[^n]: Okoro A. Naps. Sleep 2019.", ["Okoro A. Naps. Sleep 2019."]),
    (".md", "Aa bb.[^1]\n\n[^1]: not her real name", []),
    (".md", "Aa [2].\n\n## References\n\n1. Berg B. 2018.\n2. [Naps](https://doi.org/10.1000/naps)",
     ["https://doi.org/10.1000/naps"]),
    (".md", "Aa [1, 2].\n\n## Sources\n\n1. Berg B. 2018.\n2. PMID 12345678", ["Berg B. 2018.; PMID 12345678"]),
    (".md", "Aa [1-2].\n\n## References\n\n- Berg B. 2018.\n- Lind C. 2019.", ["Berg B. 2018.; Lind C. 2019."]),
    (".md", "Aa bb [7].\n\n**References**\n\n[6] Berg B. 2018.\n[7] Lind C. 2019.", ["Lind C. 2019."]),
    (".md", "Aa bb [9].", ["[9]"]),
    (".html", "<p>Aa<sup><a href='#r1'>1</a></sup></p><h2>References</h2><ol><li id='r1'>Berg B. 2018.</li></ol>",
     ["Berg B. 2018."]),
    (".html", "<p>Naps help<sup>2</sup>.</p><h2>Notes</h2><ol><li>Berg B. 2018.</li><li>Lind C. 2019.</li></ol>",
     ["Lind C. 2019."]),
    (".html", "<p>Aa <a href='#n'>[2]</a>.</p><h2>Notes</h2><ol><li>Berg. 2018.</li><li id='fn2'>Lind. 2019.</li></ol>",
     ["Lind. 2019."]),
    (".txt", "Aa bb [1]. It is.\n\nReferences\n\n[1] Berg B. Naps. doi:10.1000/naps\n\n[2] Lind C. 2019",
     ["10.1000/naps"]),
    (".txt", "Aa bb.\u00b2 It is so.\n\nReferences\n1. Berg B. 2018.\n2. Lind C. 2019.", ["Lind C. 2019."]),
    (".txt", "Aa bb (2). It is so.\n\nReferences\n1. Berg B. 2018.\n2. Lind C. 2019.", ["Lind C. 2019."]),
]  # fmt: skip

# Text, then the sentences that some citation covers.
SCOPES = [
    ("Aa bb.\n\nNaps help (Okoro, 2019).\n\nCc dd. Ee ff.", ["Naps help (Okoro, 2019)."]),
    ("It rains. It pours. Naps help, says Dr Maya Brandt. It snows. It thaws.",
     ["It pours.", "Naps help, says Dr Maya Brandt.", "It snows."]),
    ("# Naps\n\nIt rains. It pours.\n\n## Dd\n\nCc dd ee. NICE says so. Ff gg.",
     ["Naps", "Dd", "Cc dd ee.", "NICE says so.", "Ff gg."]),
    ("The CDC lists three:\n\n1. aa\n2. bb\n\nCc dd. Ee.", ["The CDC lists three:", "aa", "bb"]),
    ("> Naps help, said Dr Maya Brandt.\n\nIt rains. It pours.", ["Naps help, said Dr Maya Brandt."]),
    ("Aa bb. Cc dd. Ee ff gg hh. (Okoro, 2019)", ["Aa bb.", "Cc dd.", "Ee ff gg hh.", "(Okoro, 2019)"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_a_text_gives_as_its_source(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(("suffix", "text", "expected"), POINTED)
def test_a_mark_leads_to_its_entry(suffix: str, text: str, expected: list[str]) -> None:
    found = citations(read(text, suffix))
    assert [item.target for item in found.items if item.kind == "footnote"] == expected


@pytest.mark.parametrize(("text", "expected"), SCOPES)
def test_what_a_source_covers(text: str, expected: list[str]) -> None:
    assert covered(text) == expected
