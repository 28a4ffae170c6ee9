"""Places a vendor refuses: the words before a place that except it, and those behind it that deny the sending."""

from __future__ import annotations

import re

_ARTICLE = (
    r"\s{0,2}(?:(?:are|is|sind|ist|zijn|son|sont|sono|są|the|all|any|orders|parts of|of|to|from|in|into|for|de|der|"
    r"die|den|dem|la|le|les|los|las|el|il|lo|"
    r"gli|i|o|os|"
    r"as|a|het|para|em|hacia|en|vers|au|aux|à|aos?|naar|nach|do|na|w|w stronę|в|на|по|ke|đến|tới|cho|di|sa|al|ad|"
    r"[ld][’'])\s?){0,3}[:(]?\s?$"
)
_BUT = (
    r"tranne|eccetto|esclus[oiae]|ad eccezione (?:di|del|della)|ma non|salvo|menos|excepto|excluyendo|"
    r"a excepci[óo]n de|"
    r"pero no|exceto|exce[cp]to|excluindo|à exce[cç][ãa]o d[eoa]|mas não|oprócz|poza|z wyjątkiem|prócz|wyłączając|"
    r"ale nie|"
    r"außer|ausser|ausgenommen|ausgeschlossen|mit ausnahme von|aber nicht|nicht|behalve|uitgezonderd|"
    r"met uitzondering van|maar "
    r"niet|sauf|hormis|excepté|hors|à l[’']exception (?:de|du|des)|mais pas|utom|unntatt|undtagen|кроме|исключая|"
    r"за исключением|"
    r"но не|но только не|except(?:ion|ions)?|excepting|exclud\w*|excl|but not|bar|apart from|aside from|other than|"
    r"minus|"
    r"save for|restricted countries|banned countries|trừ|ngoại trừ|trừ ra|ยกเว้น|ไม่รวม|เว้น|kecuali|selain|terkecuali|"
    r"maliban(?: sa)?|liban sa|puwera|除了|除|除外|不包括|不含|hariç tutulan"
)
_NONE = (
    r"\bno(?: (?:more|longer))?|never|not|not (?:available|possible) (?:in|for|to)|(?:no|not|"
    r"never)(?: \w+){0,2} (?:to|into|for|"
    r"from|in)|(?:do ?n[o’']?t|cannot|can[’']?t|won[’']?t|will not|unable to)(?: \w+){0,3} (?:to|into|from|for|in)|"
    r"no (?:orders?|shipping|shipments?|delivery|sales?|messages|customers|buyers|resh\w+)(?: \w+){0,2} (?:to|from|"
    r"in|into|for)|"
    r"keine?n? \w+ (?:nach|in|aus)|nicht (?:nach|in)|geen \w+ naar|niet naar|pas (?:de |d[’'])?\w+ (?:en|vers|au|aux|"
    r"pour|à|dans)|"
    r"non \w+ (?:in|a|verso|negli)|nie \w+ (?:do|na|w)|n[ãa]o \w+ (?:para|a|em)|no \w+ (?:a|hacia|para|en)|"
    r"不发|不發|不寄|不送|不往|拒(?:发|寄)|不(?:发|發|寄|送)(?:往|到|去)|不支持|không (?:gửi|giao|ship|nhận|"
    r"bán)(?: hàng)?(?: đơn)?(?: (?:đến|tới|đi|"
    r"sang|cho|về|ở))?|ไม่(?:ส่ง|จัดส่ง|รับ)(?:ไปยัง|ไป|ที่|ให้|ของ|ถึง|เข้า){0,2}|"
    r"hindi (?:po )?(?:kami )?(?:nagpapadala|nagsi-?ship)(?: sa)?|"
    r"(?:tidak|tak|ga|gak|nggak)(?: \w+){0,2} (?:ke|untuk)|не (?:отправля|шл|доставля|высыла|работа|кида)\w*\s?(?:в|"
    r"по|на)?|"
    r"нет (?:\w+ )?(?:в|по)|발송 ?불가 ?(?:지역|국가)?|배송 ?불가 ?(?:지역|국가)?|제외 ?(?:지역|국가)|"
    r"発送不可(?:地域|国)?|対象外|不发(?:地区|货)"
)
BEFORE = re.compile(rf"(?<![a-z])(?:(?<![^\W_])(?:{_BUT})(?![^\W\d_])\W{{0,2}}|(?:{_NONE}))(?:{_ARTICLE})")
_SENT = (
    r"ship\w*|deliver\w*|sen[dt]|serv\w+|accept\w*|allow\w*|available|possible|reship\w*|отправ\w*|доставля\w*|"
    r"доставк\w*|шл[её]м|"
    r"высыла\w*|работа\w*|возим|sturen|stuur\w*|schick\w+|versand\w*|verschick\w*|liefer\w*|beliefer\w*|geliefert|"
    r"verz\w+|lever\w+|env\w+|"
    r"mand\w+|"
    r"entreg\w+|livr\w+|expéd\w+|desserv\w+|sped\w+|conseg\w+|wysy\w+|dostarcz\w+|dikirim|dihantar|kirim|hantar|"
    r"dilayani|"
    r"gửi|giao|ship|ส่ง|gönder\w*"
)
_DENIES = (
    r"not|never|isn[’']?t|aren[’']?t|can[’']?t|don[’']?t|unavailable|excluded|не|нет|nicht|nie|niet|geen|no se|no|"
    r"non|n[ãa]o|"
    r"ne|pas|tidak|tak|ga|gak|không|hindi|ไม่"
)
_LISTED = (
    r"(?:\s?(?:\([^()\n]{0,20}\)|,|/|&|and|or|и|или|und|oder|en|of|y|e|o|et|ou|i|lub|dan|atau)\s[^.,;:!?\n]{2,18}?)?"
)
AFTER = re.compile(
    r"\s?(?:"
    r"(?:[이은는가도의]|으?로는?|에는?|에서는)?\s?(?:배송|발송|거래|택배)?\s?(?:[은는이도])?\s?(?:불가|제외|"
    r"안\s?(?:합|함|해|됨|돼|됩|보|갑|감|팝)|"
    r"보내지\s?않|하지\s?않|못\s?(?:보|감|갑))|"
    r"不发|不發|不寄|不送|不接|不做|除外|以外|的?不(?:支持|接受|发货|發貨)|"
    r"[はも]?(?:へ|に|宛|向け|まで)?(?:の|は)?(?:発送|配送|郵送|お届け)?[はも]?(?:を?行って|いたし|対応)?(?:おり|し|"
    r"でき|行い)?(?:不可|ません|できない|お断り|ない)|"
    r"を除[くいき]|[はも]?対象外|"
    r"[’']?(?:y?[ae]|n[ae])?\s?(?:gönderim|kargo|teslimat|satış)?\s?(?:hariç|yok(?:tur)?|yapılm\w+|dışında|"
    r"gönderm\w+|harici)|"
    rf"(?:are|is|were|be|wird|werden|sind|ist|est|sont|son|está\w*|são|sono|jest|są)?\s?(?:currently |now |also |"
    rf"leider )?"
    rf"(?:{_DENIES})(?:\s(?:kami |mình |em )?(?:{_SENT})|(?=\s?[.!;)\n]|\s?$)|\s(?:included|supported|covered))|"
    rf"(?:{_SENT})\s(?:wir |kami |we )?(?:{_DENIES})(?![^\W\d_])|"
    r"(?:is |are )?(?:excluded|restricted|banned|off limits|esclus[aieo]|exclu\w*|ausgeschlossen|ausgenommen|"
    r"uitgesloten|wykluczon\w+|"
    r"wyłączon\w+|исключ\w+)"
    r")"
)
