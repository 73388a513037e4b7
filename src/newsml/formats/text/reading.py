"""Reading plain text: a head if there is one, headline, byline, dateline, body, and what stands below it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from newsml.assemble import assemble, inferred, sets
from newsml.dates import read_date
from newsml.decoding import clean_text, decode
from newsml.errors import ParseError
from newsml.formats.text.byline import take_byline
from newsml.formats.text.dateline import find_dateline, spelt_place
from newsml.formats.text.draft import Draft, ReadOptions
from newsml.formats.text.endings import credits_of, is_copyright, is_end_mark, is_sign_off
from newsml.formats.text.head import place_of_dateline, take_head, take_leading_date, without_body_key
from newsml.formats.text.layout import Passage, blocks_of, paragraph, passages, unwrapped
from newsml.formats.text.top import take_top
from newsml.issues import Report, ignore
from newsml.model import Article

__all__ = ["ReadOptions", "read"]


def read(
    stream: BinaryIO, report: Report = ignore, *, options: ReadOptions = ReadOptions()
) -> Iterator[Article]:
    """The one article of the stream.

    Raises ParseError for what is not text or has no article in it, InvalidArticle for wrong values in the head.
    """
    text = decode(stream.read(), report, file=options.file, encoding=options.encoding)
    yield article_of(clean_text(text, report, file=options.file), report, options)


def article_of(text: str, report: Report, options: ReadOptions) -> Article:
    """The article of a text without control characters."""
    if not text or text.isspace():
        raise ParseError.at("no article in it: the file has no text", options.file)
    draft = Draft(report, options)
    text = take_leading_date(text, draft)
    count = take_head(_first_lines(text), draft)
    body, first_line = _after(text, count), count + 1
    if count and not draft.as_written:
        body = without_body_key(body)
    if draft.as_written:
        draft.fields["body"] = list(_as_written(body))
    else:
        _take_story(passages(body, first_line), body, draft)
    return assemble(draft.fields, report, options, draft.places)


def _first_lines(text: str) -> list[str]:
    """The lines up to the first empty one, in which a head would be."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n\n", start)
    return text.split("\n") if end < 0 else text[:end].split("\n")


def _after(text: str, count: int) -> str:
    """The text after as many lines."""
    position = 0
    for _ in range(count):
        position = text.find("\n", position) + 1
        if not position:
            return ""
    return text[position:]


def _as_written(body: str) -> Iterator[dict[str, object]]:
    """The paragraphs of a body with nothing looked for in it; the lines of a paragraph stay lines."""
    for passage in passages(body, 1):
        children: list[object] = []
        for line in passage.lines:
            if children:
                children.append({"kind": "line_break"})
            children.append(line)
        yield {"kind": "paragraph", "children": children}


# --- the story -----------------------------------------------------------------------------------


def _take_story(story: list[Passage], text: str, draft: Draft) -> None:
    _complete_head(draft)
    take_top(story, draft)
    _bottom(story, draft)
    if story:
        _dateline(story, draft)
    sign_offs = _sign_offs(story, draft)
    draft.fields["body"] = [*blocks_of(story, text), *sign_offs]
    _infer(draft)


def _complete_head(draft: Draft) -> None:
    """What the byline and the dateline of a head say besides: people, place, agency, date."""
    fields = draft.fields
    if "byline" in fields and "authors" not in fields:
        line, _ = draft.places["byline"]
        draft.noted = True
        take_byline([fields["byline"]["text"]], line or 1, draft, from_head=True)
    if "dateline" in fields:
        _from_dateline(
            *place_of_dateline(fields["dateline"]["text"]), draft, draft.places["dateline"][0] or 1
        )


def _from_dateline(place: str | None, agency: str | None, date: str | None, draft: Draft, line: int) -> None:
    if place and "located" not in draft.fields:
        draft.add("located", {"name": place}, line)
    if agency and "provider" not in draft.fields:
        name = agency.partition("/")[0].strip() if agency.startswith("dpa/") else agency
        draft.put("provider", {"name": name}, line)
    if date and "content_created" not in draft.fields:
        try:
            draft.put("content_created", read_date(date).value, line)
        except ValueError:
            return


