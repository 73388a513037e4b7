"""Markdown says whatever the body tree holds: what is written reads back equal, in the normal form of markup."""

from __future__ import annotations

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsml.formats.markdown import read, write
from newsml.markup.normal import normal_blocks
from newsml.model import Article

MARKS = r"""1. foo
2) bar
# x
##
- a
+ b
* c
---
***
===
> q
*a*
**b**
_c_
__d__
a_b_c
`code`
```
~~~
~~x~~
<b>
</p>
<!-- c -->
[x](y)
![x](y)
[^1]
[^1]: note
^[n]
[x]: /url
[[wiki]]
![[a.jpg]]
{{< ref "a" >}}
{% raw %}
{{ page }}
&amp;
&lt;
&#42;
&
\
\*
a|b
a \| b
:--
|--|
!
^
"q"
$x$
<https://e.org>
www.e.org
a@e.org
-
+
=
5.
12)
#
{
{{
{%
}}
a  b
(c)"""
AWKWARD = st.sampled_from(MARKS.splitlines()) | st.sampled_from(
    ["\xa0", "\u3000x\u3000", "\xad", "\u2028", "\ufeff", "\t", "\u200b", "\u0928\u093f", "中文", "😀"]
)
WORDS = st.text(st.sampled_from("ab \n\t*_`~[]()<>!#-+=.1:|\\{}%^&;\"'é中\xa0\u3000"), max_size=8)
PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6)
TEXT = st.lists(AWKWARD | WORDS | PLAIN, min_size=1, max_size=4).map("".join)
HREF = st.sampled_from(
    [
        "https://e.org/a",
        "https://e.org/a_b*c",
        "/a b",
        "a(b)",
        "https://e.org/?a=1&b=2",
        "#x",
        "?a=&lt;",
        "a|b",
        "mailto:a@e.org",
        "https://e.org/ä",
        "a\\b",
        'a"b',
        "{{a}}",
    ]
)
SHORT = st.text(st.sampled_from("ab \"'<&|`*\\_[é"), min_size=1, max_size=5)
OPTIONAL = st.none() | SHORT
IRI = st.sampled_from(["https://e.org/1", "urn:x:1"])


def node(kind, **parts):
    return st.fixed_dictionaries({"kind": st.just(kind), **parts})


def inline_kinds(inner):
    children = {"children": st.lists(inner, min_size=1, max_size=3)}
    return st.one_of(
        [node(kind, **children) for kind in ("emphasis", "strong", "strike", "subscript", "superscript")]
        + [
            node("inline_quote", cite=st.none() | IRI, **children),
            node(
                "language_span",
                lang=st.sampled_from(["fr", "nb-NO"]),
                text_direction=st.sampled_from([None, "rtl"]),
                **children,
            ),
            node(
                "entity",
                entity_type=st.sampled_from(["person", "date", "money"]),
                uri=st.none() | IRI,
                identifiers=st.lists(st.tuples(SHORT, SHORT), max_size=2),
                value=OPTIONAL,
                unit=OPTIONAL,
                **children,
            ),
        ]
    )


