"""The post that a reader sees."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosspost import phrases
from crosspost.model import Article, Room, Thumbnail
from crosspost.post.compose import Style, compose
from crosspost.post.weight import urls, weight

URL = "https://blog.example.jp/archives/4711"
TITLE = "海峡の通航料をめぐる協議が再開、沿岸三か国は「来春までの合意」を目指す（暫定投稿）"
TEXT = (
    "海峡の通航料をめぐる沿岸三か国の協議が3日、約二年ぶりに再開した。"
    "議長国は来春までの合意を目指すと表明したが、料率の算定方法では隔たりが残る。"
    "海運各社は値上げを見込み、航路の見直しを始めている。"
)
ARTICLE = Article(
    feed="blog",
    aliases=("wp:4711",),
    url=URL,
    title=TITLE,
    marks=("（暫定投稿）",),
    author="潮見 遥",
    categories=("国際", "海運・物流", "未分類"),
    thumbnails=(Thumbnail("https://blog.example.jp/a.jpg", "", "海峡を行く貨物船", "Wikipedia"),),
    feed_title="潮流ノート",
)
FULL = "{title}\n\n{summary}\n\n写真：{caption}（{credit}）\n{hashtags}\n{url}"


def whole_sentences(text: str) -> Callable[[Room], str]:
    """Return a summariser that takes sentences from the top, or cuts the first one."""

    def summarize(room: Room) -> str:
        said = ""
        for sentence in re.findall("[^。]+。?", text):
            if not room.fits(said + sentence):
                break
            said += sentence
        return said or phrases.cut(text, room.fits)

    return summarize


def test_a_usual_post_holds_title_summary_and_address() -> None:
    """The whole of it, as a reader sees it."""
    post = compose(ARTICLE, summarize=whole_sentences(TEXT), room=280)
    assert post.text == (
        f"{TITLE}\n\n"
        "海峡の通航料をめぐる沿岸三か国の協議が3日、約二年ぶりに再開した。"
        "議長国は来春までの合意を目指すと表明したが、料率の算定方法では隔たりが残る。\n"
        f"{URL}"
    )
    assert post.weight == weight(post.text) <= 280
    assert post.links == (URL,)
    assert post.thumbnail == ARTICLE.thumbnails[0]
    assert post.why == ()


def test_every_field_has_its_place() -> None:
    """Where there is room nothing is dropped."""
    style = Style(template=FULL + "\n{author}／{feed}", hashtags=2)
    post = compose(ARTICLE, summarize=whole_sentences("協議が再開した。"), room=280, style=style)
    assert post.text == (
        f"{TITLE}\n\n協議が再開した。\n\n写真：海峡を行く貨物船（Wikipedia）\n"
        f"#国際 #海運・物流\n{URL}\n潮見 遥／潮流ノート"
    )


@pytest.mark.parametrize(
    ("room", "tags", "kept"),
    [
        (280, 2, {"Wikipedia", "沿岸三か国の協議", TITLE}),
        (210, 1, {"Wikipedia", "沿岸三か国の協議", TITLE}),
        (190, 0, {"沿岸三か国の協議", TITLE}),
        (130, 0, {TITLE}),
        (90, 0, set()),
    ],
)
def test_fields_shrink_in_the_stated_order(room: int, tags: int, kept: set[str]) -> None:
    """Hashtags first, then caption and credit, then the summary, the title last."""
    style = Style(template=FULL, hashtags=2)
    post = compose(ARTICLE, summarize=whole_sentences(TEXT), room=room, style=style)
    assert post.text.count("#") == tags
    assert {x for x in ("Wikipedia", "沿岸三か国の協議", TITLE) if x in post.text} == kept
    assert "（暫定投稿）" in post.text
    assert post.text.endswith(URL)
    assert post.weight <= room
    assert bool(post.why) is (room < 280)


def test_an_article_without_text_keeps_what_a_summary_would_have_displaced() -> None:
    """No summary is no reason to drop the credit."""
    post = compose(
        ARTICLE, summarize=lambda _: "", room=180, style=Style(template=FULL, hashtags=2)
    )
    assert "Wikipedia" in post.text
    assert "no summary" in post.why[-1]


def test_a_summary_that_only_repeats_the_title_is_left_out() -> None:
    """A reader reads it once."""
    post = compose(ARTICLE, summarize=lambda _: "通航料をめぐる協議が再開", room=280)
    assert post.text == f"{TITLE}\n\n{URL}"


def test_a_template_without_a_summary_asks_for_none() -> None:
    """And it is no loss that would have to be told."""
    style = Style(template="{title} {url}")
    post = compose(ARTICLE, summarize=whole_sentences(TEXT), room=280, style=style)
    assert (post.text, post.why) == (f"{TITLE} {URL}", ())
    long = compose(ARTICLE, summarize=whole_sentences(TEXT), room=4000, style=style)
    assert long.text == post.text


def test_a_summariser_that_does_not_keep_to_its_room_is_not_used() -> None:
    """The weight of a post is nobody's promise but the composer's."""
    post = compose(ARTICLE, summarize=lambda _: TEXT * 9, room=280)
    assert post.text == f"{TITLE}\n\n{URL}"


@pytest.mark.parametrize(
    ("link", "template", "expected"),
    [
        ("auto", "{title}\n{url}", f"{TITLE}\n{URL}"),
        ("auto", "{title}", TITLE),
        ("always", "{title}", f"{TITLE}\n{URL}"),
        ("always", "{title}\n{url}", f"{TITLE}\n{URL}"),
        ("never", "{title}\n続き：{url}", TITLE),
    ],
)
def test_the_link_is_there_when_it_is_wanted(link: str, template: str, expected: str) -> None:
    """`never` means a post that X bills without a link."""
    style = Style(template=template, link=link)  # type: ignore[arg-type]
    post = compose(ARTICLE, summarize=lambda _: "", room=280, style=style)
    assert post.text == expected
    assert post.links == tuple(urls(expected))


def test_a_bare_domain_of_the_title_is_no_second_link() -> None:
    """It would be billed and would take the card from the article's own address."""
    article = replace(ARTICLE, title="asahi.comの改版を@taroと見る #新聞")
    post = compose(article, summarize=lambda _: "X.comに$TSLAと$Fの話。", room=280)
    assert post.text == (
        f"asahi．comの改版を@ taroと見る # 新聞\n\nX．comに$TSLAと＄Fの話。\n{URL}"
    )
    assert post.links == (URL,)
    assert post.why[0] == "asahi.com is written so that X does not link it"


