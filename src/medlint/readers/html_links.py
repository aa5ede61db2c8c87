"""Links of an HTML text as fields of the model's `Link`."""

from __future__ import annotations

from typing import Final

from medlint.readers.html_elements import Element
from medlint.readers.html_tokens import StartTag, attribute_text

_TARGETS: Final = {"a": "href", "area": "href", "form": "action", "button": "formaction"}
_ELEMENTS: Final = {"a": "anchor", "area": "area", "form": "form", "button": "button"}
_OWN_FIELDS: Final = frozenset({"href", "rel", "title"})


def link_fields(source: str, tag: StartTag, element: Element) -> dict[str, object] | None:
    """Give the fields of the link that a tag begins (all but its prose span and end), or None if it has no target."""
    target = tag.attribute(_TARGETS.get(tag.name, ""))
    if target is None or element.skip == "all":
        return None
    attributes: dict[str, str] = {}
    for attribute in tag.attributes:
        if attribute.name not in _OWN_FIELDS:
            attributes.setdefault(attribute.name, attribute_text(source, attribute))
    return {
        "source_start": tag.start,
        "href": attribute_text(source, target).strip(),
        "href_start": target.start,
        "href_end": target.end,
        "rel": tuple(attribute_text(source, tag.attribute("rel")).lower().split()),
        "title": attribute_text(source, tag.attribute("title")).strip(),
        "element": _ELEMENTS[tag.name],
        "markup": "html",
        "place": "nav" if element.navigation else "text",
        "hidden": element.hidden,
        "attributes": attributes,
    }
