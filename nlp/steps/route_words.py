"""Words around a place that give it its role, beyond what prepositions say: headings, verbs, particles, transit "
"times."""

from __future__ import annotations

import re

ARROW = re.compile(
    r"[^\w\n]{0,6}(?:[-=–—]{0,3}>{1,2}|→|➡️?|⇒|✈️?|»|⟶|►|▶️?|to|2|nach|naar|vers|hacia|ke|до|발송지|发往|發往|寄往|寄到|"
    r"运往)[^\w\n]{0,6}"
)
PAIR = re.compile(r" ?[-–/] ?")
_INTO = (
    r"(?:to|into|from|in|nach|naar|aus|a|al|à|ao|aos|au|aux|en|vers|para|pra|hacia|do|na|w|z|ze|в|во|на|по|из|ke|dari|"
    r"đến|sang|sa|em|no)"
)
_AND = (
    r"and|or|nor|y|e|o|u|ou|ni|i|oraz|lub|ani|of|noch|und|oder|sowie|et|en|nem|né|или|и|ни|a także|dan|atau|maupun|"
    r"at|và|"
    r"hoặc|với|และ|หรือ|กับ|ve|veya|ile|와|과|및|하고|랑|이랑|이나|나|和|及|或|与|跟|と|や|および|または|plus|"
    r"as well as|also|"
    r"then to|und nach"
)
_THE = r"(?:the\s|la\s|las\s|los\s|le\s|les\s|l[’']|die\s|de\s|den\s|der\s|o\s|a\s|os\s|as\s|el\s)"
LIST = re.compile(
    r"[\s,/&+·、，・]{0,3}(?:\([^()\n]{1,12}\)[\s,/&+]{0,3})?"
    rf"(?:(?:(?:{_AND})[\s,]{{1,2}}|(?<=[,/&+、，・]\s)|(?<=[,/&+、，・]))(?:{_INTO}\s)?{_THE}?|the\s)?"
)
LIST_HAN = re.compile(r"\s?(?:와|과|및|하고|랑|이랑|이나|和|及|或|与|跟|と|や|および|または|และ|หรือ|กับ)\s?")
FROM = re.compile(
    r"(?<![a-z])(?:(?:발송지|출발지|창고)[는은가]\s?|(?:仓库|倉庫|货|貨|本店|我们|我們)(?:在|は|位于|位於)|"
    r"(?:คลัง(?:สินค้า)?|ร้าน|เรา|ของ)อยู่(?:ที่)?|"
    r"(?:import\w*|sourced|order\w*)[^.\n:]{0,22}?\s(?:from|out of|in)\s?:?|"
    r"(?:ships?|shipping|shipped|sent|dispatched|delivery)\s?from\W{0,3}|(?:^|[-–|*•,:/\[(+]\s?)from|"
    r"from\s?:|origin\w*\s?:|"
    r"(?:발송지|출발지|출고지|보내는 곳|出货地|发货地|發貨地|发货|发自|发件地|発送元|発送地|出荷元|ต้นทาง|ส่งจาก|"
    r"kirim dari|gửi từ|xuất xứ|откуда|отправка|"
    r"город отправки|склад|"
    r"versandland|absenderland|herkunft|verzonden vanuit|origen|salida|envío desde|pays d[’']expédition|expédié de|"
    r"origem|"
    r"spedito da|partenza|wysyłka z|nadanie|çıkış(?: yeri)?|nereden)\W{1,3}|จาก|从|由|自|"
    r"\d\s?(?:g|gr|grams?|kg|mg|ml|pills?|tabs?|pcs|oz|caps) from)"
    r"\s{0,2}(?:the\s|our\s|within\s|de\s|der\s|den\s|la\s|le\s|los\s|el\s|dem\s|l[’']|cộng hòa\s)?$"
)
TO = re.compile(
    r"(?<![a-z])(?:destination\w*\s?:?|\bto\s?:|(?:ship|deliver)s?\s?to\W{0,3}|only (?:to|within|in)|"
    r"orders?\s(?:\w+\s)?(?:to|"
    r"within|in|from)|for (?:customers|buyers|orders) (?:in|from)|"
    r"(?:배송지|배송 국가|배송지역|배송가능|도착지|配送先|配送国|发往|發往|寄到|寄往|送到|可发|可寄|可送|只发|仅发|"
    r"发货到|发|寄|覆盖|ส่งถึง|ส่งไปยัง|ส่งไป|ส่งทั่ว|ส่ง|"
    r"ปลายทาง|"
    r"kirim ke|area|wilayah|khu vực|khu|giao|nội thành|ship|куда|доставка|города?|районы?|versandziele|lieferländer|"
    r"lieferung|versand|bestemmingen|"
    r"destinos?|destinations?|destinazion[ei]|kierunki|wysyłka|varış|bölge|delivery|withing|livraison|spedizione|"
    r"consegna|entrega|env[ií]os?|verzending|livrons|desservons|leveren aan|consegniamo|obsługujemy)(?:\s(?:la|le|"
    r"les|l[’']))?\s?[:：]?|到|ไป|แถว|โซน|ย่าน|แถบ|ถึง|"
    r"ไปยัง|hanggang|free|drop\w*|meet\w* (?:in|up)|(?:plug|vendor|dealer|anyone|anybody)\b[^.\n]{0,24}\sin|"
    r"pick ?up (?:in|at)|next day|ndd|tylko|nur|solo|sólo|alleen|só|seulement|uniquement|soltanto|только|chỉ|hanya|"
    r"cuma|только по|"
    r"(?:^|[-,:(]\s?)only|entrego em|retiro em|spotkanie|odbiór|ophalen in|abholung in|bezorging|bezorgd in)"
    r"\s{0,2}(?:the\s|all\s|all of\s|whole\s|anywhere\s)?(?:the\s|in\s|w\s|в\s|по\s|en\s|em\s)?$"
)
FROM_AFTER = re.compile(
    r"\s?(?:에서|발(?![가-힣])|から|현지|发货|發貨|发(?!往)|直发|直發|直邮|直郵|出货|现货|現貨|仓|倉|発送(?!先|は|"
    r"不可|でき)|\s?발송(?!지|은|는|\s?불가|\s?안)|"
    r"出(?:发|貨)|"
    r"[’'][dt][ae]n(?![^\W\d_])|\)(?:から|에서|发货)|"
    r"-?\s?(?:vendor|seller|based|stock|warehouse|"
    r"domestic vendor|supplier|dealer|royal mail|shop\b))"
)
_DAYS = (
    r"(?:(?:business|working|work|calendar)\s)?(?:days?|weeks?|workdays?|werktag\w*|arbeitstag\w*|tag\w*|wochen?|"
    r"werkdagen|dagen|dag\b|weken|d[ií]as?|"
    r"semanas?|jours?|semaines?|giorn[io]|settiman[ae]|dni|dzień|tygodni\w*|дн\w*|сут\w*|недел\w*|hari|minggu|ngày|"
    r"tuần|วัน|araw|"
    r"gün|hafta|일|주|天|日|工作日|営業日|h\b|hrs?\b|hours?)"
)
TO_AFTER = re.compile(
    r"(?:\s?(?:面交|面付|当面|當面|同城|包邮|可送|可达|手押し|手渡し|対応|郵送|直取|单(?![价独])|單(?![價獨])|"
    r"직거래|드랍|던지기|으로|로(?![가-힣])|까지|배송|행(?![가-힣])|"
    r"전지역|전 지역|쪽|근처|일대|도착|行き|"
    r"に発送|へ|まで|宛|着|のみ|限定|全域|周辺)|[’']?(?:\s?içi(?:ne|nde)?\b|[’'](?:y?[ae]|n[ae])(?![^\W\d_])|"
    r"\s?adresler\w+|"
    r"[’']n[iıuü]n her yer\w+|"
    r"\s?genelin\w+|\s?geneli)|[\s\-:|]{0,3}"
    r"(?:(?:free |fast |next day |nextday |"
    r"express |ww )?(?:shipping|delivery|ship\b|shipment|postage|orders?\b|ndd|next day|nextday|only|-? ?we (?:ship|"
    r"send|post|deliver)|"
    r"customers|buyers|tracked|included|addresses|weit\b|wide\b)|"
    rf"(?:\W{{0,3}}(?:from |in |within |ca\.? |um |tra |po |около |от |за )?\d{{1,2}}\s?(?:(?:-|–|~|to|à|a|bis|do|до|"
    rf"sampai|đến|ถึง)\s?\d{{1,2}}\s?)?{_DAYS})|"
    r"[:(]\s?(?:\w+ ){0,3}\d{1,2}\s?(?:-|–|to)\s?\d{1,2}))"
)
COSTS = re.compile(
    r"\s?[:\-–=]?\s?(?:\+\s?)?(?:free|gratis|kostenlos|gratuit\w?|grátis|бесплатно|darmow\w+|ücretsiz|무료|免费|"
    r"包邮|ฟรี|"
    r"miễn phí|"
    r"[£$€]\s?\d|\d+(?:[.,]\d+)?\s?(?:€|eur\b|euro|usd|gbp|zł|руб|₽|rb\b|บาท|원|元))"
)
POSTAGE = re.compile(
    r"(?:shipping|delivery|postage|versand\w*|porto|env[íi]os?|gastos|livraison|frais|spedizion\w+|costi|wysyłk\w+|"
    r"koszt\w*|verzend\w*|"
    r"доставк\w+|배송비|운임|运费|送料|ค่าส่ง|ongkir|phí ship|kargo)[^.\n]{0,40}$"
)
# A heading or a question above the place: "Where do you ship from?", "Excluded countries:".
ASKS_FROM = re.compile(
    r"\bfrom\b|woher|von wo|aus welchem|waar ?vandaan|vanuit waar|desde d[oó]nde|de d[oó]nde|d[’']où|da dove|de onde|"
    r"skąd|откуда|"
    r"dari mana|từ đâu|ở đâu|จากไหน|どこから|発送元|从哪|哪里发|发货地|어디서|어디에서|발송지|출발지|nereden|"
    r"saan galing|versandland|"
    r"pays d[’']expédition|origen|origem|partenza|ship(?:s|ping)? origin|nadawa|отправка"
)
ASKS_TO = re.compile(
    r"\bto\b|destination|wohin|where do you (?:ship|deliver)|countries (?:we|served)|zielländer|lieferländer|"
    r"liefergebiet|versandziele|waarheen|"
    r"bestemming|a d[oó]nde|destinos?|zonas|où livrez|livraison|zones|dove spedi|destinazion|para onde|dok[aą]d|"
    r"kierunki|"
    r"куда|города|районы|geografi|география|ke mana|tujuan|area|wilayah|đến đâu|khu vực|giao hàng|ไปไหน|พื้นที่|โซน|"
    r"どこまで|配送|対応エリア|"
    r"エリア|发到哪|发货范围|地区|范围|어디로|어디까지|배송|지역|nereye|bölge|saan|delivery|shipping times?|transit|"
    r"delivery times?|"
    r"lieferzeit|versandzeit|versanddauer|levertijd|délais?|plazos?|tempi|prazos?|czas|сроки|доставк|estimasi|thời gian"
)
ASKS_NOT = re.compile(
    r"(?:not|n[’']t|no)\b.*(?:ship|deliver|availab|send|serv)|exclu|refus|declin|restrict|banned|blocked|except|"
    r"nicht|kein|"
    r"ausgeschlossen|niet|geen|"
    r"uitgesloten|no enviamos|excluid|pas |exclu|non |esclus|n[ãa]o |nie |wyklucz|не |кроме|исключ|tidak|kecuali|"
    r"không|ยกเว้น|ไม่ส่ง|"
    r"不可|対象外|除外|不发|不寄|불가|제외|hariç|hindi|maliban"
)
BUYERS = re.compile(
    r"\s?(?:buyers|customers|orders|addresses|clients|domestic only|kunden|klanten|clientes|clienti|klien\w+|only)\b"
)
JOURNEY = re.compile(
    r"\b(?:trains?|flights?|fly|flying|flew|travel\w*|trip|drive|drove|bus|tickets?|airport|journey|zug|züge|fahre|"
    r"fahren|fliege\w*|reise\w*|"
    r"bahn|trein|reis|rijden|tren|viaj\w+|vuelos?|avión|vol|voyage\w*|ministre|comboio|viagem|voos?|treno|viaggio|"
    r"volo|pociąg\w*|podróż\w*|"
    r"wróci\w+|jadę|jedziemy|поезд\w*|ед[еу]\w*|ехал\w*|ездил\w*|летим|рейс\w*|самол[её]т\w*|билет\w*|kereta|pesawat|"
    r"penerbangan|tiket|perjalanan|"
    r"mudik|bay|tàu|vé|chuyến bay|du lịch|uç(?:ak|uyor|uş)\w*|bilet\w*|seyahat|biyahe|eroplano)\b|"
    r"기차|비행기|여행|버스|지하철|高铁|火车|机票|航班|旅游|旅遊|出差|新幹線|電車|旅行|飛行機|รถไฟ|เที่ยวบิน|รถทัวร์|ไปเที่ยว"
)
# "Domestic only" says that one sends to where one sends from.
INLAND = (
    "domestic", "national", "nacional", "nazional", "inland", "binnenland", "krajow", "kraju", "по стране", "в "
    "пределах",
    "국내", "dalam negeri", "yurt içi", "trong nước",
)  # fmt: skip
DOMESTIC = re.compile(
    r"domestic(?:ally)?(?= (?:only|orders?|shipping|delivery|buyers|customers|post|mail|letters?))|"
    r"(?<=only )domestic(?:ally)?|national only|"
    r"(?:(?:solo|sólo|só|nur|alleen|tylko|uniquement|seulement|soltanto)\s(?:env[íi]os?\s|versand\s)?(?:nacional|"
    r"inland|binnenland|"
    r"krajow\w+|national\w*|nazional\w+|na terenie kraju|domestique))|nur im inland|по стране|в пределах страны|"
    r"국내\s?(?:배송)?만|dalam negeri saja|"
    r"yurt içi|trong nước"
)
