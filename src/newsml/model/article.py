"""The article: one news item of any class, in neutral terms.

The fields follow the semantics of NewsML-G2 2.35; what wires cannot say (canonical URL, section,
publisher, paywall, live updates) stands beside them. ``docs/model.md`` lists all fields.
"""

# No `from __future__ import annotations`: pydantic would have to evaluate 300 texts at start (5 ms of CPU).

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from pydantic import ConfigDict

from newsml.model import body as body_tree
from newsml.model.body import Blocks
from newsml.model.item import Headings, Item

MODEL_VERSION = 1
SCHEMA_ID = f"urn:x-newsml:article:{MODEL_VERSION}"
"""Written as ``$schema`` into newsml's own JSON, so that later releases can read older files."""


class Running(Headings):
    """The text, after what stands above it and before what is said of it."""

    # Text
    body: Blocks = ()
    """The text: a tree of blocks."""


class Article(Item, Running):
    """A news item. Immutable; make a changed copy with ``article.model_copy(update={...})``.

    Built once, by `Article.build`, which accepts short forms; validated as a whole, so that every wrong
    field is named in one go. Rows of the crosswalk that a standard requires (id, provider,
    version_created) may be absent: that is for the rules and the writers to say.
    """

    model_config = ConfigDict(title="Article")
    called: ClassVar[str] = "an article"

    @classmethod
    def build(
        cls,
        fields: Mapping[str, Any],
        *,
        file: str | None = None,
        places: Mapping[str, tuple[int | None, int | None]] | None = None,
    ) -> "Article":
        """Make an article of values that a reader collected under the model's names.

        Short forms are accepted: text for a headline, a name for a person, one value for a list,
        paragraphs of text for the body. ``places`` gives line and column by dotted path, for the messages.

        Raises `newsml.InvalidArticle` with one issue for every wrong field.

        >>> Article.build({"headline": "Bridge reopens", "authors": "Jane Doe"}).authors[0].name
        'Jane Doe'
        """
        from newsml.model.build import build

        return build(fields, file=file, places=places or {})

    @property
    def is_media_item(self) -> bool:
        """Whether the item is a picture, graphic, video, audio clip or animation rather than a text."""
        return self.item_type in ("picture", "graphic", "video", "audio", "animation")

    def plain_text(self, *, media: bool = False) -> str:
        """The text of the body, blocks separated by an empty line; captions only with ``media=True``."""
        return body_tree.plain_text(self.body, media=media)

    def word_count(self) -> int:
        """The number of words of `plain_text()`."""
        return body_tree.word_count(self.body)

    def char_count(self) -> int:
        """The number of characters of `plain_text()`."""
        return len(self.plain_text())

    def walk(self) -> Iterator[Any]:
        """All nodes and strings of the body, depth first, in reading order."""
        return body_tree.walk(self.body)
