"""The labels of credit lines in some sixty languages, by what those named under them did."""

from __future__ import annotations

EAST = {
    "author": (
        "作者|本报记者|记者|記者|撰文|撰稿人|撰稿|采写|採訪|采访|文字|见习记者|实习记者|實習記者|特约记者"
        "|特派员|特派記者|通讯员|通訊員|文|取材・文|取材・執筆|取材|執筆|聞き手|筆者|文責|글쓴이|글|취재"
        "|작성자|기자"
    ),
    "editor": (
        "责任编辑|責任編輯|值班编辑|本文编辑|网络编辑|本期编辑|责编|責編|编辑|編輯|主编|主編|编审|編集者"
        "|編集|担当編集|편집자|편집"
    ),
    "source": (
        "本文来源|文章来源|新闻来源|稿件来源|信息来源|資料來源|稿源|来源|來源|転載元|出典|情報元|提供元|출처"
        "|자료제공"
    ),
    "translator": (
        "编译|編譯|翻译|翻譯|译者|譯者|翻訳|번역"
    ),
    "proofreader": (
        "校对|校對|校正|校閲|审校|교열"
    ),
    "reviewer": (
        "审核|審核|终审|監修|二审|三审|审读|初审|复审|감수"
    ),
    "photographer": (
        "摄影|攝影|图片|圖片|图|圖|撮影|写真|사진"
    ),
    "producer": (
        "监制|監製|制作|製作|策划|策劃|统筹|视频|剪辑|设计|촬영|영상"
    ),
}  # fmt: skip
"""Of Chinese, Japanese and Korean: before a colon, a slash, a space, or the name itself."""

WEST = {
    "author": (
        "authors?|autor(?:in|es|a|ka|zy|i)?|auteure?s?|autore|autorius|författare|skribent|forfatter"
        "|journalist|reporter|written by|reported by|words by|story by|published by|posted by|texte?"
        "|texto|testo|tekst|tekstas|reportage|reportagem|bericht|szerző|írta|penulis|pewarta|tác giả"
        "|kirjoittaja|teksti|yazan|yazar|haber|muhabir|автор(?: текста)?|текст|корреспондент|кореспондент"
        "|συντάκτης|συντάκτρια|κείμενο|ρεπορτάζ|γράφει(?: [οη])?|كتبت?|بقلم|المؤلف|الكاتب|إعداد|نویسنده"
        "|خبرنگار|گزارش|تحریر|رپورٹ|מאת|כתבה?|כותבת?|लेखक|लेखिका|रिपोर्ट|संवाददाता|লেখক|প্রতিবেদক"
        "|ผู้เขียน|เรื่อง|ผู้สื่อข่าว|ავტორი|հեղինակ"
    ),
    "reporter": (
        "(?:additional |with )?reporting by|(?:additional )?reporting|mitarbeit|unter mitarbeit von"
    ),
    "editor": (
        "edit(?:or|ed by|ing by)|curated by|redaktor(?:ka)?|redaktör|redaktør|redaktion|redactor"
        "|redacción|redacteur|redactie|rédaction|édité par|edición|editado por|edição|redigował[ao]?"
        r"|opracowanie|oprac\.|szerkesztő|szerkesztette|editör|biên tập|toimittaja|toimetaja|redaktorius"
        "|redaktors|redigering|редактор|редакция|επιμέλεια|تحرير|المحرر|ویراستار|ویرایش|دبیر|עריכה|עורכת?"
        "|संपादन|संपादक|সম্পাদনা|บรรณาธิการ|რედაქტორი|խմբագիր|a cura di"
    ),
    "writer": (
        "writing by"
    ),
    "compiler": (
        "compiled by"
    ),
    "source": (
        "sources?|quellen?|fuentes?|fontes?|fonti|bron(?:nen)?|källa|källor|kilder?|lähde|lähteet"
        "|źródł[oa]|zdroje?|forrás|surs[aă]|kaynak|sumber|nguồn|allikas|avots|šaltinis|izvor|vir|източник"
        "|источники?|джерел[оа]|крыніца|πηγή|πηγές|المصدر|المصادر|منبع|ماخذ|ذریعہ|מקור|स्रोत|সূত্র|ที่มา"
        "|წყარო|աղբյուր|burimi"
    ),
    "translator": (
        "translat(?:ion|ed by|or)|übersetzung|übersetzt von|traduction|traducción|traduzione|tradução"
        r"|vertaling|översättning|oversettelse|tłumaczenie|tłum\.|překlad|fordítás|çeviri|перевод|переклад"
        "|μετάφραση|ترجمة|مترجم|ترجمہ|תרגום|अनुवाद"
    ),
    "photographer": (
        "photos?(?: by)?|photograph(?:y|er|s)(?: by)?|fotos?|foto's|fotograf(?:ie)?|fotografía|zdjęcia"
        "|bild(?:er)?|valokuva|fotó|fotoğraf|фото|φωτογραφί(?:α|ες)|تصوير|عکس|צילום|फोटो|ภาพ"
    ),
}  # fmt: skip
"""Of the other scripts: before a colon, or before the name where they end in ``by`` or its like."""
