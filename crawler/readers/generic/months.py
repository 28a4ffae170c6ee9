"""Names of months and days, as pages shorten and inflect them, in the languages of the house and the European ones."""

from __future__ import annotations

import unicodedata

_MONTHS = """
    jan january januar jänner januari janvier janv enero enr ene gennaio gen janeiro янв января январь січ січня
        ocak oca sty stycznia styczeń led ledna ianuarie ม.ค. มกราคม;
    feb february februar februari februarie février fevrier févr fevr fév febrero febbraio fevereiro fev peb
        pebrero фев февр февраля февраль лют лютого şubat şub sub subat lut lutego luty úno února ก.พ. กุมภาพันธ์;
    mar march märz maerz mrz mär mars marzo maart mrt maret mac março marco marso мар марта март бер березня mart
        marca marzec mzo bře března martie มี.ค. มีนาคม;
    apr april aprilie avril avr abril abr aprile апр апреля апрель кві квітня nis nisan nisan kwi kwietnia
        kwiecień dub dubna เม.ย. เมษายน;
    may mai mayo maggio mag mei maio май мая трав травня mayıs mayis maj maja kvě května พ.ค. พฤษภาคม;
    jun june juni juin junio giugno giu junho hun hunyo июн июня июнь чер червня haziran haz cze czerwca czerwiec
        čvn června iunie มิ.ย. มิถุนายน;
    jul july juli juillet juil julio luglio lug julho hul hulyo июл июля июль лип липня temmuz tem lip lipca
        lipiec čvc července iulie ก.ค. กรกฎาคม;
    aug august augustus août aout agosto ago ags agt agustus agst ogos agos авг августа август сер серпня ağustos
        agustos ağu sie sierpnia sierpień srp srpna ส.ค. สิงหาคม;
    sep sept september septembre septiembre settembre set setembro setyembre сен сент сентября сентябрь вер
        вересня eylül eylul eyl wrz września wrzesień zář září septembrie ก.ย. กันยายน;
    oct october okt oktober octobre octubre ottobre ott out outubro oktubre окт октября октябрь жов жовтня ekim
        eki paź października październik říj října octombrie ต.ค. ตุลาคม;
    nov november novembre noviembre novembro nob nobyembre ноя нояб ноября ноябрь лис листопада kasım kasim kas
        lis listopada listopad noiembrie พ.ย. พฤศจิกายน;
    dec december dez dezember décembre decembre déc dic diciembre dicembre desember des dis disember dezembro
        disyembre дек декабря декабрь гру грудня aralık aralik ara gru grudnia grudzień pro prosince decembrie
        ธ.ค. ธันวาคม
"""
_DAYS = """
    mo mon monday montag lunes lun lundi lunedì segunda пн пнд пон понедельник pazartesi pzt senin จ. จันทร์ 月 월;
    di tu tue tues tuesday dienstag martes mar mardi martedì terça вт втр вторник salı sal selasa อ. อังคาร 火 화;
    mi we wed wednesday mittwoch miércoles mié mercredi mer mercoledì quarta ср срд среда çarşamba çar rabu พ. พุธ
        水 수;
    do th thu thur thurs thursday donnerstag jueves jue jeudi jeu giovedì quinta чт чтв четверг perşembe per kamis
        พฤ. พฤหัสบดี 木 목;
    fr fri friday freitag viernes vie vendredi ven venerdì sexta пт птн пятница cuma cum jumat ศ. ศุกร์ 金 금;
    sa sat saturday samstag sábado sáb samedi sam sabato сб суб суббота cumartesi cmt sabtu ส. เสาร์ 土 토;
    so su sun sunday sonntag domingo dom dimanche dim domenica вс вск воскресенье pazar paz minggu อา. อาทิตย์ 日 일
"""


def _numbered(lines: str, first: int) -> dict[str, int]:
    table: dict[str, int] = {}
    for number, names in enumerate(lines.split(";"), start=first):
        for name in names.split():
            table.setdefault(unicodedata.normalize("NFC", name), number)
    return table


MONTHS = _numbered(_MONTHS, 1)
WEEKDAYS = _numbered(_DAYS, 0)  # as date.weekday() counts


def month_of(name: str) -> int:
    """The month's number, 0 where the name is no month's. Polish and Ukrainian share names; the longer list wins."""
    folded = unicodedata.normalize("NFC", name).casefold()
    return MONTHS.get(folded) or MONTHS.get(folded.rstrip("."), 0)
