"""What a summary may be made from."""

import pytest

from crosspost.model import Article, Block
from crosspost.summary._material import MOST_SENTENCES, read_sentences
from crosspost.summary._talk import is_talk

TALK = [
    "皆さん、こんにちは。",
    "おはようございます！",
    "いつもご覧いただきありがとうございます。",
    "Hi everyone, welcome back to the blog!",
    "目次",
    "続きを読む",
    "この記事は約5分で読めます。",
    "ぜひ最後までお読みください。",
    "それでは、さっそく見ていきましょう。",
    "詳しくはこちらをご覧ください。",
    "材料は次のとおりです。",
    "結果を以下に示します。",
    "採用については下記のリンク先をご確認ください。",
    "お申し込みは以下の専用フォームからどうぞ。",
    "放映の内容はアーカイブでご視聴いただけます。",
    "ぜひご覧ください。",
    "皆さんはこの空席をどう見たでしょうか。",
    "本エントリーは港の暦の17日目のエントリーです。",
    "候補は以下の三つです。",
    "※価格は取材時のものです。",
    "写真：北浜港の夜明け",
    "いかがでしたか。",
    "この記事が気に入ったらフォローしよう",
    "よかったらシェアをお願いします。",
    "メルマガ登録はこちら。",
    "コメント欄でお待ちしています。",
    "ランキングに参加しています。応援クリックをお願いします。",
    "この記事には広告が含まれています。",
    "【PR】秋の新商品",
    "無断転載を禁じます。",
    "投資は自己責任でお願いします。",
    "投稿「港の話」は「潮風通信」に最初に表示されました。",
    "The post Harbour appeared first on Ellery Notes.",
    "Click here to subscribe.",
    "Subscribe to our newsletter.",
    "Follow us for more local news.",
    "This post contains affiliate links.",
    "https://example.jp/very/long",
    "#北浜 #港",
    "2026.11.23",
    "★☆★",
    "合意の要旨は以下の通り。",
    "地元紙は社説で次のように述べている。",
    "夜の部は以下でライブ配信します。",
    "僕の場合は、こんな感じに。",
    "簡単に作例を載せておきます。",
    "前回の記事では、港の歴史を説明した。",
    "以下では、各党の公約を順に見ていきたい。",
    "以上、三つの論点を見てきた。",
    "この続きをみるには",
    "理由は三つある。",
    "筆者が注目するのは、世論の変化だ。",
    "本稿は潮風通信に寄稿した文章です。",
    "短い速報です。",
    "続報が入り次第、更新します。",
    "図1：港の工費の推移（市の資料より作成）",
    "出所：北浜県",
    "本記事は筆者個人の見解であり、所属する組織の見解ではありません。",
    "This article was first published in the Harbour Review.",
    "造幣局の局長は会見でこう言い放った。",
    "同国の夕刊紙は、まったく別の絵を描いてみせる。",
    "「銀は逃げない」という言葉が残る。",
    "皆様いかがお過ごしでしょうか。",
    "会場にお越しいただき、ありがとうございました。",
    "日頃のご利用に心より御礼申し上げます。",
    "Happy Monday, everyone!",
    "Good evening from a very wet council chamber, where three buckets caught the drips.",
    "It is raining again here.",
    "PS - If I missed a boat, drop me a note!",
]
MATTER = [
    "市は港の再整備を始めた。",
    "市は避難所の場所を確認してくださいと呼びかけた。",
    "皆さんの町では来月から水道の料金が変わります。",
    "この時期は熱中症にご注意ください。",
    "この記事は国会でも取り上げられ、大臣が答弁に立った。",
    "どうも様子がおかしいと気づいたのは、港を出て二時間ほどたった深夜のことであり、船長はすぐに引き返すと決めた。",
    "フォロワーが十万人を超えた市の広報は、来月から英語でも発信する。",
    "政府は広告の規制を強める法案を国会に提出した。",
    "どうも景気が悪い。",
    "動画のコメント欄には市への批判が殺到した。",
    "市の公式チャンネル登録者が一万人を超えた。",
    "世界ランキング一位の選手が大会に参加する。",
    "同社のサイトは違法な広告を三日のうちに削除した。",
    "県は写真の無断使用をやめるよう出版社に求めた。",
    "渡航した記者への自己責任論が再び広がった。",
    "The bill was sponsored by the senator from Ellery.",
    "The newsletter of the ministry named two firms.",
    "Disclosure rules will change in March.",
    "The council will follow the ruling.",
    "氷点下5度以下で配信の機材が止まると市が説明した。",
    "市は次のように予算を組み替え、十億円を港に回した。",
    "争点は港の再整備と水道の料金の二つである。",
    "前回の選挙では、与党が五議席を失った。",
    "地震の速報は十秒で全国に届いた。",
    "知事は個人の見解であると断った上で、計画の撤回を求めた。",
    "The post office first published its losses in May.",
    "The mayor read more than forty letters before the vote.",
]


