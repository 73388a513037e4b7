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
=ianuarie februarie martie aprilie may iunie iulie august septembrie octombrie noiembrie decembrie
=януари февруари march април may юни юли august септември октомври ноември декември
=ιανουαρίου/ιαν/ιανουάριοσ φεβρουαρίου/φεβ/φεβρουάριοσ μαρτίου/μαρ/μάρτιοσ/μάρ απριλίου/απρ/απρίλιοσ μαΐου/μαΐ/μάιοσ/μάι ιουνίου/ιουν/ιούνιοσ/ιούν ιουλίου/ιουλ/ιούλιοσ/ιούλ αυγούστου/αυγ/αύγουστοσ/αύγ σεπτεμβρίου/σεπ/σεπτέμβριοσ οκτωβρίου/οκτ/οκτώβριοσ νοεμβρίου/νοε/νοέμβριοσ/νοέ δεκεμβρίου/δεκ/δεκέμβριοσ
=január február március április május június július augusztus szeptember október november december
=siječnja/siječanj veljače/veljača ožujka/ožujak travnja/travanj svibnja/svibanj lipnja/lipanj srpnja/srpanj kolovoza/kolovoz rujna/rujan october studenoga/studeni prosinca/prosinac
=јануар фебруар march април мај јун јул august септембар октобар новембар децембар
=january february march april may june july avgust septembar oktobar novembar decembar
=januára/január februára/február marec apríla/apríl mája/máj júna/jún júla/júl augusta septembra októbra/október novembra decembra
=january february marec april may junij julij avgust september october november december
=jaanuar veebruar märts aprill may juuni juuli august september oktoober november detsember
=janvāris februāris march aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris
=sausio/sausis vasario/vasaris kovo/kovas balandžio/balandis gegužės/gegužė birželio/birželis liepos/liepa rugpjūčio/rugpjūtis rugsėjo/rugsėjis spalio/spalis lapkričio/lapkritis gruodžio/gruodis
=gener february march april maig juny juliol august setembre october november desembre
=xaneiro febreiro march april may xuño xullo august september october november decembro
=urtarrila otsaila martxoa apirila maiatza ekaina uztaila abuztua iraila urria azaroa abendua
=ionawr chwefror mawrth ebrill may mehefin gorffennaf awst medi hydref tachwedd rhagfyr
=janúar febrúar march apríl maí júní júlí ágúst september október nóvember december
=janar shkurt march prill may qershor korrik gusht shtator tetor nëntor dhjetor
=јануари февруари march април мај јуни јули august септември октомври ноември декември
=yanvar fevral march aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr
=қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан
=yanvar fevral march aprel may iyun iyul avgust sentabr oktabr noyabr dekabr
=იანვარი/იან თებერვალი/თებ მარტი/მარ აპრილი/აპრ მაისი/მაი ივნისი/ივნ ივლისი/ივლ აგვისტო/აგვ სექტემბერი/სექ ოქტომბერი/ოქტ ნოემბერი/ნოე დეკემბერი/დეკ
=հունվարի/հնվ/հունվար փետրվարի/փտվ/փետրվար մարտի/մրտ/մարտ ապրիլի/ապր/ապրիլ մայիսի/մյս/մայիս հունիսի/հնս/հունիս հուլիսի/հլս/հուլիս օգոստոսի/օգս/օգոստոս սեպտեմբերի/սեպ/սեպտեմբեր հոկտեմբերի/հոկ/հոկտեմբեր նոյեմբերի/նոյ/նոյեմբեր դեկտեմբերի/դեկ/դեկտեմբեր
=студзеня/студзень лютага/люты сакавіка/сакавік красавіка/красавік may чэрвеня/чэрвень ліпеня/ліпень жніўня/жнівень верасня/верасень кастрычніка/кастрычнік лістапада/лістапад снежня/снежань
=ژانویه فوریه march آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر
=জানুয়ারি/জানু ফেব্রুয়ারি/ফেব মার্চ এপ্রিল/এপ্রি মে জুন জুলাই/জুল আগস্ট/আগ সেপ্টেম্বর/সেপ/সেপ্ট অক্টোবর/অক্টো নভেম্বর/নভে ডিসেম্বর/ডিসে
=जानेवारी/जाने फेब्रुवारी/फेब्रु march एप्रिल/एप्रि मे june जुलै ऑगस्ट/ऑग सप्टेंबर/सप्टें ऑक्टोबर/ऑक्टो नोव्हेंबर/नोव्हें डिसेंबर/डिसें
=જાન્યુઆરી/જાન્યુ ફેબ્રુઆરી/ફેબ્રુ માર્ચ એપ્રિલ મે જૂન જુલાઈ ઑગસ્ટ સપ્ટેમ્બર/સપ્ટે ઑક્ટોબર/ઑક્ટો નવેમ્બર/નવે ડિસેમ્બર/ડિસે
=ஜனவரி/ஜன பிப்ரவரி/பிப் மார்ச்/மார் ஏப்ரல்/ஏப் மே ஜூன் ஜூலை ஆகஸ்ட்/ஆக செப்டம்பர்/செப் அக்டோபர்/அக் நவம்பர்/நவ டிசம்பர்/டிச
=జనవరి/జన ఫిబ్రవరి/ఫిబ్ర మార్చి ఏప్రిల్/ఏప్రి మే జూన్ జులై/జూలై ఆగస్టు/ఆగ సెప్టెంబర్/సెప్టెం అక్టోబర్/అక్టో నవంబర్/నవం డిసెంబర్/డిసెం
=ಜನವರಿ/ಜನ ಫೆಬ್ರವರಿ/ಫೆಬ್ರ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್/ಏಪ್ರಿ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್/ಆಗ ಸೆಪ್ಟೆಂಬರ್/ಸೆಪ್ಟೆಂ ಅಕ್ಟೋಬರ್/ಅಕ್ಟೋ ನವೆಂಬರ್/ನವೆಂ ಡಿಸೆಂಬರ್/ಡಿಸೆಂ
=ജനുവരി/ജനു ഫെബ്രുവരി/ഫെബ്രു മാർച്ച്/മാർ ഏപ്രിൽ/ഏപ്രി മേയ് ജൂൺ ജൂലൈ ഓഗസ്റ്റ്/ഓഗ സെപ്റ്റംബർ/സെപ്റ്റം ഒക്‌ടോബർ/ഒക്ടോ നവംബർ/നവം ഡിസംബർ/ഡിസം
=january फेब्रुअरी march अप्रिल मे जुन july अगस्ट सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर
=ဇန်နဝါရီ/ဇန် ဖေဖော်ဝါရီ/ဖေ မတ် ဧပြီ မေ ဇွန် ဇူလိုင်/ဇူ ဩဂုတ် စက်တင်ဘာ/စက် အောက်တိုဘာ/အောက် နိုဝင်ဘာ/နို ဒီဇင်ဘာ/ဒီ
=មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ
=ມັງກອນ/ມ.ກ ກຸມພາ/ກ.ພ ມີນາ/ມ.ນ ເມສາ/ມ.ສ ພຶດສະພາ/ພ.ພ ມິຖຸນາ/ມິ.ຖ ກໍລະກົດ/ກ.ລ ສິງຫາ/ສ.ຫ ກັນຍາ/ກ.ຍ ຕຸລາ/ຕ.ລ ພະຈິກ/ພ.ຈ ທັນວາ/ທ.ວ
=มกราคม/ม.ค กุมภาพันธ์/ก.พ มีนาคม/มี.ค เมษายน/เม.ย พฤษภาคม/พ.ค มิถุนายน/มิ.ย กรกฎาคม/ก.ค สิงหาคม/ส.ค กันยายน/ก.ย ตุลาคม/ต.ค พฤศจิกายน/พ.ย ธันวาคม/ธ.ค
=january february march april may june julai ogos september october november disember
=january pebrero marso april may hunyo hulyo august setyembre oktubre nobyembre disyembre
=january february machi aprili may june julai agosti septemba oktoba novemba desemba
=januarie februarie march april may junie julie august september october november december
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
"""The language of each of the first lines of `_MONTHS`, whose names are written too; the others are only read."""
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
