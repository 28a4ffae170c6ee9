"""Make place.cldr.csv from the territory names of Unicode's CLDR, read through Babel.

    uv run --with babel python nlp/lexicon/build_places.py > nlp/lexicon/place.cldr.csv

Run by hand when CLDR changes; the product itself needs no Babel.
"""

from __future__ import annotations

import csv
import sys
import unicodedata
from collections.abc import Iterator

LANGUAGES = "en ko zh zh_Hant vi th id ms ja ru fil de nl es fr it pt pl sv".split()
# Words of ordinary language first, countries only second; and names that are too short to trust without a border.
NOT_NAMES = frozenset(
    "가나 수단 오만 이란 말리 기니 토고 통가 차드 괌 áo ý anh lào đức pháp úc nga niger nauru mali guinea oman cuba "
    "jersey jordan chad georgia turkey togo peru man guam india china turki mali réunion reunion martinique dominica "
    "norfolk samoa palau world riunione reunião gana indie kina island figi chade ciad komory "
    "เกาะแมน 马里 多哥 テ チリ マリ".split()
)
# Codes that are words or units themselves: places only beside an arrow, or where they stand out behind "from" and "to".
AMBIGUOUS_CODES = frozenset(
    "IN IT IS TO AT BE AS SO NO ME MY DE ES LA AM PM DO ID CD MS ML MG GB TV PG VG AI CC IO "
    "CV CU PS TC TD TK TH TG MO MD MC MA LB LC GL GM GG GP PR PT RE SD SC SM SR ST SH SI SJ TT TR TW TM TL "
    "CL CM CR CI CK FM FO FK GD GE HM IM IR JE KM KG NE NP NU OM PE PA PN PW".split()
)


def rows() -> Iterator[tuple[str, str, str, int]]:
    from babel import Locale  # type: ignore[import-not-found, unused-ignore]

    seen: set[tuple[str, str]] = set()
    codes = sorted(
        code
        for code in Locale("en").territories
        if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "ZZ", "XA", "XB", "XK", "QO")
    )
    for language in LANGUAGES:
        territories = Locale.parse(language).territories
        for code in codes:
            name = unicodedata.normalize("NFC", territories.get(code, "")).lower()
            if (
                not name
                or name in NOT_NAMES
                or len(name) < 2
                or (name.isascii() and len(name) < 4)
                or (name, code) in seen
            ):
                continue
            seen.add((name, code))
            yield name, code, "country", 0
    yield from ((code, code, "code", 2 if code in AMBIGUOUS_CODES else 1) for code in codes)


def main() -> None:
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["term", "canonical", "kind", "ambiguity", "source", "licence"])
    for name, code, kind, ambiguity in rows():
        out.writerow([name, code, kind, ambiguity, "CLDR", "Unicode-3.0"])


if __name__ == "__main__":
    main()
