"""How a link is kept from the eyes of readers: by its style, by its size, by its colour, or by having no text."""

from __future__ import annotations

from collections.abc import Mapping

from medlint.api import Document, Link, lazy_pattern

_LENGTH = lazy_pattern(r"(-?\d*\.?\d+)\s*(px|em|rem|pt|%|vw|vh)?\s*(?:!important)?\s*$", 2)
_CLIP = lazy_pattern(r"(?:rect\(\s*0[\s,]|inset\(\s*(?:50|100)%|circle\(\s*0|scale\(\s*0)", 2)
_TAG = lazy_pattern(r"<(?P<name>[a-z][a-z0-9]*)\b(?P<rest>[^<>]*)>", 2)
_STYLE = lazy_pattern(r"""\bstyle\s*=\s*(?:"([^"]*)"|'([^']*)')""", 2)
_COLOUR = lazy_pattern(r"""\bcolor\s*=\s*["']?([#\w]+)""", 2)
_PIXEL = lazy_pattern(r"""\b(?:width|height)\s*=\s*["']?[01](?:px)?(?:["'\s/]|$)""", 2)

_VISIBLE = frozenset({"img", "svg", "i", "picture", "video", "button", "input", "object", "canvas", "iframe", "use"})
"""Elements that show something without text; icons are drawn on an empty `i`."""
_STOPS = ".,;:!'’‘`\u00b7\u00ad\u200b\u200c\u200d\u2060\ufeff\u00a0 \t\r\n"
_WHITE = frozenset({"#fff", "#ffffff", "white", "rgb(255,255,255)", "rgba(255,255,255,1)", "#fefefe"})
_FAR = 500
SHORT_BLOCK = 80
"""A hidden block no longer than this holds the link and little else; a longer one is a panel that opens."""


def hidden_by(document: Document, link: Link) -> str:
    """What hides the link ("display: none", "no text"), in words for a message; "" if readers can see it."""
    own = _own_hiding(link.attributes)
    if own or link.element in {"area", "form", "button", "autolink", "footnote"}:
        return own
    inner = document.source[link.source_start : link.source_end]
    if link.hidden and link.attributes.get("aria-hidden", "").strip().lower() != "true":
        return _block_hiding(document, link)
    if not link.text.strip(_STOPS):
        return _empty(inner, link)
    return _inner_hiding(inner, link)


def style_hides(style: str) -> str:
    """The declaration of an inline style that hides what it is for; "" if none does."""
    values = _declarations(style)
    for name, hidden in (("display", "none"), ("visibility", "hidden"), ("visibility", "collapse")):
        if values.get(name, "").startswith(hidden):
            return f"{name}: {values[name]}"
    for name in ("font-size", "width", "height", "max-height", "max-width", "opacity", "line-height"):
        if name in values and _is_nothing(name, values):
            return f"{name}: {values[name]}"
    for name in ("left", "top", "right", "bottom", "text-indent", "margin-left", "margin-top"):
        length = _LENGTH.match(values.get(name, ""))
        if length and abs(float(length[1])) >= _FAR and float(length[1]) < 0:
            return f"{name}: {values[name]}"
    for name in ("clip", "clip-path", "transform"):
        if _CLIP.match(values.get(name, "")):
            return f"{name}: {values[name]}"
    return _colour_hides(values)


def _own_hiding(attributes: Mapping[str, str]) -> str:
    if "hidden" in attributes and attributes["hidden"].strip().lower() != "until-found":
        return "the attribute hidden"
    return style_hides(attributes["style"]) if attributes.get("style") else ""


def _declarations(style: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in style.lower().split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs if value.strip()}


def _is_nothing(name: str, values: Mapping[str, str]) -> bool:
    """Whether a size is nothing; a box of no size hides its text only if what runs over it is cut off."""
    length = _LENGTH.match(values[name])
    if length is None or not 0 <= float(length[1]) <= (1 if length[2] in {"px", "pt"} else 0):
        return False
    return name in {"font-size", "opacity"} or values.get("overflow", "").startswith(("hidden", "clip"))


def _colour_hides(values: Mapping[str, str]) -> str:
    colour = "".join(values.get("color", "").replace("!important", "").split())
    background = "".join((values.get("background-color") or values.get("background") or "").split())
    if colour == "transparent" or (colour.endswith(",0)") and colour.startswith(("rgba", "hsla"))):
        return "a transparent colour"
    if colour and (colour == background or {colour, background} <= _WHITE):
        return "text in the colour of its ground"
    return ""


def _block_hiding(document: Document, link: Link) -> str:
    """A link inside something hidden: alone in it, or in a short line; a long hidden panel opens on a click."""
    if link.block < 0 or link.start == link.end or not document.blocks[link.block].hidden:
        return "its surroundings are hidden"
    block = document.blocks[link.block]
    return "its surroundings are hidden" if block.end - block.start <= SHORT_BLOCK else ""


def _empty(inner: str, link: Link) -> str:
    """A link without text: hidden unless a picture shows it or its name is given to those who hear the page."""
    if link.markup == "markdown":
        return "" if "![" in inner or "<" in inner else "it has no text"
    for tag in _TAG.finditer(inner):
        if tag["name"].lower() == "img" and _PIXEL.search(tag["rest"]):
            return "a picture of one pixel"
        if tag["name"].lower() in _VISIBLE or ("class" in tag["rest"] and tag.start() > 0):
            return ""
    named = link.title or link.attributes.get("aria-label") or link.attributes.get("class")
    return "" if named or _is_anchor_target(link) else "it has no text"


def _is_anchor_target(link: Link) -> bool:
    """Whether the element is there to be jumped to."""
    return bool(link.attributes.get("id") or link.attributes.get("name")) and not link.href.startswith("http")


def _inner_hiding(inner: str, link: Link) -> str:
    """Whether the one element that holds all the text of the link hides it ("<font color=white>")."""
    if link.markup != "html" or inner.count("<") > len(("<a>", "<b>", "</b>", "</a>")):
        return ""
    tags = list(_TAG.finditer(inner))[1:2]
    if not tags or tags[0].start() > inner.find(">") + 1:
        return ""
    style = _STYLE.search(tags[0]["rest"])
    found = style_hides(style[1] or style[2] or "") if style else ""
    colour = _COLOUR.search(tags[0]["rest"])
    if not found and tags[0]["name"].lower() == "font" and colour and colour[1].lower() in _WHITE:
        return "text in the colour of its ground"
    return found