@pytest.mark.parametrize(
    "template", ["{title}{url}{summary}", "（{url}）{title}", "A{url}B{title}"]
)
def test_the_address_stands_free(template: str) -> None:
    """X would read it together with a letter before it."""
    style = Style(template=template)
    post = compose(replace(ARTICLE, title="ABC"), summarize=lambda _: "", room=280, style=style)
    assert URL in post.text.split()
    assert post.links == (URL,)


def test_a_japanese_permalink_is_linked_whole() -> None:
    """In percent-encoding."""
    article = replace(ARTICLE, url="https://潮流.example.jp/海峡")
    post = compose(article, summarize=lambda _: "", room=280)
    assert post.links == ("https://xn--qzw79b.example.jp/%E6%B5%B7%E5%B3%A1",)


def test_an_address_that_x_does_not_link_is_told() -> None:
    """A rehearsal's blog on loopback."""
    post = compose(
        replace(ARTICLE, url="http://127.0.0.1:8300/a"), summarize=lambda _: "", room=280
    )
    assert post.text.endswith("http://127.0.0.1:8300/a")
    assert (post.links, post.why[0]) == ((), "X will not link the address http://127.0.0.1:8300/a")


def test_a_room_too_small_for_the_address_goes_without() -> None:
    """And says so."""
    post = compose(ARTICLE, summarize=lambda _: "", room=20)
    assert (post.text, post.links) == ("海峡の…（暫定投稿）", ())
    assert "does not fit into 20" in post.why[0]


