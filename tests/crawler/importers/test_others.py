"""Discord, a telephone's report, tables: what each states, and what is no post."""

from __future__ import annotations

import io
from datetime import datetime, timedelta, timezone
from pathlib import Path

import openpyxl
import pytest

from crawler.importers.mapping import load_mapping, propose, write
from crawler.importers.ufdr import ufdr
from tests.crawler.importers.exports import asides_of, everything, messages_of, written
from tidewaiter.model.errors import WrongUse

SAMPLES = Path(__file__).parents[4] / "shared" / "data" / "telegram" / "export_samples"
DISCORD = {
    "guild": {"id": "1", "name": "Pier"}, "channel": {"id": "42", "type": "GuildTextChat", "name": "menu"},
    "messages": [
        {"id": "7", "type": "Default", "timestamp": "2026-09-01T12:00:00.5+09:00", "timestampEdited": None,
         "content": "2g 20만", "author": {"id": "9", "name": "ann", "nickname": "Ann of Pier 7"},
         "attachments": [{"id": "3", "url": "x", "fileName": "list.png", "fileSizeBytes": 12}],
         "embeds": [{"title": "Shop", "url": "https://example.org", "description": "open", "fields": []}]},
        {"id": "8", "type": "Reply", "timestamp": "2026-09-01T12:01:00+09:00", "content": "ok",
         "timestampEdited": "2026-09-01T12:02:00+09:00", "author": {"id": "10", "name": "bo"},
         "reference": {"messageId": "7", "channelId": "42"}},
        {"id": "9", "type": "ChannelPinnedMessage", "timestamp": "2026-09-01T12:03:00+09:00", "content": "", "author": {}},
    ],
}  # fmt: skip


def test_discord(tmp_path):
    one, two = messages_of(written(tmp_path, DISCORD, "discord.json"))
    assert dict(one.statement().fields) == {
        "author": "ann", "author_id": "user9", "signature": "Ann of Pier 7", "text": "2g 20만",
        "date": "2026-09-01T03:00:00+00:00", "channel": "Pier / menu",
        "media": ("attached, list.png, 12 bytes", "embedded: Shop; open"), "links": ("https://example.org",),
    }  # fmt: skip
    assert (two.reply_to, two.edited, two.statement().key) == ("7", "2026-09-01T03:02:00+00:00", "/c/42#8")
    assert asides_of(tmp_path / "discord.json") == ["service: ChannelPinnedMessage"]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared sample exports are not beside this checkout")
@pytest.mark.parametrize(
    ("name", "authors", "asides"),
    [
        ("DM_2A_2M", ["mlomb", "Someones name"], ["Call"]),
        ("GC_3A_5M", ["not a plant", "lombi", "mlomb"], ["ChannelNameChange", "ChannelIconChange", "Call"]),
        ("SV_5A_5M", ["Deleted User", "Deleted User", "mlomb", "mlomb", "mlomb"], []),
    ],
    ids=["direct", "group", "server"],
)
def test_the_shared_samples_of_discord(name, authors, asides):
    file = SAMPLES / f"discord_{name}.json"
    found = messages_of(file)
    assert [one.author for one in found] == authors
    assert asides_of(file) == [f"service: {one}" for one in asides]
    assert all(one.date.endswith("+00:00") and one.text for one in found)


REPORT = """<?xml version="1.0" encoding="utf-8"?>
<project xmlns="http://pa.cellebrite.com/report/2.0" name="Seized 7"><metadata section="Device"><item name="x">y</item></metadata>
<decodedData><modelType type="Chat"><model type="Chat" id="c-1" deleted_state="Intact" decoding_confidence="High">
 <field name="Source"><value>Signal</value></field><field name="Id"><value>grp-9</value></field>
 <field name="Name"><value>Night pier</value></field>
 <multiModelField name="Messages">
  <model type="InstantMessage" id="m-1" deleted_state="Deleted" decoding_confidence="Medium">
   <field name="Body"><value>ice 2g 20만</value></field><field name="TimeStamp"><value>2026-09-01T12:00:00.000+09:00</value></field>
   <modelField name="From"><model type="Party" id="p"><field name="Identifier"><value>+821055500101</value></field>
    <field name="Name"><value>Ann</value></field></model></modelField></model>
  <model type="InstantMessage" id="m-2" deleted_state="Intact"><field name="Body"><value/></field></model>
  <model type="InstantMessage" id="m-3" deleted_state="Intact"><multiModelField name="Attachments"><model type="Attachment" id="a">
   <field name="Filename"><value>list.png</value></field></model></multiModelField></model>
 </multiModelField></model></modelType></decodedData></project>"""


def test_a_report_of_a_telephone(tmp_path):
    file = tmp_path / "report.xml"
    file.write_text(REPORT, encoding="utf-8")
    one, two = messages_of(file)
    assert (one.text, one.date, one.author, one.author_id) == (
        "ice 2g 20만", "2026-09-01T03:00:00+00:00", "Ann", "+821055500101"
    )  # fmt: skip
    assert (one.state, one.certainty, one.chat.name) == ("deleted", "Medium", "Night pier")
    assert two.media == ("attached, list.png",)
    assert asides_of(file) == ["a message that says nothing"]


