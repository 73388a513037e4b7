"""Credit lines of pages in many languages: who wrote, who edited, where a story is from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

import newsml
from newsml import Article
from newsml.creditlines import credit_line, writers_in

# --- lines ---------------------------------------------------------------------------------------

LINES: dict[str, list[tuple[str, list[str]]]] = {
    "(责编：王敏、李强)": [("editor", ["王敏", "李强"])],
    "（编辑：王敏 李小强）": [("editor", ["王敏", "李小强"])],
    "责任编辑:王 敏": [("editor", ["王敏"])],
    "2025年07月25日08:30 | 来源：港湾晚报": [("source", ["港湾晚报"])],
    "来源：港湾晚报 作者：王敏 责任编辑：李强": [
        ("source", ["港湾晚报"]), ("author", ["王敏"]), ("editor", ["李强"]),
    ],
    "港湾报记者 王敏 编辑 李强 校对 赵丽": [("author", ["王敏"]), ("editor", ["李强"]), ("proofreader", ["赵丽"])],
    "文/王敏 图/李强": [("author", ["王敏"]), ("photographer", ["李强"])],
    "本报记者 王敏 北京报道": [("author", ["王敏"])],
    "记者：约翰·米勒": [("author", ["约翰·米勒"])],
    "〔記者王小明／台北報導〕": [("author", ["王小明"])],
    "（港灣社記者王小明台北25日電）": [("author", ["王小明"])],
    "取材・文：山田太郎": [("author", ["山田太郎"])],
    "글=홍길동 기자": [("author", ["홍길동"])],
    "كتب - محمد علي": [("author", ["محمد علي"])],
    "المصدر: وكالات": [("source", ["وكالات"])],
    "(إعداد محمد علي للنشرة العربية - تحرير أحمد حسن)": [("author", ["محمد علي"]), ("editor", ["أحمد حسن"])],
    "نویسنده: علی رضایی": [("author", ["علی رضایی"])],
    "מאת: דני כהן": [("author", ["דני כהן"])],
    "लेखक: रवि कुमार": [("author", ["रवि कुमार"])],
    "Автор: Иван Петров": [("author", ["Иван Петров"])],
    "Редактор: Мария Иванова; Фото: Пётр Сидоров": [
        ("editor", ["Мария Иванова"]), ("photographer", ["Пётр Сидоров"]),
    ],
    "Джерело: Гавань": [("source", ["Гавань"])],
    "Πηγή: Λιμάνι": [("source", ["Λιμάνι"])],
    "Συντάκτης: Γιώργος Παπαδόπουλος": [("author", ["Γιώργος Παπαδόπουλος"])],
    "Haber: Ali Veli": [("author", ["Ali Veli"])],
    "Kaynak: AA": [("source", ["AA"])],
    "Autor: Jan Kowalski": [("author", ["Jan Kowalski"])],
    "Źródło: PAP": [("source", ["PAP"])],
    "Zdroj: ČTK": [("source", ["ČTK"])],
    "Szerző: Kovács János": [("author", ["Kovács János"])],
    "Penulis: Wahyudi | Editor: Sutrisno": [("author", ["Wahyudi"]), ("editor", ["Sutrisno"])],
    "Nguồn: Bến Cảng": [("source", ["Bến Cảng"])],
    "Edited by: Ravi Kumar": [("editor", ["Ravi Kumar"])],
    "Written by Jane Doe and John Smith": [("author", ["Jane Doe", "John Smith"])],
    "Additional reporting by Ana Lima; Editing by Jo Ash and Bo Lind": [
        ("reporter", ["Ana Lima"]), ("editor", ["Jo Ash", "Bo Lind"]),
    ],
    "Quelle: dpa": [("source", ["dpa"])],
}  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_a_credit_line_is_told_by_its_labels(line: str) -> None:
    assert [(one.role, one.names) for one in credit_line(line) or ()] == LINES[line]


@pytest.mark.parametrize(
    "line",
    [
        "记者从市政府获悉，大桥将于周五通车。",
        "责任编辑：",
        "来源不明的资金流入了港口。",
        "Reporter: Did you see the bridge fall?",
        "Source",
        "Text: it was a dark and stormy night",
        "Foto: Jane Doe",  # of a picture
        "Autor: die Redaktion hat nachgefragt, was das heißt",
        "Автор: не установлен, но полиция ищет",
        "Edited by the desk because it was too long",
        "编辑部的故事",
        "المصدر الذي رفض الكشف عن اسمه قال إن الجسر أغلق",
        "Haber: bugün köprü açıldı ve trenler geçti",
    ],
)
def test_other_lines_are_none(line: str) -> None:
    assert credit_line(line) is None


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        ("港湾社北京7月25日电（记者王敏、李强）大桥周五通车。", "", ["王敏", "李强"]),
        ("港湾网7月25日电 (记者 王敏)大桥周五通车。", "", ["王敏"]),
        ("大桥周五通车。", "市民前来庆祝。（本报记者 王敏）", ["王敏"]),
        ("(서울=항구뉴스) 홍길동 기자 = 다리가 다시 열렸다.", "", ["홍길동"]),
        ("다리가 다시 열렸다.", "홍길동 기자 hong@post.example", ["홍길동"]),
        ("다리가 다시 열렸다.", "시민들이 축하했다. 홍길동 기자 hong@post.example", ["홍길동"]),
        ("【ロンドン=山田太郎】橋が再開した。", "", ["山田太郎"]),
        ("橋が再開した。", "市民が祝った。（山田太郎）", ["山田太郎"]),
        ("橋が再開した。", "【山田 太郎】", ["山田太郎"]),
        ("橋が再開した。", "市民が祝った。（共同）", []),
        ("【AFP=時事】橋が再開した。", "詳しくは本紙で。（写真は資料）", []),
        ("大桥周五通车（资料照片）。", "市民前来庆祝。（完）", []),
        ("大桥（长三百米）周五通车。", "（李强 摄）", []),
        ("The bridge (reopened on Friday) is long.", "The mayor (a reporter once) came.", []),
    ],
)
def test_writers_named_in_the_text(first: str, last: str, names: list[str]) -> None:
    assert writers_in(first, last) == names


# --- pages ---------------------------------------------------------------------------------------

pytest.importorskip("trafilatura")

CHINESE = (
    "港湾大桥经过两年修缮，于周五清晨重新开放，第一班有轨电车在黎明时分驶过大桥，数百名市民在桥头等候。",
    "市政府表示，这座建于一九三一年的钢拱桥因十一根吊杆出现裂缝而关闭，修缮工程耗资三千四百万元，比预算少两百万元。",
    "码头街的店主们失去了三分之一的顾客，当天他们在橱窗里挂起灯笼，庆祝大桥的重新开放，也希望生意早日恢复。",
)
KOREAN = (
    "항구 대교가 이 년간의 수리를 마치고 금요일 새벽 다시 열렸다. 첫 전차가 동틀 무렵 다리를 건넜고 시민 수백 명이 이를 지켜봤다.",
    "시 당국은 1931년에 지어진 강철 아치교가 열한 개의 행어에서 균열이 발견되어 폐쇄되었다고 밝혔다. 수리비는 예산보다 적게 들었다.",
    "부두 거리의 상인들은 손님의 삼분의 일을 잃었으며, 이날 창문에 등불을 내걸고 다리의 재개통을 축하했다고 말했다.",
)
RUSSIAN = (
    "Мост через гавань открылся в пятницу после двух лет ремонта, и на рассвете по нему прошёл первый трамвай.",
    "Стальная арка 1931 года была закрыта с тех пор, как инспекторы нашли трещины в одиннадцати подвесках, сообщил совет.",
    "Лавочники с набережной, потерявшие треть покупателей, вывесили в окнах фонари, чтобы отметить этот день.",
)
ENGLISH = (
    "The harbour bridge reopened on Friday after two years of repairs, and the first tram crossed it at dawn.",
    "The steel arch of 1931 had been closed since inspectors found cracks in eleven of its hangers, the council said.",
    "Shopkeepers on Quay Street, who lost a third of their customers, hung lanterns in their windows for the day.",
)
TURKISH = (
    "Liman köprüsü iki yıllık onarımın ardından cuma günü yeniden açıldı ve ilk tramvay şafakta köprüden geçti.",
    "Belediye, 1931 yapımı çelik kemerin on bir askısında çatlaklar bulunmasından bu yana kapalı olduğunu bildirdi.",
    "Müşterilerinin üçte birini kaybeden rıhtım esnafı o gün için pencerelerine fenerler astı ve köprüyü kutladı.",
)


def paragraphs(texts: Sequence[str]) -> str:
    return "\n".join(f"<p>{text}</p>" for text in texts)


def read(body: str, lang: str = "zh-CN", head: str = "", **options: Any) -> Article:
    text = f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    return newsml.loads(text.encode(), "html", kind=Article, **options)


def said(article: Article) -> dict[str, Any]:
    return {
        "authors": [one.label() for one in article.authors],
        "contributors": [(one.label(), one.role) for one in article.contributors],
        "sources": [one.label() for one in article.info_sources],
    }  # fmt: skip


def test_a_chinese_portal_names_its_editors_below_the_text_and_its_source_above() -> None:
    article = read(
        "<div class='layout'><h1>大桥重新开放</h1><div class='channel'><div>2025年07月25日08:30 | 来源："
        "<a href='https://post.example/1'>港湾晚报</a></div></div><div class='txt_con'>"
        f"{paragraphs(CHINESE)}</div><div class='edit cf'>(责编：王敏、李强)</div></div>",
        head="<meta name='author' content='105092'><title>大桥重新开放--时政--港湾网</title>",
    )
    assert said(article) == {
        "authors": [], "contributors": [("王敏", "editor"), ("李强", "editor")], "sources": ["港湾晚报"],
    }  # fmt: skip
    assert article.plain_text().split("\n\n") == list(CHINESE)


def test_lines_in_the_text_block_leave_the_text() -> None:
    article = read(
        "<article><h1>大桥重新开放</h1><p>港湾报记者 王敏 编辑 李强 校对 赵丽</p>"
        f"{paragraphs(CHINESE)}<p>（编辑：李强）</p></article>"
    )
    assert said(article) == {
        "authors": ["王敏"], "contributors": [("李强", "editor"), ("赵丽", "proofreader")], "sources": [],
    }  # fmt: skip
    assert article.plain_text().split("\n\n") == list(CHINESE)


def test_a_reporter_named_within_the_text_is_the_author_and_the_text_stays_as_it_is() -> None:
    first = "港湾社北京7月25日电（记者王敏、李强）" + CHINESE[0]
    article = read(f"<article><h1>大桥重新开放</h1>{paragraphs([first, *CHINESE[1:]])}</article>")
    assert said(article)["authors"] == ["王敏", "李强"]
    assert article.plain_text().startswith(first)


def test_a_reporter_in_the_text_comes_after_an_author_of_the_data() -> None:
    first = "港湾社北京7月25日电（记者王敏）" + CHINESE[0]
    head = "<meta name='author' content='赵丽'>"
    article = read(f"<article><h1>大桥重新开放</h1>{paragraphs([first, *CHINESE[1:]])}</article>", head=head)
    assert said(article)["authors"] == ["赵丽"]


def test_meta_elements_name_source_and_editor() -> None:
    head = "<meta name='source' content='来源：港湾网'><meta name='editor' content='王敏'>"
    article = read(f"<article><h1>大桥重新开放</h1>{paragraphs(CHINESE)}</article>", head=head)
    assert said(article) == {"authors": [], "contributors": [("王敏", "editor")], "sources": ["港湾网"]}


def test_a_list_of_stories_with_their_sources_names_none() -> None:
    others = "".join(
        f"<li><a href='/{n}'>别的新闻</a> <span>来源：第{n}晚报</span></li>" for n in "一二三四五"
    )
    article = read(f"<article><h1>大桥重新开放</h1>{paragraphs(CHINESE)}</article><ul>{others}</ul>")
    assert said(article)["sources"] == []


def test_a_korean_reporter_below_the_text_goes_before_the_paper_in_the_head() -> None:
    article = read(
        f"<h1>항구 대교 재개통</h1><div class='article_body'>{paragraphs(KOREAN)}<p>홍길동 기자 hong@post.example</p></div>",
        "ko",
        "<meta name='author' content='항구일보'>",
    )
    assert said(article)["authors"] == ["홍길동"]
    assert article.plain_text().split("\n\n") == list(KOREAN)


def test_russian_lines() -> None:
    article = read(
        f"<article><h1>Мост открыт</h1>{paragraphs(RUSSIAN)}<p>Автор: Иван Петров</p><p>Редактор: Мария Лунина</p>"
        "<p>Источник: Гавань</p></article>",
        "ru",
    )
    assert said(article) == {
        "authors": ["Иван Петров"], "contributors": [("Мария Лунина", "editor")], "sources": ["Гавань"],
    }  # fmt: skip
    assert article.plain_text().split("\n\n") == list(RUSSIAN)


def test_turkish_lines_in_elements_that_are_called_so() -> None:
    article = read(
        "<article><h1>Köprü açıldı</h1><div class='editor'>Editör: Ayşe Demir</div>"
        f"{paragraphs(TURKISH)}<div class='haber-kaynak kaynak'>Kaynak: DHA</div></article>",
        "tr",
    )
    assert said(article) == {"authors": [], "contributors": [("Ayşe Demir", "editor")], "sources": ["DHA"]}


def test_who_edited_is_no_author_though_the_byline_says_it() -> None:
    article = read(
        "<article><h1>Bridge reopens</h1><div class='byline'><span class='author'>Written By: Asha Rao</span>"
        f"<span class='author'>Edited By: Ravi Kumar</span></div>{paragraphs(ENGLISH)}</article>",
        "en-IN",
    )
    assert said(article)["authors"] == ["Asha Rao"]
    assert said(article)["contributors"] == [("Ravi Kumar", "editor")]


def test_an_agency_credit_below_the_text() -> None:
    article = read(
        "<article><h1>Bridge reopens</h1><div class='byline'>By Jane Doe</div>"
        f"{paragraphs(ENGLISH)}<p>Additional reporting by Ana Lima; Editing by Jo Ash</p></article>",
        "en",
    )
    assert said(article) == {
        "authors": ["Jane Doe"], "contributors": [("Ana Lima", "reporter"), ("Jo Ash", "editor")], "sources": [],
    }  # fmt: skip
    assert article.plain_text().split("\n\n") == list(ENGLISH)


def test_a_byline_in_the_text_block_goes_before_the_site_in_the_head() -> None:
    article = read(
        f"<article><h1>Bridge reopens</h1><p>25.07.2025</p><p>Von Jana Müller</p>{paragraphs(ENGLISH)}</article>",
        "en",
        "<meta name='author' content='post.example'>",
    )
    assert said(article)["authors"] == ["Jana Müller"]
    assert [str(one.when) for one in article.published] == ["2025-07-25"]
    assert article.plain_text().split("\n\n") == list(ENGLISH)


def test_where_a_picture_is_from_the_story_is_not() -> None:
    article = read(
        "<article><h1>Bridge reopens</h1><figure><img src='b.jpg' alt='Bridge'><figcaption>Source: Harbour Pictures</figcaption>"
        f"</figure><div class='story-photo-credit'>Source: Bo Lind</div>{paragraphs(ENGLISH)}</article>",
        "en",
    )
    assert said(article)["sources"] == []
