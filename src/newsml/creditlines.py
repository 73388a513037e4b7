"""Lines that say who worked on a story and where it is from, as newsrooms set them: ``(责编：王敏、李强)``.

A credit line is nothing but labels and names. What it says is kept apart by role: whoever wrote or reported it is an
author, the desk is an editor, and an agency or a paper it is taken from is a source.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from newsml.creditlabels import EAST, WEST
from newsml.patterns import pattern
from newsml.people import looks_like_names, people_of_credit


class Credit(NamedTuple):
    """Names under one label: ``author``, ``source``, or what else they did (``editor``, ``translator`` …)."""

    role: str
    names: list[str]


def _groups(table: dict[str, str]) -> str:
    return "|".join(f"(?P<{role}>{labels})" for role, labels in table.items())


_EAST_LABEL = pattern(
    r"(?:^|(?<=[\s/／|｜丨;；、,，。·•・]))(?:(?:本报|本刊|本网|[\u4e00-\u9fff]{2,9}?(?:社|报|報|网|網|新闻|新聞|财经|时报))\s?)?"
    rf"(?:{_groups(EAST)})(?=[\s:：/／|｜丨＝=・]|[\u4e00-\u9fff])"
)
_WEST_LABEL = pattern(
    rf"(?:^|(?<=[\s/|;,.•·–—(-]))(?:{_groups(WEST)})"
    r"(?=\s*[:：=|]|(?<=\bby)\s|(?<= par)\s|(?<= por)\s|(?<= di)\s|(?<= von)\s|(?<=[\u0590-\u06ff])\s)",
    re.IGNORECASE,
)
_SIGN = pattern(r"\s*[:：=＝|｜丨/／・]\s*|\s+[-–—]\s+")
_CLOCK = pattern(
    r"(?:(?:发布|发表|更新)?(?:时间|日期)\s*[:：]\s*)?(?<!\d)20\d\d\s*[-/年.]\s*\d{1,2}\s*[-/月.]\s*\d{1,2}\s*日?"
    r"(?:\s*\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?(?!\d)"
)
_OPEN, _CLOSE = "([（［【〔〈<", ")]）］】〕〉>"
_ENDS = " \t\u3000|｜丨·•,，;；。、/-–—_*"
_HAN = pattern(
    r"[\u4e00-\u9fff\u3400-\u4dbf○〇]{2,4}|[\u4e00-\u9fff]{1,8}(?:[·•・][\u4e00-\u9fff]{1,8}){1,3}"
)
_KANA = pattern(r"[\u4e00-\u9fff々ヶ]{1,4}[\u3040-\u30ff\u4e00-\u9fff]{1,6}|[\u30a0-\u30ff・]{4,20}")
_HANGUL = pattern(r"[가-힣]{2,4}")
_SPACED = pattern(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]+([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
_BETWEEN = pattern(r"\s*[、，,;；&＆/／和与]\s*|\s+|·(?=[가-힣])")
_POST = pattern(r"\s*(?:선임기자|전문기자|논설위원|특파원|인턴기자|객원기자|기자|记者|記者|通讯员|实习生)$")
_FROM_PLACE = pattern(r"[\s／/|]+[\u4e00-\u9fff]{2,8}(?:报道|報道|报导|報導|专电|專電|电|電)$")
_GROUP = pattern(r"^[【\[][^】\]]{2,8}[】\]]\s*")
_ACCOUNT = pattern(r"(?<=[\u4e00-\u9fff])_\w{2,12}(?!\w)")
_WIRED = pattern(r"([\u4e00-\u9fff]{4,6})\d{1,2}日(?:专|專)?[电電]$")
_STOPGAPS = frozenset({
    "未知", "网络", "網路", "本站", "佚名", "不详", "综合", "綜合", "互联网", "整理", "原创", "编辑部", "部",
})  # fmt: skip
_STAFF = pattern(
    r"(?:the )?(?:redaktion|redakce|redakcja|redacción|redazione|redação|редакция|editorial staff|news desk|web desk)",
    re.I,
)
_PLAIN = pattern(r"[\d!?<>{}=#*…]|https?:|www\.|\w@\w")
LONGEST = 200


def credit_line(text: str) -> list[Credit] | None:
    """What a line says of the people and sources of a story; None for a line that says something else too.

    >>> credit_line("(责编：王敏、李强)")
    [Credit(role='editor', names=['王敏', '李强'])]
    >>> credit_line("Источник: Интерфакс")
    [Credit(role='source', names=['Интерфакс'])]
    """
    line = " ".join(text.split())
    if not 3 <= len(line) <= LONGEST:
        return None
    line, bracketed = unbracketed(line)
    line = _CLOCK.sub(" ", line).strip(_ENDS)
    for text in (line, _GROUP.sub("", line)):
        if found := _parted(text, _EAST_LABEL, _eastern, is_name_next=bracketed):
            return found
    found = _parted(line, _WEST_LABEL, _western, is_name_next=False)
    if found and all(one.role == "photographer" for one in found):
        return None  # of a picture, not of the story
    return found


def unbracketed(line: str) -> tuple[str, bool]:
    """A line without the brackets around it, and whether it had some.

    >>> unbracketed("（记者 王敏）")
    ('记者 王敏', True)
    """
    line = line.strip(_ENDS)
    if len(line) > 2 and line[0] in _OPEN and line[-1] == _CLOSE[_OPEN.index(line[0])]:
        return line[1:-1].strip(_ENDS), True
    return line, False


Names = Callable[[str, str], list[str] | None]


def _parted(
    line: str, labels: re.Pattern[str], names_of: Names, *, is_name_next: bool
) -> list[Credit] | None:
    """The credits of a line that is labels and names from its start to its end."""
    marks = list(labels.finditer(line))
    if not marks or marks[0].start() or len(marks) > _MOST:
        return None
    found: list[Credit] = []
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        said = line[mark.end() : after.start() if after else len(line)]
        sign = _SIGN.match(said)
        if not sign and not said[:1].isspace() and said and not is_name_next:
            return None
        said = said[sign.end() if sign else 0 :].strip(_ENDS)
        role = str(mark.lastgroup)
        if not said:  # two labels of one name: 文/图：王敏
            if after is None and not found:
                return None
            continue
        names = names_of(said, role)
        if names is None:
            return None
        if names:
            found.append(Credit(role, names))
    return found or None


_MOST = 12


def _eastern(said: str, role: str) -> list[str] | None:
    if role == "source":
        return _sources([part for part in re.split(r"[、，,;；]+", said.split()[0]) if part])
    if wired := _WIRED.search(said):  # 記者王小明台北25日電: the place has two or three signs
        said = wired[1][: 3 if len(wired[1]) > 4 else 2]
    said = _ACCOUNT.sub("", _FROM_PLACE.sub("", said))
    if said.endswith(("摄", "攝")):
        return None
    if looks_like_names(said) and said.isascii():
        return [said]
    said = _SPACED.sub(r"\1\2", said)
    names = [_POST.sub("", part) for part in _BETWEEN.split(said) if part]
    names = [name for name in names if name and name not in _STOPGAPS]
    if all(_HAN.fullmatch(n) or _HANGUL.fullmatch(n) or _KANA.fullmatch(n) for n in names):
        return names
    return None


def _western(said: str, role: str) -> list[str] | None:
    if role == "source":
        return _sources(
            [part for part in re.split(r"\s*[,;/|،]\s*|\s+(?:and|und|et|y|e|og|och|en|и)\s+", said) if part]
        )
    if _PLAIN.search(said) or said.endswith(("!", "?", ":")):
        return None
    if _STAFF.fullmatch(said):
        return []
    names = [name for part in re.split(r"\s*[;/|،]\s*", said) for name in people_of_credit(part)]
    names = [_EDITION.sub("", name) for name in names]
    return names if names and all(_is_name(name) for name in names) else None


_EDITION = pattern(r"\s+للنشرة\s+\S+$")


def _is_name(name: str) -> bool:
    words = name.split()
    if len(name) > _LONGEST_NAME or len(words) > _MOST_WORDS or len(name) < 2:
        return False
    if len(words) == 1:
        return name[0].isupper() and len(name) > 2
    return looks_like_names(name)


def _sources(parts: list[str]) -> list[str] | None:
    """The sources of a label; none for a stopgap, None for a text that is no list of sources."""
    names = [part.strip(_ENDS + ".") for part in parts]
    names = [
        name for name in names if name and name not in _STOPGAPS and not name.startswith(("http", "www."))
    ]
    if any(
        len(name) > _LONGEST_NAME
        or len(name.split()) > _MOST_WORDS
        or (name[0].islower() and not name.isascii() and len(name.split()) > 2)
        or any(sign in name for sign in "!?:…")
        for name in names
    ):
        return None
    return names


_LONGEST_NAME = 50
_MOST_WORDS = 6


# --- within the text -----------------------------------------------------------------------------

_GROUP_AT_START = pattern(r"^[^（(〔【\[]{0,40}[（(〔【\[]([^（）()〔〕【】\[\]]{3,60})[）)〕】\]]")
_GROUP_AT_END = pattern(r"[（(〔【\[]([^（）()〔〕【】\[\]]{2,60})[）)〕】\]]\s*[。.]?\s*$")
_KOREAN_START = pattern(
    r"^\s*[(\[［【][^)\]］】]{1,24}[=＝][^)\]］】]{1,24}[)\]］】]\s*([가-힣][가-힣·,\s]{1,30}?)\s*(?:[가-힣]{0,4}기자|특파원)\s*[=＝]"
)
_KOREAN_END = pattern(
    r"^[/▶■☞▲\[(【]?\s*(?:[가-힣A-Za-z]{2,8}\s*[=＝]\s*|\S*(?:일보|신문|뉴스|닷컴|경제)\s+)?((?:[가-힣]{2,4}[·,\s]+)*[가-힣]{2,4})\s*"
    r"(?:[가-힣]{0,3} ?기자|특파원|논설위원)(?:\s*\S+@\S+)?\s*[\])】]?\.?$"
)
_KOREAN_TAIL = pattern(r"[/\s\[(]([가-힣]{2,4}) ?(?:[가-힣]{0,3}기자|특파원)\s*(?:\S+@\S+|[\])])\s*$")
_JAPANESE_AT = pattern(r"^[【（(]([^【】（）()=＝]{2,10})[=＝]([^【】（）()=＝、]{3,14})[】）)]")
_JAPANESE_NAME = pattern(
    r"[\u4e00-\u9fff々]{1,3}[ \u3000][\u4e00-\u9fff々\u3040-\u30ff]{1,4}|[\u4e00-\u9fff々]{4,5}"
)
_NO_PERSON = pattern(
    "[部局社紙年月日時分話例図表談訳続終完略他後前版号第]|通信|記事|写真|以上|提供|更新|資料|委員|参照|共同|時事|新聞|放送|無断|転載|敬称|了$"
)


_LOOKED_AT = 200
"""How many characters of a paragraph may name its writer."""


def writers_in(first: str, last: str) -> list[str]:
    """The reporters whom a story names in its first or last paragraph, as agencies and papers of East Asia do.

    >>> writers_in("新华社北京4月24日电（记者王敏、李强）会议今天开幕。", "")
    ['王敏', '李强']
    """
    first, last = first[:_LOOKED_AT].lstrip(), last.rstrip()[-_LOOKED_AT:]
    for text, places in ((first, (_GROUP_AT_START,)), (last, (_GROUP_AT_END,))):
        for place in places:
            if (found := place.search(text)) and (names := _authors(f"（{found[1]}）")):
                return names
    if found := _KOREAN_START.match(first):
        return _korean(found[1])
    if (found := _JAPANESE_AT.match(first)) and is_japanese_name(found[2]):
        return ["".join(found[2].split())]
    if names := korean_byline(last):
        return names
    if found := _KOREAN_TAIL.search(last):
        return _korean(found[1])
    if (found := _GROUP_AT_END.search(last)) and is_japanese_name(found[1]) and _is_japanese(first + last):
        return ["".join(found[1].split())]
    return []


def korean_byline(text: str) -> list[str]:
    """The reporters of a Korean line that is nothing but their names: ``홍길동 기자 hong@post.example``."""
    found = _KOREAN_END.match(text.strip()) if len(text) <= LONGEST else None
    return _korean(found[1]) if found else []


def is_japanese_name(text: str) -> bool:
    """Whether a text between brackets is the name of a Japanese reporter, not an agency or a note."""
    return _JAPANESE_NAME.fullmatch(text.strip()) is not None and not _NO_PERSON.search(text)


def _is_japanese(text: str) -> bool:
    return re.search(r"[\u3040-\u309f]", text) is not None


def _authors(text: str) -> list[str]:
    return [name for one in credit_line(text) or () if one.role == "author" for name in one.names]


def _korean(text: str) -> list[str]:
    names = [name for name in re.split(r"[·,\s]+", text) if name]
    return names if names and all(_HANGUL.fullmatch(name) for name in names) else []
