"""NewsML-G2 documents in the one of their forms that says what they hold, so that two of them can be compared.

Left out: comments, processing instructions, prefixes, white space that only lays out, and the order of
siblings that have different names or no order of meaning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

NAR = "{http://iptc.org/std/nar/2006-10-01/}"
ORDERED = frozenset(
    {f"{NAR}{name}" for name in ("inlineXML", "rightsExpressionXML", "groupSet", "group", "hopHistory")}
)
"""Elements whose children stand in an order that means something."""

Form = tuple[object, ...]


def form(element: etree._Element, ordered: bool = False) -> Form:
    """Tag, attributes, words and children of an element, as a value that can be compared."""
    ordered = ordered or element.tag in ORDERED
    children = [child for child in element if isinstance(child.tag, str)]
    mixed = any(words(child.tail) for child in element) or (bool(children) and bool(words(element.text)))
    forms = [form(child, ordered or mixed) for child in children]
    if not (ordered or mixed):
        forms.sort(key=repr)
    texts: tuple[str, ...] = (words(element.text),)
    if mixed:
        texts = _pieces(element)
    return (str(element.tag), tuple(sorted(element.attrib.items())), texts, tuple(forms))


def words(text: str | None) -> str:
    """A text with each run of white space as one space."""
    return " ".join((text or "").split())


def _pieces(element: etree._Element) -> tuple[str, ...]:
    """The texts between the children; a comment is no seam."""
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            pieces.append(child.tail or "")
        else:
            pieces[-1] += child.tail or ""
    return tuple(map(words, pieces))


def differences(before: etree._Element, after: etree._Element) -> list[str]:
    """What one document has and the other has not, a line each: ``-`` is missing, ``+`` is new."""
    return list(_differences(form(before), form(after), ""))


def _differences(before: Form, after: Form, path: str) -> Iterator[str]:
    if before == after:
        return
    path = f"{path}/{str(before[0]).rpartition('}')[2]}"
    if before[0] != after[0]:
        yield f"{path}: is now {after[0]}"
        return
    old, new = dict(before[1]), dict(after[1])  # type: ignore[call-overload]
    for name in sorted({*old, *new}):
        if old.get(name) != new.get(name):
            yield f"{path}/@{name}: {old.get(name)!r} is now {new.get(name)!r}"
    if before[2] != after[2]:
        yield f"{path}: text {str(before[2])[:300]} is now {str(after[2])[:300]}"
    gone = list((Counter(before[3]) - Counter(after[3])).elements())  # type: ignore[arg-type]
    come = list((Counter(after[3]) - Counter(before[3])).elements())  # type: ignore[arg-type]
    for lost in list(gone):
        twin = next((item for item in come if item[0] == lost[0]), None)
        if twin is not None:
            gone.remove(lost)
            come.remove(twin)
            yield from _differences(lost, twin, path)
    yield from (f"- {path}/{str(item)[:300]}" for item in gone)
    yield from (f"+ {path}/{str(item)[:300]}" for item in come)
    if (
        not gone
        and not come
        and before[3] != after[3]
        and sorted(map(repr, before[3])) == sorted(map(repr, after[3]))
    ):  # type: ignore[call-overload]
        yield f"{path}: the children are in another order"
