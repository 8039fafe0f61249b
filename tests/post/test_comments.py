"""How long an author's comment may be, and what stays of the headline beside it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosspost.model.notes import Note
from crosspost.post.comments import too_long
from crosspost.post.compose import Style, compose
from crosspost.post.titles import LEAST
from crosspost.post.weight import weight
from tests.post.conftest import ARTICLE, TEXT, URL, whole_sentences
from tests.words import english

LONG = replace(
    ARTICLE,
    title="【速報】北極海航路で初の定期便が就航、沿岸五か国は航行安全と環境保護の新しい枠組みを"
    "来年の春までに整えることで合意（暫定投稿）",
    marks=("【速報】", "（暫定投稿）"),
)


UNLINKED = "X does not link it: it would be billed, and take the article's place as the card"
NUMBERS = (
    "it weighs 180, headline and address leave 179"
    " (a Japanese character weighs 2, a Latin letter 1);"
    " shorten it by 1, which is 1 Japanese or 1 Latin characters"
)


def judge(comment: str, *, room: int = 280, **style: str) -> str:
    """Return what is wrong with a comment on the long headline."""
    looks = Style(lead=comment, **style)  # type: ignore[arg-type]
    return english(too_long(comment, LONG, room=room, style=looks))


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("あ" * 86, ""),
        ("あ" * 90, NUMBERS),
        ("a" * 179, ""),
        ("a" * 180, "shorten it by 1, which is 1 Japanese or 1 Latin characters"),
        ("【" + "あ" * 90 + "】", "the comment is too long: it weighs 184"),
        ("一行目\n" * 40, "the comment is too long"),
        ("@taro " * 30, "the comment is too long"),
    ],
)  # fmt: skip
def test_a_comment_that_would_eat_the_headline_is_told_in_an_authors_words(
    comment: str, said: str
) -> None:
    """How heavy it is, how much there is, and by how much it is to be shortened."""
    assert said in judge(comment)
    assert bool(said) is bool(judge(comment))


def test_a_short_headline_is_left_whole() -> None:
    """It takes only what it weighs."""
    article = replace(ARTICLE, title="雨")
    comment = "あ" * 125
    assert not too_long(comment, article, room=280, style=Style(lead=comment))
    post = compose(article, summarize=whole_sentences(TEXT), room=280, style=Style(lead=comment))
    assert post.text == f"{comment}\n\n雨\n\n{URL}"
    assert too_long(comment + "あ", article, room=280, style=Style(lead=comment + "あ"))


@pytest.mark.parametrize(
    ("room", "style", "left"),
    [
        (280, {}, 179),
        (280, {"link": "never"}, 204),
        (280, {"template": "{summary}\n{url}"}, 255),
        (4000, {}, 3899),
    ],
)
def test_what_is_left_goes_by_the_account_and_the_template(
    room: int, style: dict[str, str], left: int
) -> None:
    """A long-post account, a post without a link, a template without a headline."""
    assert f"leave {left} " in judge("a" * 9999, room=room, **style).replace("leaves", "leave")
    assert not judge("a" * left, room=room, **style)


def test_an_address_that_fills_the_post_leaves_no_room_for_a_comment() -> None:
    """Nothing that could be shortened would help."""
    assert "there is no room for a comment: headline and address leave none" in judge("a", room=90)
    assert judge("a", room=60, link="never").startswith("there is no room for a comment: the head")


PIECES = st.sampled_from(
    ["北極海", "航路で", "初の", "、", "。", "「", "」", "合意", " ", "\n", "a", "word ", "W" * 40,
     "カ" * 40, "#国際政治", "@taro", "asahi.com", "😀", "$TSLA", "（暫定投稿）", "3.5"],
)  # fmt: skip


@given(
    st.lists(PIECES, min_size=1, max_size=20).map("".join),
    st.lists(PIECES, min_size=1, max_size=40).map("".join),
    st.integers(140, 600),
)
def test_beside_every_comment_that_is_taken_headline_and_marks_stand(
    title: str, comment: str, room: int
) -> None:
    """The comment is whole, the marks are whole, and so is a short headline."""
    article = replace(ARTICLE, title=f"【速報】題{title}（暫定投稿）", marks=LONG.marks)
    style = Style(lead=comment)
    if too_long(comment, article, room=room, style=style):
        return
    post = compose(article, summarize=whole_sentences(TEXT), room=room, style=style)
    bare = compose(article, summarize=lambda _: "", room=4000, style=style)
    assert Note.COMMENT_CUT() not in post.why
    assert "【速報】題" in post.text
    assert post.text.count("（暫定投稿）") > comment.count("（暫定投稿）")
    if weight(article.title) <= LEAST:
        assert post.text.startswith(bare.text.removesuffix(URL).rstrip())


@pytest.mark.parametrize("comment", ["続報です。", "あ" * 86, "w" * 170])
def test_a_comment_that_is_taken_leaves_a_readable_headline(comment: str) -> None:
    """Never a stump such as 北…."""
    assert not judge(comment)
    post = compose(LONG, summarize=lambda _: "", room=280, style=Style(lead=comment))
    said, headline, _address = post.text.split("\n\n")
    assert said == comment
    assert headline.startswith("【速報】北極海航路で初の定期便が就航")
    assert headline.endswith("（暫定投稿）")


@pytest.mark.parametrize(
    ("length", "headline"),
    [
        (100, "【速報】北極海航路で初の定期便が就航…（暫定投稿）"),
        (112, "【速報】北極海…（暫定投稿）"),
        (120, "北極海航路…"),
    ],
)
def test_a_headline_that_grew_beside_a_comment_gives_its_words_before_its_marks(
    length: int, headline: str
) -> None:
    """What was accepted beside a short headline is never cut; marks go where nothing else can."""
    comment = "あ" * length
    post = compose(LONG, summarize=lambda _: "", room=280, style=Style(lead=comment))
    assert post.text == f"{comment}\n\n{headline}\n\n{URL}"


@pytest.mark.parametrize(
    ("comment", "written"),
    [
        ("続報 #国際政治 です。", "続報 #国際政治 です。"),
        ("#国際政治", "#国際政治"),
        ("【#国際政治】", "【#国際政治】"),
        ("＃国際政治。", "＃国際政治。"),
        ("今日は#政治", "今日は#政治"),
    ],
)
def test_a_hashtag_of_the_comment_is_meant(comment: str, written: str) -> None:
    """It works on X; one of the headline becomes plain words, as before."""
    article = replace(ARTICLE, title="協議 #再開")
    post = compose(article, summarize=lambda _: "", room=280, style=Style(lead=comment))
    assert post.text == f"{written}\n\n協議 # 再開\n\n{URL}"
    assert post.why[:-1] == ()


def test_what_is_written_otherwise_in_a_comment_is_told_with_its_reason() -> None:
    """Mentions, links and further cashtags."""
    comment = "@taro と ＠hanako、other.example.jp/ で$TSLAと$F"
    post = compose(ARTICLE, summarize=lambda _: "", room=280, style=Style(lead=comment))
    assert post.text.startswith("@ taro と ＠ hanako、other．example．jp/ で$TSLAと＄F\n")
    assert [english(note) for note in post.why[1:]] == [
        '@taro is written "@ taro": X refuses posts that mention people unasked',
        '＠hanako is written "＠ hanako": X refuses posts that mention people unasked',
        "$F is written with a full-width ＄: X takes one cashtag a post",
        f"other.example.jp/ is written so that {UNLINKED}",
    ]


def test_what_nobody_changed_in_a_comment_is_not_told() -> None:
    """A mail address, a price."""
    post = compose(
        ARTICLE, summarize=whole_sentences(TEXT), room=280, style=Style(lead="info@a.jp $10")
    )
    assert post.why == ()
