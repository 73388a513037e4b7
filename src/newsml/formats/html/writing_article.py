"""The article element: what stands above the text, the media, the text, what stands below it."""

from __future__ import annotations

import re

from newsml.formats.html.writing_body import Body
from newsml.formats.html.writing_foot import corrections, footer
from newsml.formats.html.writing_media import FIELD, figure, suits
from newsml.formats.html.writing_people import author, enumerated, name_of
from newsml.formats.html.writing_scope import Scope, text_element
from newsml.formats.html.writing_tags import Markup, escaped, file_url, joined, lines, link_url, tag
from newsml.formats.html.writing_top import header
from newsml.model import Article
from newsml.model.body import Heading, Paragraph, block_texts, inline_text
from newsml.model.concepts import LiveUpdate, Media
from newsml.schemaorg.scope import one_line
from newsml.vocabularies.directions import direction

OWN_KIND = {"picture": "image", "graphic": "image", "video": "video", "animation": "video", "audio": "audio"}


def article_element(scope: Scope) -> Markup:
    """The whole article."""
    lead = lead_medium(scope)
    text = _body(scope)
    return tag(
        "article",
        lines(
            header(scope),
            lead,
            text,
            _updates(scope),
            _gallery(scope),
            corrections(scope),
            footer(scope),
        ),
        id=scope.free_id("newsml-article"),
        lang=scope.lang if scope.options.fragment else None,
        dir=text_direction(scope) if scope.options.fragment else None,
    )


def text_direction(scope: Scope) -> str | None:
    """The direction of the page: the article's own, else that of its language where it is not the usual one."""
    said = scope.article.text_direction
    return said or ("rtl" if direction(scope.lang) == "rtl" else None)


def own_medium(article: Article) -> Media | None:
    """What an item that is a picture or clip shows: its own files, with its own words."""
    kind = OWN_KIND.get(article.item_type)
    files = [file for file in article.renditions if kind and file_url(file.url) and suits(file, kind)]
    if not files:
        return None
    best = max(files, key=lambda file: (file.width or 0, file.size or 0))
    stills = [
        *article.thumbnail,
        *(file for file in article.renditions if file.mime and suits(file, "image")),
    ]
    return Media(
        url=best.url,
        mime=best.mime,
        width=best.width,
        height=best.height,
        alt=article.headline,
        thumbnail=next((file.url for file in stills if file_url(file.url)), None)
        if kind == "video"
        else None,
        renditions=article.renditions,
    )


def lead_medium(scope: Scope) -> Markup | None:
    """The picture on top: the first one that the text does not show anyway; or the item itself."""
    article = scope.article
    if medium := own_medium(article):
        return figure(medium, OWN_KIND[article.item_type], "", scope, lead=True)
    found = lead_image(scope)
    if found is None:
        return None
    at, media = found
    return figure(media, "image", f"images.{at}", scope, lead=True) or None


def lead_image(scope: Scope) -> tuple[int, Media] | None:
    """The lead picture and its place: the one with the role main, else the first; none that the text shows."""
    shown = scope.in_the_text
    order = sorted(enumerate(scope.article.images), key=lambda entry: entry[1].role not in ("main", "lead"))
    return next(((at, media) for at, media in order if media.url not in shown), None)


def _gallery(scope: Scope) -> Markup | None:
    """All other pictures and clips that belong to the article."""
    article = scope.article
    shown = scope.in_the_text
    lead = lead_image(scope)
    found: list[Markup] = []
    for kind, field in FIELD.items():
        for at, media in enumerate(getattr(article, field)):
            is_lead = field == "images" and own_medium(article) is None and lead is not None and lead[0] == at
            if not is_lead and (media.url or media.embed_url) not in shown:
                found.append(figure(media, kind, f"{field}.{at}", scope))
    found = [one for one in found if one]
    return tag("div", lines(*found), class_="media") if found else None


