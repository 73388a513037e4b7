"""Rules on the body: is there one, is it built as text, and does it hold what belongs elsewhere.

HTML Standard (headings, links, tables), WCAG 2.2, NITF 3.6 ``body.content``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from newsml.model import Article
from newsml.model.body import (
    Cell,
    Embed,
    Figure,
    Foreign,
    Heading,
    InlineQuote,
    LineBreak,
    Link,
    Paragraph,
    PullQuote,
    Quote,
    Table,
    block_texts,
    inline_text,
)
from newsml.rules.headlines import TAG
from newsml.rules.registry import Context, Finding, rule, shown
from newsml.rules.summary import first_words, same_words

_LONG = 5000
_WRITTEN = ("text", "composite")
_SCRIPT = re.compile(r"[\s\x00-\x20]*(?:javascript|vbscript|data|file|blob):", re.IGNORECASE)
_END_MARK = re.compile(r"(?:-+ ?30 ?-+|#{3,}|\(?ends?\)?\.?|\(END\)|\*{3,}|-end-|XXX)", re.IGNORECASE)


@rule("BODY-EMPTY", "warning")
def no_body(article: Article, context: Context) -> Iterator[Finding]:
    """A text has a text.

    Why: readers who follow the headline find nothing, and search engines count the page as an error. It
    mostly means that the body was in a markup that the sender's export did not know.
    See: NewsML-G2 2.35, ``contentSet``; Google Search Central, "Soft 404 errors".
    """
    if article.item_type in _WRITTEN and article.pub_status != "canceled":
        if any(type(block) is Paragraph and block.children for block in article.body):
            return
        if not any(block_texts(article.body)) and not context.contents(article).nodes(Foreign):
            yield Finding("body", "the article has no text: give a body, or the item_type that it is")


@rule("BODY-PARAGRAPH", "warning")
def empty_paragraph(article: Article, context: Context) -> Iterator[Finding]:
    """A paragraph has words.

    Why: empty ones are spacing made with the wrong key. They leave holes on the page, and a screen reader
    stops at each.
    See: HTML Standard sections 3.2.5.1 (palpable content) and 4.4.1 (p).
    """
    for index, block in enumerate(article.body):
        if (
            type(block) is Paragraph
            and not _starts_with_words(block)
            and not inline_text(block.children).strip()
        ):
            yield Finding(f"body.{index}", f"paragraph {index + 1} of the body is empty: leave it out")


def _starts_with_words(paragraph: Paragraph) -> bool:
    first = paragraph.children[0] if paragraph.children else ""
    return type(first) is str and not first.isspace() and first != ""


@rule("BODY-LONG", "info")
def long_paragraph(article: Article, context: Context) -> Iterator[Finding]:
    """A paragraph is shorter than five thousand characters.

    Why: it is mostly a whole article whose paragraphs were lost on the way, and nobody reads such a block
    on a telephone.
    See: HTML Standard section 3.2.5.4 (paragraphs); WCAG 2.2 success criterion 1.4.8 (visual presentation).
    """
    for index, block in enumerate(article.body):
        if (
            type(block) is Paragraph
            and sum(len(c) if type(c) is str else 40 for c in block.children) > _LONG // 2
        ):
            length = len(inline_text(block.children))
            if length > _LONG:
                yield Finding(
                    f"body.{index}", f"a paragraph of {length} characters: were the paragraphs lost? Split it"
                )


@rule("BODY-HEADING", "info")
def heading_levels(article: Article, context: Context) -> Iterator[Finding]:
    """Headings go down one level at a time.

    Why: screen readers and tables of contents are built from the levels; a jump from 2 to 4 says that a
    part is missing. Sizes belong in the style sheet.
    See: HTML Standard section 4.3.11 (headings and outlines); WCAG 2.2 technique G141.
    """
    level = 0
    for path, heading in _headings(article):
        if level and heading.level > level + 1:
            message = (
                f"heading {shown(inline_text(heading.children))} has "
                f"level {heading.level} after level {level}"
            )
            yield Finding(path, f"{message}: use {level + 1}")
        level = heading.level


@rule("BODY-HEADING-TOP", "info")
def heading_of_level_one(article: Article, context: Context) -> Iterator[Finding]:
    """Headings in the body start at level 2.

    Why: level 1 is the headline of the page. A second one makes two articles of it for readers and
    search engines who go by the outline.
    See: HTML Standard section 4.3.11; NITF 3.6 ``hl1`` and ``hl2``.
    """
    for path, heading in _headings(article):
        if heading.level == 1:
            yield Finding(
                path, f"heading {shown(inline_text(heading.children))} has level 1, as the headline: use 2"
            )


def _headings(article: Article) -> list[tuple[str, Heading]]:
    return [
        (f"body.{index}", block) for index, block in enumerate(article.body) if isinstance(block, Heading)
    ]


@rule("BODY-HEADLINE", "warning")
def headline_in_the_body(article: Article, context: Context) -> Iterator[Finding]:
    """The body does not start with the headline.

    Why: the page prints the headline above the text, and readers get it twice. Counts of words and
    summaries made from the first lines suffer too.
    See: NewsML-G2 2.35, ``headline`` and ``contentSet``; Google Search Central, "Article structured data".
    """
    headline = article.headline
    if not headline or not article.body:
        return
    first = article.body[0]
    path, text = (
        ("body.0", inline_text(first.children)) if isinstance(first, Heading) else first_words(article)
    )
    if path == "body.0" and len(text) < 2 * len(headline) and same_words(text, headline):
        yield Finding(path, f"the body starts with the headline {shown(headline)} again: leave it out there")


@rule("BODY-LINK", "error")
def link_that_runs_code(article: Article, context: Context) -> Iterator[Finding]:
    """A link leads to a place.

    Why: javascript: and data: in an address run as code of whoever publishes the page; that is the oldest
    way of getting a script into someone's site. file: names the sender's own disk.
    See: HTML Standard section 7.4.2 (javascript: URLs); OWASP, "Cross Site Scripting Prevention".
    """
    contents = context.contents(article)
    addresses = [
        *((path, link.href) for path, link in contents.nodes(Link)),
        *((path, embed.url) for path, embed in contents.nodes(Embed)),
        *((path, quote.cite or "") for path, quote in contents.nodes(Quote)),
        *((path, quote.cite or "") for path, quote in contents.nodes(InlineQuote)),
    ]
    for path, address in addresses:
        if _SCRIPT.match(address):
            yield Finding(
                path, f"link {shown(address)} is no address of a page: leave the link out, or give https"
            )


@rule("BODY-LINK-EMPTY", "warning")
def link_without_an_end(article: Article, context: Context) -> Iterator[Finding]:
    """A link has an address and words to click on.

    Why: without an address it looks like a link and does nothing; without words nobody sees it, but
    a keyboard stops there and a screen reader spells out the address.
    See: WCAG 2.2 success criterion 2.4.4 (link purpose); technique F89.
    """
    for path, link in context.contents(article).nodes(Link):
        words = inline_text(link.children).strip()
        if link.href.strip() in ("", "#"):
            yield Finding(path, f"link {shown(words)} has no address: give one, or keep only the words")
        elif not words:
            yield Finding(path, f"link to {shown(link.href)} has no words: give some, or leave it out")


@rule("BODY-TABLE", "warning")
def ragged_table(article: Article, context: Context) -> Iterator[Finding]:
    """All rows of a table are equally long.

    Why: where a cell is missing, the values slide under the wrong heading, and results or prices are
    read wrong.
    See: HTML Standard section 4.9.12 (forming a table); WCAG 2.2 technique H51.
    """
    for path, table in context.contents(article).nodes(Table):
        widths = _widths(table)
        if len(set(widths)) > 1:
            row = next(index for index, width in enumerate(widths) if width != widths[0])
            message = (
                f"row {row + 1} of the table has {widths[row]} cells, "
                f"the first {widths[0]}: fill in the missing ones"
            )
            yield Finding(path, message)


def _widths(table: Table) -> list[int]:
    """How many columns each row reaches, cells that span several rows or columns counted where they stand."""
    widths: list[int] = []
    hanging: list[tuple[int, int]] = []
    for row in table.rows:
        cells: tuple[Cell, ...] = row
        widths.append(sum(cell.colspan for cell in cells) + sum(columns for _, columns in hanging))
        hanging = [(rows - 1, columns) for rows, columns in hanging if rows > 1]
        hanging += [(cell.rowspan - 1, cell.colspan) for cell in cells if cell.rowspan > 1]
    return widths


@rule("BODY-EMBED", "warning")
def embed_without_tls(article: Article, context: Context) -> Iterator[Finding]:
    """What is embedded comes by https.

    Why: browsers block http frames in an https page, without a word to the reader: the video or the post
    is simply missing.
    See: W3C Mixed Content, section 5 (blockable content).
    """
    for path, embed in context.contents(article).nodes(Embed):
        if embed.url[:5].lower() == "http:":
            yield Finding(
                path, f"embed {shown(embed.url)} is http, which browsers block: give the https address"
            )


@rule("BODY-FOREIGN", "info")
def foreign_block(article: Article, context: Context) -> Iterator[Finding]:
    """Every block is of a kind that newsml can carry elsewhere.

    Why: a block it has no kind for is kept as it was and goes back into its own format only. Every other
    output is without it.
    See: newsml, docs/model.md (Foreign).
    """
    for path, block in context.contents(article).nodes(Foreign):
        yield Finding(
            path,
            f"a block of {block.format} ({shown(block.markup, 40)}) goes only into {block.format}: "
            "reword it if others need it",
        )


@rule("BODY-MARKUP", "warning")
def markup_in_paragraph(article: Article, context: Context) -> Iterator[Finding]:
    """Text of the body holds no tags.

    Why: tags that are text were escaped once too often. Readers see <p> and <strong> between the words.
    See: HTML Standard section 13.3 (serialising escapes <); superdesk-core issue 580.
    """
    contents = context.contents(article)
    if "<" not in contents.readable or not TAG.search(contents.readable):
        return
    told: set[str] = set()
    for path, text in contents.body:
        tag = TAG.search(text)
        if tag and path not in told:
            told.add(path)
            yield Finding(
                path, f"the text holds the tag {shown(tag[0])}: give it as a node of the body, or take it out"
            )


@rule("BODY-BREAKS", "info")
def breaks_for_paragraphs(article: Article, context: Context) -> Iterator[Finding]:
    """Paragraphs are paragraphs, not line breaks.

    Why: two breaks in a row look like a new paragraph but are none. Receivers that break the text for
    print, pages or speech find one long block.
    See: HTML Standard section 4.5.27 (br must not separate thematic groups in a paragraph).
    """
    for index, block in enumerate(article.body):
        if type(block) is Paragraph and len(block.children) > 3:
            nodes = [child for child in block.children if not (isinstance(child, str) and not child.strip())]
            if any(isinstance(a, LineBreak) and isinstance(b, LineBreak) for a, b in pairwise(nodes)):
                yield Finding(
                    f"body.{index}", "two line breaks in a row within a paragraph: make two paragraphs of it"
                )


@rule("BODY-END", "info")
def end_mark(article: Article, context: Context) -> Iterator[Finding]:
    """The body does not end with an end mark.

    Why: "-30-" and "###" told the compositor that no page follows. On a web page they are noise, and text
    to speech reads them aloud.
    See: AP Stylebook, "thirty"; NITF 3.6 ``body.end``.
    """
    last = article.body[-1] if article.body else None
    if isinstance(last, Paragraph) and len(last.children) == 1 and isinstance(last.children[0], str):
        text = last.children[0].strip()
        if len(text) < 12 and _END_MARK.fullmatch(text):
            yield Finding(
                f"body.{len(article.body) - 1}",
                f"the text ends with the end mark {shown(text)}: leave it out",
            )


@rule("BODY-NOTE", "error")
def note_to_editors_in_text(article: Article, context: Context) -> Iterator[Finding]:
    """A note for editors does not stand in the text.

    Why: it tells editors what readers must not know: names to protect, what is not checked yet, a desk's
    telephone number. Once printed it cannot be called back.
    See: NewsML-G2 2.35, ``edNote`` (not for publication).
    """
    for note in article.ed_notes:
        words = note.text.strip()
        if len(words) < 12:
            continue
        for path, text in context.contents(article).people_read():
            if words in text and not path.startswith("ed_notes."):
                yield Finding(path, f"the note for editors {shown(words)} stands in the text: take it out")


@rule("BODY-QUOTE", "info")
def pull_quote_that_nobody_said(article: Article, context: Context) -> Iterator[Finding]:
    """A pull quote repeats a sentence of the article.

    Why: it is taken from the text to draw readers in, so writers that have no place for it drop it. A
    sentence that stands nowhere else is then lost; make it a quote instead.
    See: HTML Standard section 4.3.5 (aside for pull quotes).
    """
    quotes = context.contents(article).nodes(PullQuote)
    if not quotes:
        return
    text = _letters(article.plain_text())
    for path, quote in quotes:
        words = " ".join(block_texts(quote.children))
        if _letters(words) not in text:
            yield Finding(path, f"pull quote {shown(words)} does not stand in the text: make it a quote")


def _letters(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


@rule("BODY-CAPTION", "info")
def figure_without_words(article: Article, context: Context) -> Iterator[Finding]:
    """A picture in the text has a caption.

    Why: readers look at pictures first and want to know who and where. In print and in archives a picture
    without a caption cannot be used.
    See: IPTC Photo Metadata Standard 2023.1, Description; HTML Standard section 4.4.13 (figcaption).
    """
    for path, figure in context.contents(article).nodes(Figure):
        if not figure.media.caption and not inline_text(figure.caption).strip():
            yield Finding(
                path,
                f"{figure.media_type} {shown(figure.media.url or figure.media.title or '')} has no caption: "
                "say who, where and when",
            )
