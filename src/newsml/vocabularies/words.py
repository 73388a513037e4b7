"""Words that hold sentences together, by language: what a headline does not end in, and where a phrase begins.

Closed classes of the grammars (articles, prepositions, conjunctions, pronouns, auxiliary verbs), listed by hand.
"""

from __future__ import annotations

from functools import cache

# Language: words that no phrase ends in | words that open a clause or a circumstance | prepositions.
_WORDS = """
en: a an the this that these those its his her their our your my and or but nor so yet to is are was were be been being am has have had do does did will would shall should can could may might must not no than very more most also just only both either each every any some such said says it he she they we i you according new one two three
 | who which whom whose where when while because although though if unless whether that during after before amid following despite since until as but including saying with-regard
 | of in on at by for from with into over under about against between through across without within toward towards upon near among per via out up down off
de: der die das den dem des ein eine einen einem einer eines dieser diese dieses diesen diesem sein seine seinen ihr ihre ihren und oder aber sowie zu ist sind war waren wird werden wurde wurden worden hat haben hatte hatten kann können soll sollen will wollen muss müssen nicht kein keine als auch noch nur sehr mehr er sie es wir man sich neue neuen neuer sagte teilte
 | die-der dass weil wenn während nachdem bevor obwohl ob wo wobei damit seit bis trotz wegen sowie
 | in im an am auf aus bei beim mit nach von vom vor über unter zum zur durch für gegen ohne um zwischen ab laut
fr: le la les l' un une des du de d' ce cet cette ces son sa ses leur leurs notre nos et ou mais ni à au aux est sont était étaient été a ont avait avaient sera seront peut peuvent doit doivent ne pas plus très se s' il elle ils elles on qu' selon
 | qui que dont où lorsque quand alors parce puisque si pendant durant après avant malgré depuis jusque tandis afin lors
 | en dans sur par pour avec sans sous entre vers chez contre dès
es: el la los las lo un una unos unas este esta estos estas su sus nuestro y e o u pero ni a al de del es son era eran fue fueron ha han había habían será puede pueden debe no más muy se le les que según
 | que quien quienes cuyo cuya donde cuando mientras porque aunque si durante tras después antes pese desde hasta luego
 | en por para con sin sobre entre hacia contra bajo ante
it: il lo la i gli le un uno una l' questo questa questi queste suo sua suoi sue loro e ed o ma né a al alla ai alle di del della dei degli delle è sono era erano stato stata ha hanno aveva avevano sarà può possono deve non più molto si che secondo
 | che cui dove quando mentre perché sebbene se durante dopo prima malgrado nonostante fino affinché
 | in nel nella nei nelle da dal dalla dai con su sul sulla per tra fra senza contro
pt: o a os as um uma uns umas este esta estes estas seu sua seus suas e ou mas nem ao à aos às de do da dos das é são era eram foi foram tem têm tinha será pode podem deve não mais muito se que segundo
 | que quem cujo cuja onde quando enquanto porque embora se durante após depois antes apesar desde até
 | em no na nos nas por pelo pela para com sem sobre entre contra sob
nl: de het een deze dit die dat zijn haar hun ons onze en of maar te is was waren wordt worden werd werden heeft hebben had hadden kan kunnen zal zullen moet moeten niet geen ook nog meer zeer er hij zij ze we volgens
 | die dat wie waar wanneer terwijl omdat hoewel als tijdens nadat na voordat ondanks sinds totdat
 | in op aan bij door met naar over onder tot tussen uit van voor zonder tegen om rond
sv: en ett den det de denna detta dessa sin sitt sina hans hennes deras och eller men att är var blir blev har hade kan ska skall vill måste inte ingen inget som mer mycket också han hon vi man enligt
 | som där när medan eftersom fast om under efter innan trots sedan tills
 | i på av för från med till vid över mot utan mellan hos genom
nb: en ei et den det de denne dette disse sin sitt sine hans hennes deres og eller men å er var blir ble har hadde kan skal vil må ikke ingen som mer svært også han hun vi man ifølge
 | som der når mens fordi selv hvis under etter før tross siden inntil
 | i på av for fra med til ved over mot uten mellom hos gjennom om
da: en et den det de denne dette disse sin sit sine hans hendes deres og eller men at er var bliver blev har havde kan skal vil må ikke ingen som mere meget også han hun vi man ifølge
 | som der når mens fordi selvom hvis under efter før trods siden indtil
 | i på af for fra med til ved over mod uden mellem hos gennem om
pl: ten ta to te ci jego jej ich swój swoją i oraz a lub albo ale jest są był była było były będzie będą ma mają może mogą nie się także też już bardzo bardziej według
 | który która które którzy którego której których gdzie gdy kiedy podczas ponieważ choć jeśli żeby aby po przed mimo od dopóki że
 | w we z ze na do dla o przez pod nad przy u bez między za
cs: ten ta to ti ty jeho její jejich svůj svou i nebo ale ani a že se si je jsou byl byla bylo byli byly bude budou má mají může mohou není také už velmi více podle
 | který která které kteří kterého kde když zatímco protože ačkoli pokud aby během po před kvůli od dokud čímž přičemž
 | v ve z ze na do k ke o u s se za nad pod při bez mezi pro přes proti
fi: ja tai mutta sekä että on ovat oli olivat ollut olla ei eivät myös jo hyvin hän he se ne tämä tuo nämä hänen heidän sen mukaan
 | joka jotka jonka jossa missä kun koska vaikka jos jotta aikana jälkeen ennen alkaen mikä
 | kanssa ilman kohti varten vastaan
id: yang ini itu dan atau tetapi namun adalah akan telah sudah sedang tidak juga sangat lebih dia mereka ia bahwa para sebuah seorang
 | ketika saat karena meskipun jika agar selama setelah sebelum sejak hingga sambil
 | di ke dari pada untuk dengan oleh dalam tentang antara terhadap bagi
he: את של הוא היא הם הן זה זו אלה או אבל גם לא יש אין היה היתה הייתה היו יהיה כי אם עוד
 | אשר כאשר בזמן לאחר לפני מאז עד למרות במהלך ובכך כדי
 | על אל עם מן בין תחת ללא נגד אצל
fa: و یا اما که را این آن است هست بود شد شده می خواهد نیز هم یک او آنها
 | وقتی چون اگر پس پیش هنگام تا
 | در به از با برای بر بین
ru: этот эта это эти его её их свой свою и или но а не ни был была было были будет будут быть есть может могут также уже очень более он она они что
 | который которая которое которые которого которой которых где когда пока потому хотя если чтобы во-время после перед несмотря со что
 | в во на с к ко по из от до для о об у за над под при без между через про
uk: цей ця це ці його її їх свій свою і й та або але а не ні був була було були буде будуть є може можуть також уже дуже більш він вона вони що
 | який яка яке які якого якої яких де коли поки бо хоча якщо щоб під-час після перед попри що
 | в у на з із до для о об про від за над під при без між через по
ar: و أو ثم لكن بل أن إن لا لم لن ما هذا هذه ذلك تلك كان كانت يكون قد هو هي هم أي كل
 | الذي التي الذين حيث عندما بينما لأن رغم إذا خلال بعد قبل منذ حتى وسط وقال
 | في من على إلى عن مع بين تحت فوق ضد دون عبر
ur: اور یا لیکن کہ کا کی کے کو نے یہ وہ اس ان ہے ہیں تھا تھی تھے ہو گا گی گے نہیں بھی ہی جو
 | جو جس جن جب جہاں کیونکہ اگر دوران بعد پہلے باوجود تاکہ
 | میں سے پر تک ساتھ لیے
hi: और या लेकिन कि का की के को ने यह वह इस उस है हैं था थी थे हो नहीं भी ही जो एक
 | जो जिस जब जहाँ क्योंकि अगर दौरान बाद पहले बावजूद ताकि
 | में से पर तक साथ लिए
tr: bir bu şu o ve veya ama ile ise da de ki için gibi kadar çok daha en değil mi
 | çünkü eğer sırasında sonra önce rağmen beri
 | göre karşı doğru
zh: 的 了 和 与 及 或 在 对 将 把 被 是 为 以 于 从 并
 |
 |
ja: の は が を に へ と で も や から まで より
 |
 |
"""


class Words:
    """The small words of one language."""

    __slots__ = ("clause", "preposition", "small")

    def __init__(self, small: str, clause: str, preposition: str) -> None:
        self.clause = frozenset(word.replace("-", " ") for word in clause.split())
        """What opens a clause or a circumstance: a headline may end before it."""
        self.preposition = frozenset(preposition.split())
        self.small = frozenset(small.split()) | self.clause | self.preposition
        """What no headline ends in."""


@cache
def words_by_language() -> dict[str, Words]:
    """All languages with their small words."""
    found: dict[str, Words] = {}
    for entry in _WORDS.strip().replace("\n |", " |").split("\n"):
        language, _, classes = entry.partition(":")
        found[language] = Words(*classes.split("|"))
    found["no"] = found["nn"] = found["nb"]
    return found


def words_of(language: str) -> Words | None:
    """The small words of a language, by BCP 47 tag; None for a language that is not listed."""
    return words_by_language().get(language.partition("-")[0].lower())


def likely_words(text: str) -> Words:
    """The small words of the language that a text shares most of them with; English where none tells."""
    occurring = frozenset(text.lower().split())
    best = max(words_by_language().values(), key=lambda words: len(words.small & occurring))
    return best if best.small & occurring else words_by_language()["en"]
