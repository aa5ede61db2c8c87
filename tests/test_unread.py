"""What is no prose is never flagged: code, addresses, formulas, shortcodes, comments, metadata, hidden text."""

from __future__ import annotations

from pathlib import Path

import pytest

from medlint.config import Overrides
from medlint.run import Workshop
from zorps import check_offsets, lint_file, write_house, write_rule

MARKDOWN = {
    "fence": "```\nzorpwonder\n```",
    "info string": "```zorpwonder\nx\n```",
    "tildes": "~~~ zorpwonder\nzorpwonder\n\nzorpwonder\n~~~",
    "fence in a list": "- a\n\n  ```\n  zorpwonder\n  ```",
    "fence in a quotation": "> ```\n> zorpwonder\n> ```",
    "open fence": "a\n\n```\nzorpwonder",
    "indented code": "Text.\n\n    zorpwonder\n",
    "inline code": "Use `zorpwonder` or ``a ` zorpwonder``.",
    "code over lines": "Use `a\nzorpwonder`.",
    "link target": "[a](zorpwonder) and [b](</zorpwonder x>) and ![c](zorpwonder.png).",
    "link definition": "[a][b]\n\n[b]: https://x.example/zorpwonder",
    "autolinks": "<https://zorpwonder.example> and <joe@zorpwonder.example>.",
    "bare addresses": "See https://x.example/zorpwonder and www.zorpwonder.example/a too.",
    "formula": "Here $zorpwonder$ and\n\n$$\nzorpwonder\n$$",
    "hugo": "{{< zorpwonder \"zorpwonder\" >}} and a {{% zorpwonder %}} b.",
    "liquid": "{% zorpwonder a %} and {{ zorpwonder }} and {# zorpwonder #}.",
    "directive": ":::zorpwonder\nText.\n:::",
    "comment": "a <!-- zorpwonder --> b\n\n<!--\nzorpwonder\n\nzorpwonder\n-->",
    "script": "<script>\nlet a = 'zorpwonder';\n\nzorpwonder\n</script>",
    "style": "<style>\n.zorpwonder { color: red }\n</style>",
    "attributes": '<div class="zorpwonder" data-zorpwonder="zorpwonder">a</div> <a href="zorpwonder">b</a>',
    "pre": "<pre>\nzorpwonder\n</pre>",
    "code tag": "a <code>zorpwonder</code> b <kbd>zorpwonder</kbd>.",
    "heading id": "## A heading {#zorpwonder .zorpwonder}",
    "footnote label": "a[^zorpwonder]\n\n[^zorpwonder]: b",
    "hidden": "<p hidden>zorpwonder</p>\n\n<div style='display:none'>zorpwonder</div>",
}  # fmt: skip
FRONT = {
    "yaml": "---\nslug: zorpwonder\ntags: [zorpwonder]\nzorpwonder: x\nimage: {alt: zorpwonder}\n---\n",
    "yaml comment": "---\ntitle: A town # zorpwonder\n---\n",
    "toml": '+++\nslug = "zorpwonder"\ntags = ["zorpwonder"]\n[zorpwonder]\na = "zorpwonder"\n+++\n',
    "json": '{\n "slug": "zorpwonder", "tags": ["zorpwonder"], "zorpwonder": 1\n}\n',
}
MDX = {
    "import": "import Zorp from 'zorpwonder'\nimport { zorpwonder } from 'x'",
    "export": "export const a = {\n  b: 'zorpwonder',\n}",
    "expression": "a {zorpwonder} b {'zorpwonder'}",
    "comment": "{/* zorpwonder */}",
    "component": '<Zorpwonder a="zorpwonder" b={zorpwonder} />',
    "fence": "```js\nzorpwonder\n```",
}
PAGE = {
    "script": "<script>'zorpwonder'</script><script type='application/json'>{\"a\": \"zorpwonder\"}</script>",
    "style": "<style>zorpwonder</style>",
    "template": "<template><p>zorpwonder</p></template><noscript>zorpwonder</noscript>",
    "navigation": "<nav>zorpwonder</nav><footer>zorpwonder</footer><aside>zorpwonder</aside>",
    "roles": "<div role='navigation'>zorpwonder</div>",
    "comment": "<!-- zorpwonder --><p>a<!-- > zorpwonder -->b</p>",
    "code": "<pre>zorpwonder</pre><p><code>zorpwonder</code> <samp>zorpwonder</samp></p><math>zorpwonder</math>",
    "attributes": "<p id=zorpwonder class='zorpwonder' data-x=\"zorpwonder\">a <a href='/zorpwonder'>b</a></p>",
    "pictures": "<svg><text>zorpwonder</text></svg><img src='zorpwonder.png'><canvas>zorpwonder</canvas>",
    "forms": "<select><option>zorpwonder</select><textarea>zorpwonder</textarea><input value='zorpwonder'>",
    "hidden": "<p hidden>zorpwonder<p style='visibility: hidden'>zorpwonder<p style='display:none'>zorpwonder</p>",
    "metadata": "<meta name='author' content='zorpwonder'><link rel='zorpwonder' href='zorpwonder'>",
    "addresses": "<p>See https://x.example/zorpwonder.</p>",
    "cdata": "<p>a</p><![CDATA[ zorpwonder ]]><?php zorpwonder ?>",
}  # fmt: skip
TEXT = {"address": "See https://x.example/zorpwonder or www.zorpwonder.example now."}
CASES = [
    pytest.param(suffix, text, id=f"{suffix} {name}")
    for suffix, cases in ((".md", MARKDOWN), (".mdx", MDX), (".html", PAGE), (".txt", TEXT))
    for name, text in cases.items()
]


@pytest.fixture(scope="module", name="workshop")
def load_workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    folder = tmp_path_factory.mktemp("unread")
    write_rule(folder / "house", "zorp-talk", ("zorpwonder", "wonder zorp"))
    write_house(folder, "zorp-talk")
    return Workshop(Overrides(config_file=str(folder / "medlint.toml")))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("suffix", "text"), CASES)
def test_what_is_no_prose_is_not_flagged_and_what_stands_around_it_is(
    workshop: Workshop, tmp_path: Path, suffix: str, text: str, end: str
) -> None:
    paragraph = "<p>Before it, a wonder zorp.</p>" if suffix == ".html" else "Before it, a wonder zorp."
    after = paragraph.replace("Before", "After")
    source = f"{paragraph}\n\n{text}\n\n{after}\n".replace("\n", end)
    report = lint_file(workshop, tmp_path / f"a{suffix}", source)
    check_offsets(source, report)
    lasts = text.startswith("a\n\n```")  # a fence that nothing closes holds the rest of the text
    assert [finding.quote for finding in report.findings] == ["wonder zorp"] * (1 if lasts else 2)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("suffix", [".md", ".mdx", ".txt"])
@pytest.mark.parametrize("front", FRONT)
def test_keys_of_the_front_matter_are_not_flagged(
    workshop: Workshop, tmp_path: Path, front: str, suffix: str, end: str
) -> None:
    source = f"{FRONT[front]}\nAfter it, a wonder zorp.\n".replace("\n", end)
    report = lint_file(workshop, tmp_path / f"a{suffix}", source)
    check_offsets(source, report)
    assert [finding.quote for finding in report.findings] == ["wonder zorp"]