def _body(scope: Scope) -> Markup | None:
    """The text; of one that readers pay for only its start, where that is asked for, and the place of the rest."""
    free = scope.free_blocks
    text = _text_of(scope)
    if free is None:
        return (
            tag("div", text, class_=" ".join(dict.fromkeys(("article-body", *scope.paywall))))
            if text
            else None
        )
    _report_withheld("body", len(scope.article.body) - free, scope)
    rest = tag("div", scope.word(scope.words.subscribers, "p"), class_=" ".join(scope.paywall))
    return joined((tag("div", text, class_="article-body") if text else None, rest), Markup("\n"))


def _report_withheld(path: str, count: int, scope: Scope) -> None:
    if count > 0:
        scope.lost(path, f"{count} more", "readers pay for it, and a teaser was asked for")


def _text_of(scope: Scope) -> Markup:
    """The text; the dateline stands at the start of its first paragraph, or above it."""
    article = scope.article
    body = Body(scope)
    above = None
    if article.dateline is not None and (text := article.dateline.text.strip()):
        blocks = article.body[_repeated(article) :]
        first = blocks[0] if blocks else None
        if next(block_texts(blocks, media=False), "").startswith(text):
            pass
        elif isinstance(first, Paragraph) and article.dateline.lang in (None, scope.lang):
            text = text if text[-1] in "—–-:,】)" else f"{text} –"
            body.start = joined((tag("span", text, class_="dateline"), " "))
        else:
            above = text_element("p", article.dateline, scope, class_="dateline")
    return lines(above, body.blocks(article.body[: scope.free_blocks], skip=_repeated(article)))


def _repeated(article: Article) -> int:
    """How many blocks the text begins with that say a headline again, which stands above it anyway."""
    said = {_plainly(line.text) for line in article.headlines if line.role in (None, "main", "sub")}
    count = 0
    for block in article.body:
        if not (isinstance(block, Heading) and _plainly(inline_text(block.children)) in said):
            break
        count += 1
    return count


def _plainly(text: str) -> str:
    return " ".join(text.split()).casefold()


def _updates(scope: Scope) -> Markup | None:
    """The entries of running coverage, as the sender orders them."""
    free = scope.free_blocks
    entries = [_update(one, scope) for one in scope.article.live_updates[:free]]
    if not entries:
        return None
    if free is not None:
        _report_withheld("live_updates", len(scope.article.live_updates) - free, scope)
    classes = " ".join(dict.fromkeys(("updates", *(scope.paywall if free is None else ()))))
    return tag(
        "section", lines(scope.heading(1, scope.plain_word(scope.words.updates)), *entries), class_=classes
    )


_ANCHOR = re.compile(r"[A-Za-z][\w.\-]*")


def _update(update: LiveUpdate, scope: Scope) -> Markup:
    wanted = update.id if update.id and _ANCHOR.fullmatch(update.id) else None
    names = [author(party, name, scope) for party in update.authors if (name := name_of(party, scope))]
    when = _moment(update, scope)
    title = _update_headline(update, scope) if update.headline else None
    text = [tag("p", part.strip()) for part in re.split(r"\n\s*\n", update.text or "") if part.strip()]
    byline = tag("p", enumerated(names, scope), class_="byline") if names else None
    return tag(
        "article",
        lines(when, title, *text, byline),
        class_="update",
        id=scope.free_id(wanted) if wanted else None,
    )


def _update_headline(update: LiveUpdate, scope: Scope) -> Markup:
    """The headline; it leads to the entry's own page where no time does."""
    text = Markup(escaped(one_line(update.headline or "")))
    url = link_url(update.url) if update.when is None else None
    return scope.heading(2, tag("a", text, href=url) if url and text else text)


def _moment(update: LiveUpdate, scope: Scope) -> Markup | None:
    """The time, in a link to the entry's own page where it has one."""
    if update.when is None:
        return None
    time = scope.time(update.when)
    url = link_url(update.url)
    return tag("p", tag("a", time, href=url) if url else time, class_="when")
