"""Links beside an author's name that are no names: contact, profile, follow, in the languages of newsrooms."""

from __future__ import annotations

import json

import pytest

import newsml
from newsml.issues import Issue
from newsml.vocabularies.link_labels import is_link_label

LABELS = [
    "Kontakt", "Contact", "Folgen", "Follow", "Follow me on X", "Email", "E-Mail", "Mehr", "Profil", "About", "Zum Profil",
    "Über den Autor", "Mehr von Ada Moor", "Follow Ada Moor", "View profile", "All articles by Ada Moor", "Suivre", "Contacter",
    "À propos de l'auteur", "Tous les articles", "Seguir", "Ver perfil", "Sobre o autor", "Contatti", "Tutti gli articoli",
    "Volg", "Meer van Ada Moor", "Följ", "Følg", "Seuraa", "Obserwuj", "Sledovat", "Követés", "Takip et", "Подписаться", "Об авторе",
    "Контакти", "Επικοινωνία", "تواصل معنا", "צור קשר", "संपर्क करें", "フォローする", "プロフィール", "팔로우", "关于作者", "查看更多",
    "Liên hệ", "ติดต่อ", "Hubungi", "Instagram", "Twitter",
]  # fmt: skip
NAMES = [
    "Ada Moor", "Om Puri", "Thomas More", "Read Montague", "Mark Profile-Jones", "Meg Ryan", "Anna Folger", "Mehr Bano", "Otto Mehring",
    "김민준", "山田太郎", "李小龙", "Ольга Контактова", "Vida More Smith", "All Saints Press", "See Hong Lim",
]  # fmt: skip


@pytest.mark.parametrize("label", LABELS)
def test_labels(label: str) -> None:
    assert is_link_label(label)


@pytest.mark.parametrize("name", NAMES)
def test_names(name: str) -> None:
    assert not is_link_label(name)


def page(byline: str, author: str | None = "Ada Moor") -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Dunes",
        "author": {"@type": "Person", "name": author},
    }
    block = f'<script type="application/ld+json">{json.dumps(data)}</script>' if author else ""
    return f"<!DOCTYPE html><html><head><title>Dunes</title>{block}</head><body><h1>Dunes</h1>{byline}<p>They moved.</p>"


BYLINES = [
    '<div class="author">Ada Moor <a href="/c">{}</a></div>',
    '<div class="author"><a href="/ada">Ada Moor</a><button>{}</button></div>',
    '<div class="byline">By Ada Moor <span><a href="/c">{}</a></span></div>',
    '<p class="byline"><a rel="author" href="/ada">Ada Moor</a> <a rel="author" href="/c">{}</a></p>',
]


@pytest.mark.parametrize("byline", BYLINES)
@pytest.mark.parametrize(
    "label", ["Kontakt", "Follow", "Zum Profil", "Mehr von Ada Moor", "フォローする", "Об авторе"]
)
def test_a_label_is_no_author(byline: str, label: str) -> None:
    issues: list[Issue] = []
    told = newsml.loads(page(byline.format(label)), "html", kind=newsml.Article, report=issues.append)
    assert [one.name for one in told.authors] == ["Ada Moor"]
    assert not [one for one in issues if one.rule == "JP004"]
    shown = newsml.loads(page(byline.format(label), None), "html", kind=newsml.Article)
    assert [one.name for one in shown.authors] == ["Ada Moor"]


@pytest.mark.parametrize("label", ["Kontakt", "Follow", "Zum Profil", "Email"])
def test_a_label_alone(label: str) -> None:
    issues: list[Issue] = []
    text = page(f'<div class="author"><a href="/c">{label}</a></div>')
    newsml.loads(text, "html", report=issues.append)
    assert not [one for one in issues if one.rule == "JP004"]
    assert not newsml.loads(
        page(f'<div class="author">{label}</div>', None), "html", kind=newsml.Article
    ).authors