@pytest.mark.parametrize("sentence", TALK)
def test_talk_is_no_matter(sentence: str) -> None:
    """Greetings, hints, calls to follow, notices and bare addresses tell nothing."""
    assert is_talk(sentence)


@pytest.mark.parametrize("sentence", MATTER)
def test_matter_is_no_talk(sentence: str) -> None:
    """A sentence of the article's matter stays although it uses words of talk."""
    assert not is_talk(sentence)


def article(*blocks: Block, marks: tuple[str, ...] = ()) -> Article:
    """Return an article of these blocks."""
    return Article(feed="f", aliases=(), url="", title="題", marks=marks, blocks=blocks)


def texts(read: Article) -> list[str]:
    """Return what may be summarised, as plain text."""
    return [s.text for s in read_sentences(read)]


def test_only_the_authors_own_sentences_are_material() -> None:
    """Quotes, captions, headings, lists, tables and boxes are left out."""
    others = ("quote", "caption", "heading", "list", "table", "box")
    blocks = [Block(kind, f"{kind}の文。") for kind in others]  # type: ignore[arg-type]

    assert texts(article(*blocks, Block("own", "著者の文。"))) == ["著者の文。"]


def test_a_self_introduction_after_the_greeting_is_left_out() -> None:
    """「…の○○です」 is talk at the beginning, and matter later on."""
    first = Block("own", "こんにちは、編集部の森野です。港の朝は静かだ。")
    later = Block("own", "創業は港の魚屋です。")

    assert texts(article(first, later)) == ["港の朝は静かだ。", "創業は港の魚屋です。"]
    assert texts(article(Block("own", "編集部の森野です。朝だ。"))) == ["朝だ。"]


def test_lines_without_an_end_are_left_out_beside_sentences() -> None:
    """A byline or a label is no sentence, unless there is nothing else."""
    assert texts(article(Block("own", "文・森野\n港の朝。"))) == ["港の朝。"]
    assert texts(article(Block("own", "港の朝"))) == ["港の朝"]


@pytest.mark.parametrize(
    "label",
    ["【白砂＝木村太郎】", "【追記】", "追記：", "【追記 11月23日】", "（更新）", "Update: "],
)
def test_the_label_of_an_addition_is_left_out(label: str) -> None:
    """The addition's text is material, its label is not."""
    assert texts(article(Block("addition", f"{label}送電を再開した。"))) == ["送電を再開した。"]


def test_an_addition_is_marked_wherever_it_begins() -> None:
    """A block of its own, a paragraph, or the middle of one."""
    read = article(
        Block("own", "停電した。【二十日午後四時 追記】病院は診療を続けた。"),
        Block("own", "【更新　十二日】市は避難所を開いた。"),
        Block("addition", "再開した。"),
    )
    assert [s.added for s in read_sentences(read)] == [False, True, True, True]


def test_a_correction_is_no_news() -> None:
    """What was misspelt concerns nobody who has not read it."""
    read = article(
        Block("own", "停電した。"),
        Block("addition", "【訂正】戸数を一万としましたが、一万二千でした。"),
    )
    assert texts(read) == ["停電した。"]


