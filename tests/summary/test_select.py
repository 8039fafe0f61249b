"""The default summariser: what it takes, in which order, and what it leaves."""

import pytest
from pydantic import ValidationError

from crosspost.model import Article, Block, Room, Summarizer
from crosspost.summary import select


def room(characters: int) -> Room:
    """Return room for so many full-width characters."""
    return Room(characters * 2, lambda text: sum(1 if c.isascii() else 2 for c in text))


def article(title: str, *blocks: Block | str, excerpt: str = "", mark: str = "") -> Article:
    """Return an article; plain strings are the author's own paragraphs."""
    return Article(
        feed="f",
        aliases=(),
        url="",
        title=title,
        marks=(mark,) if mark else (),
        blocks=tuple(b if isinstance(b, Block) else Block("own", b) for b in blocks),
        excerpt=excerpt,
    )


def summarizer(**options: str | int) -> Summarizer:
    """Return the summariser under test."""
    return select.create(select.Options.model_validate(options))


TITLE = "白砂市議会、湾岸鉄道の存続条例を一票差で可決"
LEAD = (
    "白砂市の市議会は二十日の本会議で、赤字の続く湾岸鉄道を十年間にわたって存続させるための"
    "条例案を、賛成十二、反対十一のわずか一票差で可決した。"
)
TWO_ACTS = (
    "桐山市長は採決の後で「通学と通院の足を守るための手段だ」と語ったが、年間四億円に上る県の"
    "負担については、最後まで具体的な数字を示さなかった。"
)
SHORT = "鳴瀬町は来月の臨時会で審議に入る。"
STORY = article(TITLE, LEAD + TWO_ACTS, SHORT)


def test_the_authors_excerpt_wins() -> None:
    """No algorithm knows better than the author what the article is about."""
    written = "一票差の裏で、だれがいくら払うのか。"

    assert summarizer().summarize(article(TITLE, LEAD, excerpt=written), room(70)) == written


def test_an_excerpt_that_is_too_long_gives_its_leading_sentences() -> None:
    """Of a long excerpt whole sentences are taken, and a cut is the last resort."""
    written = "一票差の裏で、だれがいくら払うのか。桐山市長と三町の長に、一か月をかけて話を聞いた。"
    read = article(TITLE, LEAD, excerpt=written)

    assert summarizer().summarize(read, room(30)) == "一票差の裏で、だれがいくら払うのか。"
    assert summarizer().summarize(read, room(15)) == "一票差の裏で、だれが…"


def test_a_short_article_is_told_whole() -> None:
    """Where everything fits, nothing is left out, and paragraphs run on."""
    assert summarizer().summarize(
        article("臨時休業", "休みます。", "三日から開けます。"), room(70)
    ) == ("休みます。三日から開けます。")


def test_a_sentence_that_repeats_the_title_is_left_out() -> None:
    """The reader has just read the title."""
    read = article("北浜港の再整備が始まる", "北浜港の再整備が始まった。", "岸壁は三年で建て直す。")

    assert summarizer().summarize(read, room(70)) == "岸壁は三年で建て直す。"


def test_nothing_is_told_where_the_title_says_it_all() -> None:
    """A text that only repeats the title gives no summary."""
    read = article("北浜港の再整備が始まる", "北浜港の再整備が始まった。")

    assert summarizer().summarize(read, room(70)) == ""


def test_whole_sentences_are_taken_where_there_is_room() -> None:
    """The most telling sentence is shown as it was written."""
    assert summarizer().summarize(STORY, room(75)) == LEAD


def test_one_clause_of_a_long_sentence_may_go() -> None:
    """In little room the main clause is told, and the sentence stays whole."""
    told = "桐山市長は、年間四億円に上る県の負担については、最後まで具体的な数字を示さなかった。"

    assert summarizer().summarize(STORY, room(42)) == told


def test_the_guard_has_the_last_word_on_what_was_left_out() -> None:
    """A hedge (見通し) in the clause that would go may bind the rest; another sentence is told."""
    plain = (
        "桐山市長は二十日にも工事を再開する日取りを示したが、"
        "年間四億円に上る県の負担を議会に説明した。"
    )
    told = "桐山市長は、年間四億円に上る県の負担を議会に説明した。"
    hedged = plain.replace("日取り", "見通し")

    assert summarizer().summarize(article(TITLE, plain, SHORT), room(36)) == told
    assert summarizer().summarize(article(TITLE, hedged, SHORT), room(36)) == SHORT


