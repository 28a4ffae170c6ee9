"""Pages of the site's own office: cart, wallet, settings, terms, questions. They speak of goods and sell none."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote_plus, urlsplit

from crawler.readers.generic.headings import SEPARATOR, headings
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.squeeze import squeeze

# What the main heading of such a page says, whole; folded by `squeeze`, so that blanks and dashes do not count.
_NAMES = frozenset(
    squeeze(name)
    for name in """
    cart|your cart|my cart|shopping cart|basket|your basket|shopping basket|checkout|order review|wallet|my wallet
    |wallets|balance|my balance|deposit|deposits|withdraw|withdrawal|top up|transactions|transaction history
    |payment history|orders|my orders|order history|your orders|purchases|my purchases|settings|account settings
    |user settings|my account|your account|account|edit profile|my profile|preferences|security settings|terms
    |terms of service|terms of use|terms and conditions|terms & conditions|privacy|privacy policy|rules|market rules
    |vendor rules|site rules|refund policy|refunds|returns|shipping policy|faq|faqs|frequently asked questions
    |questions and answers|help|help center|help desk|how to buy|how to order|how it works|getting started
    |buyer guide|vendor guide|become a vendor|vendor application|support|support ticket|support tickets|tickets
    |my tickets|ticket|contact|contact us|contact support|messages|inbox|my messages|private messages|notifications
    |exchange rates|rates|mirrors|official mirrors|our mirrors|links|verified links|canary|warrant canary|pgp tools
    |pgp|our pgp key|about|about us|news|announcements|changelog|disputes|my disputes|favorites|favourites|wishlist
    |my wishlist|watchlist|affiliate|referrals|referral program|invite|status|장바구니|지갑|내 지갑|주문 내역
    |주문내역|마이페이지|설정|계정 설정|이용약관|개인정보처리방침|자주 묻는 질문|고객센터|문의하기|쪽지함|환율
    |공지사항|주문 방법|이용 안내|购物车|我的购物车|钱包|我的钱包|我的订单|订单|充值|提现|账户设置|设置|用户协议
    |服务条款|隐私政策|常见问题|帮助|帮助中心|客服|联系我们|工单|站内信|消息|汇率|公告|购买流程|買い物かご|カート
    |ショッピングカート|お財布|ウォレット|注文履歴|設定|アカウント設定|利用規約|プライバシーポリシー|よくある質問
    |ヘルプ|お問い合わせ|サポート|メッセージ|為替レート|お知らせ|ご利用ガイド|giỏ hàng|giỏ hàng của bạn|ví
    |ví của tôi|đơn hàng|đơn hàng của tôi|cài đặt|tài khoản|điều khoản|điều khoản sử dụng|chính sách
    |câu hỏi thường gặp|trợ giúp|hỗ trợ|liên hệ|tin nhắn|tỷ giá|thông báo|hướng dẫn mua hàng|ตะกร้าสินค้า|ตะกร้า
    |กระเป๋าเงิน|คำสั่งซื้อ|ตั้งค่า|ตั้งค่าบัญชี|ข้อกำหนด|เงื่อนไขการใช้งาน|คำถามที่พบบ่อย|ช่วยเหลือ|ติดต่อเรา
    |ข้อความ|อัตราแลกเปลี่ยน|วิธีสั่งซื้อ|keranjang|keranjang belanja|dompet|pesanan|pesanan saya|pengaturan|tetapan
    |syarat dan ketentuan|pertanyaan umum|bantuan|hubungi kami|pesan|kurs|pengumuman|cara pesan|корзина|ваша корзина
    |кошелёк|кошелек|баланс|заказы|мои заказы|история заказов|настройки|настройки аккаунта|профиль пользователя
    |личный кабинет|условия|условия использования|правила|правила площадки|политика конфиденциальности
    |вопросы и ответы|частые вопросы|часто задаваемые вопросы|помощь|поддержка|служба поддержки|контакты|сообщения
    |курсы валют|курс|зеркала|новости|как купить|как заказать|тикеты|warenkorb|ihr warenkorb|mein warenkorb|kasse
    |geldbörse|guthaben|bestellungen|meine bestellungen|einstellungen|kontoeinstellungen|mein konto|agb
    |nutzungsbedingungen|datenschutz|datenschutzerklärung|impressum|regeln|häufige fragen|häufig gestellte fragen
    |fragen und antworten|hilfe|kontakt|nachrichten|wechselkurse|neuigkeiten|widerrufsbelehrung|versand und zahlung
    |panier|mon panier|votre panier|portefeuille|solde|commandes|mes commandes|paramètres|mon compte
    |conditions générales|conditions générales de vente|cgv|mentions légales|confidentialité|foire aux questions
    |questions fréquentes|aide|assistance|contactez-nous|messagerie|taux de change|actualités|règles|règlement
    |carrito|mi carrito|carrito de compras|cartera|monedero|saldo|pedidos|mis pedidos|ajustes|configuración
    |mi cuenta|términos y condiciones|condiciones|aviso legal|privacidad|preguntas frecuentes|ayuda|soporte|contacto
    |mensajes|tipos de cambio|noticias|reglas|winkelwagen|winkelmand|portemonnee|bestellingen|mijn bestellingen
    |instellingen|mijn account|voorwaarden|algemene voorwaarden|privacybeleid|veelgestelde vragen|hulp|ondersteuning
    |berichten|wisselkoersen|nieuws|regels|carrello|il tuo carrello|portafoglio|ordini|i miei ordini|impostazioni
    |il mio account|termini e condizioni|domande frequenti|aiuto|assistenza|contatti|messaggi|tassi di cambio
    |notizie|regole|carrinho|meu carrinho|carteira|minha carteira|meus pedidos|configurações|minha conta
    |termos de uso|termos e condições|perguntas frequentes|ajuda|suporte|contato|mensagens|câmbio|notícias|regras
    |koszyk|twój koszyk|portfel|zamówienia|moje zamówienia|ustawienia|moje konto|regulamin|polityka prywatności
    |najczęstsze pytania|pomoc|wsparcie|wiadomości|kursy walut|aktualności|zasady|cart ng bayan|mga order
    |mga tuntunin|mga madalas itanong|tulong|sepet|sepetim|cüzdan|siparişlerim|ayarlar|kullanım koşulları
    |sıkça sorulan sorular|yardım|iletişim|košík|peněženka|objednávky|nastavení|obchodní podmínky|časté dotazy
    |nápověda|kundvagn|plånbok|beställningar|inställningar|villkor|vanliga frågor|hjälp
    """.split("|")
)
_PATHS = frozenset(
    "cart basket checkout wallet wallets deposit withdraw faq faqs terms tos rules privacy policy settings preferences "
    "inbox tickets ticket support help mirrors rates canary warenkorb panier carrito koszyk winkelwagen carrello "
    "carrinho kasse agb impressum datenschutz korzina disputes notifications transactions".split()
)
_ENDING = re.compile(r"\.\w{2,4}$")
_NUMBERED = re.compile(r"\s*[#№:]?\s*\d{1,12}\s*$")


def is_office(layout: Layout, url: str) -> bool:
    """Whether the page's address, main heading or title says that it is one of these."""
    if _by_address(url):
        return True
    shown = [box.flat for box in headings(layout, parts=True) if not box.chrome][:1]
    titles = SEPARATOR.split(layout.title)[:4] if layout.title else []
    return any(len(text) <= 60 and _says(text) for text in (*shown, *titles[:1], *titles[-1:]))


def _says(text: str) -> bool:
    return squeeze(text) in _NAMES or squeeze(_NUMBERED.sub("", text)) in _NAMES


@lru_cache(maxsize=4_096)
def _by_address(url: str) -> bool:
    try:
        segments = [part for part in unquote_plus(urlsplit(url).path).lower().split("/") if part]
    except ValueError:
        return False
    return any(squeeze(_ENDING.sub("", part)) in _PATHS for part in segments[:2])
