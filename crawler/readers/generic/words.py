"""Words that tell pages without content from pages with it, in the nine languages and the common European ones."""

from __future__ import annotations

import re


def _any(phrases: str, *, whole: bool = False) -> re.Pattern[str]:
    """One pattern of phrases, each from the beginning of a word where its script has words; `whole`: to its end."""
    end = r"(?![^\W_])" if whole else ""
    parts = [phrase for part in phrases.split("|") if (phrase := " ".join(part.split()))]
    spaced, other = [p for p in parts if p.isascii()], [p for p in parts if not p.isascii()]
    found = [rf"(?<![^\W_]){_tree(spaced)}{end}"] * bool(spaced) + [_tree(other)] * bool(other)
    return re.compile("|".join(found), re.IGNORECASE)


def _tree(phrases: list[str], depth: int = 2) -> str:
    """The phrases by their first letters: one look tells at most places that none of a hundred begins there."""
    branches: dict[str, list[str]] = {}
    for phrase in phrases:
        branches.setdefault(phrase[:1], []).append(phrase[1:])
    deeper = (
        re.escape(first) + (_tree(rest, depth - 1) if depth > 1 else _either(rest)) for first, rest in branches.items()
    )
    return f"(?:{'|'.join(deeper)})"


def _either(rests: list[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, rests))})"


