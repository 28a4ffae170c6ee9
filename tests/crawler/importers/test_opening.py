"""How a file is known for what it is, and archives that are not to be trusted."""

from __future__ import annotations

import zipfile

import pytest

from crawler.importers import opened
from crawler.importers.opening import Kind
from tests.crawler.importers.exports import as_bytes, asides_of, messages_of, said, telegram_chat, zipped
from tests.crawler.importers.test_others import DISCORD, REPORT
from tidewaiter.model.errors import WrongUse

WHATSAPP = b"13/01/2021, 15:04 - Ann: hi\n"
TELEGRAM = as_bytes(telegram_chat([said(1)]))


@pytest.mark.parametrize(
    ("content", "kind"),
    [(TELEGRAM, "telegram"), (b"\xef\xbb\xbf" + TELEGRAM, "telegram"), (as_bytes(DISCORD), "discord"),
     (REPORT.encode(), "ufdr"), (WHATSAPP, "whatsapp"), (b"Date,User,Message\n2026-01-01,a,b\n", "csv")],
    ids=range(6),
)  # fmt: skip
def test_a_file_is_known_by_what_it_holds_whatever_its_name(tmp_path, content, kind):
    file = tmp_path / "anything.bin"
    file.write_bytes(content)
    assert opened(file).kind is Kind(kind)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [("ChatExport/result.json", TELEGRAM, "telegram"), ("_chat.txt", WHATSAPP, "whatsapp"),
     ("report.xml", REPORT.encode(), "ufdr"), ("WhatsApp Chat with Pier 7.txt", WHATSAPP, "whatsapp"),
     ("Pier - menu [42].json", as_bytes(DISCORD), "discord")],
    ids=range(5),
)  # fmt: skip
def test_an_archive_is_read_without_being_unpacked(tmp_path, name, content, kind):
    file = zipped(tmp_path, {"photos/1.jpg": b"\xff\xd8", name: content}, "WhatsApp Chat - Pier 7.zip")
    export = opened(file)
    assert (export.kind, export.member, export.chat) == (Kind(kind), name, "Pier 7")
    assert messages_of(file)
    assert sorted(one.name for one in tmp_path.iterdir()) == [file.name]


def _locked(folder):
    file = zipped(folder, {"result.json": TELEGRAM})
    raw = bytearray(file.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + flags] |= 1
    file.write_bytes(raw)
    return file


def _cut(folder):
    file = zipped(folder, {"result.json": TELEGRAM})
    file.write_bytes(file.read_bytes()[:-40])
    return file


@pytest.mark.parametrize(
    ("make", "said_so"),
    [
        (lambda folder: zipped(folder, {"result.json": b'{"messages":[' + b" " * 40_000_000}), "unpacks to"),
        (lambda folder: zipped(folder, {"../../result.json": TELEGRAM}), "holds no file of messages"),
        (lambda folder: zipped(folder, {"/etc/result.json": TELEGRAM}), "holds no file of messages"),
        (lambda folder: zipped(folder, {"..\\result.json": TELEGRAM}), "holds no file of messages"),
        (lambda folder: zipped(folder, {"photo.jpg": b"x"}), "holds no file of messages"),
        (_locked, "protected by a password"),
        (_cut, "damaged or cut"),
    ],
    ids=["bomb", "parent", "absolute", "backslash", "nothing", "password", "cut"],
)
def test_an_archive_that_is_not_to_be_trusted_is_refused_with_what_to_do(tmp_path, make, said_so):
    with pytest.raises(WrongUse, match=said_so):
        opened(make(tmp_path))


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02\x03" * 50, b"{}", b"<html></html>", b"just words"], ids=range(5)
)
def test_a_file_of_no_known_kind_is_refused(tmp_path, content):
    file = tmp_path / "x"
    file.write_bytes(content)
    with pytest.raises(WrongUse):
        opened(file)


def test_a_member_whose_bytes_are_damaged_keeps_what_was_read(tmp_path):
    file = tmp_path / "export.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("result.json", as_bytes(telegram_chat([said(number) for number in range(2000)])))
    raw = bytearray(file.read_bytes())
    raw[-2000] ^= 0xFF
    file.write_bytes(raw)
    assert len(messages_of(file)) > 100
    assert asides_of(file)
