"""What is talk: greetings, pointers, calls and notices; it tells nothing of the matter."""

import re

from crosspost import phrases
from crosspost.summary._apart import compile_apart

_GREETING = re.compile(
    r"^(?:どうも|さて|皆さん|みなさん|皆様|みなさま|読者の皆様)?[、，。！!～〜ー]*"
    r"(?:こんにち[はわ]|こんばん[はわ]|おはよう|お疲れ様|お疲れさま|お久しぶり|ご無沙汰|はじめまして"
    r"|いつも.{0,12}ありがとう|(?:明けまして|あけまして)|hi\b|hello\b|hey\b|welcome back"
    r"|(?:good (?:morning|afternoon|evening)|happy (?:\w+day|new year)|dear|greetings)\b)",
    re.IGNORECASE,
)
_MOST_GREETING = 40

# Each form is one kind of line that stands in articles but tells nothing of their matter.
_POINTERS = (
    r"^(?:目次|もくじ|続きを読む|続きはこちら|もっと(?:読む|見る)|(?:関連|おすすめ|前回の|次の)記事)",
    r"(?:記事|ページ)は.{0,8}\d+分.{0,6}読め|読了(?:時間|目安)",
    r"最後まで(?:お読み|お付き合い|ご覧)",
    r"(?:見て|始め|進め|行って|やって)(?:いき|み)?ましょう[。！!]?$",
    r"(?:見|み)てい(?:こう|く|きたい)(?:と思う|と思います|です)?[。！!]?$",
    r"(?:詳しく|詳細|続き)は.{0,20}(?:こちら|後述|リンク|https?:|参照|ご覧|ページ)",
    r"(?:以下|下記|上記|次)の[^。]{0,10}(?:リンク|URL|ページ|サイト|フォーム)(?!が|を公開|を開設)",
    r"ご(?:確認|覧|参照|一読|視聴|高覧)(?:ください|下さい|いただけます)[。！!]?$",
    r"^(?:本|この|当)(?:記事|エントリー?|投稿)は[^。]{0,60}の(?:記事|エントリー?|投稿)です[。！!]?$",
    r"(?:以下|次|下記|上記|下|上)の?(?:とおり|通り|よう)(?:です|である|だ|になり|とな|[。：:]$)",
    # 「…はこう言い放った。」, 「…別の絵を描いてみせる。」: what it leads to stands elsewhere.
    r"(?:こう(?!し|い[うっ]|な[るっ])|(?:次|以下)の(?:ように|通り|とおり))[^。、「」]{1,12}[たるすだい]。$",
    (
        r"別の(?:絵|像|物語|筋書き|風景)を(?:描|語|見せ)[^。、]{0,8}。$|(?:耳|心|胸|印象|記憶)に残[^。、]{1,6}。$"
        r"|(?:という|との)(?:言葉|一言|一節|一文)(?:が|も)(?:残|あ)[^。、]{1,4}。$"
        r"|(?:こんな|次の|ある)(?:言葉|話|一節|一文|記述|くだり|逸話)(?:が|も)(?:残|あ|見え|出て)[^。、]{1,6}。$"
    ),
    r"(?:次|以下|下記)のように(?:述べ|語|書|指摘|主張|説明|伝え|報じ|論じ|記)[^。、]{0,8}[。：:]?$",
    (
        r"(?<![0-9０-９〇一二三四五六七八九十百千万歳才%％円人度点個台件日年月時分])(?:以下|下記)で"
        r"[^。]{0,30}(?:配信|公開|紹介|解説|説明|述べ)(?:し|され|て)?[^。、]{0,6}[。！]?$"
    ),
    r"(?:こんな|このような|そんな)(?:感じ|風)(?:に|で|です|だ|に?な.{1,5})?[。！!]?$",
    r"^(?:ところが|しかし|だが|さて)、?である。$",
    r"^(?:本|当)(?:リリース|発表|資料|文書|お知らせ)は|^内容に(?:違い|相違)がある場合",
    r"(?:次|以下|下記)の(?:事項|内容|点)[をに](?:つき|つい|決|発表|お知らせ)",
    (
        r"(?:こう|次のように|このように|以下のように)(?:も)?(?:書|伝え|語|述べ|報じ|あ|話|記)[^。、]{0,12}。?$"
        r"|(?:言葉|談話|一節|一文|記事|発言)を(?:引|掲げ|紹介)[^。]{0,12}。$|原文のまま掲げ|整理して(?:おこう|みよう)"
        r"|^以下は|^（?以下は|かいつまんで|結論から言|本題に入"
    ),
    r"(?:載せ|貼っ|張っ|置い|書い|まとめ)ておき(?:ます|ました|たい(?:です|と思います)?)[。！!]?$",
    r"^前々?回の(?:記事|投稿|稿|エントリー?)(?:では|は|で|に|の続き)",
    r"^(?:ここまで|以上|本稿では|この記事では)[、，]?[^。]{0,30}(?:見てきた|述べてきた|見てきました)[。]?$",
    (
        r"^(?:その|主な)?(?:理由|原因|背景|要因|論点|争点|課題|問題|ポイント|特徴)は[^。、]{0,8}"
        r"[0-9０-９一二三四五六七八九十]+(?:つ|点)(?:ある|あります|だ|です|である)。$"
    ),
    r"^(?:筆者|私|著者)が[^。、]{0,8}のは、?[^。、]{1,12}(?:だ|です|である)。$",
    r"^この続き(?:を|は|[:：])|^記事を購入|^(?:会員|有料)限定(?:記事|部分)",
    (
        r"^(?:本|この|当)(?:記事|稿|論考|エントリー?|投稿)は[^。]{0,60}"
        r"(?:転載|再掲|再編集|寄稿|掲載|配信|執筆|更新|加筆)(?:し|され)た[^。、]{0,16}[。]?$"
    ),
    r"^[^。、「」]{0,8}(?:速報|告知|備忘録|覚え?書き|自分用メモ)(?:です|になります|まで)[。！!]?$",
    r"(?:以下|次|下記)(?:に|の.{1,10}を)(?:示|まとめ|記|掲|挙げ|引用|転載)",
    r"は(?:以下|次|下記)(?:の.{1,10})?(?:です|である|だ)[。！!：:]?$",
    r"^(?:[※*＊]|注[：:]|（注|\(注)|画像はイメージ",
    (
        r"^(?:写真|画像|図表?|表|グラフ|動画|出典|出所|引用元?|参考(?:文献|記事|リンク)?|ソース|情報源)"
        r"[ 　]?[0-9０-９]{0,2}[：:＝=]"
    ),
    r"(?:写真|画像|図版|動画)は.{1,20}(?:より|による|提供)[。]?$",
    r"^(?:皆さん|みなさん|皆様|読者)[はもの、][^。]{0,60}(?:でしょうか|ますか|ですか|ましたか)[。？?]",
    r"いかがでし(?:た|ょう)|お楽しみに|続報を(?:お|待)|続報が入り次第|ではまた|またお会い",
    r"(?:に最初に表示され|の最初に登場し)ました|^(?:掲載|更新|公開|投稿)日(?:時)?[：:]",
    (
        r"(?<![0-9０-９〇一二三四五六七八九十百千万歳才%％円人度点個台件日年月時分])(?:以下|下記)の"
        r"[^。]{0,24}(?:実施|行い|行っ|使用|紹介|掲載|実行|入力)"
    ),
    r"^(?:さて、?)?(?:今回|今日|本日)は[^。]{1,30}(?:の話|について)(?:だ|です|である|(?:を|書).{0,6})?[。！]$",
    r"\bposted a (?:photo|video)\b|^exif_jpeg_picture$|\bcamera phone upload\b",
    r"^(?:photo|image|picture)s? (?:by|courtesy)\b",
    r"^(?:last )?(?:updated|posted|published|shared) ?(?:by|on|at|:) ?.{1,60}$",
    r"^(?:by|por|von|par) (?:[\w.’'-]+,? ){1,5}[\w.’'-]+$",
    (
        r"^(?:this|the) (?:article|post|story|essay|piece) (?:(?:was|is|has been) )?(?:first"
        r"|originally|previously|also) (?:published|appeared|posted)\b"
        r"|^an earlier version of this\b|^originally published\b"
    ),
    r"^p\.?s\.?\s?[-–—:,]",
    r"\b(?:first appeared|appeared first) on\b|^(?:read|learn|see) more\b|\bclick (?:here|below)\b",
    r"^continue reading\b|\b(?:minutes?|min) read\b|^table of contents\b",
    r"^(?:photo|image|credit|source)s?:|^thanks for reading\b|^(?:stay tuned|until next time)\b",
)
_COURTESIES = (
    (
        r"いかがお過ごし|お変わり(?:あり|ござい)|風邪など|ご自愛|(?:の|な)季節(?:と|に)なりました。$|^(?:拝啓|前略|謹啓)"
        r"|(?:御礼|お礼|お慶び|感謝|お詫び)(?:を)?(?:申し|いたし)[^。、]{0,8}。$|お待ち(?:して|申し上げて)おります。$"
        r"|(?:誠に|まことに|どうも)ありがとうござい[^。、]{1,4}。$|(?:いただき|くださり)、?ありがとうござい|ご期待ください"
    ),
    r"^(?:it(?:['’]s| is) (?:raining|snowing|sunny|cold|hot)\b|(?:i )?hope (?:you|every))",
    r"^(?:good (?:morning|afternoon|evening)|happy \w+day)\b[^.!?]{0,90}[.!]?$",
)
_CALLS = (
    r"フォロー(?:して|しよう|する[。！!]?$|お願い|をお願い|は(?:こちら|お気軽)|よろしく)",
    r"シェア(?:して|しよう|する[。！!]?$|お願い|をお願い|いただ)",
    r"(?:いいね|高評価)[！!]?(?:を?お願い|しよう|を?押し)",
    r"(?:チャンネル|メ(?:ルマガ|ールマガジン)|ニュースレター|読者)の?(?:登録|購読)(?![者数])",
    r"友(?:だ)?ち追加|(?:登録|申し込み|購読)はこちら",
    r"コメント(?:欄.{0,10}(?:お待ち|どうぞ|教えて)|を?お待ち|を?ください)",
    r"お問い?合わ?せ(?:は|先|ください)",
    r"ランキングに参加(?:して|中)|(?:ランキング|応援).{0,14}(?:クリック|ポチ)",
    r"^(?:ここを|こちらを|下の.{1,14}を)?(?:クリック|タップ)",
    r"^(?:please )?(?:subscribe|sign up|follow (?:us|me)|share this|join (?:us|our))\b",
    r"^(?:please )?like and (?:share|subscribe)\b",
    r"\b(?:our|my) newsletter\b|^let me know in the comments\b",
)
_NOTICES = (
    r"(?:本|当|この)(?:記事|ページ|サイト|ブログ).{0,20}(?:広告|アフィリエイト|プロモーション|PR)[がをで]",
    r"^[［\[【（(]?(?:PR|広告|AD|スポンサー(?:ド)?リンク|提供)[］\]】）)：:]",
    r"無断(?:転載|複製|使用).{0,8}(?:禁|お断り|ご遠慮)|著作権は.{0,16}(?:帰属|に属し)|^免責",
    r"(?:個人|筆者|著者)の(?:見解|意見|考え)であ(?:り|って)[^。]{0,60}(?:ではありません|ではない|ものでない)[。]?$",
    r"自己責任で(?:お願い|ご判断|ご利用)|効果には個人差",
    r"\baffiliate (?:links?|commission)|^sponsored\b|\bsponsored post\b|\ball rights reserved\b",
    r"^(?:disclosure|disclaimer|advertisement)(?::|$)",
)
_TALK = {
    is_japanese: compile_apart(
        "|".join(
            line
            for line in _POINTERS + _COURTESIES + _CALLS + _NOTICES
            if phrases.is_japanese(line) is is_japanese
        ),
        re.IGNORECASE,
    )
    for is_japanese in (True, False)
}
_LATIN = re.compile("[A-Za-z]")
_ANNOUNCING = (":", "：")  # what it announces is not in it
_LETTERS = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(r"https?://[!-~]+|(?<!\S)[#＃@＠]\S+")
_MARKED = re.compile("[#＃@＠]|://")


def is_talk(sentence: str) -> bool:
    """Whether the sentence speaks of the page or to the reader, not of the article's matter."""
    if _GREETING.match(sentence) and len(sentence) <= _MOST_GREETING:
        return True
    if sentence.endswith(_ANNOUNCING) or _TALK[True].search(sentence):
        return True
    if _LATIN.search(sentence) and _TALK[False].search(sentence):
        return True
    bare = _ADDRESS.sub("", sentence) if _MARKED.search(sentence) else sentence
    return not _LETTERS.search(bare)
