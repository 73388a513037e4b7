"""What links and buttons beside an author's name are called, in the languages of newsrooms: none of it is a name."""

from __future__ import annotations

import re

_WORDS = """
contact contact us contact me email e-mail mail send email send an email email me email the author follow follow me following unfollow
subscribe share print save comment comments reply bio biography profile view profile view bio full bio see full bio read bio about
about me about the author about the authors about us more read more see more show more learn more more info website homepage home page
author page author profile all articles all posts all stories more articles more stories more from this author see all view all
view all posts view all articles view more posts archive newsletter sign up log in latest posts latest articles

twitter x facebook instagram linkedin mastodon bluesky threads tiktok youtube whatsapp telegram rss feed signal xing flipboard
pinterest reddit wikipedia google news messenger vkontakte

kontakt kontaktieren kontakt aufnehmen e-mail schreiben mail schreiben nachricht schreiben folgen teilen abonnieren merken drucken
mehr mehr erfahren mehr lesen weiterlesen mehr anzeigen profil zum profil zur person zur autorenseite autorenprofil autorenseite über
über mich über uns über den autor über die autorin zum autor zur autorin alle artikel alle beiträge mehr artikel weitere artikel
weitere beiträge alle anzeigen kommentieren kommentare impressum vita infos

contacter nous contacter me contacter contacter l'auteur envoyer un e-mail envoyer un mail écrire suivre partager s'abonner imprimer
plus en savoir plus lire plus lire la suite voir plus voir le profil profil de l'auteur à propos à propos de l'auteur qui sommes-nous
tous les articles tous ses articles ses articles voir tous les articles biographie courriel

contacto contactar contáctenos correo correo electrónico enviar correo escribir seguir siguiendo compartir suscribirse más ver más
leer más saber más perfil ver perfil sobre el autor sobre la autora acerca de acerca del autor todos los artículos ver biografía
biografía todas las noticias

contato contacto do autor enviar email enviar e-mail partilhar compartilhar assinar mais ler mais ver mais saiba mais ver perfil sobre
sobre o autor sobre a autora todos os artigos biografia

contatti contatta contattaci scrivi segui condividi iscriviti altro di più leggi di più leggi tutto scopri di più profilo vedi profilo
chi siamo sull'autore tutti gli articoli

contact opnemen stuur een e-mail mailen volg volgen delen abonneren meer lees meer meer lezen meer informatie profiel bekijk profiel
over over de auteur over ons alle artikelen meer van

kontakta kontakta oss mejla mejl följ följ mig dela prenumerera mer läs mer visa mer om författaren alla artiklar
kontakt oss kontakt mig send e-post e-post send mail følg følg mig følg meg del abonner abonnér mer les mer læs mere mere se mere vis mer
om om forfatteren alle saker alle artikler alle saker fra
ota yhteyttä yhteystiedot sähköposti seuraa jaa tilaa lisää lue lisää näytä lisää profiili kirjoittajasta kaikki artikkelit
hafa samband netfang fylgja deila meira lesa meira

kontakt z autorem napisz napisz do autora obserwuj udostępnij subskrybuj więcej czytaj więcej zobacz więcej o autorze o nas
wszystkie artykuły zobacz profil
kontaktovat napsat sledovat sdílet odebírat více číst více o autorovi všechny články zobrazit profil viac čítať viac sledovať zdieľať
kapcsolat követés megosztás feliratkozás több tovább bővebben a szerzőről összes cikk
contactează urmărește distribuie mai mult citește mai mult despre despre autor toate articolele
kontakti prati podijeli podeli više vidi više o autoru svi članci sledi več preberi več o avtorju
επικοινωνία ακολουθήστε κοινοποίηση περισσότερα διαβάστε περισσότερα σχετικά όλα τα άρθρα
iletişim takip et paylaş abone ol daha fazla devamını oku hakkında yazar hakkında tüm yazıları tüm haberleri e-posta gönder

контакт контакты связаться написать написать автору подписаться подписка поделиться ещё еще больше читать далее подробнее профиль
об авторе о нас все статьи все материалы все публикации автора почта
контакти зв'язатися написати підписатися поширити більше читати далі читати більше профіль про автора про нас всі статті усі матеріали
за контакти последвай сподели още прочети още за автора всички статии

اتصل تواصل اتصل بنا تواصل معنا راسل الكاتب تابع متابعة شارك مشاركة المزيد اقرأ المزيد الملف الشخصي عن الكاتب من نحن البريد الإلكتروني
تماس تماس با ما دنبال کنید اشتراک بیشتر ادامه مطلب درباره درباره نویسنده رابطہ فالو کریں مزید مزید پڑھیں
צור קשר יצירת קשר שלח מייל עקוב שתף עוד קרא עוד פרופיל אודות על הכותב לכל הכתבות
संपर्क संपर्क करें फॉलो करें शेयर करें और और पढ़ें प्रोफ़ाइल के बारे में लेखक के बारे में
যোগাযোগ অনুসরণ করুন শেয়ার করুন আরও আরও পড়ুন প্রোফাইল
தொடர்பு பின்தொடர பகிர மேலும் படிக்க
kontak hubungi ikuti bagikan selengkapnya baca selengkapnya lainnya tentang tentang penulis profil penulis semua artikel
liên hệ theo dõi chia sẻ xem thêm đọc thêm hồ sơ về tác giả giới thiệu
ติดต่อ ติดตาม แชร์ อ่านต่อ ดูเพิ่มเติม โปรไฟล์ เกี่ยวกับ เกี่ยวกับผู้เขียน

联系 联系我们 联系作者 关注 已关注 分享 更多 查看更多 阅读更多 个人主页 个人资料 关于 关于作者 关于我们 全部文章 订阅 邮箱
聯絡 聯絡我們 聯絡作者 追蹤 關注 分享 查看更多 閱讀更多 個人資料 關於 關於作者 所有文章 訂閱
連絡先 お問い合わせ フォロー フォローする フォロー中 シェア もっと見る 続きを読む プロフィール 著者について 記事一覧 この著者の記事一覧 メール
연락처 문의 팔로우 구독 구독하기 공유 공유하기 더보기 프로필 기자 페이지 기자페이지 소개 전체기사 이메일 메일 보내기
"""


