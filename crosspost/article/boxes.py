"""What stands in an article's HTML but is not the article: follow boxes, share buttons, adverts."""

import re
from functools import lru_cache

#: In lower case and with "-" between the words.
NAMES = re.compile(
    r"(?<![a-z])(?:sns|follow(?:ing|us|me)?|shar(?:e|es|ing)|sharedaddy|social|related|yarpp"
    r"|r?toc|lwptoc|mokuji|outline-(?:box|list|wrap)|table-of-contents|newsletter|subscribe|subscription|mailmag|ad|ads|adsense|adsbygoogle"
    r"|advert[a-z]*|sponsor[a-z]*|author-?(?:box|info|profile|card|bio)"
    r"|profile-(?:box|card|area|wrap)|writer-(?:box|info|profile)|p-author|saboxplugin"
    r"|about-author|post-author|cta|blogmura|breadcrumbs?|pager|pagination|post-navigation"
    r"|comments-area|comment-respond|respond|likes?|jp-post-flair|relatedposts|addtoany|feedflare"
    r"|footer|side-?bar|widgets?|widget-area|g-?nav|global-nav|site-header"
    r"|latest-posts|popular-posts|recommend(?:ed|s)?|cookie|read-more|more-link)(?![a-z])"
)
_SHORT = 60
#: A line that is nothing but a bracketed label: 【コメントなど】.
_LABEL = re.compile(r"[【［\[〔＜<《≪〈][^【】［\]\[\]〔〕。、]{1,24}[】］\]〕＞>》≫〉]")
_NOTE = re.compile(
    r"[※＊*†]\s?[\d０-９]{1,2}(?![\d０-９月日年時%％./／]|[:：][\d０-９])|[※＊](?=[^\sのはがをにと])|(?:注|註)\s?[\d０-９]{0,2}\s?[:：.．）)\s\u3000]"
    r"|[\[［（(〔]\s?(?:注|註)\s?[\d０-９]{0,2}\s?[\]］）)〕]|[\[［]\d{1,3}[\]］]\s|[\^↑↩]\s"
)
#: A writer's name with its reading, and a life behind it.
_LIFE = re.compile(
    r"[^。、（(「」]{1,14}[（(][ぁ-ゖァ-ヺー・･ 　A-Za-z.]{2,30}[)）]\s?[：:／/●◎\s\u3000].{0,200}"
    r"(?:生まれ|卒|著書|専門|作家|ライター|記者|ブロガー|代表|教授|研究員|評論家|編集者)"
)
#: What leads on to other articles, before their titles.
_LEADING = re.compile(
    r"[【（(［\[〔＜〈《「＼\s]*(?:[合あ]わせて読みたい|(?:関連|参考|おすすめ|オススメ|前回|過去|次回)の?(?:記事|リンク|エントリー?|投稿)?)"
    r"(?:はこちら)?\s?[】）)］\]〕＞〉》」／:：→▶].{0,120}"
)
_NEIGHBOURS = re.compile(
    r"[←«<＜≪\s]*(?:前|次)の(?:記事|投稿|ページ|エントリー?)\s?[：:→»＞>\s].{0,100}"
)
_UNSUPPORTED = re.compile(
    r"JavaScript[^。]{0,24}(?:有効|オン|許可)|ブラウザ[^。]{0,24}(?:対応して|サポートして)いません"
    r"|(?:enable|requires?) javascript|browser does not support",
    re.IGNORECASE,
)
#: A sign before a heading that stands in a paragraph: ■訳文.
_BULLETED = re.compile(r"[■□◆◇▼▽◎]\s?[^。、！？!?「」]{1,12}")
_KEY = re.compile(r"(?<![\w/.%-])[A-Za-z0-9+/=_-]{40,}")
_KEYS = re.compile(
    r"-----BEGIN|^(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2)|^[A-Za-z0-9+/=_-]{48,}$"
    r"|(?<![\w])(?:[0-9A-Fa-f]{2}[: ]){8,}"
    r"|(?<![\w])(?:[0-9A-F]{4}\s?){8,}|^[\x21-\x7e]*[A-Za-z0-9+/]{64,}[\x21-\x7e]*$"
)
_BUTTON = 24

