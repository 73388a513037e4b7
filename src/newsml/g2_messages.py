"""What is wrong with a NewsML-G2 document, in a person's words: libxml2 says where, the grammar what may stand there.

Specification: NewsML-G2 2.35, https://iptc.org/std/NewsML-G2/specification/.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from newsml.g2_grammar import NAMESPACE, TAG, XML_TAG, Child, Shape, grammar, own_name, shape_of, tag_of
from newsml.xml_places import Places, name_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

XSI_TAG = "{http://www.w3.org/2001/XMLSchema-instance}"
XML_WORDS = {
    "xml:lang": "a language tag, as in en-GB",
    "xml:space": "default or preserve",
    "xml:base": "a URI, as in http://example.org/",
    "xml:id": "a name used once in the document",
}


class Fault(NamedTuple):
    """One mistake: the element it is in, where that is, and the sentence."""

    element: Element
    path: str
    message: str


def faults(root: Element, errors: list[Any]) -> Iterator[Fault]:
    """The mistakes behind libxml2's errors, each once, in their order."""
    places = Places(root)
    said: set[tuple[str, str, str]] = set()
    for error in errors:
        element = places.element(error.path or "")
        attribute = _attribute(error.message)
        key = (error.path, attribute, _KINDS.get(error.type_name, error.type_name))
        if key in said:  # a value that breaks a facet is reported once for the facet, once for the type
            continue
        said.add(key)
        explain = _EXPLAIN.get(key[2], _other)
        yield Fault(element, places.path(element), explain(element, attribute, error.message))


def _attribute(message: str) -> str:
    match = re.match(r"Element '[^']*', attribute '([^']*)'", message) or re.search(
        r": The attribute '([^']*)' is required", message
    )
    return match[1].replace(XML_TAG, "xml:") if match else ""


# --- Words ---------------------------------------------------------------------------------------------------------


def listed(names: list[str], last: str = "or") -> str:
    """``a, b or c``; of many the first."""
    if len(names) > 12:
        return ", ".join(names[:11]) + " …"
    return (
        f" {last} ".join([*([", ".join(names[:-1])] if names[:-1] else []), names[-1]])
        if names
        else "nothing"
    )


def quoted(text: str) -> str:
    """A value as found, shortened, what cannot be seen made visible."""
    shown = text.replace("\n", "⏎").replace("\t", "⇥").replace("\r", "␍")
    return f"'{shown[:60]}…'" if len(shown) > 60 else f"'{shown}'"


@lru_cache(1000)
def nearest(name: str, known: tuple[str, ...]) -> str:
    """The name that was probably meant; nothing if none is near."""
    from difflib import get_close_matches

    for candidate in known:
        if candidate.lower() == name.lower() or candidate == f"xml:{name}":
            return candidate
    return next(iter(get_close_matches(name, known, n=1, cutoff=0.75)), "")


OTHERS = "elements of other namespaces"
WILDCARDS = {"other": OTHERS, "any": "elements of any namespace", "item": "items"}


def holding(shape: Shape) -> list[str]:
    """All that may stand in an element."""
    return [*shape.children, *open_to(shape)]


def open_to(shape: Shape, reached: int = -1) -> list[str]:
    """What kinds of unnamed elements may stand in an element, from a place on."""
    return [words for name, words in WILDCARDS.items() if shape.wildcards.get(name, -2) >= reached]


# --- Elements ------------------------------------------------------------------------------------------------------


def _content(element: Element, attribute: str, message: str) -> str:
    return _incomplete(element) if "Missing child" in message else _unexpected(element)


def _incomplete(element: Element) -> str:
    shape = shape_of(element)
    name = name_of(element)
    if shape is None:
        return f"{name} is not complete"
    missing = _missing(shape, [own_name(child) for child in element])
    if missing:
        return (
            f"{name} is not complete: {listed(missing, 'and')} {'are' if len(missing) > 1 else 'is'} missing"
        )
    expected = may_follow(shape, list(element)) or holding(shape)
    return f"{name} is not complete: it still needs {listed(expected)}"


def _missing(shape: Shape, present: list[str]) -> list[str]:
    return [child.name for child in shape.children.values() if child.required and child.name not in present]


