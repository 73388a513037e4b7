"""What stands above a story, line by line: notices, kicker, headline, sub-headlines, byline, dates."""

from __future__ import annotations

import re

from newsml.bylines import byline_of
from newsml.formats.text.byline import is_below_byline, take_byline
from newsml.formats.text.dateline import find_dateline, is_alarm
from newsml.formats.text.draft import Draft
from newsml.formats.text.frontline import apply_front, front_of, is_free
from newsml.formats.text.head import take_embargo_line, take_entries
from newsml.formats.text.layout import Passage, is_bulleted, spaced, unbulleted, unwrapped
from newsml.patterns import pattern

LONGEST_HEADLINE = 200
_MOST_PASSAGES = 12
_NOTICE = pattern(
    r"\W*(?:for (?:immediate )?release|immediate release|(?:press|news|media) release|pressemitteilung|medienmitteilung"
    r"|presseinformation|communiqué de presse|pour diffusion immédiate|nota de prensa|comunicado de prensa"
    r"|comunicado de imprensa|nota à imprensa|comunicato stampa|persbericht|pressmeddelande|pressemelding"
    r"|pressemeddelelse|lehdistötiedote|komunikat prasowy|tisková zpráva|пресс-релиз|прес-реліз|basın bülteni"
    r"|بيان صحفي|प्रेस विज्ञप्ति|新闻稿|プレスリリース|보도자료|siaran pers)\W*",
    re.IGNORECASE,
)
_CONTACT = pattern(r"[^\W\d_][\w .-]{1,24}[:：]\s*\S.{0,120}")
_ADVISORY = pattern(
    r"\((?:adds|updates|corrects|recasts|refiles|repeats|rewrites|writethru|clarifies|fixes|ergänzt|berichtigt"
    r"|aktualisiert|neu|actualiza|añade|ajoute|actualise|précise|aggiorna|дополняет|добавлен\w*)\b.{3,300}\)",
    re.IGNORECASE,
)
_TRAIL = pattern(
    r"(?:home(?:page)?|start(?:seite|sida)?|accueil|inicio|início|hjem|etusivu|главная|головна|anasayfa)"
    r"(?:\s*[>›»/]\s*[^>›»/]{2,40}){1,5}",
    re.IGNORECASE,
)
_LABELLED = pattern(r"[^\s:：][^:：]{0,39}[:：]\s+\S")


def take_top(story: list[Passage], draft: Draft) -> None:
    """Take the lines above the story into the draft, and away from the passages; some text always stays."""
    for _ in range(_MOST_PASSAGES):
        if not story:
            return
        taken = _take_passage(story, draft)
        if not taken:
            return
        if taken < len(story[0].lines):
            story[0] = Passage(story[0].lines[taken:], story[0].line + taken)
        else:
            del story[0]


def _take_passage(story: list[Passage], draft: Draft) -> int:
    """How many lines of the first passage stand above the story; the draft has them."""
    passage, last = story[0], len(story) == 1
    if not last and (_take_note(passage, draft) or _take_points(story, draft)):
        return len(passage.lines)
    if not last and draft.fields and take_entries(passage.lines, passage.line, draft):
        _complete_byline(draft, passage.line)
        return len(passage.lines)
    titled = not last and is_title(passage.lines)
    end = len(passage.lines) - (1 if last else 0)
    index = 0
    while index < end:
        count = _take_lines(story, index, titled, draft)
        if not count:
            break
        index += count
    return index


def _complete_byline(draft: Draft, number: int) -> None:
    """The people of a byline that stood as an entry: ``Byline: Jane Doe``."""
    byline = draft.fields.get("byline")
    if byline and "authors" not in draft.fields and byline_of(byline["text"]) is None and not draft.noted:
        draft.noted = True
        take_byline([byline["text"]], number, draft, from_head=True)


def _take_note(passage: Passage, draft: Draft) -> bool:
    """An advisory of the desk in brackets: ``(Adds comments of the mayor)``."""
    if passage.lines[0].lstrip()[:1] != "(" or len(passage.lines) > 5:
        return False
    text = unwrapped(passage.lines)
    if not _ADVISORY.fullmatch(text):
        return False
    draft.add("ed_notes", {"text": text}, passage.line)
    return True


def _take_points(story: list[Passage], draft: Draft) -> bool:
    """The points between a headline and the byline or dateline: a summary of the story."""
    lines = story[0].lines
    if (
        "headlines" not in draft.fields
        or "summary" in draft.fields
        or len(lines) > 6
        or not is_bulleted(lines)
    ):
        return False
    if not any(_begins_story(after.lines[0], draft) for after in story[1:3]):
        return False
    for index, line in enumerate(lines):
        draft.add("summary", {"text": spaced(unbulleted(line))}, story[0].line + index)
    return True


def _begins_story(line: str, draft: Draft) -> bool:
    return (byline_of(line) is not None and is_free(draft)) or find_dateline(line.strip()) is not None


def _take_lines(story: list[Passage], index: int, titled: bool, draft: Draft) -> int:
    """How many lines from this one are taken: notice, embargo, byline, date, headline or sub-headline."""
    lines, number = story[0].lines, story[0].line + index
    line = lines[index].strip()
    if take_embargo_line(line, number, draft) or _takes_notice(line, number, draft):
        return 1
    if front := front_of(line, _next_line(story, index), draft):
        apply_front(front, number, draft)
        _complete_byline(draft, number)
        if not front[0].startswith("byline"):
            return 1
        return 1 + _below_byline(lines[index + 1 :], number + 1, draft)
    if not _has_main(draft):
        if titled or (index == 0 and _stands_alone(lines, len(story) == 1, draft)):
            return _take_headline(story, index, titled, draft)
        return 0
    if titled and _is_sub(story, index, draft):
        draft.add("headlines", {"text": spaced(_plain(line)), "role": "sub"}, number)
        return 1
    return 0


