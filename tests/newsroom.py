"""A content repository as a health desk has it, built by script: the same bytes every time, every text invented.

Three hundred articles in sections (Markdown, MDX, HTML, plain text; front matter in YAML, TOML and JSON), drafts,
translations, pieces that are included elsewhere, a `.gitignore` and what it leaves out, and findings of old.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import cycle, islice

from msgspec import Struct

from repositories import Repository

SECTIONS = ("heart", "sleep", "skin", "joints", "stomach", "children")
COMPLAINTS = (
    "a stiff neck", "cold hands", "dry eyes", "restless nights", "itchy elbows", "a sore throat", "tired legs", "cramp",
    "hay fever", "hiccups", "a bruised toe", "chapped lips", "a blocked nose", "sunburn",
)  # fmt: skip
PLACES = ("the harbour", "the old mill", "the market square", "the bus depot", "the upper valley", "the library")
HABITS = (
    "a short walk before breakfast", "a glass of water by the bed", "an open window at night", "a warm scarf",
    "a list of questions for the pharmacist", "a chair with a straight back", "a diary of good and bad days",
)  # fmt: skip
LINES = (
    "Nearly everybody knows {complaint}, and most people are well again without doing much about it.",
    "At the surgery near {place}, nurses hear of {complaint} on most mornings of the year.",
    "Some people get used to {habit}; others say that it makes no difference to them.",
    "A pharmacist near {place} can tell you which medicines go together and which do not.",
    "Ask for help if {complaint} comes back again and again, or if you are worried about it.",
    "The leaflet that the surgery hands out begins with {habit} and ends with a telephone number.",
    "Two people with {complaint} seldom tell the same story about it.",
    "It is as well to keep {habit} in mind when the weather turns near {place}.",
)
OLD = (
    "Results are guaranteed after six visits.",
    "The ointment is 100% safe for everyone.",
    "Experts agree that a warm bath works best.",
    "This breakthrough is a game changer.",
    "Nine out of ten patients slept better.",
    "Spots are filling fast, so book your free consultation now.",
    "The nurse measured the the syrup.",
    "You will be pain free in just 3 days.",
)
STUDY = (
    "In a study of 40 mice, published in the *Journal of Joint Research*, cherry leaf tea eased swelling of the knee. "
    "It could spare people with arthritis a good deal of pain."
)
CAVEAT = "Findings in mice often do not hold in people."
TRANSLATIONS = {
    "de": "Müde Beine sind häufig und meistens harmlos. Viele Menschen haben sie nach einem langen Tag, wenn sie viel "
    "gestanden haben. Wer sie oft hat, sollte mit einer Ärztin sprechen.",
    "fr": "Les jambes lourdes sont fréquentes et le plus souvent sans gravité. Beaucoup de gens les connaissent après "
    "une longue journée debout. Si cela revient souvent, il faut en parler à un médecin.",
    "es": "Las piernas cansadas son frecuentes y casi siempre inofensivas. Muchas personas las notan después de un día "
    "largo de pie. Si vuelven a menudo, conviene hablar con una médica.",
}
CONFIG = """\
root = true
exclude = ["content/_includes/**"]
own-domains = ["desk.example"]