def test_a_report_never_reads_an_entity_and_one_that_is_cut_keeps_what_came_before(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("canary")
    evil = REPORT.replace("<project", f'<!DOCTYPE project [<!ENTITY e SYSTEM "file://{secret}">]><project', 1)
    found = list(ufdr(io.BytesIO(evil.replace("ice 2g", "&e;").encode()), zone=None))
    assert "canary" not in repr([getattr(one, "text", "") for one in found])
    cut = list(ufdr(io.BytesIO(REPORT.encode()[: REPORT.index("m-3")]), zone=None))
    assert [type(one).__name__ for one in cut] == ["Message", "Aside", "Broken"]


def test_billions_of_laughs_end_early():
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE project [<!ENTITY e0 "ha">{lines}]><project><x>&e11;</x></project>'
    found = list(ufdr(io.BytesIO(bomb.encode()), zone=None))
    assert all(type(one).__name__ == "Broken" for one in found)


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        (["Date", "User", "Message"], {"time": "Date", "sender": "User", "text": "Message"}),
        (["날짜", "보낸 사람", "내용", "방"], {"time": "날짜", "sender": "보낸 사람", "text": "내용", "chat": "방"}),
        (["ID", "Sent At", "From", "Body", "Attachments"],
         {"number": "ID", "time": "Sent At", "sender": "From", "text": "Body", "media": "Attachments"}),
        (["время", "отправитель", "текст"], {"time": "время", "sender": "отправитель", "text": "текст"}),
        (["วันที่", "ผู้ส่ง", "ข้อความ"], {"time": "วันที่", "sender": "ผู้ส่ง", "text": "ข้อความ"}),
    ],
    ids=["kakaotalk", "korean", "signal", "russian", "thai"],
)  # fmt: skip
def test_columns_are_proposed_by_their_names(head, columns):
    found = propose(head)
    assert found.columns == columns
    assert load_mapping(write(found), "columns.yaml") == found


def test_a_table_without_a_known_column_says_which_there_are():
    with pytest.raises(WrongUse, match="no column") as refused:
        propose(["x", "y"])
    assert "x, y" in refused.value.todo


@pytest.mark.parametrize(
    "text", ["columns: {words: x}", "columns: {time: x}", "colums: {}", "columns: [x]"], ids=range(4)
)
def test_a_mapping_that_cannot_be_meant_is_refused(text):
    with pytest.raises(WrongUse):
        load_mapping(text, "columns.yaml")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
@pytest.mark.parametrize("mark", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_a_table_of_text(tmp_path, encoding, mark):
    rows = [["Date", "User", "Message"], ["2026-09-01 12:00:00", "안나", '"아이스, 2g\n20만원에 팝니다"'],
            ["2026-09-01 12:01:00", "보", "네 알겠습니다"], ["never", "보", "x"], ["", "", ""]]  # fmt: skip
    file = tmp_path / "export.csv"
    file.write_bytes("".join(mark.join(row) + "\r\n" for row in rows).encode(encoding))
    one, two = messages_of(file, zone=timezone(timedelta(hours=9)))
    assert (one.text, one.author, one.date) == ("아이스, 2g\n20만원에 팝니다", "안나", "2026-09-01T03:00:00+00:00")
    assert (two.text, two.place) == ("네 알겠습니다", "row 3")
    assert asides_of(file) == ["a time that is not understood: never", "a row that says nothing"]


def test_a_workbook_gives_values_and_never_reckons_a_formula(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Time", "Sender", "Text", "Chat", "Id"])
    book.active.append([datetime(2026, 9, 1, 12), "Ann", "2g", "Pier", 7])
    book.active.append([datetime(2026, 9, 1, 13), "Ann", '=WEBSERVICE("http://127.0.0.1/")', "Pier", 8])
    file = tmp_path / "export.xlsx"
    book.save(file)
    found = everything(file)
    assert [(one.text, one.date, one.number, one.chat.name) for one in found[:1]] == [
        ("2g", "2026-09-01T12:00:00", "7", "Pier")
    ]
    assert [one.reason for one in found[1:]] == ["a row that says nothing"]


def test_times_in_seconds_thousandths_and_a_form_of_their_own(tmp_path):
    file = tmp_path / "export.csv"
    file.write_text("time,text\n1788231600,a\n1788231600000,b\n01.09.2026 12.00,c\n")
    assert [one.date for one in messages_of(file)] == ["2026-09-01T03:00:00+00:00"] * 2
    mapping = load_mapping("columns: {time: time, text: text}\ntime_form: '%d.%m.%Y %H.%M'", "m")
    assert [one.date for one in messages_of(file, mapping=mapping)] == ["2026-09-01T12:00:00"]
