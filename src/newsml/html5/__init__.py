"""HTML pages as browsers see them: their encoding, their tags, their data blocks, each with its place in the bytes.

https://html.spec.whatwg.org/multipage/parsing.html. The tokenizer knows the states that decide what is markup and what
is text; offsets are those of the file, so that a page can be patched without touching the rest of it.
"""

from __future__ import annotations

from newsml.html5.encoding import Encoding, encoding_of
from newsml.html5.page import Block, Page
from newsml.html5.tokens import Tag, tags

__all__ = ["Block", "Encoding", "Page", "Tag", "encoding_of", "tags"]