def may_follow(shape: Shape, before: list[Element]) -> list[str]:
    """What may stand after these children: the rest of this place, then all up to the next mandatory element."""
    ranks = [shape.rank(tag_of(child)) for child in before]
    reached = max((rank for rank in ranks if rank is not None), default=-1)
    present = {own_name(child) for child in before}
    names = []
    for child in shape.children.values():
        if child.rank > reached or (child.rank == reached and child.repeats):
            names.append(child.name)
            if child.required and child.name not in present:
                return names
    return [*names, *open_to(shape, reached)]


def _unexpected(element: Element) -> str:
    parent = element.getparent()
    shape = shape_of(parent) if parent is not None else None
    name = name_of(element)
    if parent is None or shape is None:
        return f"{name} cannot stand here"
    inside = name_of(parent)
    before: list[Element] = list(reversed(list(element.itersiblings(preceding=True))))
    missing = _missing(shape, [own_name(child) for child in parent])
    if "any" in shape.wildcards:
        return f"{inside} has more than one element; one is allowed"
    if not own_name(element):
        return _wrong_namespace(element, shape, inside, before)
    child = shape.children.get(name)
    if child is None:
        return _no_such_child(name, shape, inside, before)
    needed = [found for found in missing if shape.children[found].rank < child.rank]
    if needed:
        return f"{inside} lacks {listed(needed, 'and')}, which must stand before {name}"
    return _misplaced(name, child, shape, inside, before, parent)


def _misplaced(
    name: str, child: Child, shape: Shape, inside: str, before: list[Element], parent: Element
) -> str:
    """A child that its parent knows, at the wrong place or once too often."""
    later = next((own_name(e) for e in before if (shape.rank(tag_of(e)) or 0) > child.rank), "")
    passed = next((name_of(e) for e in before if (shape.rank(tag_of(e)) or 0) > child.rank), "")
    if passed:
        where = f"it must come before {later}" if later else f"it must come before {OTHERS} such as {passed}"
        return f"{name} is out of order in {inside}: {where}"
    if not child.repeats:
        same = [own_name(e) for e in before if shape.rank(tag_of(e)) == child.rank]
        if name in same:
            return f"{inside} has more than one {name}; one is allowed"
        if same:
            return f"{name} cannot stand beside {same[0]} in {inside}: only one of them is allowed"
    behind = [
        found.name
        for found in shape.children.values()
        if found.required and found.rank < child.rank and found.name not in {own_name(e) for e in before}
    ]
    if behind:
        return f"{name} is out of order in {inside}: {listed(behind, 'and')} must come before it"
    return f"{name} cannot stand here in {inside}; here may stand {listed(may_follow(shape, before))}"


def _no_such_child(name: str, shape: Shape, inside: str, before: list[Element]) -> str:
    near = nearest(name, tuple(shape.children))
    if near:
        return f"{name} is not known in {inside}; did you mean {near}?"
    homes = [home for home in parents_of().get(name, ()) if home != inside]
    here = may_follow(shape, before)
    if homes:
        head = f"{name} cannot stand in {inside}, but in {listed(homes)}"
    elif name in grammar().elements:
        head = f"{name} cannot stand in {inside}"
    else:
        head = f"NewsML-G2 has no element {name}"
    return f"{head}; here may stand {listed(here)}" if here else f"{head}; nothing more may stand here"


def _wrong_namespace(element: Element, shape: Shape, inside: str, before: list[Element]) -> str:
    name, tag = name_of(element), tag_of(element)
    space = tag[1:].partition("}")[0] if tag.startswith("{") else ""
    if not space or name in shape.children:
        place = f"is in the namespace {space}" if space else "is in no namespace"
        return f"{name} in {inside} {place}; elements of NewsML-G2 are in {NAMESPACE}"
    if "other" not in shape.wildcards:
        return f"{name} of the namespace {space} cannot stand in {inside}, which holds no {OTHERS}"
    head = f"{name} of the namespace {space}"
    last = [own_name(e) for e in before if (shape.rank(tag_of(e)) or 0) > shape.wildcards["other"]]
    order = [child.name for child in shape.children.values() if child.rank > shape.wildcards["other"]]
    if last:
        return f"{head} is out of order in {inside}: {OTHERS} come before {listed(order)}"
    missing = _missing(shape, [own_name(e) for e in before])
    if missing:
        return f"{head} cannot stand here in {inside}: {listed(missing, 'and')} must come before it"
    return f"{head} cannot stand here in {inside}; {OTHERS} come after {listed(list(shape.children))}"


