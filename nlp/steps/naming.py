"""Words that stand beside a name without being one: kinds of the plant, forms, headings of lists, and stop words."""

from __future__ import annotations

import re

# Kinds of the plant: only a strain is followed by one.
TYPES = (
    "indica", "sativa", "hybrid", "인디카", "사티바", "하이브리드", "インディカ", "サティバ", "ハイブリッド", "индика",
    "сатива", "гибрид", "อินดิก้า",
    "ซาติว่า", "ซาติวา", "ไฮบริด", "índica", "híbrid", "hibrid", "ibrida", "hybryda", "印度型", "混合型",
)  # fmt: skip
PLAIN_TYPES = tuple(word for word in TYPES if word.isascii())
_STRAIN, _HASH, _SHROOM = ("cannabis", "strain"), ("hashish", "strain"), ("psilocybin mushrooms", "strain")
_PILL, _BLOTTER, _VAPE = ("mdma", "brand"), ("lsd", "brand"), ("cannabis", "brand")


def _table(*rows: tuple[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    return {word: meant for words, meant in rows for word in words.split("|")}


# The last word of a phrase that begins with a name.
FORMS = _table(
    ("cart|carts|cartridge|cartridges|rosin|distillate|shatter|badder|budder|crumble|disposable|disposables|vape|vapes|"
     "edibles|gummies|preroll|prerolls|pre-rolls|bud|buds|nug|nugs|strain|weed|flower|flowers|smalls|moonrocks|moonrock|kief|auto|feminized|"
     "blüten|wiet|cogollos|beuh|weed|шишки|бошки", _STRAIN),
    ("hash|hashish|haschisch|hasj|hachís|charas|pollen|гашиш|haschich|haszysz|haxixe", _HASH),
    ("shrooms|mushrooms|cubensis|truffles|truffels|paddos|pilze|setas|грибы", _SHROOM),
    ("blotter|blotters|марки|pappen", _BLOTTER),
    ("xtc|ecstasy|pillen|teile|pilletjes", _PILL),
)  # fmt: skip
# Over a list: what stands under it has this substance.
HEADINGS = _table(
    ("strain|flower|bud|exotic|indoor|outdoor|greenhouse|genetics|sorten|blüten|soorten|cepas|variedades|variétés|varietà|"
     "cogollos|odmiany|сорт|бошки|шишки|품종|스트레인|플라워|品种|品種|銘柄|バッズ|สายพันธุ์|giống|strains", _STRAIN),
    ("hash|hashish|haschisch|hasj|гашиш|haszysz|해시시|ハシシ", _HASH),
    ("shroom|mushroom|cubensis|paddos|грибы", _SHROOM),
    ("cart|cartridge|disposable|vape|edible|gummies|카트리지|カート", _VAPE),
    ("blotter|марки", _BLOTTER),
    ("xtc|ecstasy|press|экстази|엑스터시|캔디|摇头丸|ยาอี|inex|kẹo|pastis|pillen", _PILL),
)  # fmt: skip
# Last names of strains that need a first one before them.
STRAIN_HEADS = frozenset(
    "kush haze og skunk diesel gelato runtz runts mintz cookies glue cake punch sherbet sherbert sherb breath widow "
    "cheese zkittlez skittlez gushers biscotti tangie cream pie fritter mints marker octane burger oreoz "
    "glitter".split()
)
# International stems: what ends so and is sold by the milligram is a medicine.
STEM = re.compile(
    r"(?:zolam|zepam|barbital|codone|morphone|orphan|fentanil|tadol|clone|pidem|afil|amine|gabalin|bolone|olone|racetam|"
    r"cillin|mycin|floxacin|oxetine|prazole|statin|pril|sartan|olol|dipine|glutide|phylline|setron|triptan|azepine|"
    r"apine|idone|peridol|afinil|phenidate|caine|orphine|trexone|nidine|lukast|profen|triptyline|zodone)$"
)
# Said before or behind a name of its quality or form, and no part of it.
SET_ASIDE = frozenset(
    "premium quality best good high fresh top new pure strong real cheap indoor outdoor greenhouse organic exotic "
    "exotics aaa aaaa aaaaa grade full lab tested hybrid indica sativa medical wholesale bulk dutch german spanish "
    "moroccan afghan original genuine legit super magic hq vhq a+ a+++ the our crystal crystals powder rock rocks "
    "shard shards pill pills tablet tablets tab tabs capsule capsules caps blotter blotters sheet sheets strips box "
    "boxes bottle vial vials bag bags pack packs piece pieces pcs unit units x bar bars disposable disposables vape "
    "vapes cart carts edibles gummies flower flowers bud buds preroll prerolls seeds smalls dried dry frozen "
    "сушеные сушёные свежие белый белая синий tabletten kapseln blüten flores fleurs pillen stuks comprimidos "
    "comprimés strain auto feminized live".split()
)
COLOURS = frozenset("white black red green blue pink purple yellow orange brown gold golden silver".split())
NO_NAMES = frozenset(
    "coil ccell c-cell cell beautiful charged pre pre-charged dispensary choice faq dual style america world notes "
    "properties terpenes terpene battery batteries liquid mask masking variety dominant better edition container "
    "serving servings extra these those safe recommended voltage volt charger charge charging usb puff puffs system "
    "proof leak smell tocopheryl acetate vitamin alcohol solvents nicotine peg vg pg off on communication seller "
    "sellers boxed getting risk fake fakes opening road street avenue cigar cigars smart beginners experienced "
    "common light heavy moderate threshold extraction extract extracts unflavored unscrew contained flavoured "
    "topshelf shelf ratio photoperiod flowering genetics type sex rests leftovers original options guarantee "
    "guaranteed authentic tank tanks thread press ball balls batch art flake tier paket plug party team menu head "
    "heads set kit pen lab shop store the a an our your my we i premium quality best good high fresh top new pure "
    "strong real cheap indoor outdoor greenhouse organic free price prices stock sale special offer offers bulk "
    "deal deals sample samples each per from for and with this that all any some other more only now available "
    "update updated uk us usa eu nl de dutch german spanish moroccan afghan exotic exotics aaa aaaa grade full "
    "tested thc cbd live sugar hybrid indica sativa medical buy order shipping minimum discount total weight pack "
    "bag bags amount quantity size buds bud weed cannabis marijuana hash cookies dried magic fast wholesale mixed "
    "mix various assorted double big small large one two three ten refill empty disposable vape vapes cart carts "
    "edibles flower flowers garden wild button happy 100 1000 contact telegram wickr payment bitcoin btc xmr add "
    "net protein flour salt rice chicken beef coffee tea oil milk gram grams super micro bio dieses diese unser "
    "beste is are was were be been has have had do does did will would can could should may might must not no nor "
    "but if then than so as at by in into of or to up out over under about after before between through you he she "
    "it they them him her me his its their who whom which what when where why how here there also very too just "
    "even still yet please thanks thank sorry hello hi hey dear get got give gives take takes make makes made use "
    "used using sold sell selling ship ships shipped send sends sent pay pays paid need needs want wants like likes "
    "know see look feel try keep let come comes go goes going back first last next same every few many much most "
    "less least own such crystal crystals powder rock rocks shard shards pill pills tablet tablets tab tabs capsule "
    "capsules caps blotter blotters sheet strip strips box boxes bottle vial vials ml mg ug kg oz lb qty unit units "
    "piece pieces pcs x option variant product products listing item items delivery tracking tracked express "
    "priority standard refund reship escrow finalize fe vendor vendors customer customers review reviews feedback "
    "stealth packaging days day week weeks month months year hours hour minutes monday tuesday wednesday thursday "
    "friday saturday sunday january february march april june july august september october november december today "
    "tonight tomorrow europe worldwide domestic international dosage dose doses strength effect effects onset "
    "duration description content contents ingredients active inactive warning note info information details terms "
    "rules policy support usd eur gbp aud cad krw dollars euros pounds percent generic brand brands name names "
    "types colour color colors flavour flavor flavors flavours taste sizes level rate cost value sum account "
    "accounts card cards ebay amazon paypal netflix google apple windows iphone galaxy ebook guide software license "
    "key keys mit und oder der die das den dem ein eine von für aus bei nach nur auch alle sehr noch menge preis "
    "stück versand met voor van het een naar bestellen levering verzending con para por los las del una desde hasta "
    "envío envíos precio gramos avec pour les des une livraison prix dispo gr stk szt шт цена от до для на по из "
    "все за без или опт опта оптом клад доставка город районы минимум 가격 "
    "문의 배송 재고 최소 입금 후기 인증 서울 부산 전국 가능 판매 정품 신규 "
    "价格 包邮 现货 联系 发货 全国 微信 电报 最低 起批 送料 在庫 価格 "
    "郵送 対応 手押し giá hàng inbox zalo miễn phí harga ready stok ongkir kirim "
    "minimal lokasi promo ราคา ส่ง พร้อมส่ง สนใจ ทัก ขั้นต่ำ".split()
)
