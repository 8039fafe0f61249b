"""What of an article a summary may be made from: the author's own sentences, without the talk."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from crosspost import phrases
from crosspost.model import Article
from crosspost.summary import _voices
from crosspost.summary._sentences import is_closed, split

#: Sentences read at most: bounds the time that a book-long article takes.
MOST_SENTENCES = 600
_MOST_CHARACTERS = 60_000

_GREETING = re.compile(
    r"^(?:どうも|さて|皆さん|みなさん|皆様|みなさま|読者の皆様)?[、，。！!～〜ー]*"
    r"(?:こんにち[はわ]|こんばん[はわ]|おはよう|お疲れ様|お疲れさま|お久しぶり|ご無沙汰|はじめまして"
    r"|いつも.{0,12}ありがとう|(?:明けまして|あけまして)|hi\b|hello\b|hey\b|welcome back)",
    re.IGNORECASE,
)
_MOST_GREETING = 40
_NAMING = re.compile(r"^[^、。「」0-9０-９]{0,16}の[^、。「」のはがを]{1,10}です[。！!]?$")

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
# One by one they are found faster than as one: each begins with letters that are looked for first.
_TALK = {
    is_japanese: tuple(
        re.compile(line, re.IGNORECASE)
        for line in _POINTERS + _CALLS + _NOTICES
        if phrases.is_japanese(line) is is_japanese
    )
    for is_japanese in (True, False)
}
_LATIN = re.compile("[A-Za-z]")
_ANNOUNCING = (":", "：")  # what it announces is not in it
_LETTERS = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(r"https?://[!-~]+|(?<!\S)[#＃@＠]\S+")
_MARKED = re.compile("[#＃@＠]|://")
# Of an addition (【追記】), or where and by whom: 【ワシントン＝山田太郎】.
_LABEL = re.compile(
    r"^(?:[【［\[](?!写真|画像)[^【］\]】。、]{1,16}[=＝][^【］\]】。]{1,16}[】］\]]"
    r"|[【［\[（(](?:[^】］\])）。]{0,12}[ 　])?(?:追記|更新|訂正|改訂|追加|続報)"
    r"[^】］\])）]{0,16}[】］\]）)]"
    r"(?:（[^（）]{1,8}[日時分]）)?"
    # A press release's dateline: 「白砂　令和八年一月八日――」
    r"|[^、。]{2,30}[ 　][0-9〇一二三四五六七八九十令和元]{2,6}年[^、。]{2,8}日(?:――|——|—|–)"
    r"|(?:追記|更新|訂正|改訂|update|edit)(?:\d*|[（(][^）)]{1,16}[）)])[：:])\s*",
    re.IGNORECASE,
)
# What no sentence begins with: the rest of one whose beginning is a quotation, a link or a picture.
_HANGING = re.compile(
    r"(?:という(?!わけ|こと)|といった|とのこと|などと|ための|くらいで|ぐらいで|にそれぞれ|により|による|について|に対し"
    r"|[をへ](?=[^ぁ-ん])|[がのにはもと](?=[\u3400-\u9fffァ-ヺA-Z、])(?!も、|と、|と同時|と[ある])|です。|ます。)"
)
# In a text without its markup: 「港の再整備を急ぐ 県は…」, 「タナログについて タナログは…」.
# A blank beside a Latin word is only the author's spacing.
_GLUED = re.compile(
    r"(?P<topic>[^。、]{2,40}?)(?:について|とは)[ 　]+(?=.{8})"
    r"|(?P<ends>[^。、「」（）() 　]{8,40}[るすくぐむぶつぬた])[ 　]+(?=[「『ぁ-ヺ\u3400-\u9fff])"
)
_ENDED = re.compile(r"[。．！？!?][」』）)]*$")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)][。．]?")  # an aside to the sentence before
_FIELD = re.compile(r"(?!\d)[^、。「」\s:：]{1,12}\s?[:：]\s*(?!/)\S")
_BREAK = re.compile(r"[^\s。！？!?.…]…$")
_LEAST_KEPT = 30  # characters; a shorter text with … at its end may be a style, not a cut
# An addition begins, also within a paragraph: 【追記　十三日】, 【十七日午前九時 追記】.
_ADDED = re.compile(r"(?=[【［][^】］。]{0,16}(?:追記|更新|続報)[^】］。]{0,20}[】］])")
_CORRECTED = re.compile(
    r"[【［（(]?(?:訂正|おことわり|お断り|お詫び|.{0,8}の注)[^】］）)。]{0,16}[】］）)：:]"
)
# 「カラジャさん（元水門番）　町の新聞に…」
_SPEAKER = re.compile(
    r"[^、。「」（）：\sぁ-ん]{1,12}(?:さん|くん|氏)?(?:（[^（）]{1,20}）)?(?:[　：]|(?=「))(?=\S)"
)
_FEWEST_SPEECHES = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the author's, with its place in the article."""

    text: str
    order: int  #: among all that stands in the article: neighbours differ by one
    paragraph: int
    added: bool = False  #: from an addition, which is the news
    rank: int = 0  #: how many sentences that are material stand before it