@cache
def parents_of() -> dict[str, list[str]]:
    """By the name of an element, those of the elements that may hold it."""
    facts = grammar()
    found: dict[str, dict[str, None]] = {}
    waiting = [(name, shape) for name in facts.elements if (shape := facts.alone(name))]
    seen = set()
    while waiting:
        parent, shape = waiting.pop(0)
        if (parent, shape.name) in seen:
            continue
        seen.add((parent, shape.name))
        for child in shape.children.values():
            found.setdefault(child.name, {})[parent] = None
            waiting.append((child.name, facts.shape(child.shape)))
    return {name: list(parents) for name, parents in found.items()}


def _root(element: Element, attribute: str, message: str) -> str:
    name, tag = name_of(element), tag_of(element)
    roots = list(grammar().roots)
    space = tag[1:].partition("}")[0] if tag.startswith("{") else ""
    if not tag.startswith(TAG) and name in grammar().elements:
        place = f"is in the namespace {space}" if space else "is in no namespace"
        return f"{name} {place}; NewsML-G2 is in {NAMESPACE}"
    near = nearest(name, tuple(roots))
    hint = f"did you mean {near}?" if near else f"it begins with {listed(roots)}"
    return f"a document of NewsML-G2 does not begin with {name}; {hint}"


# --- Text where there should be none, elements where there should be text --------------------------------------------


def _text_in(element: Element) -> str:
    texts = [element.text, *(child.tail for child in element)]
    return next((text.strip() for text in texts if text and text.strip()), "")


def _text_among_elements(element: Element, attribute: str, message: str) -> str:
    shape = shape_of(element)
    holds = holding(shape) if shape else []
    ways = f": it may hold {listed(holds)}" if holds else ""
    return f"{name_of(element)} holds elements only{ways}; found is the text {quoted(_text_in(element))}"


def _elements_in_text(element: Element, attribute: str, message: str) -> str:
    shape = shape_of(element)
    words = grammar().values[shape.text].words if shape and shape.text else "text"
    inner = name_of(next(element.iterchildren("*")))
    return f"{name_of(element)} holds text only ({words}); found is the element {inner}"


def _not_empty(element: Element, attribute: str, message: str) -> str:
    inner = next(element.iterchildren("*"), None)
    found = (
        f"the element {name_of(inner)}"
        if inner is not None
        else f"the text {quoted(_text_in(element) or ' ')}"
    )
    shape = shape_of(element)
    own = [name for name in shape.attributes if name not in common()] if shape else []
    ways = f": what it says stands in its attributes ({listed(own)})" if own else ""
    return f"{name_of(element)} is always empty{ways}; found is {found}"


# --- Attributes and values -------------------------------------------------------------------------------------------


@cache
def common() -> frozenset[str]:
    """The attributes that nearly every element has."""
    facts = grammar()
    return frozenset(attribute.name for attribute in facts.listed("edits language"))


def _no_such_attribute(element: Element, attribute: str, message: str) -> str:
    name, shape = name_of(element), shape_of(element)
    known = list(shape.attributes) if shape else []
    if attribute.startswith("{"):
        space, _, local = attribute[1:].partition("}")
        return f"{name} takes no attributes of other namespaces, such as {local} of {space}"
    near = nearest(attribute, tuple(known))
    if near:
        return f"{name} has no attribute {attribute}; did you mean {near}?"
    own = [found for found in known if found not in common()]
    if own:
        return f"{name} has no attribute {attribute}; of its own it has {listed(own, 'and')}"
    general = f"; it has {listed(known, 'and')}" if known else "; it has no attributes"
    return f"{name} has no attribute {attribute}{general}"


def _lacks_attribute(element: Element, attribute: str, message: str) -> str:
    expected = _expected(element, attribute)
    return f"{name_of(element)} lacks its attribute {attribute}" + (
        f": {expected}" if expected != "text" else ""
    )


