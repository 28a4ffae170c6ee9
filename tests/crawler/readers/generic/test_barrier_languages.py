"""Pages that hold nothing, in the nine languages: what they are, with the generic reader, and that they state nothing."""

from __future__ import annotations

import pytest

from crawler.readers import SavedPage, read
from tidewaiter.model.sighting import Page, Reading

SIGN_IN = '<form action="/a" method="post"><p>{0}</p><input name="u"><input type="password" name="p"><button>{0}</button></form>'
ASK = '<form action="/c" method="post"><p>{0}</p><img src="/x.png"><input type="text" name="answer"><button>OK</button></form>'
PLAIN = "<h1>{0}</h1>"
SHOP = '<nav><a href="/">Lantern</a> <a href="/category/1">Tea</a></nav><h1>{0}</h1><p>{1}</p><footer><a href="/faq">FAQ</a></footer>'

LOGINS = [
    ("en", "Log in"),
    ("ko", "로그인"),
    ("zh", "登录"),
    ("zh-TW", "登入"),
    ("vi", "Đăng nhập"),
    ("th", "เข้าสู่ระบบ"),
    ("id", "Masuk"),
    ("ms", "Log masuk"),
    ("ja", "ログイン"),
    ("ru", "Вход"),
    ("tl", "Mag-login"),
]
CAPTCHAS = [
    ("en", "Enter the characters"),
    ("ko", "보안문자를 입력하세요"),
    ("zh", "请输入验证码"),
    ("zh-TW", "請輸入驗證碼"),
    ("vi", "Nhập mã xác nhận"),
    ("th", "กรอกรหัสยืนยัน"),
    ("id", "Masukkan kode verifikasi"),
    ("ja", "画像認証"),
    ("ru", "Введите код с картинки"),
    ("tl", "Patunayan na hindi ako robot"),
]
QUEUES = [
    ("en", "You are in the queue"),
    ("ko", "대기열에 있습니다. 잠시만 기다려 주세요."),
    ("zh", "正在排队，请稍候"),
    ("zh-TW", "正在排隊"),
    ("vi", "Bạn đang ở trong hàng đợi"),
    ("th", "กรุณารอสักครู่"),
    ("id", "Mohon tunggu sebentar"),
    ("ms", "Sila tunggu"),
    ("ja", "順番待ちです。お待ちください。"),
    ("ru", "Вы в очереди, подождите"),
    ("tl", "Maghintay lamang po"),
]
SEIZURES = [
    ("en", "This hidden service has been seized"),
    ("ko", "이 사이트는 압수되었습니다"),
    ("zh", "本网站已被查封"),
    ("vi", "Trang web này đã bị tịch thu"),
    ("th", "เว็บไซต์นี้ถูกยึดแล้ว"),
    ("id", "Situs ini telah disita"),
    ("ja", "このサイトは押収されました"),
    ("ru", "Этот сайт изъят"),
    ("tl", "Ang site na ito ay kinumpiska"),
]
ERRORS = [
    ("en", "Page not found"),
    ("ko", "페이지를 찾을 수 없습니다"),
    ("zh", "页面不存在"),
    ("zh-TW", "找不到頁面"),
    ("vi", "Không tìm thấy trang"),
    ("th", "ไม่พบหน้านี้"),
    ("id", "Halaman tidak ditemukan"),
    ("ms", "Halaman tidak dijumpai"),
    ("ja", "ページが見つかりません"),
    ("ru", "Страница не найдена"),
    ("tl", "Hindi nahanap ang pahina"),
]
EMPTY = [
    ("en", "No results"),
    ("ko", "검색 결과가 없습니다"),
    ("zh", "没有找到相关商品"),
    ("zh-TW", "沒有結果"),
    ("vi", "Không có kết quả nào"),
    ("th", "ไม่พบสินค้า"),
    ("id", "Tidak ada hasil"),
    ("ms", "Tiada hasil"),
    ("ja", "該当する商品がありません"),
    ("ru", "Ничего не найдено"),
    ("tl", "Walang resulta"),
]
PAGES = [
    *((f"login {tongue}", tongue, SIGN_IN.format(said), Page.LOGIN) for tongue, said in LOGINS),
    *((f"captcha {tongue}", tongue, ASK.format(said), Page.CAPTCHA) for tongue, said in CAPTCHAS),
    *((f"queue {tongue}", tongue, PLAIN.format(said), Page.QUEUE) for tongue, said in QUEUES),
    *((f"seizure {tongue}", tongue, PLAIN.format(said), Page.SEIZURE) for tongue, said in SEIZURES),
    *((f"error {tongue}", tongue, PLAIN.format(said), Page.ERROR) for tongue, said in ERRORS),
    *((f"empty {tongue}", tongue, SHOP.format("Tea", said), Page.CATEGORY) for tongue, said in EMPTY),
]