def test_clauses_stay_when_the_operator_says_so() -> None:
    """With compress = "off" a shorter sentence is taken instead."""
    assert summarizer(compress="off").summarize(STORY, room(42)) == SHORT


def test_a_sentence_is_cut_only_when_no_whole_one_is_left() -> None:
    """The last resort says with … that it goes on."""
    read = article("存続へ", LEAD)

    assert summarizer().summarize(read, room(22)) == "白砂市の市議会は、赤字の続く湾岸鉄道を…"
    assert summarizer().summarize(read, room(5)) == ""


def test_a_sentence_that_tells_nearly_nothing_gives_way_to_a_cut_one() -> None:
    """A denial that only leads to the next sentence is not worth the whole post."""
    read = article(
        "検問所で止まる穀物",
        "支援局は四県に届いた食糧が必要な量の三割に満たず、年内に四十万人が飢餓の最も深刻な段階に"
        "達するおそれがあると発表した。支援を妨げているのは戦闘ではない。首都から東部に向かう国道には両派の検問所が十七か所あり、"
        "一台のトラックが通り抜けるのに平均で五日と半日かかっている。",
    )
    text = summarizer().summarize(read, room(40))
    assert text == "首都から東部に向かう国道には両派の検問所が十七か所あり…"


def test_a_remark_behind_the_act_goes_before_the_act_is_cut() -> None:
    """What leads up to the noun and what is remarked behind go; the act is told to its end."""
    read = article(
        "オルネア・カルダ外相会談、航路の再開で一致",
        "断交していたオルネアとカルダの外相が港町で開いた会談では、止まっていた三つの定期航路を四月から"
        "順に再開することがまとまり、両国の関係は漁業の現場から動き出した格好である。"
        "会場の迎賓館は断交の前の年に建てられたものだ。",
    )
    assert summarizer().summarize(read, room(44)) == (
        "会談では、止まっていた三つの定期航路を四月から順に再開することがまとまった。"
    )


def test_a_gist_that_leaves_the_post_nearly_empty_gives_way_to_a_cut_one() -> None:
    """A few words are no gist where a whole clause of the article has room."""
    read = article(
        "霧の港",
        "船は待つ。協定を求めてきたのは、沖に鉱区の権利を持つ四つの島国と、二年前から採掘船の建造を"
        "進めてきた企業であり、島国の代表は総会で「被害を最も受ける国が、金属を売ることまで禁じられる"
        "のか」と訴えた。",
    )
    assert summarizer().summarize(read, room(62)).endswith("企業であり…")
    assert summarizer().summarize(read, room(12)) == "船は待つ。"


def test_a_reservation_is_not_told_without_what_it_restricts() -> None:
    """もっとも and ただし begin the second half of a thought."""
    first = "総会は公海での採掘を認める規則の採択を見送ると決めた。"
    read = article(
        "深海の鉱物", f"{first}企業の一社は申請の準備を始めている。もっとも、審査には二年かかる。"
    )
    assert "もっとも" not in summarizer().summarize(read, room(30))
    assert "もっとも" in summarizer().summarize(read, room(90))


def test_an_aside_is_shown_where_there_is_room_for_it() -> None:
    """Brackets go only to make room."""
    read = article("町の話", "鳴瀬町（人口三千人）の町長は審議に入ると答えた。")

    assert "（人口三千人）" in summarizer().summarize(read, room(40))
    assert summarizer().summarize(read, room(20)) == "鳴瀬町の町長は審議に入ると答えた。"


def test_a_sentence_that_points_back_needs_the_one_before_it() -> None:
    """「この数字は…」 without its number would puzzle the reader."""
    read = article(
        "港の工事",
        "調査船は三月に出港し、湾の底を百二十か所で測った。この結果は来月の会議で公表される。",
        "漁協は工事の延期を求めている。",
    )

    assert summarizer().summarize(read, room(18)) == "漁協は工事の延期を求めている。"
    assert "測った。この結果は" in summarizer().summarize(read, room(44))


def test_a_short_gist_is_lengthened_by_what_follows() -> None:
    """Neighbours go on as long as there is room, and only neighbours."""
    read = article("鳴瀬の朝", "霧が港を覆った。船が三隻戻った。猫は眠った。", "駅は開いた。", LEAD)

    assert summarizer().summarize(read, room(36)).startswith("霧が港を覆った。船が三隻戻った。猫は")
    assert summarizer().summarize(read, room(20)) == "霧が港を覆った。船が三隻戻った。"


