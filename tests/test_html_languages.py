"""Bylines, dates and credit lines of pages as they stand in many languages, without any data in the head."""

from __future__ import annotations

from typing import NamedTuple

import pytest

import newsml
from newsml import Article

pytest.importorskip("trafilatura")

CHINESE = (
    "港湾大桥经过两年修缮，于周五清晨重新开放，第一班有轨电车在黎明时分驶过大桥，数百名市民在桥头等候。",
    "市政府表示，这座建于一九三一年的钢拱桥因十一根吊杆出现裂缝而关闭，修缮工程耗资三千四百万元，比预算少两百万元。",
    "码头街的店主们失去了三分之一的顾客，当天他们在橱窗里挂起灯笼，庆祝大桥的重新开放，也希望生意早日恢复。",
)
JAPANESE = (
    "港の橋が二年間の修理を終えて金曜日に再開し、夜明けに最初の路面電車が橋を渡った。市民数百人が橋のたもとで見守った。",
    "一九三一年に建てられた鋼のアーチ橋は、十一本のハンガーにひびが見つかり閉鎖されていた。費用は予算より少なかった。",
    "客の三分の一を失った岸壁通りの店主たちは、この日のために窓に提灯を掛け、橋の再開を祝ったと話した。",
)
KOREAN = (
    "항구 대교가 이 년간의 수리를 마치고 금요일 새벽 다시 열렸다. 첫 전차가 동틀 무렵 다리를 건넜고 시민 수백 명이 이를 지켜봤다.",
    "시 당국은 1931년에 지어진 강철 아치교가 열한 개의 행어에서 균열이 발견되어 폐쇄되었다고 밝혔다. 수리비는 예산보다 적게 들었다.",
    "부두 거리의 상인들은 손님의 삼분의 일을 잃었으며, 이날 창문에 등불을 내걸고 다리의 재개통을 축하했다고 말했다.",
)
ARABIC = (
    "أعيد فتح جسر الميناء يوم الجمعة بعد عامين من أعمال الإصلاح، وعبرت أول عربة ترام الجسر عند الفجر وسط حضور مئات المواطنين.",
    "وقالت البلدية إن القوس الفولاذي الذي بني عام 1931 أغلق منذ أن وجد المفتشون شقوقا في أحد عشر من حباله المعدنية.",
    "وعلق أصحاب المتاجر في شارع الرصيف الذين فقدوا ثلث زبائنهم فوانيس في نوافذهم احتفالا بإعادة فتح الجسر أمام المارة.",
)
ENGLISH = (
    "The harbour bridge reopened on Friday after two years of repairs, and the first tram crossed it at dawn.",
    "The steel arch of 1931 had been closed since inspectors found cracks in eleven of its hangers, the council said.",
    "Shopkeepers on Quay Street, who lost a third of their customers, hung lanterns in their windows for the day.",
)
GERMAN = (
    "Die Hafenbrücke ist am Freitag nach zwei Jahren Reparatur wieder geöffnet worden, die erste Straßenbahn fuhr im Morgengrauen.",
    "Der stählerne Bogen von 1931 war gesperrt, seit Prüfer in elf seiner Hänger Risse gefunden hatten, teilte die Stadt mit.",
    "Die Ladenbesitzer an der Kaistraße, die ein Drittel ihrer Kunden verloren hatten, hängten Laternen in ihre Fenster.",
)

DAY = "2025-07-25"
LATER = "2025-07-26"


class Page(NamedTuple):
    """A page without data, and what is read of it."""

    lang: str
    above: str
    text: tuple[str, ...]
    authors: tuple[str, ...]
    below: str = ""
    published: str | None = DAY
    modified: str | None = None
    contributors: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ()


