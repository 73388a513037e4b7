"""JSON-LD as bytes that are safe inside a web page: https://html.spec.whatwg.org/#restrictions-for-contents-of-script-elements.

Escaping only ``</script>`` is not enough: ``</script >`` ends the element too, and ``<!--<script>`` swallows
the rest of the page. So no ``<``, ``>`` or ``&`` is ever written as itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from newsml.errors import ContentError
from newsml.issues import Issue

_ESCAPES = (
    ("<", "\\u003c"),
    (">", "\\u003e"),
    ("&", "\\u0026"),
    ("\u2028", "\\u2028"),
    ("\u2029", "\\u2029"),
)
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")


def serialized(node: Mapping[str, Any], *, pretty: bool = False) -> bytes:
    """The node as UTF-8 JSON without a character that HTML, XML or JavaScript take for their own.

    Raises ContentError for text that no file can carry (U+0000, lone surrogates).
    """
    text = json.dumps(node, ensure_ascii=False, allow_nan=False, indent=2) if pretty else _COMPACT(node)
    for character, escape in _ESCAPES:
        if character in text:
            text = text.replace(character, escape)
    if "\\u0000" in text:
        _check_strings(node)
    try:
        return text.encode()
    except UnicodeEncodeError:
        _check_strings(node)
        raise


_COMPACT = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, check_circular=False, separators=(",", ":")
).encode


def _check_strings(node: Any) -> None:
    for path, text in _strings(node, ""):
        if found := _UNWRITABLE.search(text):
            raise _refusal(
                path,
                f"{path} holds the character U+{ord(found.group()):04X}, which cannot be written: remove it",
            )


def _strings(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _strings(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _strings(item, f"{path}.{index}")


def _refusal(path: str, message: str) -> ContentError:
    return ContentError(message, [Issue("JSONLD", "error", path, message)])
