"""Sentences that speak of the page, its dates, its writer or its readers, not of the matter."""

import re

from crosspost.phrases import is_japanese

_PAGE = r"(?:この|本|当|今回の|前回の)(?:記事|稿|投稿|エントリー?|ページ|コラム|連載|動画)"
_SITE = r"(?:この|本|当)(?:ブログ|サイト|メディア|チャンネル|アカウント|HP|ホームページ)"
_DATE = r"(?:\d{4}[年/.\-]\s?)?\d{1,2}[月/.\-]\s?\d{1,2}日?(?:[（(][^）)]{1,12}[）)])?"
_POLITE = r"(?:ます|です|ました|でした|ません|ください|下さい)"
_DONE = r"(?:更新|公開|投稿|掲載|作成|執筆|加筆|修正|訂正|改訂|追記|再掲|転載|配信|初出)"
_TOLD = (
    r"(?:解説|紹介|説明|まとめ|お伝え|お届け|考え|見て|書い|お話|検証|比較|整理|振り返|取り上げ|考察"
    r"|レビュー|報告|述べ|触れ|掘り下げ|深掘り|ご案内)"
)
_FORM_OF_GREETING = (
    r"^(?:どうも|皆さん|みなさん|皆様|みなさま|読者の皆様|さて)?[、，！!\s〜～ー]*"
    r"(?:こんにち[はわ]|こんばん[はわ]|おはよう|お疲れ様|お疲れさま|お久しぶり|ご無沙汰|はじめまして|初めまして"
    r"|(?:明けまして|あけまして)おめでとう|いつも[^。]{0,14}ありがとう|ご訪問[^。]{0,6}ありがとう)[^。！!]{0,40}$"
)
_STARTS = (
    # dates
    rf"^[※＊*（(\s]*{_PAGE}は、?[^。]{{0,60}}{_DONE}(?:(?:し|され)(?:た|まし|てい)|済|時点|当時)[^。]{{0,16}}$",
    rf"^[※（(【\[\s]*(?:最終)?{_DONE}(?:日時?)?\s*[：:／/]?\s*{_DATE}[^。]{{0,12}}$",
    rf"^[※（(【\[\s]*{_DATE}\s*(?:\d{{1,2}}[:：時]\d{{0,2}}分?)?\s*(?:に|付で|付けで|現在|時点で)?{_DONE}[^。]{{0,10}}$",
    (
        r"^[※（(\s]*(?:記事(?:中|内|本文)の|本文中の|登場人物の|掲載(?:の|されている))?[^。、]{0,12}"
        r"(?:肩書|年齢|所属|役職|敬称|内容|情報|価格|写真)[^。]{0,24}(?:当時|時点|現在|省略|略称|異なる場合)[^。]{0,16}$"
    ),
    rf"^[※（(\s]*{_DATE}\s*(?:に|付で)?、?(?:一部|記事|本文|内容|ページ|本稿)[^。]{{0,12}}{_DONE}[^。]{{0,8}}$",
    (
        rf"^[※（(\s]*(?:{_DATE}\s*)?{_DONE}\s*[:：]?\s*(?:内容|一部|本文|誤字|表記|リンク|タイトル)[^。]{{0,20}}"
        r"(?:修正|訂正|変更|更新|加筆|追加)[^。]{0,8}$"
    ),
    rf"^{_PAGE}は[^。]{{0,16}}(?:会員|有料|購読者|メンバー)[^。]{{0,8}}(?:限定|専用|向け)[^。]{{0,12}}$",
    r"^記事(?:内|中)に[^。]{0,12}(?:広告|プロモーション|PR)[^。]{0,24}$",
    rf"^最新の(?:情報|内容|状況)[^。]{{0,30}}{_POLITE}$",
    # corrections and apologies
    (
        r"^[^。]{0,16}(?:初出時|掲載時|公開時|投稿時|配信時|記事(?:中|内|本文)?(?:の|で|に|に?は)?|本文(?:中)?(?:の|で|に)?"
        r"|タイトル(?:の|に|で)?|見出し(?:の|に|で)?)[^。]{0,70}(?:誤り|間違い|誤記|誤って|不正確|としていましたが"
        r"|と(?:記載|表記|記述|書き|お伝え)[^。]{0,6}(?:しましたが|していましたが|ましたが|が、))"
        r"[^。]{0,60}(?:ました|ます|です|でした|ません|訂正した|修正した)$"
    ),
    (
        r"^[^。は]{0,16}(?:記述|記載|表記|上記|一部|図表?|キャプション|肩書|日付|数字)[^。は]{0,12}"
        r"(?:誤り|誤記|間違い)が(?:あり|ござい)[^。]{0,16}ました$"
    ),
    r"^正しくは[^。]{1,60}(?:です|でした)$",
    r"^[^。]{0,20}(?:該当|当該)(?:箇所|部分)[^。]{0,20}(?:訂正|修正|削除)[^。]{0,8}$",
    r"^(?:大変)?失礼(?:いたし|致し|し)ました$",
    # greetings, names, introductions
    _FORM_OF_GREETING,
    r"^どうも[、，][^。、]{1,24}です$",
    (
        r"^(?:[^。、「」]{0,20}(?:管理人|編集長|編集部|筆者|ライター|ブロガー|店長|スタッフ|運営者|運営|記者|代表|担当|主宰"
        r"|広報|院長|園長|校長)の|[^。、「」]{1,16}こと)[^。、「」はがを]{1,14}(?:です|と申します|といいます)$"
    ),
    r"^[^。「」]{0,24}と(?:申します|呼んでください)$",
    rf"^{_SITE}(?:では|は|の)[^。]{{0,90}}(?:発信|紹介|解説|お届け|運営|更新|掲載|配信|ブログ|サイト|綴|書い)[^。]{{0,16}}{_POLITE}$",
    rf"^(?:この記事を書いた|運営して)[^。]{{0,40}}{_POLITE}$",
    # what the page does
    rf"^(?:そこで、?|さて、?|では、?|今回、?)?{_PAGE}(?:では|で|は)、?[^。]{{0,100}}{_TOLD}[^。]{{0,16}}(?:ます|です|ました|ましょう|いく|たい|みる|みよう|いこう|した|する)$",
    rf"^(?:そこで、?|さて、?)?(?:今回|今日|本日)(?:は|も)、?[^。]{{0,80}}{_TOLD}[^。]{{0,12}}(?:ます|ましょう|たいと思います|みました)$",
    r"^(?:ぜひ|是非|どうぞ|よろしければ)[、，]?[^。]{0,40}(?:最後まで|参考に|ご覧|お読み|チェック|読んで)[^。]{0,24}$",
    rf"^{_PAGE}を読(?:めば|むと|んだら)[^。]{{0,70}}$",
    # adverts
    r"^(?:[^。]{0,16}より)?(?:商品|サービス)[^。]{0,14}(?:提供|貸与)(?:を受けて|いただ)[^。]{0,20}$",
)
_WITHIN = (
    (
        r"(?:執筆|投稿|公開|掲載|取材|更新|作成|記事公開|配信|放送|発売)(?:時|当時|日)(?:点|現在|点現在)?の"
        r"(?:もの|情報|内容|データ|価格|状況|肩書)[^。]{0,16}(?:です|ます|ません|ください)$"
    ),
    rf"(?:お詫び|おわび)(?:し|いたし|致し|申し上げ|の上|と訂正)[^。」]{{0,24}}{_POLITE}$",
    rf"(?:ご指摘|ご迷惑)[^。]{{0,30}}{_POLITE}$",
    r"(?:本|当|この)(?:記事|ページ|サイト|ブログ)(?:に|は|には|では|内)[^。]{0,24}(?:広告|アフィリエイト|プロモーション|PR)",
)
_LATIN = (
    r"^(?:this (?:article|post|story|page) (?:was|has been) (?:last )?(?:updated|published|edited)"
    r"|(?:last )?(?:updated|published|posted|modified)(?: on|:)"
    r"|the information .{0,40}current as of|an earlier version of|we (?:regret|apologi[sz]e)"
    r"|(?:correction|editor[’']s note|clarification):"
    r"|(?:hi|hello|hey)[ ,!].{0,40}(?:here|my name is|i[’']m )|in this (?:article|post|guide)[, ])"
)
_NOTICE = re.compile("|".join(_STARTS))
_NOTICE_WITHIN = re.compile("|".join(_WITHIN))
_MAY_HOLD = (
    "のもの",
    "の情報",
    "の内容",
    "のデータ",
    "の価格",
    "の状況",
    "の肩書",
    "詫",
    "おわび",
    "ご指摘",
    "ご迷惑",
    "広告",
    "アフィリ",
    "プロモ",
    "PR",
)
_LATIN_NOTICE = re.compile(_LATIN, re.IGNORECASE)
_SENTENCE = re.compile(
    r"\s*((?:[^。！？!?♪☆「『]+|「[^」]{0,300}」|『[^』]{0,300}』|[「『])+|.)(?:[。！？!?♪☆]+[」』）)]*|\Z)?"
)
_LABEL = re.compile(r"\s*(?:※\s*)?[【［\[（(][^】］\])）（(]{1,24}[】］\])）]\s*")
_GREETING = re.compile(_FORM_OF_GREETING)
_NAMING = re.compile(r"[^。、「」\d０-９]{1,24}です")
_LONGEST = 160  #: characters; a longer sentence tells more than that


def without_notices(paragraph: str) -> str:
    """Return the paragraph without its sentences of housekeeping, "" when it holds nothing else.

    A label before them (【訂正】) stays: it tells that there is news.
    """
    if not is_japanese(paragraph):
        return "" if _LATIN_NOTICE.match(paragraph) else paragraph
    label = _LABEL.match(paragraph)
    start = label.end() if label and label.end() < len(paragraph) else 0
    kept, greeted = "", False
    for sentence in _SENTENCE.finditer(paragraph, start):
        if is_notice(sentence[1]) or (greeted and _NAMING.fullmatch(sentence[1])):
            greeted = bool(_GREETING.match(sentence[1]))
        else:
            greeted = False
            kept += sentence[0]
    return (paragraph[:start] + kept).strip()


def is_notice(sentence: str) -> bool:
    """Whether the sentence, without its stop, is housekeeping."""
    bare = sentence.strip().rstrip("）)」』")
    if len(bare) > _LONGEST:
        return False
    if _NOTICE.match(bare):
        return True
    return any(word in bare for word in _MAY_HOLD) and bool(_NOTICE_WITHIN.search(bare))