def _next_line(story: list[Passage], index: int) -> str:
    if index + 1 < len(story[0].lines):
        return story[0].lines[index + 1]
    return story[1].lines[0] if len(story) > 1 else ""


def _takes_notice(line: str, number: int, draft: Draft) -> bool:
    """``FOR IMMEDIATE RELEASE`` and the contacts below it are notes to editors."""
    if len(line) > 150:
        return False
    if "headlines" not in draft.fields and _NOTICE.fullmatch(line):
        draft.add("ed_notes", {"text": line}, number)
        return True
    notes = draft.fields.get("ed_notes")
    if (
        notes
        and "headlines" not in draft.fields
        and _CONTACT.fullmatch(line)
        and _NOTICE.match(notes[0]["text"])
    ):
        notes[0]["text"] += f"\n{line}"
        return True
    if (trail := _TRAIL.fullmatch(line)) and "section" not in draft.fields:
        for name in re.split(r"\s*[>›»/]\s*", trail.group())[1:]:
            draft.add("section", name, number)
        return True
    return False


def _below_byline(lines: list[str], number: int, draft: Draft) -> int:
    """How many lines directly below a byline say more of its people: a title, an agency, an address."""
    count = 0
    for line in lines[:3]:
        if not is_below_byline(line):
            break
        count += 1
    if count:
        take_byline(lines[:count], number, draft, below=True)
    return count


# --- headlines -----------------------------------------------------------------------------------


def is_title(lines: list[str]) -> bool:
    """Whether lines stand above a story: few, short, and not sentences."""
    if len(lines) > 8 or not all(map(_is_title_line, lines)):
        return False
    return len(lines) < 2 or not all(map(_LABELLED.match, lines))


def _is_title_line(line: str) -> bool:
    line = line.strip()
    unfinished = line.endswith((".", ",", ";", ":", "。", "।", "۔")) and not line.endswith(
        ("...", ".m.", "г.", "р.")
    )
    if len(line) > LONGEST_HEADLINE or unfinished:
        return False
    return not line.startswith(("- ", "* ", "• ")) and find_dateline(line) is None


def _stands_alone(lines: list[str], last: bool, draft: Draft) -> bool:
    """Whether the first of lines is a headline though the story begins right below it."""
    if (
        len(lines) < 2
        or not _is_title_line(lines[0])
        or _LABELLED.match(lines[0])
        or len(lines[0].strip()) > 120
    ):
        return False
    second = lines[1].strip()
    if front_of(second, lines[2] if len(lines) > 2 else "", draft) or find_dateline(second):
        return True
    if lines[1][0] in " \t" and lines[0][0] not in " \t" and byline_of(second):
        return True
    rest = [line.strip() for line in lines[1:]]
    closed = all(line.endswith((".", "!", "?", "”", '"', "»", "。", "।", "۔")) for line in rest)
    wide = (
        len(second) > 100
        or len(rest) > 2
        or ((len(rest) > 1 or not last) and len(second) > len(lines[0]) + 20)
    )
    return closed and wide and not second[0].islower()


def _take_headline(story: list[Passage], index: int, titled: bool, draft: Draft) -> int:
    lines, number = story[0].lines, story[0].line + index
    line = _plain(lines[index])
    if _is_kicker(line, _plain(_next_line(story, index)), index + 1 == len(lines)):
        draft.add("headlines", {"text": spaced(line), "role": "kicker"}, number)
        return 1 + (_take_main(story, index + 1, titled, draft) if index + 1 < len(lines) else 0)
    return _take_main(story, index, titled, draft)


def _take_main(story: list[Passage], index: int, titled: bool, draft: Draft) -> int:
    """The headline, with the lines that it goes on in."""
    lines = story[0].lines
    parts = [_plain(lines[index])]
    following = lines[index + 1 :] if titled else []
    fronts = [place for place, line in enumerate(following) if front_of(line.strip(), "", draft)]
    below = fronts[0] if fronts else len(following)
    for place, line in enumerate(following[:below]):
        text = _plain(line)
        short = len(parts[0]) > 60 and below == 1 and len(text) < 30
        if not (text[0].islower() or (place == 0 and short)):
            break
        parts.append(text)
    draft.add("headlines", {"text": spaced(unwrapped(parts)), "role": "main"}, story[0].line + index)
    return len(parts)


def _plain(line: str) -> str:
    return line.strip(" \t*#=") or line.strip()


def _is_kicker(line: str, after: str, alone: bool) -> bool:
    """Whether a line only says what kind of story comes: ``URGENT``, or the section in capitals."""
    if not _is_title_line(after) or len(after.split()) < 3 or byline_of(after):
        return False
    if is_alarm(line):
        return True
    return alone and line.isupper() and len(line) <= 24 and len(line.split()) <= 2 and len(after.split()) >= 4


def _is_sub(story: list[Passage], index: int, draft: Draft) -> bool:
    """Whether a line below the headline is a sub-headline: in the same block, or with the byline below it."""
    main = draft.places[f"headlines.{len(draft.fields['headlines']) - 1}"][0] or 0
    together = main >= story[0].line
    if together:
        return True
    for passage in story[1:4]:
        first = passage.lines[0].strip()
        if front_of(first, passage.lines[1] if len(passage.lines) > 1 else "", draft):
            return True
        if not (is_bulleted(passage.lines) or _ADVISORY.fullmatch(unwrapped(passage.lines))):
            break
    return False


def _has_main(draft: Draft) -> bool:
    """Whether there is a headline; a kicker alone is none."""
    return any(headline["role"] != "kicker" for headline in draft.fields.get("headlines", ()))
