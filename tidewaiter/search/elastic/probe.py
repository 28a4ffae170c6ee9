"""Whether the server takes texts apart as we do: asked before the first use, since hits depend on it."""

from __future__ import annotations

from collections.abc import Sequence

from elasticsearch import Elasticsearch

from tidewaiter.model.errors import StoreFailed
from tidewaiter.search.analysis import ANALYZER_NAME, prepare, words

# Every script of our users, marks that join and that split, what folds, what two alphabets share, long runs.
TEXTS = (
    "Cocaïne-HCl 99.5% PURE €50/g, don’t o'clock", "2C-B 4-MMC a.onion user_name @seller #1",
    "필로폰1그램 작대기 강남 던지기", "冰毒btc付款", "ヘロイン ｺｶｲﾝ コーヒー ひらがな", "ขายยาบ้าราคาถูก ๕๐๐ บาท",
    "ຢາບ້າ ລາວ", "ថ្នាំញៀន ខ្មែរ", "ဘိန်းဖြူ ရောင်း", "thuốc lắc ở Sài Gòn", "thuo\u0302\u0301c la\u0306\u0301c",
    "закладка Ёлка ГАШИШ", "İstanbul ısı IŞIK", "Straße ẞ ﬁne Æther Øre Łódź", "½ ② ⑴ Ⅷ x² 10⁵",
    "أفيون عراقي ١٠", "Ελλάδα ΣΊΣΥΦΟΣ",
    "हेरोइन गाँजा", "שלום קוֹקָאִין", "a'b’c.d.e.f.g ...x...",
    "rtl\u202eevil\u202c zero\u200bwidth soft\u00adhyphen", "tab\tnew\nline\x00nul",
    "x" * 300, "ab" * 40 + "." + "cd" * 40, "𝐛𝐨𝐥𝐝 𠀀𠀁 😀mdma😀", "ＭＤＭＡ １０ｇ",
    "e\u0301te\u0301 n\u0303", "ǅ ŉ ß ſ K Å",
    "Tagalog: shabú ₱500", "methamphetamine／ice；1,000.50",
)  # fmt: skip


def require_same_words(client: Elasticsearch, index: str, where: str) -> None:
    """Compare the analyzer of an index with ours. Raises StoreFailed, naming the first text taken apart otherwise."""
    texts = [prepare(text) for text in TEXTS]
    if _tokens(client, index, texts) == [word for text in texts for word in words(text)]:
        return
    for text in texts:
        theirs, ours = _tokens(client, index, [text]), words(text)
        if theirs != ours:
            raise StoreFailed(
                f"the analyzer of the server differs from ours: {text[:40]!r} is {theirs[:12]} there, {ours[:12]} here",
                where=where, todo="use the tested version of Elasticsearch (8.19), then `tidewaiter index rebuild`",
            )  # fmt: skip


def _tokens(client: Elasticsearch, index: str, texts: Sequence[str]) -> list[str]:
    answer = client.indices.analyze(index=index, analyzer=ANALYZER_NAME, text=list(texts))
    return [str(token["token"]) for token in answer["tokens"]]
