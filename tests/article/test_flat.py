# ruff: noqa: E501 — a table keeps each case on one line
"""Descriptions in plain text: cards without their markup, machine copies, and the blog's own text."""

from dataclasses import replace

import pytest

from crosspost.article.blocks import sort_out
from crosspost.article.completion import add_text
from crosspost.article.flat import without_boxes
from crosspost.article.page import read_page
from crosspost.article.reader import read_pieces
from crosspost.article.reading import read_entry
from crosspost.article.rest import read_rest
from crosspost.model import Article, Document, Entry

P = "灯台守の組合は三日、無人化の計画を延ばすことで折り合った。"
Q = "冬の間は六つの灯台に人が残る。"
X = "霧笛の歴史をたずねる"
Y = "北の岬に残る霧笛の音を聞いた。"


@pytest.mark.parametrize(
    "card",
    [
        f"{X}{Y}misaki.example.jp2025.3.4",
        f"{X} {Y} misaki.example.jp 2025.3.4",
        f"{X} misaki.example.jp 2025年3月4日",
        f"{X}{Y}misaki.example.com",
        f"{X}北の岬に残る...misaki.example.com",
        f"あわせて読みたい {X} 北の岬に残る…",
        f"あわせて読みたい{X}{Y}",
        f"関連記事 {X} 続きを見る",
    ],
)
def test_a_card_that_lost_its_markup_is_cut_out(card: str) -> None:
    """The host and the date that end it, or the label that begins it, give it away."""
    assert without_boxes(f"{P} {card} {Q}").split() == [P, Q]
    assert without_boxes(f"{P} {card}") == P


@pytest.mark.parametrize(
    ("description", "kept"),
    [
        (f"{P} {X}{Y}misaki.exam [&#8230;]", f"{P}  [&#8230;]"),
        (f"{P} 関連記事 {X}", P),
        (f"{P}詳しくは example.jp を見る。 {Q}", f"{P}詳しくは example.jp を見る。 {Q}"),
        (f"{P} example.jp は閉じた。", f"{P} example.jp は閉じた。"),
        (f"<p>{P}</p><p>関連記事 {X}</p>", f"<p>{P}</p><p>関連記事 {X}</p>"),
    ],
)
def test_only_a_card_is_cut_out(description: str, kept: str) -> None:
    """A host that the author names, a mark of a cut, and markup stay."""
    assert without_boxes(description) == kept


def _article(content: str = "", description: str = "", title: str = "灯台の無人化") -> Article:
    entry = Entry("g", "https://misaki.example.jp/?p=7", title, content, description)
    document = Document("rss20", "岬の窓", (entry,), language="ja")
    return read_entry(entry, document, feed="blog", feed_url="https://misaki.example.jp/feed/")


@pytest.mark.parametrize(
    ("content", "description"),
    [
        ("<p><ruby>灯台<rp>（</rp><rt>とうだい</rt><rp>）</rp></ruby>の<ruby>霧笛<rt>むてき</rt></ruby>は遠くまで届いた。</p>", "灯台（とうだい）の霧笛むてきは遠くまで届いた。"),
        ("<p>計画は<del>三年</del>二年延びた<sup>1</sup>。力は<math><mi>F</mi></math>だ。</p>", "計画は三年二年延びた1。力はFだ。"),
        ("&lt;p&gt;計画は&lt;b&gt;二年&lt;/b&gt;延びた。&lt;/p&gt;", "計画は二年延びた。"),
    ],
)  # fmt: skip
def test_a_machine_keeps_what_a_reader_drops(content: str, description: str) -> None:
    """Readings, struck words and notes in a description do not make it the author's."""
    assert _article(content, description).excerpt == ""


CARD = f'<a class="blogcard-wrap" href="/x"><div class="blogcard-title">{X}</div><div class="blogcard-snippet">{Y}</div></a>'
CONTENT = f"<p>{P}</p>{CARD}<p>{Q}<s>古い。</s></p><nav>前へ</nav>"
FLAT = f"{P} {X}{Y}{Q}古い。"


def test_content_rest_and_page_tell_the_same_text() -> None:
    """One reading for all; an excerpt alone tells a part of it."""
    whole = _article(CONTENT)
    assert whole.text == f"{P}\n{Q}"
    page = f"<html><body><main><div class='entry-content'>{CONTENT}</div></main></body></html>"
    for described in ("", FLAT, f"{FLAT} [&#8230;]"):
        flat = _article("", described)
        assert read_page(page.encode(), flat).text == whole.text
    excerpt = _article("", f"{P} {X}{Y}misaki.example.jp2025.3.4 {Q}")
    assert excerpt.text == f"{P} {Q}"


def test_the_rest_answer_tells_the_same_text() -> None:
    """A flat line of the feed gives way to what the blog says with its markup."""
    answer = '[{"id": 7, "content": {"rendered": %s}}]'
    escaped = '"' + CONTENT.replace('"', '\\"') + '"'
    article = replace(_article("", FLAT), aliases=("wp:7",))
    assert read_rest((answer % escaped).encode(), article).text == f"{P}\n{Q}"


def test_another_text_never_replaces_the_feeds() -> None:
    """A page that begins otherwise may be a notice, a list or another article."""
    for described in (Y, ""):
        article = _article("", P if described else "")
        read = add_text(article, sort_out(read_pieces(f"<p>{described}</p>")))
        assert read.text == article.text
    whole = _article(f"<p>{P}</p><p>{Q}</p>")
    assert add_text(whole, sort_out(read_pieces(f"<p>{P}</p><p>{Y}</p>"))) is whole


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("灯台の無人化", P),
        ("The keepers stay", f"{P}\nDie Wärter der Leuchttürme bleiben zwei Jahre."),
    ],
)
def test_under_a_japanese_title_another_language_is_no_text(title: str, text: str) -> None:
    """A law or a song that is quoted in its own language is not for the blog's readers."""
    german = "Die Wärter der Leuchttürme bleiben zwei Jahre."
    assert (
        _article(f"<p>{P}</p><p>{german}</p><p>Ende.</p>", title=title).text.removesuffix("\nEnde.")
        == text
    )