def _dateline(story: list[Passage], draft: Draft) -> None:
    """The dateline is taken off the first paragraph."""
    if "dateline" in draft.fields:
        return
    first = story[0].lines[0].lstrip(" \t")
    two = f"{first} {story[0].lines[1].strip()}" if len(first) < 80 and len(story[0].lines) > 1 else first
    found = find_dateline(two)
    if found is None or (found.end >= len(two) and len(story) == 1):
        return
    line = story[0].line
    draft.put("dateline", {"text": found.text}, line)
    _from_dateline(found.place and spelt_place(found.place), found.agency, found.date, draft, line)
    rest = two[found.end :]
    following = story[0].lines[1 if two is first else 2 :]
    indent = story[0].lines[0][: len(story[0].lines[0]) - len(first)]
    if rest:
        story[0] = Passage([indent + rest, *following], line)
    else:
        story[0:1] = [Passage(following, line + 1)] if following else []


def _bottom(story: list[Passage], draft: Draft) -> None:
    """End marks below the story are taken away and reported."""
    while story and is_end_mark(story[-1].lines[-1]):
        if len(story) == 1 and len(story[0].lines) == 1:
            break
        passage = story.pop()
        number = passage.line + len(passage.lines) - 1
        mark = passage.lines[-1].strip()
        draft.tell("END-MARK", "info", "body", f"end mark {mark!r} is left out", number)
        if len(passage.lines) > 1:
            story.append(Passage(passage.lines[:-1], passage.line))


def _sign_offs(story: list[Passage], draft: Draft) -> list[dict[str, object]]:
    """The credits and signs below the story, the last first; people that are clear become contributors."""
    found: list[dict[str, object]] = []
    for _ in range(5):
        _split_credit(story)
        if len(story) < 2:
            break
        text = unwrapped(story[-1].lines) if len(story[-1].lines) <= 8 else ""
        people = credits_of(text)
        if people:
            for person in people:
                draft.add("contributors", person, story[-1].line)
            draft.keep("sign_off", text)
        elif text and is_copyright(text) and "copyright_notice" not in draft.fields:
            draft.add("copyright_notice", {"text": text}, story[-1].line)
        elif text and story[-1].lines[0].rstrip() == "--" and len(story[-1].lines) > 1:
            draft.keep("sign_off", "\n".join(line.strip() for line in story[-1].lines[1:]))
        elif text and is_sign_off(text):
            found.insert(0, paragraph(text, "sign-off"))
        else:
            break
        story.pop()
    return found


def _split_credit(story: list[Passage]) -> None:
    """A credit directly below the last paragraph becomes a passage of its own."""
    lines = story[-1].lines if story else []
    for count in range(1, min(len(lines), 6)):
        if lines[-count].lstrip()[:1] == "(":
            text = unwrapped(lines[-count:])
            if text.endswith(")") and (credits_of(text) or is_sign_off(text)):
                number = story[-1].line
                story[-1:] = [
                    Passage(lines[:-count], number), Passage(lines[-count:], number + len(lines) - count)
                ]  # fmt: skip
            return


# --- what is inferred ----------------------------------------------------------------------------


def _infer(draft: Draft) -> None:
    fields, options = draft.fields, draft.options
    if not options.derive or not fields["body"]:
        return
    if options.detect_language and "language" not in fields and not sets(options, "language"):
        _detect_language(draft)
    if "headlines" not in fields and not sets(options, "headline", "headlines"):
        _derive_headline(draft)


def _lead(draft: Draft) -> str:
    for block in draft.fields["body"]:
        if block["kind"] == "paragraph":
            return " ".join(child for child in block["children"] if isinstance(child, str))
        return str(block["items"][0][0]["children"][0])
    return ""


def _detect_language(draft: Draft) -> None:
    from newsml.language import SAMPLE, detect

    texts = (
        " ".join(child for child in block["children"] if isinstance(child, str))
        for block in draft.fields["body"]
        if block["kind"] == "paragraph"
    )
    sample = ""
    for text in texts:
        sample += f"{text[:SAMPLE]}\n"
        if len(sample) > SAMPLE:
            break
    language = detect(sample)
    if language is None:
        return
    draft.fields["language"] = language
    draft.derived("language")
    inferred("language", f"language {language!r} is told from the text", draft.report, draft.options)


def _derive_headline(draft: Draft) -> None:
    from newsml.headline import derive_headline

    site = draft.options.site
    language = draft.fields.get("language") or (site.language if site and site.language else "und")
    headline = derive_headline(_lead(draft), str(language))
    if headline is None:
        return
    draft.fields["headlines"] = [{"text": headline, "role": "main"}]
    draft.derived("headlines")
    inferred("headlines", f"headline {headline!r} is derived from the lead", draft.report, draft.options)
