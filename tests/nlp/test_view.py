"""The spaCy pipeline: one Language, components by name, equal mentions before and after saving."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import nlp

TEXTS = [
    "5g c0ke $200 ships from NL to worldwide, wickr: fish_99.",
    "아이스를 1g 30만 던지기 텔 @demo_ice",
    "코인bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4로 입금",
    "冰毒 一克600 现货 同城埋包 飞机 @bingtest",
    "ไอซ์ 1g 1500 บาท นัดรับ พัทยา",
    "2cb pinks, k, molly & acid; t.me/fish_room.",
    "  leading, trailing  and   inner spaces \n\n 5g \t weed  ",
    "",
    "\u200b작d대기 \ud800 İstanbul ㎎",
]


@pytest.fixture(scope="module")
def language() -> object:
    return nlp.pipeline()


@pytest.mark.parametrize("text", TEXTS)
def test_the_doc_is_the_text_and_its_spans_are_the_mentions(language: object, text: str) -> None:
    doc = language(text)
    assert doc.text == text.replace("\ud800", "\ufffd")  # spaCy holds no lone surrogates
    mentions = nlp.extract(text)
    assert doc.user_data["mentions"] == mentions
    spans = [(span.label_, span.start_char, span.end_char) for span in doc.spans["mentions"]]
    assert spans == [(str(m.kind), m.start, m.end) for m in mentions]


def test_components_are_named_factories(language: object) -> None:
    assert language.pipe_names[:3] == ["tidewaiter_wallets", "tidewaiter_pgp", "tidewaiter_contacts"]
    assert language.pipe_names[-1] == "tidewaiter_spans"
    assert language.meta["lexicon"] == nlp.VERSION


def test_a_saved_pipeline_gives_equal_mentions(language: object, tmp_path: Path) -> None:
    import spacy

    language.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert again.config == language.config
    for text in TEXTS:
        assert again(text).user_data["mentions"] == language(text).user_data["mentions"]


def test_the_threshold_is_configuration() -> None:
    strict = nlp.pipeline(threshold=0.99)
    (mention,) = [m for m in strict("ice 1g").user_data["mentions"] if m.kind == "drug"]
    assert mention.status == "suspected"


def test_extracting_does_not_import_spacy() -> None:
    code = "import sys, nlp; nlp.extract('5g weed'); print('spacy' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert run.stdout.strip() == "False"


def test_many_texts_in_order() -> None:
    assert list(nlp.extract_many(TEXTS)) == [nlp.extract(text) for text in TEXTS]
