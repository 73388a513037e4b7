"""The few words that a page says of itself ("By", "Published", "Related"), and its dates, by language.

Translated by hand. Dates follow Unicode CLDR 46 (long form), in our own form.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple

from newsml.model.values import PartialDate
from newsml.vocabularies.calendar import month_name


class PageWords(NamedTuple):
    """The words of one language."""

    by: str
    """Before the names of the authors; empty where the language has no such word."""
    and_: str
    published: str
    updated: str
    corrections: str
    updates: str
    backstory: str
    topics: str
    related: str
    sources: str
    languages: str
    transcript: str
    skip: str
    subscribers: str
    ai: str
    ai_partly: str
    sponsored: str
    reuse: str
    contains: str


_WORDS = """
en|By|and|Published|Updated|Corrections|Live updates|About this story|Topics|Related|Sources|In other languages|Transcript|Skip to the article|For subscribers|Made with AI|Partly made with AI|Sponsored|Reuse|Contains
de|Von|und|Veröffentlicht|Aktualisiert|Korrekturen|Die Entwicklungen|Zu diesem Artikel|Themen|Mehr zum Thema|Quellen|In anderen Sprachen|Transkript|Zum Artikel springen|Für Abonnenten|Mit KI erstellt|Teilweise mit KI erstellt|Anzeige|Nachnutzung|Enthält
fr|Par|et|Publié|Mis à jour|Rectifications|En direct|À propos de cet article|Sujets|À lire aussi|Sources|Dans d’autres langues|Transcription|Aller à l’article|Réservé aux abonnés|Créé avec l’IA|Créé en partie avec l’IA|Contenu sponsorisé|Réutiliser|Contient
es|Por|y|Publicado|Actualizado|Correcciones|En directo|Sobre este artículo|Temas|Relacionado|Fuentes|En otros idiomas|Transcripción|Ir al artículo|Para suscriptores|Hecho con IA|Hecho en parte con IA|Patrocinado|Reutilizar|Contiene
it|Di|e|Pubblicato|Aggiornato|Rettifiche|In diretta|Su questo articolo|Temi|Leggi anche|Fonti|In altre lingue|Trascrizione|Vai all’articolo|Per gli abbonati|Realizzato con l’IA|Realizzato in parte con l’IA|Sponsorizzato|Riuso|Contiene
pt|Por|e|Publicado|Atualizado|Correções|Ao vivo|Sobre esta reportagem|Temas|Relacionado|Fontes|Noutras línguas|Transcrição|Ir para o artigo|Para assinantes|Feito com IA|Feito em parte com IA|Patrocinado|Reutilizar|Contém
nl|Door|en|Gepubliceerd|Bijgewerkt|Correcties|Liveblog|Over dit artikel|Onderwerpen|Lees ook|Bronnen|In andere talen|Transcript|Naar het artikel|Voor abonnees|Gemaakt met AI|Deels gemaakt met AI|Gesponsord|Hergebruik|Bevat
sv|Av|och|Publicerad|Uppdaterad|Rättelser|Direktrapport|Om artikeln|Ämnen|Läs även|Källor|På andra språk|Transkription|Till artikeln|För prenumeranter|Skapat med AI|Delvis skapat med AI|Annons|Återanvänd|Innehåller
nb|Av|og|Publisert|Oppdatert|Rettelser|Direkte|Om saken|Temaer|Les også|Kilder|På andre språk|Transkripsjon|Gå til artikkelen|For abonnenter|Laget med KI|Delvis laget med KI|Annonse|Gjenbruk|Inneholder
nn|Av|og|Publisert|Oppdatert|Rettingar|Direkte|Om saka|Tema|Les òg|Kjelder|På andre språk|Transkripsjon|Gå til artikkelen|For abonnentar|Laga med KI|Delvis laga med KI|Annonse|Gjenbruk|Inneheld
da|Af|og|Udgivet|Opdateret|Rettelser|Live|Om artiklen|Emner|Læs også|Kilder|På andre sprog|Udskrift|Gå til artiklen|For abonnenter|Lavet med AI|Delvist lavet med AI|Annonce|Genbrug|Indeholder
fi||ja|Julkaistu|Päivitetty|Korjaukset|Suora seuranta|Jutun taustaa|Aiheet|Lue myös|Lähteet|Muilla kielillä|Litterointi|Siirry artikkeliin|Tilaajille|Tehty tekoälyllä|Osin tehty tekoälyllä|Mainos|Uudelleenkäyttö|Sisältää
pl||i|Opublikowano|Zaktualizowano|Sprostowania|Na żywo|O artykule|Tematy|Czytaj także|Źródła|W innych językach|Transkrypcja|Przejdź do artykułu|Dla subskrybentów|Wykonano z użyciem AI|Częściowo wykonano z użyciem AI|Materiał sponsorowany|Wykorzystanie|Zawiera
cs||a|Zveřejněno|Aktualizováno|Opravy|Živě|O článku|Témata|Čtěte také|Zdroje|V jiných jazycích|Přepis|Přejít na článek|Pro předplatitele|Vytvořeno pomocí AI|Částečně vytvořeno pomocí AI|Sponzorováno|Další užití|Obsahuje
ru||и|Опубликовано|Обновлено|Исправления|Онлайн|О материале|Темы|Читайте также|Источники|На других языках|Расшифровка|Перейти к статье|Для подписчиков|Создано с помощью ИИ|Частично создано с помощью ИИ|Реклама|Использование|Содержит
uk||і|Опубліковано|Оновлено|Виправлення|Наживо|Про матеріал|Теми|Читайте також|Джерела|Іншими мовами|Розшифрування|Перейти до статті|Для передплатників|Створено за допомогою ШІ|Частково створено за допомогою ШІ|Реклама|Використання|Містить
tr||ve|Yayımlandı|Güncellendi|Düzeltmeler|Canlı anlatım|Bu haber hakkında|Konular|İlgili|Kaynaklar|Diğer dillerde|Metin dökümü|Habere geç|Abonelere özel|Yapay zekâ ile yapıldı|Kısmen yapay zekâ ile yapıldı|Sponsorlu|Yeniden kullanım|İçerir
id|Oleh|dan|Diterbitkan|Diperbarui|Koreksi|Kabar langsung|Tentang artikel ini|Topik|Baca juga|Sumber|Dalam bahasa lain|Transkrip|Lompat ke artikel|Untuk pelanggan|Dibuat dengan AI|Sebagian dibuat dengan AI|Bersponsor|Penggunaan ulang|Memuat
ar|بقلم|و|نُشر|حُدّث|تصحيحات|مباشر|عن هذا المقال|مواضيع|اقرأ أيضًا|المصادر|بلغات أخرى|النص المكتوب|انتقل إلى المقال|للمشتركين|أُنتج بالذكاء الاصطناعي|أُنتج جزئيًا بالذكاء الاصطناعي|محتوى مموّل|إعادة الاستخدام|يتضمن
he|מאת|ו|פורסם|עודכן|תיקונים|עדכונים חיים|על הכתבה|נושאים|עוד בנושא|מקורות|בשפות אחרות|תמליל|דילוג לכתבה|למנויים|נוצר בעזרת בינה מלאכותית|נוצר בחלקו בעזרת בינה מלאכותית|תוכן ממומן|שימוש חוזר|מכיל
fa||و|انتشار|به‌روزرسانی|اصلاحات|گزارش زنده|درباره این گزارش|موضوع‌ها|مطالب مرتبط|منابع|به زبان‌های دیگر|متن گفتار|رفتن به مقاله|ویژه مشترکان|ساخته‌شده با هوش مصنوعی|بخشی ساخته‌شده با هوش مصنوعی|آگهی|بازنشر|حاوی
ur||اور|شائع ہوا|تازہ ہوا|تصحیح|براہ راست|اس خبر کے بارے میں|موضوعات|متعلقہ|ذرائع|دیگر زبانوں میں|تحریری متن|مضمون پر جائیں|صارفین کے لیے|مصنوعی ذہانت سے تیار|جزوی طور پر مصنوعی ذہانت سے تیار|اشتہار|دوبارہ استعمال|مشمولات
hi||और|प्रकाशित|अद्यतन|सुधार|ताज़ा जानकारी|इस ख़बर के बारे में|विषय|संबंधित|स्रोत|अन्य भाषाओं में|लिखित पाठ|लेख पर जाएँ|सदस्यों के लिए|एआई से निर्मित|आंशिक रूप से एआई से निर्मित|प्रायोजित|पुनः उपयोग|इसमें शामिल
bn||ও|প্রকাশিত|হালনাগাদ|সংশোধন|সরাসরি|এই প্রতিবেদন সম্পর্কে|বিষয়|আরও পড়ুন|সূত্র|অন্য ভাষায়|লিখিত রূপ|নিবন্ধে যান|গ্রাহকদের জন্য|এআই দিয়ে তৈরি|আংশিক এআই দিয়ে তৈরি|বিজ্ঞাপন|পুনর্ব্যবহার|এতে আছে
ja||、|公開|更新|訂正|速報|この記事について|テーマ|関連記事|情報源|他の言語|書き起こし|記事へ移動|会員限定|AIで作成|一部AIで作成|広告|利用|含まれる内容
zh||、|发布|更新|更正|实时更新|关于本文|主题|相关阅读|来源|其他语言|文字稿|跳到正文|订阅者专享|由AI生成|部分由AI生成|赞助内容|转载|包含
ko||,|게시|수정|정정|실시간|이 기사에 대하여|주제|관련 기사|출처|다른 언어|녹취록|기사로 건너뛰기|구독자 전용|AI로 제작|일부 AI로 제작|광고|이용 문의|포함 내용
el|Του/Της|και|Δημοσιεύτηκε|Ενημερώθηκε|Διορθώσεις|Ζωντανά|Για το άρθρο|Θέματα|Διαβάστε επίσης|Πηγές|Σε άλλες γλώσσες|Απομαγνητοφώνηση|Μετάβαση στο άρθρο|Για συνδρομητές|Με χρήση ΤΝ|Εν μέρει με χρήση ΤΝ|Χορηγούμενο|Επαναχρησιμοποίηση|Περιέχει
"""


@cache
def _by_language() -> dict[str, PageWords]:
    rows = (line.split("|") for line in _WORDS.strip().split("\n"))
    return {row[0]: PageWords(*row[1:]) for row in rows}


def page_words(language: str | None) -> tuple[PageWords, str]:
    """The words for readers of a language, by BCP 47 tag, and the language that they are in: English for others."""
    code = language_code(language)
    known = _by_language()
    return (known[code], code) if code in known else (known["en"], "en")


_OF_ITS_OWN = {"no": "nb", "iw": "he", "in": "id"}


def language_code(language: str | None) -> str:
    """The language that the words of a page are looked up by: ``nb`` for ``no-NO``."""
    code = (language or "").partition("-")[0].lower()
    return _OF_ITS_OWN.get(code, code)


_DOT = frozenset({"de", "nb", "nn", "da", "fi", "cs"})
_OF = frozenset({"es", "pt"})
_BETWEEN = {"ar": "، ", "fa": "، ", "ur": "، ", "ja": " ", "zh": " ", "ko": " "}
"""What stands between day and time."""
_TIME_DOT = frozenset({"da", "fi", "id"})


def date_for_readers(value: datetime | PartialDate, language: str | None, *, zone: bool = False) -> str:
    """A date as people write it; with ``zone``, its offset is said. In a language not listed, ISO 8601.

    >>> date_for_readers(PartialDate(2025, 10, 20), "de"), date_for_readers(PartialDate(2025, 10), "en-US")
    ('20. Oktober 2025', 'October 2025')
    """
    day = _day(value, language)
    if isinstance(value, PartialDate):
        return day
    between = _BETWEEN.get(language_code(language), ", ")
    return f"{day}{between}{_time(value, language)}{_zone(value) if zone else ''}"


def _day(value: datetime | PartialDate, language: str | None) -> str:
    code = "nb" if language_code(language) == "nn" else language_code(language)
    year, month, day = value.year, value.month, value.day
    if month is None:
        return str(year)
    if code in ("ja", "zh"):
        return f"{year}年{month}月" + (f"{day}日" if day else "")
    if code == "ko":
        return f"{year}년 {month}월" + (f" {day}일" if day else "")
    name = month_name(month, code, beside_a_day=day is not None)
    if name is None:
        return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")
    if day is None:
        return f"{name} de {year}" if code in _OF else f"{name} {year}"
    if code == "en" and (language or "").endswith("-US"):
        return f"{name} {day}, {year}"
    number = f"{day}." if code in _DOT else "1er" if code == "fr" and day == 1 else str(day)
    return f"{number} de {name} de {year}" if code in _OF else f"{number} {name} {year}"


def _time(value: datetime, language: str | None) -> str:
    if (language or "").endswith("en-US"):
        half = "a.m." if value.hour < 12 else "p.m."
        return f"{value.hour % 12 or 12}:{value.minute:02} {half}"
    separator = "." if language_code(language) in _TIME_DOT else ":"
    return f"{value.hour:02}{separator}{value.minute:02}"


def _zone(value: datetime) -> str:
    offset = value.utcoffset() or timedelta()
    minutes = round(offset.total_seconds() / 60)
    if not minutes:
        return " UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f" UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")