@pytest.mark.parametrize(
    ("lead", "begins"),
    [
        ("二度目の会合を書き足しました。", f"二度目の会合を書き足しました。\n\n{TITLE}\n\n海峡"),
        ("【更新】", f"【更新】{TITLE}\n\n海峡"),
        ("一行目\n二行目", f"一行目\n二行目\n\n{TITLE}\n\n"),
    ],
)
def test_a_lead_makes_another_text_of_the_same_article(lead: str, begins: str) -> None:
    """X refuses a text twice; a mark goes before the title, a comment on its own line."""
    post = compose(ARTICLE, summarize=whole_sentences(TEXT), room=280, style=Style(lead=lead))
    assert post.text.startswith(begins)
    assert post.weight <= 280


def test_a_mark_that_the_title_has_already_is_not_doubled() -> None:
    """【追記】 once is enough."""
    article = replace(ARTICLE, title="【追記】協議が再開")
    post = compose(article, summarize=lambda _: "", room=280, style=Style(lead="【追記】"))
    assert post.text.startswith("【追記】協議")


def test_a_comment_is_cut_only_when_even_the_title_is_gone() -> None:
    """The author's own words outlast the title."""
    long = "三か国の協議を傍聴してきました。議場の様子と、算定方法の争点をまとめてあります。"
    post = compose(ARTICLE, summarize=lambda _: "", room=100, style=Style(lead=long))
    assert post.text == f"三か国の協議を傍聴してきました。議場の様子と、算定方法の争点を…\n\n{URL}"
    assert post.why[-1] == "comment cut"


def test_a_comment_that_is_one_endless_word_gives_way_to_the_address() -> None:
    """The address alone is left, rather than nothing."""
    post = compose(ARTICLE, summarize=lambda _: "", room=24, style=Style(lead="w" * 300))
    assert post.text == URL


def test_a_template_whose_own_words_fill_the_post_gives_way_to_the_address() -> None:
    """An operator's template may be too long for the account."""
    style = Style(template="{title} {url}\n" + "続きはブログで。" * 20)
    post = compose(ARTICLE, summarize=lambda _: "", room=280, style=style)
    assert post.text == URL


def test_the_first_280_of_a_long_post_stand_alone() -> None:
    """What the short post holds comes first, further sentences below it, none twice."""
    short = compose(ARTICLE, summarize=whole_sentences(TEXT), room=280)
    long = compose(ARTICLE, summarize=whole_sentences(TEXT), room=4000)
    assert long.text == f"{short.text}\n\n海運各社は値上げを見込み、航路の見直しを始めている。"


def test_a_long_post_repeats_no_sentence_of_its_first_part() -> None:
    """Not even when the longer summary begins with other sentences."""
    longer = "議長国が声明を読み上げた。\n協議が再開した。\n次回は来月に開かれる。"

    def summarize(room: Room) -> str:
        return longer if room.fits(longer + "あ" * 100) else "協議が再開した。"

    post = compose(ARTICLE, summarize=summarize, room=500)
    head, rest = post.text.split(URL)
    assert head.endswith("協議が再開した。\n")
    assert rest == "\n\n議長国が声明を読み上げた。\n次回は来月に開かれる。"


def test_a_long_post_without_more_to_say_is_a_short_one() -> None:
    """Nothing is added for the sake of length; a rest that does not fit is left out."""
    short = compose(ARTICLE, summarize=lambda _: "協議が再開した。", room=280)
    assert compose(ARTICLE, summarize=lambda _: "協議が再開した。", room=2000) == short
    greedy = compose(
        ARTICLE, summarize=lambda room: "あ" * 9999 if room.weight > 300 else "短い。", room=600
    )
    assert greedy.text == f"{TITLE}\n\n短い。\n{URL}"


