"""Layer `links`: what kind of place each link leads to, decided by the fact tables and the house's own lists."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING, Literal
from urllib.parse import SplitResult, parse_qsl, urljoin, urlsplit

from msgspec import Struct

from medlint.lazy import lazy_pattern
from medlint.model import Link

if TYPE_CHECKING:
    from medlint.document import Document

FACTS = (
    "evidence-hosts",
    "affiliate-hosts",
    "affiliate-parameters",
    "tracking-parameters",
    "shorteners",
    "seller-hosts",
    "seller-paths",
)
"""The tables that this layer reads."""

LinkKind = Literal["evidence", "internal", "commercial", "affiliate", "shortener", "other"]

_ASSOCIATE = lazy_pattern(r".+-\d\d$")
_NOT_A_NAME = lazy_pattern(r"[\d.]*|[0-9a-f]{7,40}|v\d[\w.]*|.*[./].*", re.IGNORECASE)
_CAMPAIGN = lazy_pattern(r"(?:utm|mtm|pk|piwik|matomo|hsa)_")
_PUBLIC_ENDINGS = (".org", ".edu", ".gov", ".int")
_ASSISTANTS = ("chatgpt", "openai", "perplexity", "copilot", "claude", "gemini")

Parameters = tuple[tuple[str, str], ...]


class LinkFacts(Struct, frozen=True):
    """A link, and what its address says.

    `host` is lower case without "www."; `because` names what decided the kind (a host, a path, a parameter); `tracking`
    names the tracking parameters of the address; `campaign` is the first of them by which a campaign counts its visits,
    if the place is one that could sell something ("" otherwise).
    """

    link: Link
    kind: LinkKind
    host: str
    because: str
    tracking: tuple[str, ...] = ()
    campaign: str = ""


class _Page(Struct, frozen=True):
    """What a page says of its own address: where its relative links start from, and its own host ("" if unknown)."""

    base: str = ""
    host: str = ""


def classify_links(document: Document) -> tuple[LinkFacts, ...]:
    """The facts of every link of a document, in source order; footnote marks are no links to anywhere.

    Relative links start from `<base href>`; links to the host of the canonical address are internal, as relative ones.
    """
    metadata = document.metadata
    page = _Page(str(metadata.get("base", "")), _host(str(metadata.get("canonical", "")))) if metadata else _Page()
    return tuple(_classify(document, link, page) for link in document.links if link.element != "footnote")


def links(document: Document) -> tuple[LinkFacts, ...]:
    """The layer `links` of a document."""
    layer: tuple[LinkFacts, ...] = document.layer("links")
    return layer


LONGEST_HOST = 253
"""No host name has more characters (RFC 1035, section 2.3.4)."""


def in_domains(host: str, domains: Collection[str]) -> str:
    """The entry of `domains` that is `host` or a parent domain of it; "" if there is none."""
    if len(host) > LONGEST_HOST:
        return ""
    parts = host.split(".")
    for at in range(len(parts)):
        candidate = ".".join(parts[at:])
        if candidate in domains:
            return candidate
    return ""


def _host(address: str) -> str:
    """The host of an address, lower case, without "www."; "" where there is none or it cannot be read."""
    try:
        return (urlsplit(address).hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return ""


def _classify(document: Document, link: Link, page: _Page) -> LinkFacts:
    try:
        href = link.href.strip()
        address = urlsplit(urljoin(page.base, href) if page.base and href[:1] != "#" else href)
        host = (address.hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return LinkFacts(link, "other", "", "an address that cannot be read")
    if address.scheme.lower() not in {"", "http", "https"}:
        return LinkFacts(link, "other", host, f"{address.scheme} address")
    parameters = _parameters(address)
    tracking = tuple(name for name, _ in parameters if _is_tracking(document, name))
    kind, because = _kind(document, host, address.path.lower(), parameters, page.host)
    sells = kind == "other" and not _is_neutral(document, host, address.path.lower())
    campaign = _campaign(host, parameters) if sells else ""
    return LinkFacts(link, kind, host, because, tracking, campaign)


def _parameters(address: SplitResult) -> Parameters:
    """Names (lower case) and values of the query, and of a fragment that is written like one (`#a_aid=...`)."""
    written = [address.query, address.fragment if "=" in address.fragment else ""]
    return tuple((name.lower(), value) for part in written for name, value in parse_qsl(part, keep_blank_values=True))


def _kind(document: Document, host: str, path: str, parameters: Parameters, own: str) -> tuple[LinkKind, str]:
    context = document.context
    if not host or in_domains(host, context.own_domains) or (own and in_domains(host, (own,))):
        return "internal", "own domain"
    if in_domains(host, context.partners):
        return "commercial", f"the partner {host}"
    if in_domains(host, context.evidence_hosts) or in_domains(host, _column(document, "evidence-hosts", "host")):
        return "evidence", host
    if in_domains(host, _column(document, "affiliate-hosts", "host")):
        return "affiliate", f"the affiliate network {host}"
    named = _affiliate_parameter(document, host, parameters)
    if named:
        return "affiliate", f"the affiliate parameter “{named}”"
    if in_domains(host, _column(document, "shorteners", "host")):
        return "shortener", f"the link shortener {host}"
    sold = _sale(document, host, path)
    return ("commercial", sold) if sold else ("other", host)


def _affiliate_parameter(document: Document, host: str, parameters: Parameters) -> str:
    """The parameter by which somebody is paid for the visit; "" if there is none."""
    table = "affiliate-parameters"
    for name, value in parameters:
        if name in _column(document, table, "name"):
            return name
        if name in _column(document, table, "partner") and _is_partner(document, host, value):
            return name
        if name in _column(document, table, "associate") and (host.startswith("amazon.") or _ASSOCIATE.match(value)):
            return name
        if name == "utm_medium" and value.lower() in _column(document, table, "campaign"):
            return f"{name}={value}"
    return ""


def _is_partner(document: Document, host: str, value: str) -> bool:
    """Whether the value of an ambiguous parameter names somebody: no place on a page, branch, number or domain."""
    if not value or _NOT_A_NAME.fullmatch(value) or host.endswith(_PUBLIC_ENDINGS):
        return False
    if host.split(".", maxsplit=1)[0] in {"github", "gitlab", "bitbucket", "codeberg", "raw"}:
        return False
    return value.lower() not in _column(document, "affiliate-parameters", "place")


def _sale(document: Document, host: str, path: str) -> str:
    """What in host or path says that the address sells; "" if nothing."""
    parts = [part.removesuffix(".html").removesuffix(".php") for part in path.strip("/").split("/")]
    label = host.split(".", maxsplit=1)[0]
    if _is_neutral(document, host, path):
        return ""
    if in_domains(host, _column(document, "seller-hosts", "host")) or label in _column(
        document, "seller-hosts", "label"
    ):
        return f"the seller {host}"
    if parts[-1].endswith((".pdf", ".doc", ".docx")) or _is_for_a_cause(document, host):
        return ""
    for part in parts:
        if part in _column(document, "seller-paths", "path"):
            return f"the sales page “/{part}”"
    if parts[-1] in _column(document, "seller-paths", "last"):
        return f"the sales page “/{parts[-1]}”"
    return ""


def _is_for_a_cause(document: Document, host: str) -> bool:
    """Whether a host is by its name a charity's, whose shop is no provider's."""
    return any(cause in host for cause in _column(document, "seller-paths", "cause"))


def _is_neutral(document: Document, host: str, path: str) -> bool:
    """Whether host or path begins with a part under which nobody sells anything."""
    parts = {host.split(".", maxsplit=1)[0], path.strip("/").split("/", maxsplit=1)[0]}
    return bool(_column(document, "seller-paths", "neutral") & parts)


def _campaign(host: str, parameters: Parameters) -> str:
    """The campaign parameter of an address that is no public body's and was not copied out of a chat."""
    if host.endswith(_PUBLIC_ENDINGS):
        return ""
    named = [(name, value.lower()) for name, value in parameters if _CAMPAIGN.match(name)]
    if any(assistant in value for _, value in named for assistant in _ASSISTANTS):
        return ""
    return named[0][0] if named else ""


def _column(document: Document, table: str, name: str) -> frozenset[str]:
    return document.knowledge.facts[table].column(name)


def _is_tracking(document: Document, name: str) -> bool:
    return name.startswith("utm_") or name in _column(document, "tracking-parameters", "name")
