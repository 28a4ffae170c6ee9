"""A guess at the language of a text: a prior and a display field, never a switch."""

from __future__ import annotations

import re

_SCRIPTS = (
    ("ko", re.compile(r"[가-힣]")),
    ("ja", re.compile(r"[\u3041-\u30fa]")),
    ("th", re.compile(r"[\u0e01-\u0e4e]")),
    ("ru", re.compile(r"[а-яё]", re.I)),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("vi", re.compile(r"[ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.I)),
)
_ANY = re.compile(f"[{''.join(pattern.pattern[1:-1] for _, pattern in _SCRIPTS)}]", re.I)  # "€" alone is no script
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_WORDS = (
    ("", frozenset("the and of to is you we our in for with from this that are it on your not all be will or".split())),
    ("vi", frozenset("hang gia noi thanh lien he khong duoc vien".split())),
    (
        "id",
        frozenset(
            "dan yang untuk dari kirim jual beli ke di ready sistem tempel sabu ganja cimeng rb jt barang harga "
            "pakai sama juga bisa ini itu yg aja gak nggak udah lagi sudah saya kami anda".split()
        ),
    ),
    (
        "tl",
        frozenset(
            "ang mga ng sa po lang naman kuha bato meron pwede pare tropa presyo may kami isa dito kayo yung "
            "sino mayroon dyan gamit bili kahit".split()
        ),
    ),
    (
        "de",
        frozenset(
            "und der die das ist nicht mit für ein eine auf von aus nach bei noch hab habe wir sind auch".split()
        ),
    ),
    (
        "nl",
        frozenset("het een van niet met voor zijn wij naar nog ook heb zonder alle per uit wordt onze vanuit".split()),
    ),
    ("fr", frozenset("le les des est pas pour dans avec sur nous une du et vous la en au depuis livraison".split())),
    ("es", frozenset("el los las del por para con una que desde todo tengo muy sin también enviamos".split())),
    ("it", frozenset("il gli della per con una che di sono anche da spedizione ho non nel tutta".split())),
    ("pt", frozenset("os das do não com uma para em por você também envio entrega todo tem no".split())),
    ("pl", frozenset("nie jest na do się mam oraz przez wysyłka dla po od za tylko lub czysta".split())),
)
_ENOUGH = 2  # one "di" or "sa" is also a name or a typing slip
_HEAD = 4000  # characters looked at: enough for a guess, and bounded


def guess(text: str) -> str | None:
    """An ISO 639-1 code (`tl` for Tagalog); None for Latin text with no sign of another language than English."""
    head = text[:_HEAD]
    if not head.isascii() and _ANY.search("".join(_FOREIGN.findall(head))):
        counts = [(len(pattern.findall(head)), -at, name) for at, (name, pattern) in enumerate(_SCRIPTS)]
        most, _, name = max(counts)
        if most >= (1 if name == "vi" else 3) or (most and most * 4 >= sum(map(str.isalpha, head))):
            return "ja" if name == "zh" and counts[1][0] else name
    words = set(_WORD.findall(head.lower()))
    most, _, name = max((len(words & known), -at, name) for at, (name, known) in enumerate(_WORDS))
    return (name or None) if most >= _ENOUGH else None