_CALLS = re.compile(
    r"この(?:記事|ブログ|ページ)が(?:気に入|役に立|お役に|参考にな|よかった|良かった|面白|いいな)"
    r"|フォロー(?:を|しよう|する|して(?:ください|ね)?|お願い(?:します)?|はこちら)?[!！。♪]*$"
    r"|^(?:この記事を)?シェア(?:する|しよう|して(?:ください|ね)?|はこちら)?[!！。]*$"
    r"|いいね[!！]?(?:しよう|お願い|を押)|(?:更新|新着|最新)[^。]{0,12}お届け(?:します|しています)"
    r"|(?:メルマガ|メールマガジン|ニュースレター|チャンネル|読者)[^。]{0,8}(?:登録|購読)"
    r"|(?:会員|メール|アカウント|LINE|通知)[^。]{0,6}(?:登録|購読)(?:はこちら|する|して|すると|で|のご?案内)|^(?:無料で)?(?:登録|購読)する$"
    r"|(?:公式)?(?:LINE|ライン)(?:公式)?(?:アカウント)?(?:で|を|は)[^。]{0,12}(?:友だち|登録|追加|配信)|続きは[^。]{0,20}(?:登録|ログイン|購読|有料)"
    r"|(?:資料|ホワイトペーパー)[^。]{0,8}ダウンロード|お問い?合わ?せ(?:は|先|はこちら)|^(?:お申し?込み|ご予約|ご登録)(?:は|フォーム)"
    r"|友(?:だ)?ち追加|ランキング(?:に参加|[^。]{0,12}(?:クリック|応援|ポチ))"
    r"|^(?:please )?(?:share|like|follow|tweet|subscribe|sign up|join)\b.{0,30}"
    r"\b(?:this|us|me|our|post|article|newsletter|updates?)\b",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"(?:関連|おすすめ|オススメ|人気|新着|最新|前の|次の|過去の|こちらの|参考)(?:の)?"
    r"(?:記事|エントリー?|投稿)"
    r"(?:一覧|はこちら)?|[合あ]わせて読みたい|こちら(?:の記事)?も(?:おすすめ|オススメ|どうぞ|ご覧ください)"
    r"|こちらもおすすめ|目次|もくじ|(?:スポンサー(?:ド)?)(?:リンク|サーチ)?"
    r"|(?:この|本|当)?(?:記事|ページ|エントリー?)(?:で|を読むと|から|を読めば)?(?:わか|分か|学べ|得られ|知れ|解説す)る(?:こと|内容)"
    r"|(?:この記事は)?(?:こんな|このような|こういう)(?:人|方|かた)(?:に|へ)?(?:おすすめ|オススメ|向け|読んでほしい)(?:です|の記事)?"
    r"|(?:この記事の|本記事の)?(?:対象読者|想定読者)|脚注|注釈|註|注|参考(?:文献|資料|サイト|リンク)?|出典|参照|引用元"
    r"|foot ?notes?|notes|references|sources|written by|posted (?:by|in)|by|in|未分類|uncategorized"
    r"|広告|PR|コメント|コメントを残す|トラックバック|ツイート|ポスト|シェア|フォロー|いいね[!！]?|はてブ|コピー|印刷"
    r"|tweet|share|like|pocket|facebook|x|twitter|line|pinterest|linkedin|bluesky|threads|email"
    r"|print|copy link|advertisements?|(?:table of )?contents"
    r"|(?:related|recommended|popular|recent|similar) (?:posts?|articles?|stories|reading)"
    r"|(?:you (?:may|might) also like|see also|further reading|more from .{1,20})"
    r"|(?:share|like) this:?",
    re.IGNORECASE,
)
_AROUND = " 　:：▼▽↓■◆●▶►»→…・[]【】＼／|｜>＞☞➡\n"
_MORE = re.compile(
    r"(?:続きを(?:読む|見る|みる)|もっと(?:読む|見る)|続きはこちら|この記事の続き"
    r"|read (?:more|the rest)|continue reading)"
    r".{0,120}",
    re.IGNORECASE,
)
_FOOTERS = re.compile(
    r"に最初に表示されました|の最初に登場しました|\bappeared first on\b|\bfirst appeared on\b"
    r"|にほんブログ村|人気ブログランキング|blogmura|^\s*(?:filed under|posted in|tags?):",
    re.IGNORECASE,
)
#: Each footer holds one of these, in lower case; they are looked for first.
_IN_FOOTERS = (
    ":", "に最初に表示", "の最初に登場", "appeared", "にほんブログ村", "人気ブログランキング",
    "blogmura",
)  # fmt: skip
_LONGEST_NOTE = 120
_LONGEST_FOOTER = 400
_PROFILES = re.compile(
    r"この記事を書いた(?:人|ひと|ライター|記者)|(?:著者|筆者|執筆者|投稿者|ライター|運営者)"
    r"(?:紹介|プロフィール|情報|について)?|プロフィール|about the authors?|author(?: bio)?",
    re.IGNORECASE,
)


@lru_cache(maxsize=512)  # asked more than once of each line
def is_talk(paragraph: str) -> bool:
    """Whether the paragraph asks for a follow, names buttons or links elsewhere: never material."""
    bare = paragraph.strip(_AROUND)
    if not any(map(str.isalnum, bare)) or _is_label(paragraph) or _is_key(paragraph):
        return True
    if _is_aside(paragraph):
        return True
    if len(bare) <= _BUTTON and _LABELS.fullmatch(bare):
        return True
    if len(bare) <= _SHORT and _CALLS.search(bare):
        return True
    return bool(
        _MORE.fullmatch(bare)
        or (len(bare) <= 2 * _SHORT and _UNSUPPORTED.search(bare))
        or (len(bare) <= _LONGEST_FOOTER and _is_footer(bare)),
    )


def _is_footer(bare: str) -> bool:
    lower = bare.lower()
    return any(sign in lower for sign in _IN_FOOTERS) and bool(_FOOTERS.search(bare))


def _is_aside(paragraph: str) -> bool:
    """Whether the paragraph is a note, leads on to other articles, or tells who wrote."""
    if len(paragraph) <= _LONGEST_NOTE and _NOTE.match(paragraph):
        return True
    return bool(
        _LEADING.fullmatch(paragraph) or _NEIGHBOURS.fullmatch(paragraph) or _LIFE.match(paragraph)
    )


def _is_label(paragraph: str) -> bool:
    return bool(_LABEL.fullmatch(paragraph) or _BULLETED.fullmatch(paragraph))


def _is_key(paragraph: str) -> bool:
    """Whether the paragraph is key material, or mostly one key."""
    if len(paragraph.encode("utf-8", "replace")) > 2 * len(paragraph):
        return False  # mostly Japanese
    key = _KEY.search(paragraph)
    return bool(_KEYS.search(paragraph)) or (key is not None and len(key[0]) * 2 > len(paragraph))


def leads_on(paragraph: str) -> bool:
    """Whether the paragraph leads to the rest of the article: what stands before it is cut."""
    return bool(_MORE.fullmatch(paragraph.strip(_AROUND)))


def is_profile(paragraph: str) -> bool:
    """Whether a description of the author begins here."""
    return bool(_PROFILES.fullmatch(paragraph.strip(" 　:：▼▽↓■◆●▶►»→")))