[[per-path]]
paths = ["content/drafts/**"]
ignore = ["uncited-statistic"]
"""
IGNORED = {".gitignore": "public/\n*.tmp.md\n", "public/heart/a.html": f"<h1>Built</h1><p>{OLD[0]}</p>",
           "content/heart/half.tmp.md": f"# Half\n\n{OLD[0]}\n"}  # fmt: skip
INCLUDED = {
    "content/_includes/pharmacist.md": "Ask a pharmacist before you mix medicines. Results are guaranteed.\n",
    "content/_includes/emergency.html": "<p>In an emergency, call the number on the back of your card.</p>\n",
}
PAGE = """\
<!DOCTYPE html>
<html lang="en"><head><title>{title}</title></head><body><main>
<h1>{title}</h1>
{body}
</main></body></html>
"""
KINDS = ("yaml",) * 20 + ("toml", "json", "html", "html", "mdx", "text", "draft", "de", "fr", "es")
"""The kinds of thirty articles; every further thirty are the same."""
SUFFIXES = {"html": ".html", "mdx": ".mdx", "text": ".txt"}


class Article(Struct, frozen=True):
    """One text of the repository: where it is, of which kind, and the sentence in it that a rule speaks of, if any."""

    path: str
    kind: str
    text: str
    old: str = ""


def build(repository: Repository, count: int = 300) -> tuple[Article, ...]:
    """Write the repository and commit it to `main`; what was written, in order."""
    made = tuple(articles(count))
    for one in made:
        repository.write(one.path, one.text)
    for name, text in {**IGNORED, **INCLUDED, "medlint.toml": CONFIG}.items():
        repository.write(name, text)
    repository.commit("All that there is")
    return made


def articles(count: int) -> Iterator[Article]:
    """The articles; every third has a finding, one in ten a study with its caveat."""
    for number, kind in enumerate(islice(cycle(KINDS), count)):
        old = OLD[number // 3 % len(OLD)] if number % 3 == 0 and kind not in TRANSLATIONS else ""
        yield Article(_path(number, kind), kind, _text(number, kind, old), old)


def _path(number: int, kind: str) -> str:
    section = SECTIONS[number % len(SECTIONS)]
    name = f"{COMPLAINTS[number % len(COMPLAINTS)].removeprefix('a ').replace(' ', '-')}-{number:03}"
    folder = {"draft": "drafts", **{language: f"{language}/{section}" for language in TRANSLATIONS}}.get(kind, section)
    return f"content/{folder}/{name}{SUFFIXES.get(kind, '.md')}"


def _text(number: int, kind: str, old: str) -> str:
    """A text of its kind: front matter, a title, and paragraphs; `old` is one of them."""
    complaint = COMPLAINTS[number % len(COMPLAINTS)]
    title = f"{complaint.removeprefix('a ').capitalize()}: what we know, part {number}"
    if kind in TRANSLATIONS:
        return f"---\ntitle: {kind} {number}\nlang: {kind}\n---\n\n{TRANSLATIONS[kind]}\n"
    paragraphs = list(_paragraphs(number, complaint))
    if number % 10 == 5:
        paragraphs.insert(1, f"{STUDY} {CAVEAT}")
    if old:
        paragraphs.insert(1 + number % 3, f"{old} Page {number} says so.")
    if kind == "html":
        body = "\n".join(f"<p>{text}</p>" for text in paragraphs).replace("*", "")
        return PAGE.format(title=title, body=body)
    if kind == "text":
        return "\n\n".join([title, *paragraphs]).replace("*", "") + "\n"
    extra = (
        {"mdx": '<Note kind="plain" />', "yaml": '{{< include "pharmacist.md" >}}'}.get(kind, "")
        if number % 4 == 1
        else ""
    )
    parts = [_front(kind, title, number), f"# {title}", *paragraphs, *([extra] if extra else [])]
    return "\n\n".join(parts) + "\n"


def _paragraphs(number: int, complaint: str) -> Iterator[str]:
    """Three paragraphs of two sentences each, no two articles with the same ones."""
    for paragraph in range(3):
        lines = (LINES[(number + 3 * paragraph + line) % len(LINES)] for line in range(2))
        place, habit = PLACES[(number + paragraph) % len(PLACES)], HABITS[(number // 2 + paragraph) % len(HABITS)]
        yield " ".join(line.format(complaint=complaint, place=place, habit=habit) for line in lines)


def _front(kind: str, title: str, number: int) -> str:
    date, author = f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}", f"Writer {number % 7}"
    if kind == "toml":
        return f'+++\ntitle = "{title}"\ndate = {date}\nauthor = "{author}"\n+++'
    if kind == "json":
        return json.dumps({"title": title, "date": date, "author": author}, indent=2)
    draft = "draft: true\n" if kind == "draft" else ""
    return f'---\ntitle: "{title}"\ndate: {date}\nauthor: {author}\n{draft}tags: [advice, desk]\n---'
