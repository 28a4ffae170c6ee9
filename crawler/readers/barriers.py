"""Pages that hold no content, known without a profile: seizure banner, CAPTCHA, queue, login, error."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from crawler.readers.addresses import base_of, refresh_target
from crawler.readers.tree import Opened
from tidewaiter.model.sighting import Page

_LITTLE = 1_500  # characters; the longest text among the barrier pages that we have is 1,135
_DAY = 86_400

_SEIZED = re.compile(
    r"(?:this|the) (?:hidden |web ?|dark ?web )?(?:site|service|market\w*|domain|website)\s+(?:has|have) been\s+seized"
    r"|has been seized (?:by|as part|pursuant)"
    r"|seized by (?:the )?(?:fbi|federal|europol|law enforcement|police|bka|national)"
    r"|operation (?:onymous|bayonet|disruptor|darkhuntor)",
    re.IGNORECASE,
)
_HUMAN = re.compile(
    r"captcha|ddos[\s-]*(?:protection|guard|filter)|prove (?:that )?you(?:'re| are) (?:a )?human|are you (?:a )?human"
    r"|verify (?:that )?you|not a robot|solve the|security check|인증\s?코드|자동\s?등록\s?방지|验证码|驗證碼"
    r"|画像認証|капч|mã xác (?:nhận|minh)|รหัสยืนยัน",
    re.IGNORECASE,
)
_WAIT = re.compile(
    r"\bqueue\b|waiting room|please wait|estimated wait"
    r"|anti[\s-]?ddos|ddos[\s-]*protection|checking your browser|대기열|잠시만 기다|排队|请稍候"
    r"|お待ちください|順番|очеред|подождите|hàng đợi|vui lòng chờ|antrean|mohon tunggu|กรุณารอ",
    re.IGNORECASE,
)
_MOVES = re.compile(r"you will be (?:automatically )?(?:redirected|forwarded)", re.IGNORECASE)
_SIGN_IN = re.compile(
    r"log[\s-]?in|sign[\s-]?in|log[\s-]?on|로그인|登录|登入|ログイン|вход|войти"
    r"|đăng nhập|เข้าสู่ระบบ|masuk|mag-login",
    re.IGNORECASE,
)
_FAULT = re.compile(
    # A bare number is a status only where it stands alone or with its words: "Capsules 500 mg" is a listing.
    r"\b(?:error|http)\W{0,3}[45]\d\d\b|^\s*[45]\d\d\s*(?:$|[-:|–])|\b[45]\d\d error"
    r"|\bnot found\b|forbidden|bad gateway|access denied"
    r"|internal server error|service (?:temporarily )?unavailable|gateway time-?out|too many requests"
    r"|does ?n[o']t exist|(?:under|down for) maintenance"
    r"|찾을 수 없|페이지가 없|找不到|不存在|見つかりません|не найден|không tìm thấy"
    r"|tidak ditemukan|ไม่พบ",
    re.IGNORECASE | re.MULTILINE,
)
_CAPTCHA_MARKS: Any = etree.XPath(
    "boolean(//input[contains(translate(concat(@name, ' ', @id, ' ', @placeholder), 'CAPTH', 'capth'), 'captcha')]"
    " | //img[contains(translate(concat(@src, ' ', @alt, ' ', @class, ' ', @id), 'CAPTH', 'capth'), 'captcha')]"
    " | //*[contains(concat(' ', @class, ' '), ' g-recaptcha ') or contains(@class, 'h-captcha')])"
)
_PASSWORD: Any = etree.XPath("boolean(//form//input[translate(@type, 'PASWORD', 'pasword')='password'])")
_LOGOUT: Any = etree.XPath("boolean(//a[contains(translate(@href, 'LOGUT', 'logut'), 'logout')])")
_FORM_WORDS: Any = etree.XPath("//form/@action | //form//input/@value | //form//button/@name")
_FORM: Any = etree.XPath("boolean(//form)")
_HEADINGS: Any = etree.XPath("//h1 | //h2 | //*[@class='title']")
_REFRESH: Any = etree.XPath("//meta[translate(@http-equiv, 'REFSH', 'refsh')='refresh']/@content")


@dataclass(frozen=True, slots=True)
class Barrier:
    """What stands in the way; `refresh` is the waiting time in seconds that a queue states."""

    page: Page
    refresh: int | None = None


def recognise(opened: Opened) -> Barrier | None:
    """The barrier that this page plainly is; None where it may hold content."""
    if opened.root is None:
        return Barrier(Page.ERROR)
    said = opened.said
    head = f"{opened.title}\n{said[:_LITTLE]}"
    if len(said) <= 4 * _LITTLE and _SEIZED.search(head):
        return Barrier(Page.SEIZURE)
    if _PASSWORD(opened.root) and not _LOGOUT(opened.root) and len(said) <= _LITTLE and _signs_in(opened):
        return Barrier(Page.LOGIN)
    if len(said) > _LITTLE:
        return None
    return _little(opened, head)


def _little(opened: Opened, head: str) -> Barrier | None:
    """A page that says little is a CAPTCHA, a queue, an error, in this order of certainty."""
    assert opened.root is not None
    seconds = refresh_of(opened)
    if _FORM(opened.root) and not _LOGOUT(opened.root) and (_CAPTCHA_MARKS(opened.root) or _HUMAN.search(head)):
        return Barrier(Page.CAPTCHA)
    away = leads_away(opened)
    if _WAIT.search(head) or (not away and _MOVES.search(head)):
        return Barrier(Page.QUEUE, seconds)
    if seconds is not None and not away and len(opened.said) < 200:
        return Barrier(Page.QUEUE, seconds)
    headings = " ".join("".join(found.itertext())[:200] for found in _HEADINGS(opened.root)[:5])
    if _FAULT.search(f"{opened.title}\n{headings}") or (len(opened.said) < 300 and _FAULT.search(opened.said)):
        return Barrier(Page.ERROR)
    return None


def _signs_in(opened: Opened) -> bool:
    assert opened.root is not None
    words = [opened.title, opened.page.url, opened.said]
    words += [str(value) for value in _FORM_WORDS(opened.root)]
    return bool(_SIGN_IN.search(" ".join(words)))


def refresh_of(opened: Opened) -> int | None:
    """The page's own waiting time in seconds, from its meta element or header."""
    for value in _refreshes(opened):
        found = re.match(r"\s*(\d{1,6})", value)
        if found and int(found[1]) <= _DAY:
            return int(found[1])
    return None


def leads_away(opened: Opened) -> bool:
    """Whether the page's refresh leads to another address: then it has moved, and waiting before it would never end.

    Not of a saved page whose address nobody knows.
    """
    url = opened.page.url
    if not url or opened.root is None:
        return False
    base = base_of(opened.root, url)
    targets = (target for value in _refreshes(opened) if (target := refresh_target(value, base)))
    return next(targets, url).partition("#")[0] != url.partition("#")[0]


def _refreshes(opened: Opened) -> list[str]:
    stated = [str(value) for value in _REFRESH(opened.root)] if opened.root is not None else []
    return [said for said in (opened.page.header("refresh"), *stated) if said]
