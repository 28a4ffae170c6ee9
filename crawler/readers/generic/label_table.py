"""What sites call the fields, in the nine languages of the house and the common European ones.

Adding a word is a line here and a case in the tests. A label is matched whole, after `labels.fold_label`.
"""

from __future__ import annotations

# field: labels, separated by "|". `other` are labels that end a value and are no field of ours.
TABLE: dict[str, str] = {
    "title": """
        product|product name|item name|listing|listing title|listing name|title|name of product|offer|상품명
        |제품명|상품|제목|商品名称|商品名|商品|产品名称|品名|标题|tên sản phẩm|sản phẩm|tiêu đề|ชื่อสินค้า|สินค้า
        |nama produk|nama barang|produk|judul|タイトル|製品名|название|наименование|товар|название товара
        |pangalan ng produkto|produkto|pamagat|produktname|artikel|artikelname|titel|produit|nom du produit|titre
        |producto|nombre del producto|título|productnaam|prodotto|nome prodotto|titolo|produto|nome do produto
        |nazwa|nazwa produktu|produkt|tytuł|název|název produktu|produktnamn|benämning|ürün|ürün adı|başlık
        |denumire|termék
        |商品名稱|產品名稱
    """,
    "vendor": """
        vendor|seller|sold by|vendor name|seller name|merchant|shop|store|by|offered by|posted by vendor|dealer
        |supplier|listed by|vendido por|판매자|판매처|판매인|셀러|업체|卖家|商家|卖方|店铺|供应商|出售者|商户
        |người bán|nhà bán|cửa hàng|gian hàng|ผู้ขาย|ร้านค้า|ร้าน|penjual|toko|pelapak|kedai|売り手|販売者|出品者
        |ショップ|店舗|売主|продавец|магазин|поставщик|nagbebenta|tindero|tindahan|verkäufer|händler|anbieter
        |verkauft von|vendeur|vendu par|boutique|marchand|vendedor|tienda|verkoper|verkocht door|winkel|venditore
        |venduto da|negozio|loja
        |sprzedawca|sprzedający|sklep|dostawca|prodejce|obchod|säljare|butik|såld av|satıcı|mağaza|vânzător|eladó
        |selger|sælger|myyjä|판매 업체|出售方|销售者|店主|người đăng bán|ผู้จำหน่าย|販売元|販売店
        |продавец магазина|proposé par|vendido y enviado por|marchande|aangeboden door|anbietername|anbieter/in
        |賣家|賣方|店鋪|供應商|商戶|出售方
    """,
    "price": """
        price|purchase price|unit price|item price|our price|listing price|sale price|current price|cost
        |price each|total price|buy price|가격|판매가|판매가격|금액|단가|价格|售价|单价|价钱|现价|价格为|金额
        |價格|售價|單價|giá|giá bán|giá tiền|đơn giá|ราคา|ราคาขาย|harga|harga jual|harga satuan|価格|販売価格
        |値段|金額|цена|стоимость|цена за единицу|presyo|halaga|preis|kaufpreis|stückpreis|verkaufspreis|prix
        |prix de vente|prix unitaire|precio|precio de venta|prijs|verkoopprijs|prezzo|prezzo di vendita|preço
        |preço de venda|valor
        |cena|cena sprzedaży|cena za sztukę|kwota|cena za kus|pris|styckpris|fiyat|satış fiyatı|preț|ár|hinta
        |가격(원)|판매금액|会员价|批发价|零售价|税込価格|本体価格|giá khuyến mãi|prix ttc|tarif
        |precio final|preço final|prijs per stuk|prezzo unitario|einzelpreis|стоимость товара|цена товара
        |單價|現價|優惠價
        |asking price|asked price|selling price|buy it now|starting price|giá chỉ|цена за шт|цена за 1 шт
        |stückpreis ab|preis ab
    """,
    "was": """
        regular price|list price|old price|was|rrp|msrp|uvp|retail price|market price|original price|price before
        |정가|원가|정상가|소비자가|시중가|原价|市场价|原價|市價|giá gốc|giá cũ|giá niêm yết|giá thị trường
        |ราคาเต็ม|ราคาปกติ
        |ราคาเดิม|harga normal|harga coret|harga lama|harga asal|通常価格|定価|参考価格|希望小売価格
        |メーカー希望小売価格
        |старая цена|обычная цена|цена без скидки|statt|bisher|alter preis|normalpreis|regulärer preis|listenpreis
        |prix normal|ancien prix|prix barré|au lieu de|prix conseillé|antes|precio anterior|precio normal
        |precio original
        |prezzo originale|prezzo di listino|prezzo precedente|preço original|preço antigo|oude prijs|normale prijs
        |adviesprijs|cena regularna|stara cena|poprzednia cena|původní cena|běžná cena|eski fiyat|ordinarie pris
    """,
    "ships_from": """
        ships from|ship from|shipping from|shipped from|origin|origin country|country of origin|ships out of
        |sent from|sends from|dispatched from|dispatch from|from|location|vendor location|seller location
        |item location|delivery from|shipping origin|country|발송지|출고지|배송 출발지|출발지|보내는 곳|발송국가
        |발송 국가|发货地|发货地点|发货国家|发货自|出货地|發貨地|產地|产地|寄出地|gửi từ|giao từ|nơi gửi|xuất xứ
        |vận chuyển từ|ส่งจาก|จัดส่งจาก|ประเทศต้นทาง|ต้นทาง|dikirim dari|kirim dari|pengiriman dari|asal
        |dihantar dari|lokasi|negara asal|発送元|発送地|発送元の地域|出荷元|出荷地|откуда|отправка из
        |отправляется из|страна отправки|доставка из|отправка|местоположение|ipinapadala mula sa|galing sa
        |ipapadala mula sa|padala mula sa
        |mula sa|pinanggalingan|versand aus|versendet aus|versand von|versandland|herkunft|herkunftsland
        |lieferung aus|expédié de|expédié depuis|envoyé de|expédition depuis|provenance|pays d'origine|origine
        |envía desde|envío desde|enviado desde|se envía desde|origen|país de origen|verzonden vanuit
        |verzending vanuit|verzendt vanuit|herkomst|land van herkomst|spedito da|spedisce da|spedizione da
        |provenienza|paese di origine|envia de|enviado de|envio de|origem|país de origem
        |wysyłka z|wysyłane z|wysyłamy z|kraj wysyłki|kraj pochodzenia|pochodzenie|lokalizacja|odesílá se z
        |země původu|skickas från|ursprungsland|avsändarland|gönderim yeri|menşei|çıkış ülkesi|se expediază din
        |ships out from|ship country|item origin|ships with from|dispatch location|seller country|vendor country
        |발송처|배송 출발|발송 지역|출하지|发货国|发货城市|所在地|出货国家|nơi bán|địa điểm|khu vực
        |พื้นที่จัดส่ง|สถานที่จัดส่ง|ที่ตั้ง|発送国|発送元地域|出荷国|所在地|страна продавца
        |отправляем из|место отправки|pays d'expédition|lieu d'expédition|envoi depuis|lugar de envío
        |país de envío|ubicación|versendet von|standort|absenderland|versandort|locatie|verzendland
        |luogo di spedizione|paese di spedizione|local de envio|localização
        |出貨地點|寄件地|所在地區|發貨國家
        |posted from|mailed from|shipping country
    """,
    "ships_to": """
        ships to|ship to|sent to|shipping to|shipped to|destination|destinations|delivers to|delivery to|sends to|to
        |ships to countries|deliver to|available in|shipping destinations|ships worldwide to|배송지|배송지역
        |배송 지역|배송 가능 지역|배송가능지역|도착지|발송 가능 국가|배송국가|배송 국가|收货地|发货至|送货至
        |可送至|寄往|目的地|配送范围|配送地区|收貨地|送往|发往|運送至|gửi đến|giao đến|nơi nhận|vận chuyển đến
        |giao hàng đến|ส่งไปที่|ส่งถึง|จัดส่งถึง|จัดส่งไปยัง|ปลายทาง|ส่งไปยัง|dikirim ke|kirim ke|pengiriman ke
        |tujuan|dihantar ke|発送先|配送先|配送地域|お届け先|発送可能地域|куда|отправка в|доставка в
        |страны доставки|отправляется в|доставка|ipinapadala sa|ipapadala sa|padala sa|papunta sa|destinasyon
        |versand nach|versendet nach|lieferung nach|liefert nach|zielland|zielländer|expédié vers|envoyé vers
        |livraison vers|expédie vers|livré en|envía a|envío a|enviado a|se envía a|destino|destinos|verzonden naar
        |verzending naar|verzendt naar|bestemming|spedito a|spedisce in|spedisce a|spedizione verso|destinazione
        |destinazioni|envia para|enviado para|envio para
        |wysyłka do|wysyłamy do|dostawa do|kraje dostawy|odesílá se do|doručujeme do|skickas till|leverans till
        |leveransländer|gönderim|gönderilen ülkeler|teslimat yeri|se livrează în|ships worldwide
        |ship to countries|delivery area|delivery areas|shipping area|shipping regions|ships to regions
        |destination countries|배송 범위|배송 국가/지역|수령지|可配送地区|送货范围|发货范围|配送国家
        |khu vực giao hàng|phạm vi giao hàng|พื้นที่ให้บริการ|จัดส่งไปที่|発送可能国|配達地域|配送可能地域
        |география доставки|отправляем в|регионы доставки|куда отправляем|zones de livraison|pays de livraison
        |destinations possibles|zona de envío|destinos de envío|países de envío|versandgebiet|lieferländer
        |lieferbar nach|lieferländer|levert aan|leveringsgebied|verzendgebied|zona di consegna|paesi di consegna
        |locais de entrega|entrega para
        |配送範圍|送貨至|寄送至|配送地區|可寄送地區
        |posts to|mailed to|可发往|可寄往|可发货至
    """,
    "ships_to_excluded": """
        does not ship to|not shipping to|no shipping to|excluded countries|excluded|except|excludes
        |countries excluded|ships to except|배송불가|배송 불가 지역|배송불가지역|发货除外|不发货地区|不配送地区
        |không giao đến|ไม่ส่งไปที่|ไม่จัดส่งถึง|tidak dikirim ke|発送不可|配送不可地域|кроме|исключения
        |не отправляем в|hindi ipinapadala sa|hindi ipapadala sa|kein versand nach|ausgeschlossen|pas d'envoi vers
        |pays exclus|no se envía a|no envía a|países excluidos|geen verzending naar|non spedisce in|paesi esclusi
        |não envia para|países excluídos
        |z wyjątkiem|nie wysyłamy do|wykluczone|kromě|skickas inte till|gönderilmeyen ülkeler|do not ship to
        |won't ship to|no delivery to|countries not served|не доставляем в|не отправляем|не отправляется в
        |nicht nach|ausgenommen|ausgeschlossene länder|pas de livraison en|pays non desservis
        |destinations exclues|sin envío a|excepto a|uitgesloten|uitgesloten landen|não entregamos em|exceções
        |배송 제외 지역|배송제외|不配送|不发往|không giao tới|ยกเว้นพื้นที่|対象外地域
        |không gửi đến|không gửi tới|không ship|không ship đến|will not deliver to|will not ship to|not delivered to
        |not shipped to|cannot ship to|refuses to ship to|not to|excluding|ไม่ส่งไปยัง|ไม่ส่ง|tidak kirim ke
        |tidak mengirim ke
        |tidak melayani|발송 불가|배송불가 국가|배송 불가|不发货|不寄往|不送|発送不可地域|配送対象外
        |wir versenden nicht nach
        |keine lieferung nach|n'expédie pas vers|pas de livraison vers|non expédié vers|no se envía|sin envíos a
        |куда не отправляем
    """,
    "description": """
        description|product description|item description|listing description|details|product details|about
        |about this item|about this product|about this listing|information|상품 설명|상품설명|설명|상세설명
        |상세 설명|제품 설명|상품정보|商品描述|商品介绍|描述|产品描述|产品介绍|商品详情|详情|详细说明|商品說明
        |說明|mô tả|mô tả sản phẩm|chi tiết|thông tin sản phẩm|รายละเอียด|รายละเอียดสินค้า|คำอธิบาย|deskripsi
        |deskripsi produk|keterangan|penerangan|説明|商品説明|商品の説明|詳細|описание|описание товара
        |подробности|paglalarawan|deskripsyon|beschreibung|produktbeschreibung|artikelbeschreibung
        |description du produit|descripción|descripción del producto|beschrijving|productbeschrijving
        |omschrijving|descrizione|descrizione prodotto|descrição|descrição do produto
        |opis|opis produktu|popis|popis produktu|produktbeskrivning|beskrivning|açıklama|ürün açıklaması
        |descriere|leírás|full description|item details|product information|more about this product|overview
        |seller description|vendor description|about the product|about us|about vendor|about seller|about me
        |profile|상세 내용|제품상세|판매자 소개|소개|店铺介绍|店铺简介|卖家介绍|商家介绍|简介|关于我们|商品详细
        |宝贝描述|giới thiệu|giới thiệu cửa hàng|mô tả chi tiết|ข้อมูลสินค้า|เกี่ยวกับร้าน|เกี่ยวกับผู้ขาย
        |商品について|ショップ紹介|自己紹介|紹介|о товаре|о продавце|о магазине|о нас|информация о товаре
        |характеристики и описание|détails|à propos|à propos du vendeur|présentation|detalles|acerca de
        |sobre el vendedor|sobre nosotros|über uns|über den verkäufer|über den händler|artikeldetails
        |details zum artikel|productinformatie|productomschrijving|over de verkoper|over ons|informazioni
        |dettagli|sul venditore|chi siamo|sobre|sobre o vendedor|detalhes|informações|o sprzedawcy|o nas
        |szczegóły
        |商品介紹|商品描述|詳情|店鋪介紹|賣家介紹|關於賣家
    """,
    "category": """
        category|categories|product category|in category|section|카테고리|분류|类别|分类|类目|分類|類別|商品分类
        |danh mục|thể loại|หมวดหมู่|ประเภท|kategori|カテゴリ|カテゴリー|категория|раздел|kategorya|kategorie
        |rubrik|catégorie|rubrique|categoría|categorie|categoria
        |kategoria|kategorie produktu|kategoria produktu|dział|kategori produkt|kategori adı|kategorija
        |product type|item category|listed in|posted in|판매 카테고리|所属分类|所属类别|chuyên mục|nhóm hàng
        |หมวดสินค้า|商品カテゴリ|商品カテゴリー|рубрика|категория товара|warengruppe|produktkategorie|rayon
        |catégorie de produit|sección|categoría del producto|productcategorie|seção|categoria do produto
        |department|departamento|отдел|abteilung|loại|loại hàng|목록|分区
    """,
    "stock": """
        stock|in stock|quantity left|available|availability|quantity available|left in stock|items left
        |available stock|amount left|재고|재고수량|남은 수량|库存|存货|剩余|剩余数量|庫存|tồn kho|còn lại
        |còn hàng|คงเหลือ|สต็อก|จำนวนคงเหลือ|stok|sisa stok|tersedia|在庫|在庫数|残り|в наличии|наличие|остаток
        |на складе|stak|natitira|bestand|verfügbar|lagerbestand|auf lager|en stock|disponible|disponibilité
        |existencias|op voorraad|voorraad|beschikbaar|disponibilità|in magazzino|estoque|disponível|em estoque
        |dostępność|dostępne|stan magazynowy|na stanie|w magazynie|ilość dostępna|skladem|dostupnost|lagersaldo
        |i lager|tillgänglighet|stok durumu|stokta|disponibilitate|készlet|units available|left|remaining
        |stock level|units in stock|quantity in stock|남은 재고|남은수량|재고 수량|库存数量|剩余库存|现货|có sẵn
        |tình trạng|số lượng còn|สินค้าคงเหลือ|เหลือ|在庫状況|残数|остаток на складе|количество в наличии
        |наличие товара|остаток товара|quantité disponible|stock disponible|quantité restante
        |unidades disponibles|cantidad disponible|noch verfügbar|verfügbare menge|verfügbarkeit|restbestand
        |beschikbaarheid|aantal beschikbaar|quantità disponibile|pezzi disponibili|quantidade disponível
        |unidades disponíveis|disponibilidade|disponibilidad
        |剩餘|剩餘數量|庫存量|存貨
        |осталось|остаток шт|lieferbar|noch lieferbar|stückzahl|restmenge|stok total|sisa|jumlah tersedia
        |số lượng còn lại
        |còn|잔여수량|잔여|仅剩|余量|在庫数量|残り個数|残り数量|มีสินค้า|จำนวนคงเหลือในสต็อก|quedan|restantes|reste
        |in stock now|currently available|left to buy|pcs left|magagamit
    """,
    "sold": """
        sold|times sold|total sold|units sold|items sold|판매량|판매수|판매 수|판매수량|已售|销量|已售出|售出
        |已賣出|đã bán|ขายแล้ว|ขายไปแล้ว|terjual|dijual|販売数|販売済み|売れた数|продано|nabenta|verkauft|vendus
        |vendu|vendidos|verkocht|venduti
        |sprzedano|sprzedane|prodáno|sålda|satılan|vândute|sold so far|number sold|purchases|bought
        |units sold to date|누적 판매|누적판매|累计销量|累计售出|月销量|số lượng đã bán|จำนวนที่ขาย|販売個数
        |販売数量|количество продаж|куплено|bereits verkauft|nombre de ventes du produit|déjà vendus
        |unidades vendidas|aantal verkocht|pezzi venduti|quantidade vendida
        |銷量|已售出數量
        |bought so far|purchased|продано штук|количество продано|판매 완료|已售件数|terjual sebanyak
    """,
    "escrow": """
        escrow|payment|payment type|fe or escrow|escrow type|payment method|escrow/fe|protection|에스크로
        |에스크로 여부|担保|担保交易|托管|擔保|ký quỹ|đảm bảo|เอสโครว์|escrow tersedia|rekber|エスクロー|эскроу
        |гарант|treuhand|treuhandservice|séquestre|depósito en garantía|borg|deposito a garanzia|garantia
        |płatność|depozyt|escrow płatność|ödeme|emanet|úschova|payment options|order type|payment terms
        |finalization|안전거래|안전 거래|중개 거래|担保方式|交易方式|支付方式|付款方式|phương thức thanh toán
        |thanh toán|ชำระเงิน|วิธีชำระเงิน|支払い方法|お支払い|決済方法|способ оплаты|оплата|безопасная сделка
        |zahlung|zahlungsart|zahlungsweise|paiement|mode de paiement|pago|forma de pago|método de pago|betaling
        |betaalwijze|pagamento|metodo di pagamento|forma de pagamento
        |funds held in escrow|held in escrow|escrow available|escrow protected|escrow service|безопасный платёж
        |сделка через гаранта
    """,
    "rating": """
        rating|ratings|average rating|score|feedback score|positive feedback|positive|vendor rating
        |seller rating|stars|평점|별점|평가|评分|评级|好评率|好评|評分|評價|đánh giá|คะแนน|เรตติ้ง|rating penjual
        |penilaian|peringkat|評価|レビュー評価|рейтинг|оценка|отзывы|marka|antas|bewertung|bewertungen|note
        |évaluation|puntuación|valoración|calificación|beoordeling|waardering|valutazione|punteggio|avaliação
        |nota
        |ocena|oceny|hodnocení|betyg|puan|değerlendirme|notă|értékelés|reputation score|trust score
        |customer rating|review score|avg rating|average score|구매 만족도|만족도|综合评分|店铺评分|描述相符
        |điểm đánh giá|độ uy tín|uy tín|คะแนนรีวิว|総合評価|平均評価|средняя оценка|рейтинг продавца|репутация
        |durchschnittliche bewertung|händlerbewertung|note moyenne|évaluations|nota media|valoraciones
        |valutazione media|avaliação média|gemiddelde beoordeling
        |好評率|信譽|評級
        |market positive feedback|positive feedback rate|positive ratings|valoración media|puntuación media
        |média de avaliações|отзывов положительных
        |rated|bewertet mit|noté|notée|valorado con|valorada con|calificado con|valutato|avaliado com|dinilai
    """,
    "name": """
        username|user name|user|nickname|nick|alias|display name|name|handle|닉네임|아이디|이름|用户名|昵称|名称
        |暱稱|tên|tên người dùng|biệt danh|ชื่อผู้ใช้|ชื่อ|nama pengguna|nama|ユーザー名|名前|ニックネーム
        |имя пользователя|имя|ник|логин|pangalan|benutzername|nutzername|nom d'utilisateur|pseudo
        |nombre de usuario|usuario|gebruikersnaam|nome utente|nome de usuário
        |nazwa użytkownika|użytkownik|uživatelské jméno|användarnamn|kullanıcı adı|nume utilizator|vendor alias
        |seller alias|shop name|store name|상호|상점명|판매자명|판매자 이름|店铺名|店铺名称|卖家昵称
        |tên cửa hàng|tên shop|ชื่อร้าน|ショップ名|店名|название магазина|имя продавца|никнейм|händlername
        |shopname|nom de la boutique|nombre de la tienda|winkelnaam|nome da loja|nome del negozio
        |用戶名|使用者名稱|帳號
    """,
    "sales": """
        sales|total sales|number of sales|deals|completed deals|orders|completed orders|total orders
        |transactions|trades|orders completed|successful sales|successful transactions|sales count|거래수|거래 수
        |거래량|총 거래|거래횟수|거래 완료|총판매|成交量|成交数|交易数|交易次数|总销量|成交|số giao dịch
        |giao dịch|lượt bán|đơn hàng|ยอดขาย|จำนวนการขาย|penjualan|total penjualan|jumlah jualan|jumlah penjualan
        |transaksi|販売実績|取引数|取引件数|取引実績|売上件数|продажи|продаж|сделок|сделки|всего продаж
        |количество сделок|mga benta|benta|verkäufe|anzahl verkäufe|abgeschlossene verkäufe|ventes
        |nombre de ventes|ventas|total de ventas|verkopen|aantal verkopen|vendite|totale vendite|vendas
        |total de vendas
        |sprzedaż|liczba sprzedaży|transakcje|liczba transakcji|prodeje|försäljningar|satış|satışlar|satış sayısı
        |vânzări|number of orders|finished orders|number of deals|successful orders|successful deals
        |completed sales|completed trades|총 판매|총판매량|총 거래 수|판매 건수|거래 건수|거래건수|成功交易
        |交易量|总成交|成交笔数|tổng giao dịch|tổng đơn hàng|số đơn hàng|đã giao dịch|จำนวนออเดอร์|ขายสำเร็จ
        |総取引数|販売件数|取引回数|успешных сделок|количество продаж|всего сделок|завершённых сделок
        |завершенных сделок|выполнено заказов|заказов выполнено|anzahl der verkäufe|transaktionen
        |abgeschlossene bestellungen|ventes réalisées|commandes|commandes réalisées|transactions réussies
        |ventas realizadas|ventas completadas|transacciones|aantal transacties|afgeronde verkopen
        |vendite completate|transazioni|vendas concluídas|transações|ventas totales
        |成交數|交易數|總銷量|成功交易數
        |số đơn đã bán|số lượng giao dịch|成交笔|total deals|sales made|orders done
    """,
    "member_since": """
        member since|joined|registered|registration date|join date|user since|vendor since|seller since|since
        |registered on|active since|account created|가입일|가입|가입일자|가입 날짜|등록일자|注册时间|注册日期
        |加入时间|入驻时间|註冊時間|加入日期|tham gia|ngày tham gia|thành viên từ|ngày đăng ký|สมาชิกตั้งแต่
        |เข้าร่วมเมื่อ|วันที่สมัคร|bergabung|bergabung sejak|anggota sejak|ahli sejak|menyertai|tanggal bergabung
        |登録日|参加日|入会日|登録日時|メンバー登録日|зарегистрирован|дата регистрации|на сайте с|регистрация
        |с нами с|miyembro mula|sumali|kasapi mula|mitglied seit|registriert|registriert seit|dabei seit
        |membre depuis|inscrit le|inscrit depuis|miembro desde|registrado|registrado desde|lid sinds
        |geregistreerd|membro dal|iscritto dal|registrato il|membro desde
        |członek od|dołączył|data rejestracji|na rynku od|zarejestrowany|členem od|registrován|medlem sedan
        |üyelik tarihi|kayıt tarihi|membru din|registered since|with us since|account age|created|created on
        |selling since|first seen|가입 일자|회원 가입일|판매 시작일|开店时间|入驻日期|注册于|加入于
        |thành viên từ ngày|mở từ|gia nhập|เปิดร้านเมื่อ|สมัครเมื่อ|開設日|出店日|会員登録日|дата создания
        |на площадке с|продавец с|в системе с|verkäufer seit|angemeldet seit|registrierungsdatum|beitrittsdatum
        |inscription|date d'inscription|vendeur depuis|fecha de registro|fecha de alta|alta|miembro desde el
        |lid sinds|aangemeld op|registratiedatum|data di registrazione|venditore dal|data de registro
        |data de cadastro|cadastrado em|na loja desde
        |註冊日期|加入時間|開店時間|註冊於
        |vendedor desde|vendedora desde|vendeuse depuis|sprzedawca od|händler seit|anbieter seit|продаёт с|продает с
        |bán từ|bergabung pada|판매자 등록일
    """,
    "last_online": """
        last online|last seen|last active|last login|last visit|last activity|online|last logged in|마지막 접속
        |최근 접속|최근접속|최종 접속|최근 로그인|마지막 로그인|最后在线|最后登录|上次在线|最近在线|最近登录
        |最後上線|lần cuối online|truy cập lần cuối|hoạt động lần cuối|lần cuối truy cập|ออนไลน์ล่าสุด
        |เข้าสู่ระบบล่าสุด|ใช้งานล่าสุด|terakhir online|terakhir aktif|terakhir dilihat|login terakhir
        |最終ログイン|最終オンライン|最終アクセス|был в сети|была в сети|последний вход|последняя активность
        |последний визит|huling online|huling nakita|zuletzt online|zuletzt aktiv|zuletzt gesehen|letzter login
        |dernière connexion|dernière visite|vu pour la dernière fois|última conexión|última vez|última visita
        |laatst online|laatst gezien|laatst actief|ultimo accesso|ultima visita|último acesso|visto por último
        |ostatnio online|ostatnio widziany|ostatnie logowanie|ostatnia wizyta|ostatnia aktywność|naposledy online
        |naposledy přihlášen|senast online|senast inloggad|son görülme|son giriş|son aktif|ultima conectare
        |last sign in|last connection|last logon|마지막 활동|최근 활동|최종접속일|最后活跃|最近活跃|最后登录时间
        |上次登录|đăng nhập lần cuối|hoạt động gần nhất|เข้าใช้ล่าสุด|ออนไลน์ครั้งล่าสุด|最終活動
        |最終ログイン日時|последний раз в сети|последнее посещение|был онлайн|заходил|letzte aktivität
        |letzte anmeldung|dernière activité|vu le|vue le|último inicio de sesión|última actividad
        |visto por última vez|laatste login|laatste bezoek|laatste activiteit|ultima attività
        |visto per l'ultima volta|última atividade|visto em
        |最後登入|最近登入|上次登入|最近上線
        |hoạt động|hoạt động cuối|trực tuyến lần cuối|seen|last sighted|был на сайте|была на сайте
        |заходил последний раз
        |última conexion|ultima conexion|en línea|접속일|마지막 로그인 시간|最近登陆|最後のログイン|aktif terakhir
    """,
    "pgp": """
        pgp|pgp key|public key|pgp public key|gpg|gpg key|pgp 키|pgp 공개키|공개키|pgp公钥|pgp 公钥|公钥
        |khóa pgp|คีย์ pgp|kunci pgp|kunci publik|pgp鍵|pgp公開鍵|公開鍵|pgp ключ|pgp-ключ|открытый ключ
        |susi ng pgp|pgp-schlüssel|öffentlicher schlüssel|clé pgp|clé publique|clave pgp|clave pública
        |pgp-sleutel|chiave pgp|chiave pubblica|chave pgp|chave pública
    """,
    "author": """
        buyer|reviewer|author|posted by|user name|written by|customer|구매자|작성자|글쓴이|글쓴이명|买家|作者
        |发布者|楼主|購買者|发帖人|người mua|tác giả|người đăng|ผู้ซื้อ|ผู้เขียน|โพสต์โดย|pembeli|penulis|購入者
        |投稿者|著者|покупатель|автор|mamimili|may-akda|käufer|autor|verfasser|acheteur|auteur|comprador|koper
        |acquirente|autore
    """,
    "date": """
        date|date / time|posted|posted on|time|when|age|작성일|등록일|날짜|日期|时间|发布时间|发表时间|發表時間
        |日時|ngày|ngày đăng|thời gian|วันที่|เวลา|tanggal|tarikh|waktu|投稿日|日付|дата|время|petsa|oras|datum
        |zeit|fecha|data|ora|publié le|geplaatst op
    """,
    "text": """
        feedback|review|comment|comments|message|buyer feedback|후기|리뷰|댓글|내용|评论|评价|评价内容|內容|内容
        |留言|nhận xét|bình luận|nội dung|รีวิว|ความคิดเห็น|ข้อความ|ulasan|komentar|ulasan pembeli|レビュー
        |コメント|отзыв|комментарий|сообщение|puna|komento|kommentar|rezension|avis|commentaire|reseña|comentario
        |opinie|reactie|recensione|commento|avaliação do comprador
    """,
    "other": """
        quantity|qty|amount|shipping|shipping method|shipping methods|shipping options|delivery|delivery time
        |delivery method|product class|class|type|listing type|ends in|views|tags|accepted payments|payments
        |coins|currency|verifications|disputes|finalize early|fe|weight|unit|units|minimum order|min order|level
        |trust level|vendor level|refund policy|terms|terms and conditions|terms & conditions|refund
        |return policy|posts|reputation|replies|language|balance|fe enabled|amount on escrow|features|options
        |수량|배송|배송비|배송방법|조회수|조회|추천|数量|运费|配送方式|浏览|浏览量|số lượng|phí vận chuyển
        |lượt xem|จำนวน|ค่าจัดส่ง|jumlah|ongkos kirim|dilihat|berat|数量|送料|配送方法|閲覧数|количество
        |просмотры|доставка и оплата|вес|dami|menge|anzahl|versand|versandart|versandkosten|aufrufe|gewicht
        |quantité|livraison|frais de port|vues|poids|cantidad|envío|gastos de envío|vistas|peso|aantal
        |hoeveelheid|verzending|verzendkosten|quantità|spedizione|spese di spedizione|quantidade|envio|frete
        |ilość|wysyłka|czas dostawy|koszt wysyłki|waga|kod produktu|numer oferty|množství|doprava|kvantitet|frakt
        |miktar|kargo|sku|model|product code|item number|item no|listing id|offer id|id|brand|manufacturer
        |condition|processing time|wysłane przez|상품번호|상품코드|제조사|브랜드|배송 방법|배송기간|商品编号
        |货号|编号|品牌|运输方式|发货时间|快递|mã sản phẩm|mã hàng|thương hiệu|vận chuyển|รหัสสินค้า|ยี่ห้อ
        |การจัดส่ง|商品番号|商品コード|品番|メーカー|発送方法|код товара|артикул|производитель|модель
        |способ доставки|срок доставки|lieferzeit|artikelnummer|hersteller|marke|versandmethode|ugs|référence
        |marque|fabricant|délai de livraison|mode de livraison|referencia|marca|fabricante|modelo
        |plazo de entrega|método de envío|artikelnr|merk|levertijd|verzendmethode|codice|codice prodotto
        |produttore|tempi di consegna|código|prazo de entrega|frete grátis|peso líquido
    """,
}  # fmt: skip