_LEADING = """
follow contact folge folgen kontakt kontaktieren suivre suivez contacter seguir sigue siga contactar contatta segui volg följ følg
kontakta obserwuj sledovat urmărește подписаться подписывайтесь написать підписатися
"""
"""What makes a label of all that follows: ``Follow Jane Doe``."""
_MORE = """
more all view see read mehr alle weitere tous toutes tutti tutte todos todas alla meer plus más mais altri wszystkie všechny все всі
"""
"""The same, where the next word is no name: ``All articles by Jane Doe``."""
_AND = frozenset(["from", "by", "von", "de", "of", "par", "por", "di", "van", "av", "af", "od", "от"])
_WORD = re.compile(r"[^\s,.:;!?|•·→»›>()]+")


def _set(text: str) -> frozenset[str]:
    return frozenset(text.casefold().split())


_KNOWN, _LEADS, _FOLLOWED = _set(_WORDS), _set(_LEADING), _set(_MORE)


def is_link_label(text: str) -> bool:
    """Whether a text is what a link or button is called, and no name.

    >>> is_link_label("Kontakt"), is_link_label("Follow Jane Doe"), is_link_label("Alle Artikel von Jane Doe")
    (True, True, True)
    >>> is_link_label("Jane Doe"), is_link_label("Om Puri"), is_link_label("")
    (False, False, False)
    """
    words = _WORD.findall(text.casefold())
    if not words:
        return False
    if all(word in _KNOWN for word in words):
        return True
    if len(words) < 2:
        return False
    return words[0] in _LEADS or (words[0] in _FOLLOWED and (words[1] in _KNOWN or words[1] in _AND))
