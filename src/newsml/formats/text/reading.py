"""Reading plain text: a head if there is one, headline, byline, dateline, body, and what stands below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from newsml.assemble import assemble, inferred, sets
from newsml.dates import read_date, take_date
from newsml.decoding import clean_text, decode
from newsml.errors import ParseError
from newsml.formats.text.byline import byline_of, take_byline
from newsml.formats.text.dateline import find_dateline, spelt_place
from newsml.formats.text.draft import Draft, ReadOptions
from newsml.formats.text.endings import credits_of, is_end_mark, is_sign_off
from newsml.formats.text.head import place_of_dateline, take_embargo_line, take_head, take_leading_date
from newsml.formats.text.layout import Passage, blocks_of, paragraph, passages, spaced, unwrapped
from newsml.issues import Report, ignore
from newsml.model import Article
from newsml.patterns import pattern

__all__ = ["ReadOptions", "read"]

LONGEST_HEADLINE = 200
_SENTENCE = pattern(r"[^.]\.[\"'”’»)]?$")


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
    _top(story, draft)
    _bottom(story, draft)
    if story:
        _dateline(story, draft)
    sign_offs = _sign_offs(story, draft)
    draft.fields["body"] = [*blocks_of(story, text), *sign_offs]
    _infer(draft)


def _top(story: list[Passage], draft: Draft) -> None:
    """Headline, sub-headline, byline and date from the passages above the story, which are taken away."""
    while story and len(story[0].lines) == 1 and take_embargo_line(story[0].lines[0], story[0].line, draft):
        del story[0]
    if story and len(story[0].lines) > 1 and take_embargo_line(story[0].lines[0], story[0].line, draft):
        story[0] = Passage(story[0].lines[1:], story[0].line + 1)
    if "headlines" not in draft.fields and len(story) > 1 and _is_title(story[0].lines):
        _title(story.pop(0), draft)
    for _ in range(4):
        if len(story) < 2 or not _takes_line(story[0], draft):
            break
        del story[0]
    if len(story) == 1 and len(story[0].lines) > 1 and byline_of(story[0].lines[0]) and _free(draft):
        take_byline(story[0].lines[:1], story[0].line, draft)
        story[0] = Passage(story[0].lines[1:], story[0].line + 1)


def _free(draft: Draft) -> bool:
    return "byline" not in draft.fields and "authors" not in draft.fields


def _takes_line(passage: Passage, draft: Draft) -> bool:
    """Whether a passage above the story is its byline, its date or an embargo; then the draft has it."""
    if len(passage.lines) > 3:
        return False
    if _free(draft) and byline_of(passage.lines[0]) and _is_title(passage.lines):
        take_byline(passage.lines, passage.line, draft)
        return True
    if len(passage.lines) > 1:
        return False
    return take_embargo_line(passage.lines[0], passage.line, draft) or _takes_date(passage, draft)


_DATE_LINE = pattern(
    r"\s*(?:(?:published|posted|updated|veröffentlicht|publié|publicado|pubblicato)(?: on| am| le| el| il)?:?\s+)?(.*)",
    re.IGNORECASE,
)


def _takes_date(passage: Passage, draft: Draft) -> bool:
    line = passage.lines[0]
    found = _DATE_LINE.fullmatch(line) if len(line) <= 70 and any(map(str.isdecimal, line)) else None
    if not found:
        return False
    try:
        read_date(found[1])
    except ValueError:
        return False
    updated = line.strip().lower().startswith("updated")
    name = "content_modified" if updated else "published"
    if name not in draft.fields:
        value = take_date(name, found[1].strip(), draft.fields, draft.report, draft.options, passage.line)
        if value is not None:
            draft.add(name, {"when": value}, passage.line) if not updated else draft.put(
                name, value, passage.line
            )
    return True


def _is_title(lines: list[str]) -> bool:
    """Whether lines stand above a story: few, short, and not sentences."""
    return len(lines) <= 6 and all(map(_is_title_line, lines))


def _is_title_line(line: str) -> bool:
    line = line.strip()
    unfinished = line.endswith((".", ",", ";", ":", "。", "।", "۔")) and not line.endswith("...")
    if len(line) > LONGEST_HEADLINE or unfinished:
        return False
    return not line.startswith(("- ", "* ", "• ")) and find_dateline(line) is None


def _title(passage: Passage, draft: Draft) -> None:
    """A headline, with what stands directly below it: its second line, a byline, a sub-headline."""
    lines = [line.strip(" \t*#=") or line.strip() for line in passage.lines]
    if byline_of(lines[0]):
        take_byline(lines, passage.line, draft)
        return
    below = next((index for index in range(1, len(lines)) if byline_of(lines[index])), len(lines))
    headline, subs = lines[0], lines[1:below]
    while subs and (subs[0][0].islower() or (len(lines[0]) > 60 and below == 2 and len(subs[0]) < 30)):
        headline = unwrapped([headline, subs.pop(0)])
    draft.add("headlines", {"text": spaced(headline), "role": "main"}, passage.line)
    for sub in subs:
        draft.add("headlines", {"text": spaced(sub), "role": "sub"}, passage.line + 1)
    if below < len(lines):
        take_byline(lines[below:], passage.line + below, draft)


def _complete_head(draft: Draft) -> None:
    """What the byline and the dateline of a head say besides: people, place, agency, date."""
    fields = draft.fields
    if "byline" in fields and "authors" not in fields:
        line, _ = draft.places["byline"]
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
    for _ in range(3):
        if len(story) < 2:
            break
        text = unwrapped(story[-1].lines) if len(story[-1].lines) <= 8 else ""
        people = credits_of(text)
        if people:
            for person in people:
                draft.add("contributors", person, story[-1].line)
            draft.keep("sign_off", text)
        elif text and is_sign_off(text):
            found.insert(0, paragraph(text, "sign-off"))
        else:
            break
        story.pop()
    return found


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
            return str(block["children"][0])
        return str(block["items"][0][0]["children"][0])
    return ""


def _detect_language(draft: Draft) -> None:
    from newsml.language import SAMPLE, detect

    texts = (str(block["children"][0]) for block in draft.fields["body"] if block["kind"] == "paragraph")
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