PAGES = {
    "Chinese, an editor's account behind the name": Page(
        "zh", "<div>2025-07-25 08:30:12 来源: <a>港湾晚报</a> <a>举报</a></div>", CHINESE, (),
        "<div class='post_author'><a><img></a>本文来源：港湾晚报 责任编辑：王敏_NB123</div>",
        contributors=(("王敏", "editor"),), sources=("港湾晚报",),
    ),
    "Chinese, a link in the editor's line": Page(
        "zh", "<div>2025-07-25 08:30 <span>来源： 港湾网</span></div>", CHINESE, (),
        "<div class='editor'>【我要纠错】 <span>责任编辑：王敏</span></div>",
        contributors=(("王敏", "editor"),), sources=("港湾网",),
    ),
    "Taiwan, reporter and photographer": Page(
        "zh-TW", "<div class='author'><span>記者 王小明</span> ／ <span>攝影 李大同</span></div><p>2025/07/25 08:30</p>",
        CHINESE, ("王小明",), contributors=(("李大同", "photographer"),),
    ),
    "Japanese, the name in brackets below": Page(
        "ja", "<p>2025年7月25日 8時30分</p>", JAPANESE, ("山田太郎",), "<p>（山田太郎）</p>",
    ),
    "Japanese, a byline and a labelled date": Page(
        "ja", "<div>公開日時 2025/7/25 8:30</div><div class='byline'>山田太郎</div>", JAPANESE, ("山田太郎",),
    ),
    "Korean": Page(
        "ko", "<span>입력 2025.07.25 08:30</span><span>수정 2025.07.26 09:00</span><div class='byline'>홍길동 기자 "
        "<a>h@x.example</a></div>", KOREAN, ("홍길동",), modified=LATER,
    ),
    "Arabic": Page(
        "ar", "<div class='author'>كتب محمد علي</div><div class='date'>الجمعة 25 يوليو 2025 - 08:30</div>", ARABIC, ("محمد علي",),
    ),
    "Arabic, a labelled date": Page(
        "ar", "<span>نشر في: 25 يوليو 2025</span>", ARABIC, (), "<div>المصدر: وكالات</div>", sources=("وكالات",),
    ),
    "Persian": Page(
        "fa", "<div class='date'>۳ مرداد ۱۴۰۴ - ۰۸:۳۰</div><div>نویسنده: علی رضایی</div>", ENGLISH, ("علی رضایی",),
    ),
    "Hebrew": Page("he", "<div class='author'>מאת דני כהן</div><div class='date'>25.07.2025</div>", ENGLISH, ("דני כהן",)),
    "Thai": Page(
        "th", "<div class='date'>25 ก.ค. 2568 08:30 น.</div><div>ผู้เขียน: สมชาย ใจดี</div>", ENGLISH, ("สมชาย ใจดี",),
    ),
    "Russian": Page(
        "ru", "<div class='article__info-date'>08:30 25.07.2025 <span>(обновлено: 09:00 26.07.2025)</span></div><div "
        "class='article__author'>Иван Петров</div>", ENGLISH, ("Иван Петров",), modified=LATER,
    ),
    "Greek": Page(
        "el", "<div>Συντάκτης: Γιώργος Παπαδόπουλος</div><div>25 Ιουλίου 2025 08:30</div>", ENGLISH, ("Γιώργος Παπαδόπουλος",),
    ),
    "Turkish": Page(
        "tr", "<div class='muhabir'>Ali Veli</div><div class='tarih'>25.07.2025 - 08:30 | Güncelleme: 26.07.2025</div>",
        ENGLISH, ("Ali Veli",), modified=LATER,
    ),
    "Hungarian": Page("hu", "<div class='szerzo'>Kovács János</div><div>2025. július 25. 08:30</div>", ENGLISH, ("Kovács János",)),
    "Polish": Page(
        "pl", "<div class='autor'>oprac. Jan Kowalski</div><div>25.07.2025, 08:30</div>", ENGLISH, ("Jan Kowalski",),
        "<p>Źródło: PAP</p>", sources=("PAP",),
    ),
    "German, names in bold": Page(
        "de", "<p>Von <strong>Jana Müller</strong> und <strong>Jörg Groß</strong></p><p>Veröffentlicht: 25.07.2025</p>",
        GERMAN, ("Jana Müller", "Jörg Groß"),
    ),
    "German, what it is by whom": Page(
        "de", "<div class='autor'>Ein Artikel von Jana Müller</div><div>Veröffentlicht: 25.07.2025</div>", GERMAN,
        ("Jana Müller",),
    ),
    "French, with an agency, and both dates below": Page(
        "fr", "<p>Par Anne Durand avec AFP<br>Publié le 25 juillet 2025 à 08h30, mis à jour le 26 juillet 2025 à 9h</p>",
        ENGLISH, ("Anne Durand",), modified=LATER,
    ),
    "Italian": Page("it", "<p class='firma'>di <b>Anna Rossi</b></p><p>25 luglio 2025</p>", ENGLISH, ("Anna Rossi",)),
    "Spanish, a place before the date": Page(
        "es", "<div class='firma'>Ana Lima</div><div class='fecha'>Puerto, 25 jul. 2025 08:30 CEST</div>", ENGLISH, ("Ana Lima",),
    ),
    "Portuguese of Brazil": Page(
        "pt-BR", "<p>Por Ana Lima, g1 — Porto</p><p class='date'>25/07/2025 08h30 Atualizado 26/07/2025</p>", ENGLISH,
        ("Ana Lima",), modified=LATER,
    ),
    "Dutch": Page("nl", "<p>Door Jan de Vries</p><p>Gepubliceerd op 25 juli 2025 om 08:30</p>", ENGLISH, ("Jan de Vries",)),
    "Norwegian, titles run into names": Page(
        "nb", "<div class='byline'><ul><li><a>Kari Nordmann</a><span>Journalist</span></li><li><a>Ola Nordmann</a><span>Journalist"
        "</span></li></ul></div><time datetime='2025-07-25T08:30'>25. juli</time>", ENGLISH, ("Kari Nordmann", "Ola Nordmann"),
    ),
    "Indonesian": Page(
        "id", "<div class='read__author'>Penulis <a>Wahyudi Santoso</a></div><div class='date'>25/07/2025, 08:30 WIB</div>",
        ENGLISH, ("Wahyudi Santoso",),
    ),
    "English of India": Page(
        "en-IN", "<div>Written by <a href='/author/asha'>Asha Rao</a></div><div>Edited by: Ravi Kumar</div><div>Published: July "
        "25, 2025 08:30 am IST</div>", ENGLISH, ("Asha Rao",), contributors=(("Ravi Kumar", "editor"),),
    ),
    "English, everything in one line": Page(
        "en", "<p class='byline'>By Jane Doe | jdoe@post.example | Harbour Post</p><p class='date'>PUBLISHED: July 25, 2025 at "
        "8:30 AM PDT | UPDATED: July 26, 2025 at 9:00 AM PDT</p>", ENGLISH, ("Jane Doe",), modified=LATER,
    ),
    "English, a list of names": Page(
        "en", "<ul class='authors-list'><li>Jane Doe</li><li>John Smith</li></ul><span class='timestamp'>Fri 25 Jul 2025 08.30 "
        "BST</span>", ENGLISH, ("Jane Doe", "John Smith"),
    ),
    "English, dates with slashes between": Page(
        "en", "<p>by: <a href='/author/jane'>Jane Doe</a></p><p>Posted: Jul 25, 2025 / 08:30 AM EDT</p><p>Updated: Jul 26, 2025 / "
        "09:00 AM EDT</p>", ENGLISH, ("Jane Doe",), modified=LATER,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_pages_in_many_languages(name: str) -> None:
    page = PAGES[name]
    text = "".join(f"<p>{paragraph}</p>" for paragraph in page.text)
    body = f"<article><h1>Headline</h1>{page.above}<div class='content'>{text}</div>{page.below}</article>"
    html = f"<!DOCTYPE html><html lang='{page.lang}'><head><meta charset='utf-8'></head><body>{body}</body></html>"
    article = newsml.loads(html.encode(), "html", kind=Article)
    assert tuple(one.label() for one in article.authors) == page.authors
    assert [str(one.when)[:10] for one in article.published] == ([page.published] if page.published else [])
    assert (str(article.content_modified)[:10] if article.content_modified else None) == page.modified
    assert tuple((one.label(), one.role) for one in article.contributors) == page.contributors
    assert tuple(one.label() for one in article.info_sources) == page.sources
    assert article.plain_text().split("\n\n") == list(page.text)
