"""Pages without content. None of them may yield a statement, whatever they show beside the barrier."""

from __future__ import annotations

from tests.crawler.readers.generic.cases import Case, framed

_LOGIN = '<form method="post"><input name="username"><input type="password" name="password"><input type="submit" value="{}"></form>'

BARRIERS = [
    Case("login", "/login", f"<html><title>Lantern - Login</title><body><h1>Login</h1>{_LOGIN.format('Log in')}<a href='/register'>Register</a></body></html>", "login"),
    Case("login, Thai", "/login", f"<html lang=th><title>เข้าสู่ระบบ</title><body><h2>เข้าสู่ระบบ</h2>{_LOGIN.format('ตกลง')}</body></html>", "login"),
    Case(
        "login wall before blurred listings", "/listing/5",
        framed(f"<h1>Please log in</h1><p>Log in to see this listing.</p>{_LOGIN.format('Log in')}<div><div><a href='/listing/6'>Teaser Tea</a> $5.00</div>"
               "<div><a href='/listing/7'>Other Tea</a> $6.00</div></div>", "Login - Lantern"), "login",
    ),
    Case("login with captcha", "/login", f"<title>Sign in</title><h2>Sign in</h2>{_LOGIN.format('Go')}<img src=/captcha.png><input name=captcha>", "login"),
    Case("captcha", "/", "<html><title>Lantern</title><body><h3>Prove you are not a robot</h3><form method=post><img src='/captcha/1.png'><input type=text name=captcha>"
         "<input type=submit value=Submit></form></body></html>", "captcha"),
    Case("captcha, Japanese", "/check", "<html lang=ja><title>確認</title><body><p>画像認証：表示された文字を入力してください。</p><form><img src=/i.png><input type=text name=code>"
         "<button>送信</button></form></body></html>", "captcha"),
    Case("queue", "/", "<html><head><title>Lantern - Queue</title><meta http-equiv=refresh content='15; url=/'></head><body><h1>You are in the queue</h1>"
         "<p>Estimated wait: 2 minutes. Your place in line is 41.</p></body></html>", "queue"),
    Case("queue, Korean", "/", "<html><head><title>대기열</title><meta http-equiv=refresh content='5'></head><body><p>잠시만 기다려 주세요. 자동으로 이동합니다.</p></body></html>", "queue"),
    Case("bare refresh of itself", "/", "<html><head><meta http-equiv='refresh' content='0; url=/'></head><body></body></html>", "queue"),
    Case("bare refresh to another page", "/", "<html><head><meta http-equiv='refresh' content='0; url=/home'></head><body></body></html>", "home"),
    Case("seizure", "/", "<html><title>THIS HIDDEN SITE HAS BEEN SEIZED</title><body><h1>This hidden site has been seized</h1><p>By the police of Lanternland,"
         " under a warrant of the court of Lantern City.</p></body></html>", "seizure"),
    Case("seizure, German", "/listing/4", "<html><title>Hinweis</title><body><h1>Diese Plattform und die kriminellen Inhalte wurden beschlagnahmt</h1></body></html>", "seizure"),
    Case("404", "/listing/999", framed("<h1>404 Not Found</h1><p>The page you asked for does not exist.</p>", "404 Not Found"), "error"),
    Case("listing gone", "/listing/998", framed("<h2>Error</h2><p>This listing is no longer available.</p>", "Lantern - Error"), "error"),
    Case("502 of a proxy", "/", "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>", "error"),
    Case("not found, Vietnamese", "/san-pham/0", framed("<h1>Không tìm thấy trang</h1>", "Không tìm thấy", "vi"), "error"),
]  # fmt: skip
