"""Words before a place in European languages: a verb of sending, then a preposition. Patterns end at the place."""

from __future__ import annotations

import re

_ARTICLE = (
    r"\s{0,2}(?:the\s|de\s|der\s|den\s|dem\s|des\s|la\s|le\s|les\s|los\s|las\s|el\s|il\s|lo\s|gli\s|i\s|o\s|"
    r"os\s|as\s|het\s|"
    r"l[’']|(?:tutt[oai]|tod[oa]s?|toute?|tous|ganz|heel|hele|cał[ąaey]j?|всей|все|вс[юё])(?:\s(?:la|lo|il|el|"
    r"o|a|le|l[’'])?)?\s?)?$"
)
_SEND = (
    r"(?:sped\w+|invi(?:o|a|amo|ato|ata|ati)\b|conseg\w+|envi\w+|enví\w+|env[oó]i\w*|envoy\w+|exp[ée]di\w+|livr\w+|"
    r"entreg\w+|despach\w+|verz\w+|verst\w+|gestuurd|bezorg\w+|lever\w+|vers[ae]nd\w*|verschick\w+|verschiffe\w*|"
    r"liefer\w*|geliefert|wysy[łl]\w+|wysłan\w+|dostaw\w+|nadaj\w+|dow[oó]z\w*|отправ\w+|доставк\w+|"
    r"shipping|delivery|ships?|posl\w+|skick\w+|sendes?|manda(?:mos|do)?)"
)
FROM = re.compile(
    rf"(?:{_SEND}[^.\n]{{0,26}}?\s(?:depuis|desde|da|dal|dalla|dallo|dai|dagli|de|do|du|d[’']|dall[’']|vanuit|"
    rf"vanaf|uit|van|"
    rf"aus|von|ab|z|ze|från|fra)|(?:nadawca|magazyn|magazzino|lager|almacén|entrepôt|stock|voorraad)\s(?:in|w|"
    rf"en|a|em))"
    rf"(?:{_ARTICLE})|dall[’']$"
)
TO = re.compile(
    rf"(?:{_SEND}[^.\n]{{0,34}}?\s(?:verso|per|in|a|ad|su|nel|nella|negli|para|pra|em|no|na|nos|nas|ao|à|aos|"
    rf"por|hacia|en|"
    rf"vers|au|aux|pour|dans|sur|naar|binnen|door|nach|innerhalb|an|w|we|po|till|til|только по)|{_SEND}|innerhalb|"
    rf"innerhalb von|ganz|tutta|toda|todo o|heel|całą|całej|entrego em|retiro em|consegne a|spotkanie|odbiór|"
    rf"ophalen in|"
    rf"abholung in|bezorging)(?:{_ARTICLE})"
)
_BUT = (
    r"(?:tranne|eccetto|esclus[oiae]|salvo|menos|excepto|exceto|excluindo|oprócz|poza|z wyjątkiem|prócz|außer|"
    r"ausser|ausgenommen|"
    r"behalve|uitgezonderd|sauf|hormis|excepté|à l[’']exception de|ad eccezione (?:di|del|della)|utom|кроме|"
    r"исключая|за исключением|"
    r"but not|bar|apart from|other than|excl\.?|minus|trừ|ngoại trừ|ยกเว้น|kecuali|maliban sa|除了|除外)"
)
_NEVER = (
    r"(?:nie\s(?:wys\w+|dostarcz\w+)|non\s(?:sped\w+|inviamo|conseg\w+)|no\s(?:env\w+|hacemos envíos|mandamos|"
    r"entregamos)|"
    r"n[ãa]o\s(?:env\w+|entreg\w+|mandamos)|(?:pas|jamais|aucun\w?)\s(?:de\s|d[’'])?(?:livr\w+|env\w+|expéd\w+)|"
    r"geen\s(?:verz\w+|lever\w+|bestelling\w+)|niet\s(?:verz\w+\s)?|kein\w*\s(?:vers\w+|liefer\w+)|nicht|"
    r"(?:no|not|never)\s(?:re-?ship\w*|resend\w*|refund\w*|ship\w*|send\w*|orders?|packages?|parcels?))"
)
_INTO = r"(?:to|into|for|from|verso|in|a|ad|para|em|à|aos?|hacia|en|vers|au|aux|pour|naar|nach|do|na|w)"
NOT = re.compile(rf"(?:{_BUT}(?:\s(?:{_INTO}))?|{_NEVER}(?:\s\w+){{0,2}}?\s{_INTO})(?:{_ARTICLE})")
SEEK = re.compile(
    r"구합|구해|구함|구매|삽니다|급구|있나요|파는|"
    r"\bwtb\b|looking for|anyone|anybody|need\b|ищу|где (?:взять|купить|найти)|"
    r"куплю|求购|求購|求|"
    r"探して|いませんか|買いたい|\bcari\b|tìm|cần mua|หา|suche\b|cherche\b|busco\b|alguien|cerco\b|szukam|procuro|"
    r"algu[ée]m|zoek|sino may|pahingi"
)