def is_talk(sentence: str) -> bool:
    """Whether the sentence speaks of the page or to the reader, not of the article's matter."""
    if _GREETING.match(sentence) and len(sentence) <= _MOST_GREETING:
        return True
    if sentence.endswith(_ANNOUNCING) or any(p.search(sentence) for p in _TALK[True]):
        return True
    if _LATIN.search(sentence) and any(p.search(sentence) for p in _TALK[False]):
        return True
    bare = _ADDRESS.sub("", sentence) if _MARKED.search(sentence) else sentence
    return not _LETTERS.search(bare)


def read_sentences(article: Article) -> list[Sentence]:
    """Return the sentences from which a summary may be made, in the article's order."""
    found = list(islice(_told(article), MOST_SENTENCES))
    kept = _without_break(_without_labels(_without_rests(found)))
    return rank(kept)


def rank(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences, each knowing how many stand before it."""
    return [Sentence(s.text, s.order, s.paragraph, s.added, n) for n, s in enumerate(sentences)]


def _told(article: Article) -> Iterator[Sentence]:
    """Yield the sentences that are no talk; what is left out between two sets them apart."""
    order = 0
    last = said = ""
    for number, (paragraph, added, quotation) in enumerate(_paragraphs(article)):
        greeted = number == 0
        order += not paragraph
        for text in _voices.tell(last, quotation, said):
            order += 2  # by itself: what stands before it is another's
            yield Sentence(text, order, number)
        order += bool(quotation)
        last = ""
        for text in _sentences(paragraph):
            order += 1
            last = text
            said = paragraph
            if is_talk(text) or _BRACKETED.fullmatch(text) or (greeted and _NAMING.match(text)):
                continue
            greeted = False
            yield Sentence(text, order, number, added=added)


def _sentences(paragraph: str) -> Iterator[str]:
    """Yield the sentences; a heading that markup once set apart from the first is one by itself."""
    for text in split(_LABEL.sub("", paragraph)):
        heading = _GLUED.match(text)
        if heading and text.startswith(heading["topic"] or "", heading.end()):
            yield from (heading.group().strip(), text[heading.end() :])
        else:
            yield text


def is_field(line: str) -> bool:
    """Whether the line is a labelled entry of a form (日時：…), no sentence."""
    if not _FIELD.match(line):
        return False
    return not _ENDED.search(line) if phrases.is_japanese(line) else not is_closed(line)


def _paragraphs(article: Article) -> Iterator[tuple[str, bool, str]]:
    """Yield the author's lines and whether each is an addition; for what stands between them "".

    Of a quotation, its text comes third.
    """
    left = _MOST_CHARACTERS
    speech = _is_speech(article)
    for block in article.blocks:
        if block.kind in {"own", "addition"} and left > 0:
            for line in block.text[:left].split("\n"):
                for part in filter(None, _ADDED.split(line)):
                    if _CORRECTED.match(part) or (speech and _SPEAKER.match(part)):
                        yield "", False, ""
                    else:
                        yield part, block.kind == "addition" or bool(_ADDED.match(part)), ""
            left -= len(block.text)
        elif block.kind in {"heading", "quote", "list", "table"}:
            yield "", False, block.text if block.kind == "quote" else ""


def _is_speech(article: Article) -> bool:
    """Whether paragraphs begin with the name of who speaks in them: other people's words."""
    own = [b.text for b in article.blocks if b.kind == "own"]
    return sum(bool(_SPEAKER.match(text)) for text in own) >= _FEWEST_SPEECHES


def _without_rests(sentences: list[Sentence]) -> list[Sentence]:
    """Leave out what begins in the middle of a sentence where others exist."""
    return [s for s in sentences if not _HANGING.match(s.text)] or sentences


def _without_break(sentences: list[Sentence]) -> list[Sentence]:
    """Leave out the last sentence where the feed's text stops in it; a lone one ends a phrase."""
    if not sentences or not _BREAK.search(sentences[-1].text):
        return sentences
    *whole, last = sentences
    return whole or [replace(last, text=_to_phrase_end(last.text))]


def _to_phrase_end(text: str) -> str:
    """Return a broken text without its last phrase, which may be half a word."""
    *whole, _half = phrases.split_phrases(text.removesuffix("…"))
    kept = "".join(whole).rstrip("、，, ")
    return f"{kept}…" if len(kept) >= _LEAST_KEPT else text


def _without_labels(sentences: list[Sentence]) -> list[Sentence]:
    """Leave out lines without an end (bylines, dates, labels) where whole sentences exist."""
    running = [s for s in sentences if not is_field(s.text)]
    return [s for s in running if is_closed(s.text)] or running