def page_of(
    body: str, *, language: str = "en", path: str = "/x", head: str = "", headers: dict | None = None
) -> Reading:
    html = f'<html lang="{language}"><head><meta charset="utf-8"><title>Lantern</title>{head}</head><body>{body}</body></html>'
    return read(SavedPage(f"http://a.onion{path}", html.encode(), headers=headers or {}), "capture")


@pytest.mark.parametrize(("language", "body", "page"), [one[1:] for one in PAGES], ids=[one[0] for one in PAGES])
def test_a_page_without_content_is_known_and_states_nothing(language: str, body: str, page: Page) -> None:
    found = page_of(body, language=language)
    assert (found.page, found.statements) == (page, ())


LISTING = """<h1>Blue Kettle Tea 50g</h1><table><tr><th>Vendor</th><td><a href="/vendor/k">kettlehouse</a></td></tr>
<tr><th>Price</th><td>$45.00</td></tr><tr><th>Ships from</th><td>Spain</td></tr></table><h2>Description</h2><p>{}</p>"""


@pytest.mark.parametrize(
    "words",
    [said for table in (CAPTCHAS, QUEUES, SEIZURES, ERRORS, EMPTY) for _, said in table],
)
def test_the_same_words_in_a_description_bar_no_listing(words: str) -> None:
    """A vendor writes what he likes: it must not hide his listing from us."""
    found = page_of(LISTING.format(f"{words} - {words}"), path="/listing/1")
    assert found.page == Page.LISTING
    assert [one.key for one in found.statements] == ["/listing/1"]


LEADS = [
    # refresh, what the page says, its kind
    ("0; url=/login", "", Page.HOME),
    ("0;URL='/market/'", "", Page.HOME),
    ("3, /next", "Redirecting", Page.HOME),
    ("5; url=http://b.onion/x", "You will be redirected", Page.HOME),
    ("5", "", Page.QUEUE),
    ("5; url=/x", "", Page.QUEUE),
    ("5; url=http://a.onion/x#top", "", Page.QUEUE),
    ("5; url=", "", Page.QUEUE),
    ("5; url=javascript:x()", "", Page.QUEUE),
    ("5; url=/next", "You are in the queue, please wait", Page.QUEUE),
    ("5; url=/x", "Redirecting", Page.QUEUE),
]


@pytest.mark.parametrize("by_header", [False, True], ids=["meta", "header"])
@pytest.mark.parametrize(("refresh", "said", "page"), LEADS)
def test_a_page_that_leads_to_another_address_is_no_queue(refresh: str, said: str, page: Page, by_header: bool) -> None:
    if by_header:
        found = page_of(f"<p>{said}</p>", headers={"Refresh": refresh})
    else:
        found = page_of(f"<p>{said}</p>", head=f'<meta http-equiv="refresh" content="{refresh}">')
    assert found.page == page
    assert (found.refresh is None) == (found.page != Page.QUEUE)
