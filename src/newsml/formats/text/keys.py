"""The keys of a head, in the languages of newsrooms, and what each is for in the model."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from newsml.patterns import pattern


class Key(NamedTuple):
    """One key of a head: how newsml writes it, the field it is for, and how its value is written."""

    name: str
    field: str
    kind: str
    """``one`` text, ``texts`` one a line, ``words`` split at commas, ``date``, ``party`` …"""
    role: str | None = None
    """The role that the value gets, where several keys share a field."""


# In the order in which a head is written: name | field | kind | role | other names.
_KEYS = """
Headline|headlines|headline|main|title;hed;head;heading;hl;main headline;headline1;hl1;titel;überschrift;schlagzeile;titre;título;titulo;titular;titolo;manchete;kop;rubrik;overskrift;tittel;tytuł;заголовок;عنوان;العنوان;سرخی;शीर्षक;見出し;タイトル;标题;標題;başlık
Subhead|headlines|headline|sub|deck;dek;subheadline;sub-headline;sub headline;subheading;subtitle;hl2;unterzeile;untertitel;sous-titre;subtítulo;bajada;sottotitolo;onderkop;underrubrik;underrubrikk;undertittel;podtytuł;подзаголовок;підзаголовок;عنوان فرعي;副标题;サブタイトル;उपशीर्षक
Kicker|headlines|headline|kicker|eyebrow;overline;roofline;dachzeile;surtitre;antetítulo;occhiello
Working title|title|text||item title;desk title;arbeitstitel
Byline|byline|byline||by;von;par;por;av;di;door;af;от;від;autorenzeile;signature;بقلم;文
Author|authors|parties||authors;writer;writers;reporter;reporters;written by;verfasser;autor;autoren;autorin;auteur;auteurs;autores;autora;autore;autori;författare;forfatter;автор;авторы;автори;المؤلف;الكاتب;مصنف;लेखक;記者;作者;记者;yazar
Editor|contributors|parties|editor|editors;edited by;redakteur;redaktion;redactor;redattore;redaktör;redaktør;редактор
Photographer|contributors|parties|photographer|photos by;photo by;fotograf;photographe;fotógrafo
Translator|contributors|parties|translator|translated by;übersetzer;traducteur;traductor
Contributors|contributors|parties||contributor;contributing;with;mitarbeit
Date|published|published||published;publication date;publish date;published date;published on;published at;date published;pubdate;pub date;datum;veröffentlicht;date de publication;fecha;publicado;data;pubblicato;publicerad;publisert;дата;опубликовано;опубліковано;التاريخ;تاريخ;تاریخ;दिनांक;तारीख;日付;日期;发布时间;tarih
Updated|content_modified|date||modified;last updated;last modified;updated on;updated at;date modified;lastmod;aktualisiert;geändert;mis à jour;mise à jour;actualizado;aggiornato;atualizado;bijgewerkt;uppdaterad;oppdatert;обновлено;оновлено;更新;更新日
Created|content_created|date||content created;date created;created at;created on;dateline date;erstellt;écrit le;creado;creato;criado
First created|first_created|date||
Version created|version_created|date||issued;sent;transmitted
Embargo|embargoed_until|embargo||embargoed;embargoed until;embargo until;embargoed till;hold until;release;release at;not for release before;sperrfrist;sperrvermerk;sous embargo;embargo jusqu'au;embargado hasta;эмбарго;ембарго
Expires|expires|dates||expiry;expiration;expiry date;expires on;valid until
Language|language|language||lang;sprache;langue;idioma;lingua;taal;språk;sprog;język;язык;мова;اللغة;لغة;زبان;भाषा;言語;语言;語言;dil
Direction|text_direction|one||text direction;dir
Source|provider|party||agency;provider;news agency;wire;quelle;agentur;agence;fuente;agencia;fonte;agenzia;agência;bron;källa;kilde;źródło;источник;джерело;المصدر;مصدر;وكالة;स्रोत;出典;配信;来源;來源;kaynak
Publisher|publisher|party||publication;newspaper;outlet;verlag;éditeur;editorial;editore;editora
Dateline|dateline|dateline||datumszeile;spitzmarke
Location|located|places||city;place;ort;lieu;ville;lugar;ciudad;luogo;local;cidade;plaats;plats;sted;miejsce;место;город;місце;місто;الموقع;المدينة;مقام;स्थान;場所;地点;地點;yer
Section|section|words||sections;category;categories;desk;department;ressort;rubrique;catégorie;sección;categoría;sezione;categoria;seção;editoria;rubriek;sektion;avdeling;dział;раздел;рубрика;розділ;القسم;قسم;زمرہ;श्रेणी;分類;カテゴリ;カテゴリー;分类;栏目;kategori
Genre|genres|concepts||genres;form;darstellungsform
Keywords|keywords|words||keyword;tags;tag;labels;schlagworte;schlagwörter;stichworte;stichwörter;mots-clés;mots clés;étiquettes;palabras clave;etiquetas;parole chiave;tag e parole chiave;palavras-chave;trefwoorden;nyckelord;nøkkelord;nøgleord;słowa kluczowe;теги;ключевые слова;ключові слова;الكلمات المفتاحية;وسوم;مطلوبہ الفاظ;टैग;キーワード;タグ;关键词;關鍵詞;标签;etiketler
Subjects|subjects|concepts||subject;topics;topic;subject codes;iptc;media topics;themen;thema;sujets;sujet;temas;tema;argomenti;assuntos;assunto;onderwerpen;ämnen;emner;tematy;темы;теми;المواضيع;विषय;トピック;话题
People|people|parties||persons;personen;personnes;personas;persone;pessoas
Organisations|organisations|parties||organisation;organizations;organization;companies;company;unternehmen
Places|places|places||mentioned places;orte;lieux
Events|events|concepts||event;ereignis
Summary|summary|texts||description;abstract;teaser;standfirst;excerpt;blurb;synopsis;zusammenfassung;vorspann;kurzfassung;résumé;chapô;resumen;entradilla;sommario;riassunto;resumo;samenvatting;sammanfattning;sammendrag;streszczenie;аннотация;анотація;ملخص;خلاصہ;सारांश;要約;概要;摘要;özet
Slug|slugline|texts||slugline;slug line
ID|id|one||guid;uid;identifier;item id;article id;doc-id;kennung
Version|version|one||revision;fassung
Type|item_type|one||item type
Status|pub_status|status||publication status;pubstatus
Urgency|urgency|one||priority;prio;priorität;dringlichkeit;urgence;urgencia;prioridad;urgenza;приоритет
URL|canonical_url|one||canonical;canonical url;link;permalink;web;adresse;адрес
Image|images|image||photo;picture;photograph;lead image;featured image;image url;photo url;bild;foto;imagen;immagine;imagem;фото;图片;画像
Caption|images|caption||image caption;photo caption;cutline;bildunterschrift;bildtext;légende;pie de foto;didascalia;legenda;подпись
Alt|images|alt||alt text;alttext;image alt;alternativtext
Photo credit|images|photo credit||image credit;photo courtesy;bildnachweis;crédit photo
Credit line|credit_line|credit||credit;creditline;credits
Copyright|copyright_notice|texts||copyright notice;©;(c);urheberrecht;droits d'auteur;авторские права
Copyright holder|copyright_holder|party||rights holder;copyright owner;rechteinhaber
Copyright year|copyright_year|one||
Rights|usage_terms|texts||usage terms;usage;terms;restrictions;nutzungsrechte;nutzungsbedingungen;rechte;droits
License|license_url|one||licence;license url;licence url;lizenz;licencia
Note|ed_notes|texts||notes;ednote;ed note;ed-note;ed. note;editor's note;editors note;editors' note;editor’s note;note to editors;notes to editors;eds;advisory;redaktioneller hinweis;hinweis;redaktionshinweis;note de la rédaction;nota;nota del editor;nota editoriale
Backstory|backstory|text||
Profile|profile|one||
File name|file_name|one||filename
Series|series|names||story series
Derived|derived|words||
Sign-off|extra|kept||sign off
Extra|extra|extra||
"""  # noqa: E501 (one key a line)

_LANGUAGES = """
en english englisch anglais inglés inglese inglês|de german deutsch allemand alemán tedesco|fr french französisch français francese
es spanish spanisch espagnol español spagnolo|it italian italienisch italien italiano|pt portuguese portugiesisch português
nl dutch niederländisch nederlands|sv swedish schwedisch svenska|nb norwegian norwegisch norsk bokmål|da danish dänisch dansk
pl polish polnisch polski|ru russian russisch русский|uk ukrainian ukrainisch українська|ar arabic arabisch العربية عربي
ur urdu اردو|hi hindi हिन्दी हिंदी|zh chinese chinesisch 中文|ja japanese japanisch 日本語|tr turkish türkisch türkçe
"""  # noqa: E501

IGNORED_MARKS = str.maketrans(
    {"\u200e": None, "\u200f": None, "\u061c": None, "*": None, "_": " ", "\xa0": " "}
)


def plain_key(text: str) -> str:
    """A key without case, marks, and doubled spaces: ``**Photo_Credit**`` is ``photo credit``."""
    return " ".join(text.translate(IGNORED_MARKS).lower().split())


@cache
def keys() -> tuple[Key, ...]:
    """All keys, in the order in which they are written."""
    rows = map(_row, _KEYS.strip().split("\n"))
    return tuple(Key(name, field, kind, role or None) for name, field, kind, role, _ in rows)


def _row(line: str) -> list[str]:
    return line.split("|")


@cache
def key_names() -> dict[str, Key]:
    """The key by each of its names."""
    found: dict[str, Key] = {}
    for key, line in zip(keys(), _KEYS.strip().split("\n"), strict=True):
        for name in (key.name, *_row(line)[4].split(";")):
            if name:
                found.setdefault(name.lower(), key)
    return found


@cache
def language_names() -> dict[str, str]:
    """The BCP 47 tag by the name of a language."""
    lines = _LANGUAGES.strip().replace("\n", "|").split("|")
    return {name: line.split()[0] for line in lines for name in line.split()[1:]}


_ROLE = pattern(r"(headline|titel|title) ?[(\[]([^()\[\]]{1,30})[)\]]")


def key_of(text: str) -> Key | None:
    """What a key means, or None for one that newsml does not know."""
    plain = plain_key(text)
    found = key_names().get(plain)
    if (
        found is None
        and plain.startswith(("headline ", "headline(", "title "))
        and (role := _ROLE.fullmatch(plain))
    ):
        return Key("Headline", "headlines", "headline", role[2])
    return found


def nearest_key(text: str) -> str | None:
    """The known key that is most like an unknown one."""
    from difflib import get_close_matches

    near = get_close_matches(plain_key(text), key_names(), n=1, cutoff=0.72)
    return near[0] if near else None