LOGIN = _any(
    """
    log in|login|log-in|sign in|signin|please authenticate|register|create account|create an account|sign up
    |forgot password|로그인|회원가입|登录|登錄|登入|注册|đăng nhập|đăng ký|เข้าสู่ระบบ|สมัครสมาชิก|masuk|daftar
    |log masuk|ログイン|新規登録|вход|войти|авторизация|регистрация|mag-log in|mag-login|anmelden|einloggen
    |registrieren|connexion|se connecter|s'inscrire|iniciar sesión|inloggen|aanmelden|accedi|entrar
    """
)
CAPTCHA = _any(
    """
    captcha|not a robot|are human|you are human|prove you|prove that you|human verification|type the text
    |enter the code|enter the characters|verify you|anti-bot|anti bot|자동입력|보안문자|보안 문자|로봇이 아닙니다
    |验证码|驗證碼|人机验证|mã xác nhận|mã xác minh|รหัสยืนยัน|kode verifikasi|kode keamanan|画像認証|認証コード
    |ロボットではありません|не робот|введите код|код с картинки|капча|kein roboter|bestätigungscode
    |je ne suis pas un robot|no soy un robot|geen robot|non sono un robot|não sou um robô|hindi ako robot
    """
)
QUEUE = _any(
    """
    you are in queue|you are in the queue|in a queue|waiting queue|waiting room|place in line|position in queue
    |position in the queue|queue position|please wait|ddos protection|anti-ddos|anti ddos|under heavy load
    |access queue|checking your browser|estimated wait|placed in a queue
    |대기열|대기 중|잠시만 기다려|排队|请稍候|请稍等|排隊|hàng đợi|hàng chờ|vui lòng chờ|vui lòng đợi|กรุณารอ
    |อยู่ในคิว|โปรดรอ|antrian|mohon tunggu|sila tunggu|harap tunggu|お待ちください|待機列|順番待ち|очереди
    |очередь|подождите|ожидайте|pila|maghintay|warteschlange|bitte warten|file d'attente|veuillez patienter
    |cola de espera|en cola
    |en la cola|posición en la|por favor espere|wachtrij|even geduld|in coda|attendere prego|fila de espera|aguarde
    """
)
MOVES = _any("redirecting|you will be redirected")
SEIZURE = _any(
    """
    has been seized|have been seized|was seized|seized by|site seized|domain seized|seizure warrant
    |taken down by law enforcement|seized and shut down|under control of law enforcement|law enforcement has
    |압수되었|압수됐|폐쇄되었습니다 경찰|被查封|已被查封|已被扣押|被依法查封|被關閉查封|đã bị tịch thu|bị thu giữ
    |ถูกยึด|telah disita|disita oleh|telah dirampas|押収されました|差し押さえ|изъят|конфискован
    |заблокирован правоохранительными|арестован сайт|kinumpiska|beschlagnahmt|sichergestellt durch|a été saisi
    |saisi par|ha sido incautad|incautado por|confiscado por|in beslag genomen|inbeslaggenomen
    |è stato sequestrato|sequestrato|foi apreendid|foi confiscad
    """
)
_ERROR = _any(
    """
    error|not found|page not found|forbidden|access denied|bad gateway
    |internal server error|service unavailable|does not exist|doesn't exist|no longer available|no longer exists
    |has been removed|could not be found|gateway timeout|went wrong|under maintenance|maintenance
    |temporarily unavailable|invalid|찾을 수 없|존재하지 않|오류|에러|접근이 거부|권한이 없|삭제되었|점검 중
    |不存在|未找到|找不到|错误|錯誤|出错|拒绝访问|已删除|已下架|维护中|không tìm thấy|không tồn tại|lỗi|bảo trì
    |ไม่พบ|ข้อผิดพลาด|ปิดปรับปรุง|tidak ditemukan|tidak dijumpai|kesalahan|ralat|pemeliharaan|見つかりません
    |存在しません|エラー|削除されました|メンテナンス|не найден|не существует|ошибка|доступ запрещ|удален|удалён
    |недоступ|технические работы|hindi nahanap|hindi natagpuan|nicht gefunden|fehler|existiert nicht
    |nicht verfügbar|wartungsarbeiten|introuvable|erreur|n'existe pas|no encontrad|no existe|niet gevonden|fout
    |bestaat niet|non trovat|errore|não encontrad|erro
    """
)
# A bare number is a status only where it stands alone or with its words: "Capsules 500 mg" is a listing.
ERROR = re.compile(
    rf"{_ERROR.pattern}|(?:^|[-|–:]\s)\s*(?:40[0-9]|410|429|50[0-4])\s*(?:$|\s[-|–:]|[-|–:]\s)",
    re.IGNORECASE | re.MULTILINE,
)
EMPTY = _any(
    """
    no results|no listings|no products|no items|nothing to show|nothing found|no matches|0 results|did not match
    |no offers|no entries|no posts|검색 결과가 없|결과가 없|등록된 상품이 없|게시물이 없|没有找到相关|没有结果
    |暂无|无结果|沒有結果|không có kết quả|không có sản phẩm|ไม่มีผลลัพธ์|ไม่พบสินค้า|tidak ada hasil|tiada hasil
    |tidak ada produk
    |produk tidak ditemukan|barang tidak ditemukan|該当する商品|結果がありません|見つかりませんでした
    |ничего не найдено|нет товаров
    |нет результатов|walang resulta|keine ergebnisse|keine treffer|keine angebote|aucun résultat|aucune annonce
    |sin resultados|no se encontraron|geen resultaten|nessun risultato|nenhum resultado
    """
)
REVIEWS = _any(
    """
    review|feedback|rating|후기|리뷰|구매평|评价|评论|評價|đánh giá|nhận xét|รีวิว|ulasan|レビュー|評価|отзыв
    |puna ng mamimili|bewertung|rezension|kundenrezension
    |kundenbewertung|käuferbewertung|avis|reseña|opinion|beoordeling|recension|avaliaç
    """
)
# Headings of goods that are another's: from their beginning.
OTHERS = _any(
    """
    similar|related|you may also like|you might also like|you may like|recommended|recommendations|customers also
    |people also|also bought|also viewed|recently viewed|other listings|other products|other items|other offers
    |more listings|more products|more items|more offers|more like this|sponsored
    |관련 상품|추천 상품|비슷한 상품|최근 본 상품|다른 상품|相关商品|相关推荐
    |推荐商品|猜你喜欢|类似商品|最近浏览|相關商品|推薦商品|関連商品|おすすめ商品
    |最近見た商品|この商品を見た人|sản phẩm liên quan|sản phẩm tương tự|có thể bạn thích
    |đã xem gần đây|สินค้าที่เกี่ยวข้อง|สินค้าแนะนำ
    |produk terkait|produk serupa|похожие|рекомендуем|с этим товаром|вы недавно смотрели
    |другие товары|ähnliche|das könnte ihnen|das könnte dir|empfohlen|zuletzt angesehen|weitere produkte
    |weitere angebote|andere kunden|similaires|produits similaires|articles similaires|vous aimerez|produits apparentés
    |récemment consultés|produits récemment consultés|productos similares|productos relacionados
    |también te puede|quizás te guste|otros productos|vistos recientemente|vergelijkbare|gerelateerde
    |misschien vind je|aanbevolen|prodotti simili|prodotti correlati|potrebbe interessarti|altri prodotti
    |produtos semelhantes|produtos relacionados|você também pode|podobne|polecane
    |klienci kupili|ostatnio oglądane|může se vám|podobné|liknande|benzer ürünler|katulad na produkto
    """
)
TERMS = _any(
    """
    terms|t&c|comments|댓글
    |コメント|refund|return policy|shipping policy|rules|pgp|public key|feedback|review|comment|faq|similar
    |related|you may also|other listings|more from|이용약관|환불|후기|리뷰|문의|관련 상품|추천 상품|条款|退款
    |评价|评论|相关|推荐|điều khoản|hoàn tiền|đánh giá|liên quan|เงื่อนไข|รีวิว|สินค้าที่เกี่ยวข้อง|syarat|ulasan
    |terkait|利用規約|返金|レビュー|関連|условия|правила|возврат|отзывы|похожие|bedingungen|agb|rückgabe
    |bewertungen|ähnliche|conditions|remboursement|avis|similaires|términos|reembolso|reseñas|similares
    |voorwaarden|terugbetaling|termini|rimborso|simili|termos
    """
)
BUY = _any(
    """
    buy now|buy|add to cart|add to basket|order now|purchase|place order|구매|장바구니|주문|购买|加入购物车|下单
    |立即购买|購買|mua ngay|mua|thêm vào giỏ|ซื้อ|สั่งซื้อ|beli|pesan|購入|カートに入れる|注文|купить|в корзину
    |заказать|bumili|bilhin|kaufen|in den warenkorb|bestellen|acheter|ajouter au panier|comprar|añadir|kopen
    |acquista|aggiungi|kup teraz|kup|dodaj do koszyka|do koszyka|zamów|köp|satın al|sepete ekle|koupit|do košíku
    |in winkelwagen|in winkelmand|adicionar ao carrinho|aggiungi al carrello|commander
    """
)
ACTIONS = _any(
    """
    buy|add to|order|view|details|more|read more|reply|quote|report|share|edit|delete|next|previous|prev|first
    |last|contact|message|send|favorite|home|menu|login|구매|더보기|신고|답글|인용|다음|이전|购买|查看|更多|回复
    |举报|下一页|上一页|trả lời|xem thêm|ตอบ|ดูเพิ่มเติม|balas|selengkapnya|返信|詳細|次へ|ответить|цитировать
    |подробнее|далее|mehr|weiter|zurück|anzeigen|kaufen|acheter|voir|suivant|comprar|ver|siguiente|koop|bekijk|volgende
    |купить|в корзину|заказать|mua|xem|kup|zobacz|dalej|następna|vedi|acquista|カートに|ซื้อ|beli|lihat
    """,
    whole=True,
)
EDITED = _any(
    """
    last edited|edited by|edited on|edited:|edit:|this post was edited|this message was edited
    |this post has been edited|message edited|post edited|last modified|last updated by|last edit:|수정됨|최종 수정
    |마지막으로 수정|수정일|编辑于|最后编辑|本帖最后由|最后由|此帖由|該文章最後|最後編輯
    |sửa lần cuối|chỉnh sửa lần cuối|thay đổi nội dung bởi
    |lần sửa cuối|bài viết đã được chỉnh sửa|đã sửa|แก้ไขล่าสุด|แก้ไขครั้งสุดท้าย|แก้ไขเมื่อ|terakhir diedit
    |terakhir diubah|diubah oleh|diedit oleh|最終編集|編集済|отредактировано|изменено|последний раз редактировалось
    |последний раз редактировал|последнее редактирование|редактировалось|сообщение отредактировал
    |zuletzt bearbeitet|zuletzt geändert|bearbeitet von|geändert von|modifié par|modifié le|édité par
    |dernière modification|dernière édition|message édité|última modificación|última edición|editado por|editado
    |última edição|última modificação|modificado por|laatst bewerkt|laatst aangepast|gewijzigd door|modificato
    |ultima modifica|son düzenleme|düzenleyen|bu mesaj düzenlendi|ostatnio edytowan|ostatnio zmieniony
    """
)
_WROTE_ENDS = r"""
    wrote|said|says|writes|posted|schrieb|hat geschrieben|a écrit|a dit|escribió|dijo|escreveu|disse|ha scritto|schreef
    |написал(?:\(?а\)?)?|писал(?:\(?а\)?)?|сказал(?:\(?а\)?)?|yazdı|napisał\(?a?\)?|menulis|berkata|đã viết|viết
"""
_WROTE_ALONE = r"""
    กล่าวว่า|เขียนว่า|さんは書きました|さんの発言|님이 (?:작성|썼습니다|말)\w*|说|寫道|写道|說
"""
_QUOTE_OF = r"""
    quote(?:\s(?:from|of|by)\b.*)?|originally posted by\b.*|zitat(?:\svon\b.*)?|citation(?:\sde\b.*)?|cita(?:\sde\b.*)?
    |citato da.*|citação(?:\sde\b.*)?|postado originalmente por\b.*|enviado originalmente por\b.*|цитата(?:\s.*)?
    |nguyên văn bởi\b.*|trích dẫn.*|引用.{0,40}|인용.{0,40}|kutipan.*|alıntı.*|.*adlı kullanıcıdan alıntı.*|cytat.*
    |citaat(?:\svan.*)?|อ้างอิง.*|ipinost ni\b.*|in reply to\b.*
"""
_ANSWERS = r"""
    (?:vendor|seller|shop|store|merchant)(?:'s)?\s(?:response|reply|answer|comment)\b
    |(?:response|reply) (?:from|by) (?:the )?(?:vendor|seller|shop|store|merchant)|antwort des (?:verkäufers|händlers)
    |réponse du vendeur|respuesta del vendedor|resposta do vendedor|risposta del venditore|ответ продавца
    |판매자 ?(?:답변|답글|댓글)|卖家回复|商家回复|賣家回覆|phản hồi của người bán|ตอบกลับจากผู้ขาย|balasan penjual
    |satıcının (?:cevabı|yanıtı)|出品者からの返信|antwoord van de verkoper
"""


def _joined(table: str) -> str:
    return "".join(line.strip() for line in table.splitlines())


# How a quote says whose it is: at the end of a line of its own, or as the whole of it.
WROTE = re.compile(
    rf"(?:\b(?:{_joined(_WROTE_ENDS)})|{_joined(_WROTE_ALONE)})\s?[:：]?\s?$|^(?:{_joined(_QUOTE_OF)})\s?[:：]?\s?$",
    re.IGNORECASE,
)
# How a seller's answer to a review begins.
ANSWERED = re.compile(rf"^(?:{_joined(_ANSWERS)})", re.IGNORECASE)