def test_a_conjunction_stays_between_neighbours() -> None:
    """しかし、 joins two sentences that are both told, and goes where the first is missing."""
    read = article("港の工事", "県は工事の延期を認めた。しかし、費用は示さなかった。", LEAD)

    assert (
        summarizer().summarize(read, room(27))
        == "県は工事の延期を認めた。しかし、費用は示さなかった。"
    )


def test_an_addition_is_the_news() -> None:
    """What was added is newer than the article, whether the title announces it or not."""
    added = Block("addition", "【追記】送電は二十三日の朝にすべて再開された。")
    old = ("変電所の設備が焼け、一万二千戸で停電が起きた。", "病院は自家発電に切り替えた。")

    for mark in ("【追記】", ""):
        read = article("停電", *old, added, mark=mark)
        assert summarizer().summarize(read, room(24)) == "送電は二十三日の朝にすべて再開された。"


def test_what_an_addition_took_back_is_not_told() -> None:
    """The body is no longer true once an addition says so."""
    read = article(
        "鳴瀬町の無料パス、廃止へ",
        "鳴瀬町は四十三世帯の百二十一人が使っている無料パスを来年三月末で廃止する方針を固めた。",
        "町は廃止の費用として三百十万円を見込み、議会に条例案を提出することを決めた。",
        Block("addition", "【追記】町は方針を撤回した。【追記】町は来週会見を開く。"),
    )
    assert summarizer().summarize(read, room(45)) == "町は方針を撤回した。町は来週会見を開く。"


def test_a_sentence_is_told_once() -> None:
    """What an article repeats is not repeated."""
    read = article("港", "岸壁は古い。" * 9, "橋は新しい。")

    assert summarizer().summarize(read, room(70)) == "岸壁は古い。橋は新しい。"


def test_kana_alone_is_told_as_well() -> None:
    """A diary for children has no kanji to weigh."""
    read = article(
        "にっき", "きょうは とても いいてんきでした。" + "ねこが にゃあと なきました。" * 9
    )

    assert summarizer().summarize(read, room(20)) == "きょうは とても いいてんきでした。"


def test_english_sentences_stand_a_blank_apart() -> None:
    """Words, not characters, are compared, and sentences are joined as English is."""
    read = article(
        "Night ferry approved",
        "The council voted on Tuesday. Two sailings will start in March. Residents may complain. "
        "It will be reviewed after six months by an independent engineer from the mainland.",
    )

    assert summarizer().summarize(read, room(32)) == (
        "The council voted on Tuesday. Two sailings will start in March."
    )


LONG = [
    f"第{n}の論点である「港湾{n}号」の費用について、県の担当者は資料を示した。" for n in range(60)
]


def test_a_long_post_has_the_gist_first_and_more_below() -> None:
    """With room for thousands of characters the first paragraph stands alone."""
    told = summarizer().summarize(article("港の論点", *LONG), room(12_500))
    gist, more = told.split("\n\n")

    assert len(gist) <= 140
    assert len(told) <= 1200
    assert more.split("\n") == sorted(more.split("\n"), key=LONG.index)
    assert not set(gist.split("。")) & set(more.replace("\n", "").split("。")) - {""}


def test_a_long_post_tells_nothing_that_points_to_nothing() -> None:
    """Below the gist a sentence that points back follows the one that it points to."""
    lines = [f"{line}これは{n}番の話であり、{n}年の協定に基づく。" for n, line in enumerate(LONG)]
    more = summarizer(most_characters=600).summarize(article("港の論点", *lines), room(12_500))

    assert "これは" in more
    assert all(line.startswith("第") for line in more.split("\n") if line)


def test_a_short_article_in_a_long_post_keeps_its_paragraphs() -> None:
    """Where everything fits into a long post it is told as it stands."""
    assert summarizer().summarize(STORY, room(12_500)) == f"{LEAD}{TWO_ACTS}\n{SHORT}"


def test_a_network_that_weighs_joints_dearly_is_obeyed() -> None:
    """The sum of the sentences' weights is an estimate; the joined text is what must fit."""
    dear = Room(12, lambda text: len(text) + 60 * max(0, text.count("。") - 1))
    read = article("港", "岸壁は古い。", "橋は新しい。", LEAD)

    assert summarizer().summarize(read, dear) in {"岸壁は古い。", "橋は新しい。"}


def test_only_known_options_are_taken() -> None:
    """A misspelt option is refused when the program starts."""
    with pytest.raises(ValidationError, match="not permitted"):
        summarizer(compres="off")