def test_what_speakers_say_is_not_the_articles_own() -> None:
    """Paragraphs that begin with a speaker's name are others' words, in full or with a label."""
    said = [
        Block("own", f"{who}　港の写真は畑で撮ってください。")
        for who in ("司会", "森野さん（漁師）", "町長（一町民として）")
    ]
    assert texts(article(Block("own", "会は三時間続いた。"), *said)) == ["会は三時間続いた。"]
    assert len(texts(article(Block("own", "会は三時間続いた。"), *said[:2]))) == 3


def test_neighbours_differ_by_one() -> None:
    """What is left out between two sentences, or stands there, sets them apart."""
    read = article(
        Block("own", "港は静かだ。船は来ない。"),
        Block("caption", "朝の港"),
        Block("own", "橋は古い。詳しくはこちら。市は直す。"),
        Block("heading", "費用"),
        Block("own", "費用は百億円だ。"),
    )
    assert [s.order for s in read_sentences(read)] == [1, 2, 3, 5, 7]
    assert [s.rank for s in read_sentences(read)] == [0, 1, 2, 3, 4]


def test_a_book_is_not_read_to_its_end() -> None:
    """The number of sentences is bounded, and so is the time."""
    pages = [Block("own", "港の朝は静かだ。" * 100)] * 20

    assert MOST_SENTENCES <= len(texts(article(*pages))) < MOST_SENTENCES + 100
    assert len(texts(article(*[Block("own", "港の朝は静かだ" * 2000 + "。")] * 9))) == 4


@pytest.mark.parametrize(
    ("text", "material"),
    [
        ("市は港の再整備を始めた。費用は当…", ["市は港の再整備を始めた。"]),
        (
            "市は老朽化した港の再整備を来年の春から始めると発表し、費用の見通し…",
            ["市は老朽化した港の再整備を来年の春から始めると発表し、費用の…"],
        ),
        (
            "The town will rebuild its old harbour next spring at a co…",
            ["The town will rebuild its old harbour next spring at a…"],
        ),
        ("少し眠くなってきた…", ["少し眠くなってきた…"]),
        ("港の朝は静かだ。霧が晴れた。…", ["港の朝は静かだ。", "霧が晴れた。…"]),
    ],
)
def test_a_text_that_stops_within_a_sentence_is_read_to_its_last_whole_one(
    text: str, material: list[str]
) -> None:
    """Nobody prints half a sentence beside whole ones; a lone one loses its last half phrase."""
    assert texts(article(Block("own", text))) == material


@pytest.mark.parametrize(
    ("text", "material"),
    [
        ("老朽化した港の再整備を急ぐ 県は来年の四月に着工する。", "県は来年の四月に着工する。"),
        ("タナログについて タナログは棚の数を数える。", "タナログは棚の数を数える。"),
        ("ETag とは ETag は版を表す短い文字列だ。", "ETag は版を表す短い文字列だ。"),
        ("古い港の再整備を急ぐ Kitahama 県は着工する。", ""),
        ("この件について 県は来年の四月に説明する。", ""),
        ("県は急ぐ 港は来年の四月に変わる。", ""),
    ],
)
def test_a_heading_glued_to_a_sentence_is_left_out(text: str, material: str) -> None:
    """Descriptions lose their markup; a blank behind a predicate, or a name said twice, tells."""
    assert texts(article(Block("own", text))) == [material or text]


def test_an_aside_with_a_full_stop_is_no_sentence() -> None:
    """It belongs to the sentence before it, which may not be told."""
    assert texts(article(Block("own", "港が開く。（来年の五月の予定）。"))) == ["港が開く。"]


def test_a_form_is_no_running_text() -> None:
    """Labelled entries are told as a list; beside sentences they are left out."""
    form = Block("own", "日時：11月30日 午後2時\n会場：白砂市民会館")
    assert texts(article(form)) == []
    assert texts(article(form, Block("own", "公聴会を開く。"))) == ["公聴会を開く。"]
    assert texts(article(Block("own", "12:30 開場"))) == ["12:30 開場"]
    assert texts(article(Block("own", "社名：北浜株式会社 (Kitahama Inc.)"))) == []
    assert texts(article(Block("own", "注意：船は来ない。"))) == ["注意：船は来ない。"]
    assert texts(article(Block("own", "Note: The ferry is late."))) == ["Note: The ferry is late."]
