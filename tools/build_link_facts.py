"""Build the two tables of link facts that come from public lists.

Usage: python tools/build_link_facts.py DOMAINS.txt PARAMETERS.csv rules/facts

DOMAINS.txt is the list of nextdns/click-tracking-domains (MIT), PARAMETERS.csv the registry
mpchadwick/tracking-query-params-registry (Unlicense). Of the first only hosts of affiliate and advertising networks are
taken: mail trackers and sign-in redirects are no adverts, and nobody links to the two hundred national hosts of one
advertising service.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

AFFILIATE = re.compile(
    r"affiliat|awin|kelkoo|tradedoubler|tradetracker|webgains|linksynergy|skimresources|viglink|redirectingat|impactradius|pxf\.io|"
    r"pepperjam|shareasale|commission|avantlink|effiliation|publicidees|bizrate|doubleclick|amazon-adsystem|atdmt|partner-ads|"
    r"7eer|anrdoezrs|apmebf|bfast|cc-dt|cj\.com|cj\.dotomi|dpbolvw|emjcd|evyy|go2jump|gopjn|jdoqocy|kqzyfj|ojrq|onenetworkdirect|"
    r"pjatr|pjtra|pntra|prf\.hn|qksrv|tkqlhce|georiot|aliexpress|kdukvh|exosrv|realsrv|xg4ken|serving-sys|advertising\.com|digital-advisor|"
    r"digitaladvisor|ad\.dyntracker|flx1|nordvpn|nordlocker"
)
LICENCE = """\
# From nextdns/click-tracking-domains. MIT License, Copyright (c) NextDNS Inc. Permission is hereby granted, free of
# charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to
# deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge,
# publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
# furnished to do so, subject to the following conditions: The above copyright notice and this permission notice
# shall be included in all copies or substantial portions of the Software. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT
# WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS
# FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY
# CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
# CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
WIDEST = 140
NOTICE = "nextdns/click-tracking-domains, revision 34d6dc9a, MIT License, Copyright (c) NextDNS Inc."
REGISTRY = "mpchadwick/tracking-query-params-registry, revision 7377d3c2, Unlicense (public domain)"


def build_domains(lines: list[str]) -> str:
    """The fact file of affiliate hosts, as an extension of the table that is kept by hand."""
    hosts = sorted({line.strip().removeprefix("www.") for line in lines if AFFILIATE.search(line)})
    head = f'{LICENCE}extends = "affiliate-hosts"\nas_of = 2026-11-21\nsource = "{NOTICE}"\ncolumn = "host"\n'
    return head + _values(hosts)


def build_parameters(rows: list[dict[str, str]]) -> str:
    """The fact file of tracking parameters."""
    names = sorted({row["name"].strip().lower() for row in rows})
    head = 'title = "Parameters by which campaigns and clicks are tracked"\nas_of = 2026-11-21\n'
    return f'{head}source = "{REGISTRY}"\ncolumn = "name"\n{_values(names)}'


def _values(values: list[str]) -> str:
    lines, line = ["values = ["], " "
    for value in values:
        item = f' "{value}",'
        if len(line) + len(item) > WIDEST:
            lines.append(line)
            line = " "
        line += item
    return "\n".join([*lines, line, "]"]) + "\n"


def main(domains: str, parameters: str, folder: str) -> None:
    """Read both lists and write both tables."""
    text = build_domains(Path(domains).read_text(encoding="utf-8").splitlines())
    (Path(folder) / "affiliate-hosts-nextdns.toml").write_text(text, encoding="utf-8")
    with Path(parameters).open(encoding="utf-8", newline="") as file:
        text = build_parameters(list(csv.DictReader(file)))
    (Path(folder) / "tracking-parameters.toml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
