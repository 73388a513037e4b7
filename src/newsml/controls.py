"""What XML cannot carry, taken out of an article."""

from __future__ import annotations

from typing import Any, TypeVar

from newsml.issues import Issue, Report
from newsml.model import Item
from newsml.xml import xml_text

Kind = TypeVar("Kind", bound=Item)


def without_controls(article: Kind, report: Report) -> Kind:
    """The article without the characters that XML cannot carry; each place is reported."""

    def cleaned(value: Any, path: str) -> Any:
        if isinstance(value, str):
            text = xml_text(value)
            if text != value:
                why = "control characters, which XML cannot carry, are left out of it"
                report(Issue("LOSS", "warning", path, f"{path}: {why}"))
            return text
        if isinstance(value, dict):
            return {key: cleaned(item, f"{path}.{key}") for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [cleaned(item, f"{path}.{index}") for index, item in enumerate(value)]
        return value

    fields = article.model_dump(exclude_unset=True)
    return type(article).model_validate({name: cleaned(value, name) for name, value in fields.items()})
