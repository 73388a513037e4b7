"""The names of months and weekdays as news is dated with them. Facts of Unicode CLDR 46, in our own form.

A name may also be cut to three letters or more, with or without a full stop, where that is still clear.
"""

from __future__ import annotations

from functools import cache

# One line a language, January first; with = before it only whole names are taken; forms of one month are separated by a slash.
_MONTHS = """
january february march april may june july august september/sept october november december
januar/jänner februar/feber märz/maerz april mai juni juli august september oktober november dezember
janvier février/fevrier mars avril mai juin juillet/juil août/aout septembre octobre novembre décembre/decembre
enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
janeiro fevereiro março/marco abril maio junho julho agosto setembro outubro novembro dezembro
januari februari maart/mrt april mei juni juli augustus september oktober november december
januari februari mars april maj juni juli augusti september oktober november december
januar februar mars april mai juni juli august september oktober november desember
januar februar marts april maj juni juli august september oktober november december
styczeń/stycznia luty/lutego marzec/marca kwiecień/kwietnia maj/maja czerwiec/czerwca lipiec/lipca sierpień/sierpnia wrzesień/września październik/października listopad/listopada grudzień/grudnia
январь/января февраль/февраля март/марта апрель/апреля май/мая июнь/июня июль/июля август/августа сентябрь/сентября октябрь/октября ноябрь/ноября декабрь/декабря
січень/січня лютий/лютого березень/березня квітень/квітня травень/травня червень/червня липень/липня серпень/серпня вересень/вересня жовтень/жовтня листопад/листопада грудень/грудня
يناير/كانون_الثاني فبراير/شباط مارس/آذار أبريل/ابريل/إبريل/نيسان مايو/أيار يونيو/يونيه/حزيران يوليو/يوليه/تموز أغسطس/اغسطس/آب سبتمبر/أيلول أكتوبر/اكتوبر/تشرين_الأول نوفمبر/تشرين_الثاني ديسمبر/كانون_الأول
جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر
जनवरी फरवरी/फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर/सितम्बर अक्टूबर/अक्तूबर नवंबर/नवम्बर दिसंबर/दिसम्बर
=leden/ledna únor/února březen/března duben/dubna květen/května červen/června červenec/července srpen/srpna září říjen/října listopad/listopadu prosinec/prosince
=tammikuu/tammikuuta helmikuu/helmikuuta maaliskuu/maaliskuuta huhtikuu/huhtikuuta toukokuu/toukokuuta kesäkuu/kesäkuuta heinäkuu/heinäkuuta elokuu/elokuuta syyskuu/syyskuuta lokakuu/lokakuuta marraskuu/marraskuuta joulukuu/joulukuuta
januari februari maret april mei juni juli agustus september oktober november desember
=ינואר/בינואר פברואר/בפברואר מרץ/במרץ אפריל/באפריל מאי/במאי יוני/ביוני יולי/ביולי אוגוסט/באוגוסט ספטמבר/בספטמבר אוקטובר/באוקטובר נובמבר/בנובמבר דצמבר/בדצמבר
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
"""

_WEEKDAYS = """
monday/mon tuesday/tue/tues wednesday/wed thursday/thu/thur/thurs friday/fri saturday/sat sunday/sun
montag/mo dienstag/di mittwoch/mi donnerstag/do freitag/fr samstag/sonnabend/sa sonntag/so
lundi/lun mardi/mar mercredi/mer jeudi/jeu vendredi/ven samedi/sam dimanche/dim
lunes/lun martes/mar miércoles/mié jueves/jue viernes/vie sábado/sáb domingo/dom
lunedì/lun martedì/mar mercoledì/mer giovedì/gio venerdì/ven sabato/sab domenica/dom
segunda segunda-feira terça terça-feira quarta quarta-feira quinta quinta-feira sexta sexta-feira
maandag/ma dinsdag/di woensdag/wo donderdag/do vrijdag/vr zaterdag/za zondag/zo
måndag/mån tisdag/tis onsdag/ons torsdag/tors fredag/fre lördag/lör söndag/sön
mandag/man tirsdag/tir onsdag/ons torsdag/tor fredag/fre lørdag/lør søndag/søn
poniedziałek wtorek środa czwartek piątek sobota niedziela
понедельник/пн вторник/вт среда/ср четверг/чт пятница/пт суббота/сб воскресенье/вс
понеділок вівторок середа четвер п'ятниця п’ятниця субота неділя
pondělí úterý středa čtvrtek pátek sobota neděle
maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina
senin selasa rabu kamis jumat sabtu minggu
pazartesi salı çarşamba perşembe cuma cumartesi pazar
الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد
پیر منگل بدھ جمعرات جمعہ ہفتہ اتوار
सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार
"""


_LANGUAGES = [
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "sv",
    "nb",
    "da",
    "pl",
    "ru",
    "uk",
    "ar",
    "ur",
    "hi",
    "cs",
    "fi",
    "id",
    "he",
    "tr",
]
"""The language of each line of `_MONTHS`."""
_SECOND_FORM = frozenset({"pl", "ru", "uk", "cs", "fi", "he"})
"""Languages in which the month has its second form beside a day."""
_CAPITALS = frozenset({"en", "de", "id", "tr"})


@cache
def _month_names() -> dict[str, list[list[str]]]:
    lines = (line.lstrip("=").split() for line in filter(None, _MONTHS.split("\n")))
    forms = ([form.replace("_", " ") for form in month.split("/")] for line in lines for month in line)
    months = list(forms)
    return {language: months[at * 12 : at * 12 + 12] for at, language in enumerate(_LANGUAGES)}


def month_name(number: int, language: str, *, beside_a_day: bool = True) -> str | None:
    """The name of a month, 1 to 12, in a language (ISO 639-1), as dates have it; None for one not listed.

    >>> month_name(5, "ru"), month_name(10, "en")
    ('мая', 'October')
    """
    known = _month_names().get(language)
    if known is None:
        return None
    forms = known[number - 1]
    name = forms[1] if beside_a_day and language in _SECOND_FORM and len(forms) > 1 else forms[0]
    return name.capitalize() if language in _CAPITALS else name


@cache
def _months() -> dict[str, int]:
    """Every name and every clear beginning of one, with the number of its month."""
    names: dict[str, int] = {}
    beginnings: dict[str, set[int]] = {}
    for line in filter(None, _MONTHS.split("\n")):
        for number, forms in enumerate(line.lstrip("=").split(), start=1):
            for name in (form.replace("_", " ") for form in forms.split("/")):
                names.setdefault(name, number)
                for end in range(3, 0 if line[0] == "=" else len(name)):
                    beginnings.setdefault(name[:end], set()).add(number)
    clear = {name: next(iter(numbers)) for name, numbers in beginnings.items() if len(numbers) == 1}
    return {**clear, **names}


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(_WEEKDAYS.replace("/", " ").split())


def month_number(word: str) -> int | None:
    """The number of the month of this name, in any of the languages: ``Juil.`` is 7."""
    return _months().get(word.rstrip(".").casefold())


def is_weekday(word: str) -> bool:
    """Whether the word names a day of the week."""
    return word.rstrip(".,").casefold() in _weekdays()