def _expected(element: Element, attribute: str) -> str:
    """What a value must be, by the grammar."""
    shape = shape_of(element)
    if attribute and (shape is None or attribute not in shape.attributes):
        return XML_WORDS.get(attribute, "another value")
    if shape is None:
        return "another value"
    return (
        grammar().values[shape.attributes[attribute].value if attribute else shape.text].words
        or "another value"
    )


def _wrong_value(element: Element, attribute: str, message: str) -> str:
    name = XML_TAG + attribute[4:] if attribute.startswith("xml:") else attribute
    value = str(element.get(name, "")) if attribute else "".join(str(text) for text in element.itertext())
    subject = f"{attribute} of {name_of(element)}" if attribute else name_of(element)
    expected = _expected(element, attribute)
    if not value.strip():
        return f"{subject} is empty; expected is {expected}"
    if _is_second_id(element, attribute, value):
        return f"{subject}: {quoted(value)} is the id of another element already; each id stands once in a document"
    return f"{subject}: {quoted(value)} is not valid; expected is {expected}{_hint(value, expected)}"


def _is_second_id(element: Element, attribute: str, value: str) -> bool:
    shape = shape_of(element)
    known = shape.attributes.get(attribute) if shape else None
    return (
        known is not None
        and known.value == "id"
        and re.fullmatch(r"[^\W\d][\w.-]*", value.strip()) is not None
    )


def _hint(value: str, expected: str) -> str:
    """The likely slip in a date or a code."""
    if value != value.strip() and ("date" in expected or "alias" in expected):
        return " (without line breaks and spaces around it)"
    if "date" in expected:
        if re.search(r"T\d\d:\d\d(:\d\d(\.\d+)?)?[+-]\d{4}$", value):
            return " (the zone needs a colon: +02:00)"
        if "with time" in expected and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return " (the time is missing)"
        if re.match(r"\d{4}-\d\d-\d\d \d", value):
            return " (a T stands between date and time)"
        if re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d(Z|[+-]|$)", value):
            return " (the seconds are missing)"
    if "alias" in expected and re.match(r"https?://", value) and " " not in value:
        return " (an IRI belongs in the attribute that ends in uri)"
    return ""


def _other(element: Element, attribute: str, message: str) -> str:
    for name in ("type", "nil"):
        if element.get(f"{XSI_TAG}{name}") is not None:
            return f"{name_of(element)} has an xsi:{name}, which NewsML-G2 has no use for; leave it out"
    return f"{name_of(element)} is not as NewsML-G2 wants it here"


# --- From libxml2's errors to these --------------------------------------------------------------------------------

_KINDS = {
    "SCHEMAV_ELEMENT_CONTENT": "content",
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1": "no such attribute",
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_2": "no such attribute",
    "SCHEMAV_CVC_COMPLEX_TYPE_4": "lacks attribute",
    "SCHEMAV_CVC_COMPLEX_TYPE_2_1": "not empty",
    "SCHEMAV_CVC_COMPLEX_TYPE_2_2": "elements in text",
    "SCHEMAV_CVC_COMPLEX_TYPE_2_3": "text among elements",
    "SCHEMAV_CVC_TYPE_3_1_1": "elements in text",
    "SCHEMAV_CVC_TYPE_3_1_2": "elements in text",
    "SCHEMAV_CVC_ELT_1": "root",
    "SCHEMAV_CVC_DATATYPE_VALID_1_2_1": "value",
    "SCHEMAV_CVC_DATATYPE_VALID_1_2_2": "value",
    "SCHEMAV_CVC_DATATYPE_VALID_1_2_3": "value",
    "SCHEMAV_CVC_PATTERN_VALID": "value",
    "SCHEMAV_CVC_ENUMERATION_VALID": "value",
    "SCHEMAV_CVC_MININCLUSIVE_VALID": "value",
    "SCHEMAV_CVC_MAXINCLUSIVE_VALID": "value",
    "SCHEMAV_CVC_MINLENGTH_VALID": "value",
    "SCHEMAV_CVC_LENGTH_VALID": "value",
}
_EXPLAIN: dict[str, Callable[[Element, str, str], str]] = {
    "content": _content,
    "no such attribute": _no_such_attribute,
    "lacks attribute": _lacks_attribute,
    "not empty": _not_empty,
    "elements in text": _elements_in_text,
    "text among elements": _text_among_elements,
    "root": _root,
    "value": _wrong_value,
}
