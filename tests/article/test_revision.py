# ruff: noqa: E501 — a table keeps each case on one line
"""Fingerprints, and whether a change of a known article is worth telling."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crosspost.article.reading import read_entry
from crosspost.article.revision import compare, fingerprint
from crosspost.model import Article, Document, Entry, Known
from tests.words import english

NOW = datetime(2026, 11, 23, tzinfo=UTC)
A = "北浜県の県議会は二十日、港の再整備に充てる補正予算案を賛成多数で可決した。"
B = "総事業費は当初の二百十億円から三百十億円へと膨らみ、着工は来年の秋になる見通しだ。"
C = "商工会議所は入札のやり直しを求めており、知事は年内に方針を示すと述べている。"
D = "港湾局の担当者は、地盤の改良に思いのほか費用がかかることを理由に挙げた。"
TITLE = "港の再整備に補正予算"


def _article(title: str = TITLE, content: str = f"<p>{A}</p><p>{B}</p><p>{C}</p>") -> Article:
    entry = Entry("1", "https://blog.example.jp/a", title, content)
    return read_entry(entry, Document("rss20", "", (entry,)), feed="f", feed_url="")


def _known(article: Article) -> Known:
    return Known(
        1, "f", article.url, article.title, article.text, article.fingerprint, article.aliases,
        NOW, marks=article.marks, protected=article.protected,
    )  # fmt: skip


FORM = '<form class="post-password-form"></form>'


@pytest.mark.parametrize(
    ("before", "after", "kind", "why"),
    [
        ((), (), "same", "unchanged"),
        ((f"{TITLE}（暫定投稿）",), (TITLE,), "settled", "（暫定投稿）"),
        ((f"{TITLE}（暫定投稿）",), (f"{TITLE}【追記】",), "settled", "（暫定投稿）"),
        ((), (f"{TITLE}（暫定投稿）",), "same", "small edit"),
        ((), (f"{TITLE}【追記】",), "revised", "【追記】"),
        ((), ("港の再整備に補正予算案",), "same", "title"),
        ((), (TITLE, f"<p>{A}</p><p>{B}</p><p>{C}</p><p>【追記】短い。</p>"), "revised", "追記"),
        ((), (TITLE, f"<p>{A}</p><p>{B}</p><p>{C}</p><p>{D}</p>"), "revised", "%"),
        ((), (TITLE, f"<p>{D}</p><p>{B}</p><p>{C}</p>"), "revised", "%"),
        ((), (TITLE, f"<p>{A}</p><p>{B}</p><p>{C}以上。</p>"), "same", "small edit"),
        ((), (TITLE, f"<p>{A}</p><p>{B[:20]} [&#8230;]</p>"), "same", "less"),
        ((TITLE, f"{A}{B[:20]} [&#8230;]"), (), "same", "more"),
        ((), (TITLE, ""), "same", "no text now"),
        ((TITLE, ""), (), "same", "no text was known"),
        ((TITLE, "<p>休みます。</p>"), (TITLE, "<p>開けます。</p>"), "same", "small edit"),
        ((), (TITLE, FORM), "same", "password"),
        ((TITLE, FORM), (), "revised", "password is gone"),
    ],
)
def test_a_known_article_becomes(
    before: tuple[str, ...], after: tuple[str, ...], kind: str, why: str
) -> None:
    """Marks, additions and a fifth of the text are material; what the feed's settings do is not."""
    found, said = compare(_article(*after), _known(_article(*before)))
    assert found == kind
    assert why in english(said)


def test_a_page_that_changes_for_ever_is_left_alone() -> None:
    """After 24 changes only a person would look again."""
    known = replace(_known(_article()), revisions=24)
    kind, why = compare(_article(f"{TITLE}【追記】"), known)
    assert kind == "same"
    assert "too often" in english(why)


@pytest.mark.parametrize(
    "markup",
    [
        f'<figure><img src="x.jpg" loading="lazy"></figure><p class="a">{A}</p>\n\n<p>{B}</p><p>{C}</p>',
        f'<div><p>{A}</p></div><p>{B}<br /></p><p>{C}</p><div class="c-snsFollow"><p>Xでフォローする</p></div>',
        f"<p>{A}</p><p>{B}</p><p>{C}</p><p>1,234 views</p><p>シェア 12</p>",
        f"<p>{A}</p><p>{B}</p><p>{C}</p><p>投稿 港の再整備 は 北浜の窓 に最初に表示されました。</p>",
        f"<p>{A}</p><p>{B}</p><p>{C}</p><p>The post X appeared first on Y.</p>",
        f"<p>{A}</p><p>この記事が気に入ったらフォローしよう</p><p>{B}</p><p>{C} […]</p>",
    ],
)
def test_markup_boxes_and_counters_do_not_change_the_fingerprint(markup: str) -> None:
    """A feed's markup changes by itself; what a reader reads does not."""
    assert _article(content=markup).fingerprint == _article().fingerprint


def test_an_emoji_picture_is_the_emoji() -> None:
    """WordPress replaces emoji by pictures in content only."""
    smile = '<img src="https://s.w.org/images/core/emoji/15/72x72/1f600.png" class="wp-smiley" alt="😀">'
    assert _article(content=f"<p>雪だ{smile}</p>").text == "雪だ😀"


def test_title_and_text_make_the_fingerprint() -> None:
    """A changed word or mark shows; width and blanks do not."""
    assert fingerprint("題　１", "本文") == fingerprint("題 1", "本 文")
    assert fingerprint("題", "本文") != fingerprint("題【追記】", "本文")
    assert fingerprint("題", "本文") != fingerprint("題", "本分")


@pytest.mark.parametrize(
    "footer",
    ["投稿 港の話 は 港の日記 に最初に表示されました。", "The post APPEARED FIRST ON Harbour."],
)
def test_a_line_that_names_the_first_place_is_no_text(footer: str) -> None:
    """A plug-in adds it behind the article in the feed, not on the page."""
    assert fingerprint("題", f"本文\n{footer}") == fingerprint("題", "本文")