def test_a_torn_quotation_is_not_put_below() -> None:
    """Dropping a sentence that is said already must not leave half a bracket."""

    def summarize(room: Room) -> str:
        return "「始まる。終わる」と述べた。" if room.weight > 300 else "「始まる。"

    post = compose(ARTICLE, summarize=summarize, room=600)
    assert post.text == f"{TITLE}\n\n「始まる。\n{URL}"


def test_a_title_of_300_characters_is_whole_where_there_is_room_for_it() -> None:
    """A long post cuts no title for the sake of the first 280."""
    title = "海峡をめぐる協議の記録、" * 25
    post = compose(replace(ARTICLE, title=title), summarize=lambda _: "", room=4000)
    assert title in post.text


ODD = st.sampled_from(
    ["海峡の", "協議が", "再開した", "。", "、", "「", "」", "（", "）", "【", "】", " ", "\n", "a",
     "Z9", ".", "/", "@", "＠taro", "#", "＃話題", "$TSLA ", "asahi.com", "https://x.jp/あ", "😀",
     "👨\u200d👩\u200d👧", "🇯🇵", "か\u3099", "\u202e", "\ufeff", "\ue000", "\ue001", "{url}", "RT",
     "w" * 60, "あ" * 60, "〜", "…", "\u0301"],
)  # fmt: skip
ANYTHING = st.lists(ODD, max_size=12).map("".join)
TEMPLATES = st.sampled_from(
    ["{title}\n\n{summary}\n{url}", FULL, "{title}{url}{summary}", "{url}", "@{title} {url}",
     "{feed}.{author}\n{hashtags}{title}#{summary}", "続き {url} {", "{summary}", ""],
)  # fmt: skip
MENTION = re.compile(r"(?<![A-Za-z0-9_!#$%&*@＠])[@＠][A-Za-z0-9_]")


@given(ANYTHING, ANYTHING, TEMPLATES, st.integers(1, 700), ANYTHING)
def test_whatever_an_article_holds_the_post_keeps_its_promises(
    title: str, text: str, template: str, room: int, lead: str
) -> None:
    """Weight within the room, at most the article's own link, whole; nobody mentioned."""
    article = replace(ARTICLE, title=title, author=text, categories=(text, "国際"))
    style = Style(template=template, hashtags=2, lead=lead)
    post = compose(article, summarize=whole_sentences(text), room=room, style=style)
    assert post.weight == weight(post.text) <= room
    assert set(post.links) <= {URL}
    assert post.text.count(URL) == len(post.links) == (template.count("{url}") if room > 22 else 0)
    assert not MENTION.search(post.text)
    assert not set(post.text) & set("\u202e\ufeff\ue000\ue001\r")


BALANCED = st.recursive(
    st.sampled_from(["海峡の", "協議が再開した", "。", "、", "合意", "来春までに", "text ", "3.5"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=6).map("".join),
        st.tuples(st.sampled_from(["「」", "（）", "【】", "『』"]), inner).map(
            lambda drawn: drawn[0][0] + drawn[1] + drawn[0][1]
        ),
    ),
    max_leaves=30,
)


@given(BALANCED, BALANCED, st.integers(24, 300))
def test_brackets_that_are_balanced_in_the_article_are_so_in_the_post(
    title: str, text: str, room: int
) -> None:
    """Wherever title and summary are cut."""
    article = replace(ARTICLE, title=title, marks=())
    post = compose(article, summarize=lambda left: phrases.cut(text, left.fits), room=room)
    assert phrases.is_balanced(post.text)


def test_a_long_address_that_x_does_not_link_takes_its_short_form() -> None:
    """A rehearsal's WordPress on loopback: a Japanese permalink would leave no room for words."""
    article = replace(
        ARTICLE,
        url="http://127.0.0.1:8080/2026/11/23/" + "%E6%B5%B7" * 22 + "/",
        aliases=("wp:67", "g:127.0.0.1:8080?p=67"),
    )
    post = compose(article, summarize=lambda _: "海峡は開いた。", room=280)
    assert post.text.endswith("海峡は開いた。\nhttp://127.0.0.1:8080/?p=67")