LEAVES = TEXT | node("line_break") | node("code", text=WORDS)
UNLINKED = st.recursive(LEAVES, inline_kinds, max_leaves=5)
LINK = node(
    "link",
    href=HREF,
    title=OPTIONAL,
    rel=st.sampled_from([None, "nofollow"]),
    children=st.lists(UNLINKED, min_size=1, max_size=2),
)
RUN = st.lists(UNLINKED | LINK, max_size=4)
MEDIA = st.fixed_dictionaries(
    {
        "url": st.none() | IRI,
        "alt": st.none() | TEXT,
        "title": OPTIONAL,
        "credit": st.none() | TEXT,
        "caption": OPTIONAL,
        "width": st.none() | st.integers(0, 5000),
        "mime": st.sampled_from([None, "image/jpeg"]),
        "thumbnail": st.none() | IRI,
    }
)
CELL = st.fixed_dictionaries(
    {
        "header": st.booleans(),
        "colspan": st.integers(1, 2),
        "align": st.sampled_from([None, "left", "right"]),
        "children": RUN,
    }
)
SIMPLE = st.one_of(
    node("paragraph", children=RUN),
    node(
        "paragraph",
        role=st.sampled_from([None, "lead", "my role"]),
        lang=st.sampled_from([None, "fr"]),
        children=RUN,
    ),
    node("heading", level=st.integers(1, 6), children=RUN),
    node("preformatted", text=WORDS | PLAIN, language=st.sampled_from([None, "python", "a b"])),
    node("table", caption=RUN, rows=st.lists(st.lists(CELL, max_size=3), max_size=3)),
    st.integers(1, 3).flatmap(
        lambda width: st.builds(
            lambda head, rows: {
                "kind": "table",
                "rows": [
                    [{"header": True, "children": cell} for cell in head],
                    *([{"children": cell} for cell in row] for row in rows),
                ],
            },
            st.lists(RUN, min_size=width, max_size=width),
            st.lists(st.lists(RUN, min_size=width, max_size=width), max_size=2),
        )
    ),
    node("figure", media_type=st.sampled_from(["image", "video", "audio"]), media=MEDIA, caption=RUN),
    node(
        "figure",
        media=st.fixed_dictionaries({"url": IRI, "alt": st.none() | SHORT}),
        caption=st.lists(SHORT, max_size=1),
    ),
    node("embed", url=IRI, provider=OPTIONAL, title=OPTIONAL),
    node("horizontal_rule"),
    node(
        "foreign",
        format=st.sampled_from(["hugo", "liquid", "nitf"]),
        markup=st.sampled_from(["{{< a >}}", "{% b %}", "<x>&</x>", "{{<a"]),
    ),
)


def block_kinds(inner):
    blocks = st.lists(inner, max_size=3)
    return st.one_of(
        node(
            "list",
            ordered=st.booleans(),
            start=st.sampled_from([1, 1, 0, 7]),
            items=st.lists(blocks, max_size=3),
        ),
        node("quote", children=blocks),
        node("quote", attribution=RUN, cite=st.none() | IRI, children=blocks),
        node("pull_quote", attribution=RUN, children=blocks),
    )


BLOCKS = st.lists(st.recursive(SIMPLE, block_kinds, max_leaves=6), max_size=5)


def without_none(value):
    if isinstance(value, dict):
        return {key: without_none(item) for key, item in value.items() if item is not None}
    return [without_none(item) for item in value] if isinstance(value, list) else value


def written(article):
    return b"".join(write([article]))


def roundtrip(article):
    return next(read(io.BytesIO(written(article))))


@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(BLOCKS)
def test_any_body_survives(blocks):
    fields = Article.model_validate({"body": without_none(blocks)}).model_dump(
        mode="json", exclude_defaults=True
    )
    article = Article.model_validate(
        {"headlines": [{"text": "x", "role": "main"}], "body": normal_blocks(fields.get("body", ()))}
    )
    assert roundtrip(article) == article


@settings(max_examples=300, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=3))
def test_any_text_survives(texts):
    blocks = normal_blocks({"kind": "paragraph", "children": [text]} for text in texts)
    article = Article.model_validate({"headlines": [{"text": "x", "role": "main"}], "body": blocks})
    assert roundtrip(article) == article


def test_the_normal_form_is_its_own_normal_form():
    blocks = [
        {
            "kind": "paragraph",
            "children": [" a ", {"kind": "emphasis", "children": [" b "]}, {"kind": "line_break"}, " c"],
        }
    ]
    once = normal_blocks(blocks)
    assert once == [
        {
            "kind": "paragraph",
            "children": ["a ", {"kind": "emphasis", "children": ["b"]}, {"kind": "line_break"}, "c"],
        }
    ]
    assert normal_blocks(once) == once


@pytest.mark.parametrize("level", [1, 2])
def test_a_heading_that_repeats_the_headline_survives(level):
    article = Article.build(
        {
            "headline": "Bridge *reopens*",
            "body": [{"kind": "heading", "level": level, "children": ["Bridge *reopens*"]}],
        }
    )
    assert roundtrip(article) == article
