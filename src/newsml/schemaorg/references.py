"""What identifies a thing on the web: its name, address, ``sameAs`` and other identifiers; never a QCode."""

from __future__ import annotations

from typing import NamedTuple

from newsml.issues import Issue
from newsml.literals import spoken
from newsml.model.concepts import Reference
from newsml.schemaorg.scope import Node, Scope, entity_iri, one_line, present, same_host, web_url
from newsml.site import Publisher

CARRIED = ("uri", "qcode", "scheme", "code", "name", "names", "same_as")
"""The fields of a reference that `identity` writes or reports itself."""


class Identity(NamedTuple):
    """How readers and machines know a thing."""

    name: str | None
    id: str | None
    url: str | None
    same_as: list[str]
    identifiers: list[Node]
    uri: str | None
    """The IRI that the reference has or stands for."""


def identity(reference: Reference, path: str, scope: Scope) -> Identity:
    """Name and addresses of a reference; what has no place among them is reported."""
    uri = resolved(reference, path, scope)
    own_id = own_url = None
    others = list(reference.same_as)
    if uri is not None and web_url(uri) and same_host(uri, scope.home):
        own_id, own_url = uri, (None if "#" in uri else uri)
    elif uri is not None:
        others.insert(0, uri)
    same_as: list[str] = []
    identifiers: list[Node] = []
    for iri in others:
        if web_url(iri):
            if (entity := entity_iri(iri)) not in same_as:
                same_as.append(entity)
        elif iri.lower().startswith("mailto:"):
            scope.lost(
                f"{path}.uri" if iri == uri else f"{path}.same_as", iri, "e-mail addresses are not published"
            )
        else:
            identifiers.append(property_value(reference.scheme, iri))
    return Identity(name_of(reference, path, scope), own_id, own_url, same_as, identifiers, uri)


def meant_by(reference: Reference) -> str | None:
    """The IRI: as given, of scheme and code, or what the QCode stands for; without a word of what is lost."""
    if reference.uri is not None:
        return reference.uri
    if reference.scheme and reference.code:
        return reference.scheme + reference.code
    if reference.qcode is None:
        return None
    from newsml.vocabularies.iptc import resolve

    return resolve(reference.qcode)


def resolved(reference: Reference, path: str, scope: Scope) -> str | None:
    """The IRI, see `meant_by`; codes that go are reported."""
    uri = meant_by(reference)
    if reference.qcode is not None:
        from newsml.vocabularies.iptc import resolve

        if uri is None:
            scope.lost(f"{path}.qcode", reference.qcode, f"{UNKNOWN_CODE}, give its uri")
        elif uri != resolve(reference.qcode):
            scope.lost(
                f"{path}.qcode", reference.qcode, "the web has no codes with an alias; its uri is written"
            )
    if reference.scheme and reference.code and uri != reference.scheme + reference.code:
        scope.lost(f"{path}.code", reference.code, "the uri of this is another one, and is written")
    elif (reference.scheme or reference.code) and not (reference.scheme and reference.code):
        part = "scheme" if reference.scheme else "code"
        scope.lost(f"{path}.{part}", reference.scheme or reference.code, "scheme and code are needed both")
    return uri


UNKNOWN_CODE = "no vocabulary that newsml knows has this code"


def has_name(reference: Reference, scope: Scope) -> bool:
    """Whether readers can be told what it is."""
    return bool(one_line(reference.label(scope.lang) or "") or spoken(reference))


def name_of(reference: Reference, path: str, scope: Scope) -> str | None:
    """The name for readers of the article; names in other languages are reported."""
    label = one_line(reference.label(scope.lang) or "") or None
    if label is None and (literal := spoken(reference)) is not None:
        scope.said.add(f"{path}.literal")
        message = f"{path}: the literal {literal} is taken for the name"
        scope.report(Issue("DERIVED", "info", path, message))
        return literal
    others = [tag for tag, name in reference.names.items() if one_line(name) != label]
    if others:
        scope.lost(
            f"{path}.names", ", ".join(others), "JSON-LD says a name once, in the language of the article"
        )
    if reference.name is not None and one_line(reference.name) != (label or ""):
        scope.lost(f"{path}.name", reference.name, f"the name for this language is {label}")
    return label


def property_value(scheme: str | None, value: str) -> Node:
    """An identifier with the scheme it belongs to."""
    if not value.strip():
        return {}
    return present({"@type": "PropertyValue", "propertyID": scheme, "value": value})


def publisher_id(publisher: Publisher) -> str | None:
    """The ``@id`` of the publisher's node: the site's own, else its home page with ``#organization``."""
    if publisher.id is not None:
        return publisher.id
    if publisher.url is None:
        return None
    home = publisher.url.partition("#")[0]
    return f"{home}/#organization" if home.count("/") == 2 else f"{home}#organization"


def publisher_reference(publisher: Publisher) -> Node:
    """A reference to the publisher's node, which the article has anyway."""
    return {"@id": publisher_id(publisher)}
