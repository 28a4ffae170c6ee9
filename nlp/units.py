"""Units of mass, volume and count: as written, their name, and what one is in g, ml or pieces."""

from __future__ import annotations

import re
from typing import NamedTuple


class Unit(NamedTuple):
    name: str
    base: str
    factor: float


OUNCE, POUND = 28.349523125, 453.59237
_ROWS: tuple[tuple[str, str, float, str], ...] = (
    ("ug", "g", 1e-6, "ug µg μg mcg mcgs mics mic mikes microgram micrograms 마이크로그램 微克 мкг"),
    ("mg", "g", 1e-3, "mg mgs milligram milligrams miligram мг 毫克 밀리그램 ㎎ มิลลิกรัม miligramo "
                      "miligramos milligramm"),
    ("g", "g", 1, "g gr grs gs gm gms gram grams gramm gramms gramme grammes gramo gramos г гр грам "
                  "грамм грамма граммов 克 그램 그람 กรัม"
                  " gam gramz グラム ｇ ㌘ grama gramas gramów gramy grammi grammo gramm. гр. gm."),
    ("kg", "g", 1e3, "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes кг кило килограмм "
                     "公斤 千克 킬로 키로 กิโล กก ký ㎏ キロ"),
    ("oz", "g", OUNCE, "oz ozs ounce ounces onza onzas unze unzen oncia once onces uncja zip zips zipper"),
    ("lb", "g", POUND, "lb lbs pound pounds"),
    ("ton", "g", 1e6, "ton tons tonne tonnes 톤 吨"),
    ("jin", "g", 500, "斤"),
    ("liang", "g", 50, "两"), ("tael", "g", 37.5, "兩 両"),
    ("ons", "g", 100, "ons"),
    ("chi", "g", 3.75, "chỉ"),
    ("ml", "ml", 1, "ml mls milliliter millilitre milliliters мл 毫升 cc 씨씨 ㎖ มล"),
    ("l", "ml", 1e3, "l liter liters litre litres лит литр литра литров 升 리터 ลิตร"),
    ("pill", "count", 1, "pill pills pille pillen pilule pilules pastilla pastillas 알 粒 颗 顆 錠 viên "
                         "butir biji เม็ด колесо колес колёс"
                         " xtcs pirula pirulas bola pellet pellets pastiglia pastiglie pastilhas pastilha "
                         "pastillas comprimidos "
                         "comprimido comprimés comprimé compresse pigułek pigułki piguły cachets cachetons balas cp"),
    ("tablet", "count", 1, "tablet tablets tablette tabletten tableta 정 片 таблеток таблетка таблетки таб табл "
                         "tabletek tabletki"),
    ("tab", "count", 1, "tab tabs blotter blotters hit hits trip trips 장 марок марка марки 枚 "
                       "lembar keping miếng แผ่น"),
    ("capsule", "count", 1, "capsule capsules cap caps kapseln kapsel капсул 캡슐 胶囊 膠囊"),
    ("bar", "count", 1, "bar bars"),
    ("piece", "count", 1, "pcs pc piece pieces stk stück stuck pieza шт штук 개 個 个 stuks ชิ้น "
                         "unidades unidade unità piraso pezzi pièces piezas "
                         "sztuk szt stuk teile potong 매 件"),
    ("unit", "count", 1, "unit units dose doses cart carts cartridge cartridges vape vapes pen pens pod pods 본 支 "
                         "joint joints preroll prerolls"),
    ("vial", "count", 1, "vial vials amp amps ampoule ampoules ampul ampules ampule 병 瓶 ขวด chai 앰플 пузырь"),
    ("strip", "count", 1, "strip strips blister blisters блистер блистера блистеров แผง papan vỉ listków blistrów"),
    ("patch", "count", 1, "patch patches"),
    ("box", "count", 1, "box boxes 盒 박스 กล่อง hộp"),
    ("pack", "count", 1, "pack packs packet packets package packages bale bales bundle bundles wrap "
                         "wraps bottle bottles jar jars bag bags sheet sheets 袋 包 "
                         "팩 ซอง gói paket sachet sachets sachê saszetek zakjes saquinhos bustine fleshes "
                         "пакет пакетика зип"),
    ("seed", "count", 1, "seed seeds 씨앗 семян"),
)  # fmt: skip
UNITS = {written: Unit(name, base, factor) for name, base, factor, words in _ROWS for written in words.split()}
COUNTED = frozenset(written for written, unit in UNITS.items() if unit.base == "count")

# Street amounts that are words of their own: value and unit as they are meant, not as written.
STREET: dict[str, tuple[float, str]] = {
    "half teener": (0.885, "g"), "teener": (1.77, "g"), "teenth": (1.77, "g"), "eight ball": (3.5, "g"),
    "8 ball": (3.5, "g"), "8ball": (3.5, "g"), "8-ball": (3.5, "g"), "eightball": (3.5, "g"),
    "an eighth": (3.5, "g"), "eighth": (3.5, "g"), "eighths": (3.5, "g"), "qp": (0.25, "lb"),
    "quarter pound": (0.25, "lb"), "qp's": (0.25, "lb"), "hp": (0.5, "lb"), "half pound": (0.5, "lb"),
    "half p": (0.5, "lb"), "zip": (1, "oz"), "half zip": (0.5, "oz"), "quarter key": (0.25, "kg"),
    "half key": (0.5, "kg"), "반지": (0.5, "g"), "일지": (1, "g"), "이지": (2, "g"), "삼지": (3, "g"), "반통": (5, "g"),
    "한통": (10, "g"), "полграмма": (0.5, "g"), "пол грамма": (0.5, "g"), "полкило": (0.5, "kg"),
    "半克": (0.5, "g"), "半斤": (250, "g"), "nửa chỉ": (0.5, "chỉ"), "setengah gram": (0.5, "g"),
    "halbes gramm": (0.5, "g"), "medio gramo": (0.5, "g"), "demi-gramme": (0.5, "g"),
}  # fmt: skip
# These are nouns of other things too: an amount only with a number before them.
WITH_NUMBER: dict[str, tuple[float, str]] = {
    "ball": (3.5, "g"), "balls": (3.5, "g"), "key": (1, "kg"), "keys": (1, "kg"), "brick": (1, "kg"),
    "bricks": (1, "kg"), "지": (1, "g"), "작": (1, "g"), "통": (10, "g"), "eighths": (3.5, "g"),
    "teeners": (1.77, "g"), "qps": (0.25, "lb"), "qp": (0.25, "lb"),
}  # fmt: skip


def either(words: list[str] | frozenset[str]) -> str:
    """An alternation of words, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


UNIT = either(list(UNITS))
COUNT = either(COUNTED)
