"""Entries read as articles: excerpts, protected articles, incomplete feeds."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crosspost.article.blocks import read_blocks
from crosspost.article.completion import needs_more
from crosspost.article.excerpts import find_excerpt
from crosspost.article.reading import read_entry
from crosspost.model import Article, Document, Entry

A = "北浜県の県議会は二十日、港の再整備に充てる補正予算案を賛成多数で可決した。"
B = "総事業費は当初の二百十億円から三百十億円へと膨らみ、着工は来年の秋になる見通しだ。"
C = "商工会議所は入札のやり直しを求めており、知事は年内に方針を示すと述べている。"
CONTENT = f"<p>{A}</p><h2>入札の行方</h2><p>{B}</p><p>{C}</p>"
HAND = "港の工事費が百億円も増える。だれが、いつ決めたのか。"


def _read(title: str = "題", content: str = CONTENT, description: str = "") -> Article:
    entry = Entry(
        "https://blog.example.jp/?p=3", "https://blog.example.jp/a", title, content, description,
        author="森野", categories=("県政",), published=datetime(2026, 11, 3, tzinfo=UTC),
    )  # fmt: skip
    document = Document("rss20", "北浜の窓", (entry,), language="ja")
    return read_entry(entry, document, feed="blog", feed_url="https://blog.example.jp/feed/")


def test_an_entry_becomes_an_article() -> None:
    """All that the feed tells is carried over."""
    article = _read("題（暫定投稿）")
    assert (article.feed, article.feed_title, article.language) == ("blog", "北浜の窓", "ja")
    assert (article.author, article.categories) == ("森野", ("県政",))
    assert article.marks == ("（暫定投稿）",)
    assert article.aliases[0] == "wp:3"
    assert article.text == f"{A}\n{B}\n{C}"


@pytest.mark.parametrize(
    ("description", "excerpt"),
    [
        (HAND, HAND),
        (f"<p>{HAND}</p>", HAND),
        (f"<p>{HAND}</p><div class='c-snsFollow'><p>Xでフォローする</p></div>", HAND),
        (f"{HAND} この記事が役に立ったらぜひフォローを 更新のお知らせをお届けします", HAND),
        (f"{A[:30]} [&#8230;]", ""),
        (f"{A[:30]} […]", ""),
        (f"{HAND}...", ""),
        (f"{A} 入札の行方 {B} {C}", ""),
        (A, ""),
        (f"{A}この記事が役に立ったらぜひフォローを 更新のお知らせ", ""),
        (f"{B}{A}", ""),
        (CONTENT, ""),
        ("<img src='a.jpg'>", ""),
        (HAND * 40, ""),
        ("", ""),
    ],
)
def test_only_a_hand_written_description_is_an_excerpt(description: str, excerpt: str) -> None:
    """WordPress's cut, the whole article and the article's own sentences are none."""
    assert find_excerpt(description, read_blocks(CONTENT)) == excerpt


def test_the_excerpt_stands_beside_the_text() -> None:
    """Text from the content, excerpt from the description."""
    article = _read(description=HAND)
    assert article.excerpt == HAND
    assert article.text.startswith(A)


def test_a_feed_without_content_gives_its_description_as_text() -> None:
    """What was cut ends in … and asks for more."""
    cut = _read(content="", description=f"{A[:30]} [&#8230;]")
    assert cut.text == f"{A[:30]}…"
    assert cut.excerpt == ""
    assert needs_more(cut)


def test_a_teaser_in_content_gives_way_to_the_whole_in_the_description() -> None:
    """Some feeds have them the wrong way round."""
    assert _read(content="<p>続きはこちら</p>", description=CONTENT).text == f"{A}\n{B}\n{C}"


@pytest.mark.parametrize(
    ("title", "content", "description", "protected"),
    [
        ("保護中: 題", "<form action='x' class='post-password-form'></form>", "", True),
        ("題", "<form class='post-password-form'></form>", "", True),
        ("Protected: 題", "", "There is no excerpt because this is a protected post.", True),
        ("題", "", "この投稿はパスワードで保護されているため抜粋文はありません。", True),
        ("題", "<p>This content is password-protected. To view it, …</p>", "", True),
        ("保護中：題", "", "", True),
        ("保護中: 湿地の鳥たち", CONTENT, "", False),
        ("題", "<p>&lt;form class=&quot;post-password-form&quot;&gt; の使い方</p>", "", False),
        ("題", CONTENT, "", False),
    ],
)
def test_a_protected_article_is_known_by_its_form_or_notice(
    title: str, content: str, description: str, *, protected: bool
) -> None:
    """The prefix alone may be an author's own words."""
    article = _read(title, content, description)
    assert article.protected is protected
    assert bool(article.blocks) is not protected


def test_more_is_needed_when_picture_words_or_text_are_missing() -> None:
    """A captioned picture and a whole text need nothing; a protected article asks for nothing."""
    figure = "<figure><img src='/a.jpg'><figcaption>岸壁</figcaption></figure>"
    assert not needs_more(_read(content=CONTENT + figure))
    assert needs_more(_read(content=CONTENT + "<img src='/a.jpg'>"))
    assert needs_more(_read(content=CONTENT))
    assert needs_more(_read(content=figure))
    assert not needs_more(replace(_read(content=""), protected=True))


LONG = (
    "北浜県の県議会は二十日の本会議で、港の再整備に充てる補正予算案を賛成多数で可決し、"
    "県の負担は当初の二百十億円から三百十億円に膨らんだ"
)


@pytest.mark.parametrize(
    ("descriptions", "ends"),
    [
        ([LONG, LONG[1:], "港" + LONG[1:], "短い。"], ["だ…", "だ…", "だ…", "い。"]),
        ([f"{LONG}<div class='feedflare'><a href='b'></a></div>"] * 3, ["だ…"] * 3),
        ([LONG, LONG, LONG[:-1] + "。"], ["んだ", "んだ", "ん。"]),
        ([LONG, LONG, LONG, LONG + "。" * 9], ["んだ", "んだ", "んだ", "。。"]),
        ([LONG[:40]] * 4, [LONG[38:40]] * 4),
        ([f"<p>{LONG}</p>"] * 4, ["んだ"] * 4),
    ],
    ids=[
        "one length",
        "buttons behind it",
        "too few",
        "a longer one",
        "short ones",
        "whole paragraphs",
    ],
)
def test_a_feed_that_cuts_without_a_mark_is_seen_through(
    descriptions: list[str], ends: list[str]
) -> None:
    """Several descriptions that end in a word at one length were cut; the mark is added."""
    entries = tuple(Entry(f"{n}", "", "題", "", d) for n, d in enumerate(descriptions))
    document = Document("rss20", "窓", entries)
    read = [read_entry(e, document, feed="blog", feed_url="") for e in entries]
    assert [a.text[-2:] for a in read] == ends
    alone = Document("rss20", "窓", entries[:1])
    first = read_entry(entries[0], alone, feed="blog", feed_url="")
    assert first.fingerprint == read[0].fingerprint
