"""The post that a reader sees."""

from dataclasses import replace

import pytest

from crosspost.model import Block
from crosspost.post.compose import Style, compose
from crosspost.post.weight import urls, weight
from tests.post.conftest import ARTICLE, FULL, TEXT, TITLE, URL, whole_sentences
from tests.words import english


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
    assert "no summary" in english(post.why[-1])


def test_a_summary_that_only_repeats_the_title_is_left_out() -> None:
    """A reader reads it once."""
    post = compose(ARTICLE, summarize=lambda _: "通航料をめぐる協議が再開", room=280)
    assert post.text == f"{TITLE}\n\n{URL}"


@pytest.mark.parametrize(
    ("blocks", "said", "room", "why"),
    [
        ((), "", 280, "there is no text"),
        ((Block("box", "フォローする"),), "", 280, "there is no text"),
        ((Block("own", "写真。"),), "", 280, "the text says too little by itself"),
        ((Block("own", "協議が再開"),), "協議が再開", 280, "the text only repeats the title"),
        ((Block("own", TEXT),), TEXT, 112, "nothing that the text says fits beside the title"),
    ],
)
def test_why_there_is_no_summary_is_told_exactly(
    blocks: tuple[Block, ...], said: str, room: int, why: str
) -> None:
    """No text, too little of it, the title's words again, or no room."""
    article = replace(ARTICLE, blocks=blocks)
    post = compose(article, summarize=whole_sentences(said), room=room)
    assert [english(note) for note in post.why] == [f"no summary: {why}"]


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
    assert english(post.why[0]).startswith(
        "asahi.com is written so that X does not link it: it would"
    )


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
    assert (post.links, english(post.why[0])) == (
        (),
        "X will not link the address http://127.0.0.1:8300/a",
    )


def test_a_room_too_small_for_the_address_goes_without() -> None:
    """And says so."""
    post = compose(ARTICLE, summarize=lambda _: "", room=20)
    assert (post.text, post.links) == ("海峡の…（暫定投稿）", ())
    assert "does not fit into 20" in english(post.why[0])


def test_a_template_whose_own_words_fill_the_post_gives_way_to_the_address() -> None:
    """An operator's template may be too long for the account."""
    style = Style(template="{title} {url}\n" + "続きはブログで。" * 20)
    post = compose(ARTICLE, summarize=lambda _: "", room=280, style=style)
    assert post.text == URL


def test_a_long_address_that_x_does_not_link_takes_its_short_form() -> None:
    """A rehearsal's WordPress on loopback: a Japanese permalink would leave no room for words."""
    article = replace(
        ARTICLE,
        url="http://127.0.0.1:8080/2026/11/23/" + "%E6%B5%B7" * 22 + "/",
        aliases=("wp:67", "g:127.0.0.1:8080?p=67"),
    )
    post = compose(article, summarize=lambda _: "海峡は開いた。", room=280)
    assert post.text.endswith("海峡は開いた。\nhttp://127.0.0.1:8080/?p=67")
