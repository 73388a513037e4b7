"""What pages call genres that readers should know of, and the policies of a publisher, by language.

Translated by hand. The rest of the words of a page are in :mod:`newsml.vocabularies.page_words`.
"""

from __future__ import annotations

from functools import cache

from newsml.vocabularies.page_words import language_code

GENRES = ("Opinion", "Analysis", "Satire", "Review", "Interview", "Press_Release")
"""IPTC codes of genres that readers should know of before they read."""
_POLICIES = ("principles", "corrections", "ethics", "fact_checking", "feedback", "ownership")
_ENGLISH = {
    "principles": "Editorial principles",
    "corrections": "Corrections policy",
    "ethics": "Ethics policy",
    "diversity": "Diversity policy",
    "coverage": "Coverage priorities",
    "no_bylines": "Policy on bylines",
    "unnamed_sources": "Policy on unnamed sources",
    "fact_checking": "Fact-checking policy",
    "feedback": "Feedback",
    "masthead": "Masthead",
    "ownership": "Ownership and funding",
    "diversity_report": "Diversity report",
}

_TERMS = """
de|Meinung|Analyse|Satire|Rezension|Interview|Pressemitteilung|Redaktionelle Grundsätze|Umgang mit Fehlern|Ethische Grundsätze|Faktenprüfung|Rückmeldung|Eigentümer und Finanzierung
fr|Opinion|Analyse|Satire|Critique|Entretien|Communiqué de presse|Principes éditoriaux|Politique de rectification|Charte éthique|Vérification des faits|Vos remarques|Propriété et financement
es|Opinión|Análisis|Sátira|Reseña|Entrevista|Nota de prensa|Principios editoriales|Política de correcciones|Código ético|Verificación de datos|Comentarios|Propiedad y financiación
it|Opinione|Analisi|Satira|Recensione|Intervista|Comunicato stampa|Principi editoriali|Politica di rettifica|Codice etico|Verifica dei fatti|Commenti e segnalazioni|Proprietà e finanziamento
pt|Opinião|Análise|Sátira|Crítica|Entrevista|Comunicado de imprensa|Princípios editoriais|Política de correções|Código de ética|Verificação de factos|Comentários|Propriedade e financiamento
nl|Opinie|Analyse|Satire|Recensie|Interview|Persbericht|Redactionele uitgangspunten|Correctiebeleid|Ethische code|Factchecking|Reacties|Eigendom en financiering
sv|Åsikt|Analys|Satir|Recension|Intervju|Pressmeddelande|Redaktionella principer|Rättelsepolicy|Etiska regler|Faktagranskning|Synpunkter|Ägande och finansiering
nb|Mening|Analyse|Satire|Anmeldelse|Intervju|Pressemelding|Redaksjonelle prinsipper|Retningslinjer for rettelser|Etiske retningslinjer|Faktasjekk|Tilbakemelding|Eierskap og finansiering
nn|Meining|Analyse|Satire|Melding|Intervju|Pressemelding|Redaksjonelle prinsipp|Retningslinjer for rettingar|Etiske retningslinjer|Faktasjekk|Tilbakemelding|Eigarskap og finansiering
da|Debat|Analyse|Satire|Anmeldelse|Interview|Pressemeddelelse|Redaktionelle principper|Rettelsespolitik|Etiske retningslinjer|Faktatjek|Feedback|Ejerskab og finansiering
fi|Mielipide|Analyysi|Satiiri|Arvostelu|Haastattelu|Lehdistötiedote|Toimitukselliset periaatteet|Oikaisukäytäntö|Eettiset ohjeet|Faktantarkistus|Palaute|Omistus ja rahoitus
pl|Opinia|Analiza|Satyra|Recenzja|Wywiad|Komunikat prasowy|Zasady redakcyjne|Zasady sprostowań|Zasady etyczne|Weryfikacja faktów|Uwagi|Własność i finansowanie
cs|Názor|Analýza|Satira|Recenze|Rozhovor|Tisková zpráva|Redakční zásady|Zásady oprav|Etický kodex|Ověřování faktů|Zpětná vazba|Vlastnictví a financování
ru|Мнение|Анализ|Сатира|Рецензия|Интервью|Пресс-релиз|Редакционные принципы|Порядок исправлений|Этический кодекс|Проверка фактов|Обратная связь|Владельцы и финансирование
uk|Думка|Аналіз|Сатира|Рецензія|Інтерв’ю|Пресреліз|Редакційні принципи|Порядок виправлень|Етичний кодекс|Перевірка фактів|Зворотний зв’язок|Власники та фінансування
tr|Görüş|Analiz|Hiciv|Eleştiri|Söyleşi|Basın bülteni|Yayın ilkeleri|Düzeltme politikası|Etik ilkeler|Doğruluk kontrolü|Geri bildirim|Sahiplik ve finansman
id|Opini|Analisis|Satire|Ulasan|Wawancara|Siaran pers|Prinsip redaksi|Kebijakan koreksi|Kode etik|Pemeriksaan fakta|Umpan balik|Kepemilikan dan pendanaan
ar|رأي|تحليل|سخرية|مراجعة|مقابلة|بيان صحفي|المبادئ التحريرية|سياسة التصحيح|ميثاق الأخلاقيات|التحقق من المعلومات|ملاحظات القراء|الملكية والتمويل
he|דעה|ניתוח|סאטירה|ביקורת|ריאיון|הודעה לעיתונות|עקרונות המערכת|מדיניות תיקונים|קוד אתי|בדיקת עובדות|משוב|בעלות ומימון
fa|دیدگاه|تحلیل|طنز|نقد|گفت‌وگو|بیانیه مطبوعاتی|اصول سردبیری|سیاست اصلاح خطا|منشور اخلاقی|راستی‌آزمایی|بازخورد|مالکیت و تأمین مالی
ur|رائے|تجزیہ|طنز|تبصرہ|انٹرویو|پریس ریلیز|ادارتی اصول|تصحیح کی پالیسی|ضابطۂ اخلاق|حقائق کی جانچ|آپ کی رائے|ملکیت اور مالی وسائل
hi|राय|विश्लेषण|व्यंग्य|समीक्षा|साक्षात्कार|प्रेस विज्ञप्ति|संपादकीय सिद्धांत|सुधार नीति|आचार संहिता|तथ्य जाँच|प्रतिक्रिया|स्वामित्व और वित्तपोषण
bn|মতামত|বিশ্লেষণ|ব্যঙ্গ|পর্যালোচনা|সাক্ষাৎকার|সংবাদ বিজ্ঞপ্তি|সম্পাদকীয় নীতি|সংশোধন নীতি|নৈতিক নীতিমালা|তথ্য যাচাই|মতামত জানান|মালিকানা ও অর্থায়ন
ja|オピニオン|分析|風刺|批評|インタビュー|プレスリリース|編集方針|訂正方針|倫理規定|ファクトチェック|ご意見|所有と資金
zh|观点|分析|讽刺|评论|专访|新闻稿|编辑准则|更正政策|道德准则|事实核查|意见反馈|所有权与资金来源
ko|오피니언|분석|풍자|리뷰|인터뷰|보도자료|편집 원칙|정정 보도 원칙|윤리 강령|팩트체크|의견 보내기|소유와 재원
el|Άποψη|Ανάλυση|Σάτιρα|Κριτική|Συνέντευξη|Δελτίο Τύπου|Συντακτικές αρχές|Πολιτική διορθώσεων|Κώδικας δεοντολογίας|Έλεγχος γεγονότων|Σχόλια|Ιδιοκτησία και χρηματοδότηση
"""


@cache
def terms_by_language() -> dict[str, dict[str, str]]:
    """The names of genres and policies by language and by the code of each."""
    rows = (line.split("|") for line in _TERMS.strip().split("\n"))
    return {row[0]: dict(zip((*GENRES, *_POLICIES), row[1:], strict=True)) for row in rows}


def genre_name(code: str, language: str | None) -> tuple[str, str]:
    """What readers of a language call a genre of :data:`GENRES`, and the language of that word: English for others.

    >>> genre_name("Opinion", "nb-NO"), genre_name("Press_Release", "sw")
    (('Mening', 'nb'), ('Press release', 'en'))
    """
    return _term(code, code.replace("_", " ").capitalize(), language)


def policy_name(name: str, language: str | None) -> tuple[str, str]:
    """What readers of a language call a policy of the publisher, and the language of these words."""
    return _term(name, _ENGLISH[name], language)


def _term(key: str, english: str, language: str | None) -> tuple[str, str]:
    code = language_code(language)
    found = terms_by_language().get(code, {}).get(key)
    return (found, code) if found else (english, "en")
