# ruff: noqa: E501 — a table keeps each case on one line
"""Previews of other pages inside an article give neither text nor picture."""

import pytest

from crosspost.article.blocks import sort_out
from crosspost.article.reader import read_pieces

P = "灯台守の組合は三日、無人化の計画を二年延ばすことで運輸局と折り合った。"
Q = "冬の間は六つの灯台に人が残る。"
X = "霧笛の歴史をたずねる"
Y = "北の岬に残る霧笛の音を、最後の技師とともに聞いた。"
SHOT = '<img src="/uploads/mutteki.jpg" width="640" height="360" alt="霧笛">'
PAGE = "https://blog.example.jp/2024/mutteki/"

BY_NAME = [
    ("Cocoon", f'<a href="{PAGE}" class="blogcard-wrap internal-blogcard-wrap a-wrap cf"><div class="blogcard internal-blogcard"><figure class="blogcard-thumbnail">{SHOT}</figure><div class="blogcard-content"><div class="blogcard-title">{X}</div><div class="blogcard-snippet">{Y}</div></div></div></a>'),
    ("Pz-LinkCard", f'<div class="linkcard"><div class="lkc-external-wrap"><a href="{PAGE}"><div class="lkc-card"><div class="lkc-info">example.jp</div><div class="lkc-content">{SHOT}<div class="lkc-title">{X}</div><div class="lkc-excerpt">{Y}</div></div></div></a></div></div>'),
    ("SWELL", f'<div class="swell-block-postLink"><div class="p-blogCard -internal"><div class="p-blogCard__inner"><span class="p-blogCard__caption">あわせて読みたい</span><div class="p-blogCard__thumb">{SHOT}</div><div class="p-blogCard__body"><a class="p-blogCard__title" href="{PAGE}">{X}</a><span class="p-blogCard__excerpt">{Y}</span></div></div></div></div>'),
    ("AFFINGER", f'<a href="{PAGE}" class="st-cardlink"><div class="kanren st-cardbox"><dl class="clearfix"><dt class="st-card-img">{SHOT}</dt><dd><h5 class="st-cardbox-t">{X}</h5><div class="st-card-excerpt smanone"><p>{Y}</p></div></dd></dl></div></a>'),
    ("Snow Monkey", f'<div class="wp-oembed-blog-card"><a href="{PAGE}"><div class="wp-oembed-blog-card__figure">{SHOT}</div><div class="wp-oembed-blog-card__body"><div class="wp-oembed-blog-card__title">{X}</div><div class="wp-oembed-blog-card__description">{Y}</div></div></a></div>'),
    ("JIN", f'<a href="{PAGE}" class="blog-card"><div class="blog-card-hl-box"><span class="blog-card-hl"></span></div><div class="blog-card-box"><div class="blog-card-thumbnail">{SHOT}</div><div class="blog-card-content"><span class="blog-card-title">{X}</span><span class="blog-card-excerpt">{Y}</span></div></div></a>'),
    ("SANGO", f'<a class="linkto table" href="{PAGE}"><span class="tbcell tbimg">{SHOT}</span><span class="tbcell tbtext">{X}</span></a>'),
    ("THE THOR", f'<div class="sitecard"><div class="sitecard__subtitle">関連</div><div class="sitecard__contents"><div class="heading"><a href="{PAGE}">{X}</a></div><p class="phrase">{Y}</p></div></div>'),
    ("TCD", f'<div class="cardlink"><div class="cardlink_thumbnail">{SHOT}</div><div class="cardlink_title"><a href="{PAGE}">{X}</a></div><div class="cardlink_excerpt">{Y}</div></div>'),
    ("Ghost bookmark", f'<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="{PAGE}"><div class="kg-bookmark-content"><div class="kg-bookmark-title">{X}</div><div class="kg-bookmark-description">{Y}</div></div><div class="kg-bookmark-thumbnail">{SHOT}</div></a></figure>'),
    ("Ghost sign-up", f'<div class="kg-card kg-signup-card"><h2>{X}</h2><p>{Y}</p></div>'),
    ("Ghost callout", f'<div class="kg-card kg-callout-card"><div class="kg-callout-text">{Y}</div></div>'),
    ("Notion", f'<figure><a href="{PAGE}" class="bookmark source"><div class="bookmark-info"><div class="bookmark-text"><div class="bookmark-title">{X}</div><div class="bookmark-description">{Y}</div></div></div>{SHOT}</a></figure>'),
    ("Substack", f'<div class="embedded-post-wrap"><a class="embedded-post" href="{PAGE}"><div class="embedded-post-header">{SHOT}</div><div class="embedded-post-title">{X}</div><div class="embedded-post-body">{Y}</div></a></div>'),
    ("Ameba", f'<div class="ogpCard_root"><article class="ogpCard_wrap"><a class="ogpCard_link" href="{PAGE}"><span class="ogpCard_content"><span class="ogpCard_title">{X}</span><span class="ogpCard_description">{Y}</span></span>{SHOT}</a></article></div>'),
    ("note", f'<figure embedded-service="external-article"><a href="{PAGE}"><strong class="external-article-widget-title">{X}</strong><em class="external-article-widget-description">{Y}</em></a></figure>'),
    ("Hatena", f'<p><iframe src="https://hatenablog-parts.com/embed?url=x" class="embed-card"></iframe><cite class="hatena-citation"><a href="{PAGE}">blog.example.jp</a></cite></p>'),
    ("Medium", f'<div class="graf--mixtapeEmbed"><a href="{PAGE}"><strong>{X}</strong><br><em>{Y}</em></a>{SHOT}</div>'),
    ("Discourse", f'<aside class="onebox allowlistedgeneric"><header><a href="{PAGE}">example.jp</a></header><article class="onebox-body">{SHOT}<h3>{X}</h3><p>{Y}</p></article></aside>'),
    ("WordPress embed", f'<blockquote class="wp-embedded-content"><a href="{PAGE}">{X}</a><p>{Y}</p></blockquote><iframe class="wp-embedded-content" src="x"></iframe>'),
    ("X", f'<blockquote class="twitter-tweet"><p lang="ja">{Y}</p>— 霧笛の会 (@muteki) <a href="https://twitter.com/muteki/status/1">2026年11月3日</a></blockquote>'),
    ("Instagram", f'<blockquote class="instagram-media"><div><a href="https://www.instagram.com/p/1/">{X}</a><p>{Y}</p></div></blockquote>'),
    ("Rinker", f'<div id="rinkerid9" class="yyi-rinker-contents"><div class="yyi-rinker-box"><div class="yyi-rinker-image">{SHOT}</div><div class="yyi-rinker-title"><a href="https://example.com/1">{X}</a></div><div class="yyi-rinker-detail">{Y}</div></div></div>'),
    ("カエレバ", f'<div class="kaerebalink-box"><div class="kaerebalink-image"><a href="https://example.com/1">{SHOT}</a></div><div class="kaerebalink-info"><div class="kaerebalink-name">{X}</div><div class="kaerebalink-detail">{Y}</div></div></div>'),
    ("はてな商品", f'<div class="hatena-asin-detail"><a href="https://example.com/1">{SHOT}</a><div class="hatena-asin-detail-info"><p class="hatena-asin-detail-title">{X}</p><ul><li>{Y}</li></ul></div></div>'),
    ("query loop", f'<div class="wp-block-query"><ul class="wp-block-post-template"><li><figure class="wp-block-post-featured-image"><a href="{PAGE}">{SHOT}</a></figure><h2 class="wp-block-post-title"><a href="{PAGE}">{X}</a></h2><div class="wp-block-post-excerpt"><p>{Y}</p></div></li></ul></div>'),
    ("latest posts", f'<ul class="wp-block-latest-posts__list wp-block-latest-posts"><li><a href="{PAGE}">{X}</a><div class="wp-block-latest-posts__post-excerpt">{Y}</div></li></ul>'),
    ("VK posts", f'<div class="vk_posts vk_posts-postType-post"><div class="vk_post"><div class="vk_post_imgOuter"><a href="{PAGE}">{SHOT}</a></div><div class="vk_post_body"><h5><a href="{PAGE}">{X}</a></h5><p>{Y}</p></div></div></div>'),
    ("neighbours", f'<nav class="post-navigation"><a href="{PAGE}">{X}</a><p>{Y}</p></nav>'),
]  # fmt: skip

BY_FORM = [
    ("a link of blocks", f'<a href="{PAGE}"><div>{X}</div><div>{Y}</div></a>'),
    ("with its picture", f'<a href="{PAGE}"><div>{SHOT}</div><div><b>{X}</b><p>{Y}</p></div></a>'),
    ("a picture and a title", f'<p><a href="{PAGE}">{SHOT}{X}</a></p>'),
    ("two links", f'<div><a href="{PAGE}">{SHOT}</a><h3><a href="{PAGE}">{X}</a></h3><p>{Y}</p></div>'),
    ("a list of thumbnails", f'<ul><li><a href="{PAGE}">{SHOT}<span>{X}</span></a></li><li><a href="{PAGE}?b">{SHOT}<span>{Y}</span></a></li></ul>'),
    ("a title and its text in one paragraph", f'<div><a href="{PAGE}">{SHOT}</a><div><a href="{PAGE}">{X}</a><br>{Y}</div></div>'),
    ("a date above the title", f'<div><a href="{PAGE}">{SHOT}</a><p>2026.3.4</p><p><a href="{PAGE}">{X}</a></p></div>'),
    ("a table row", f'<table><tr><td><a href="{PAGE}">{SHOT}</a></td><td><a href="{PAGE}">{X}</a></td></tr></table>'),
]  # fmt: skip


def _read(html: str) -> tuple[list[str], list[str]]:
    """Return the texts that may be told, and the addresses of the pictures that may be shown."""
    pieces = [piece for piece in sort_out(read_pieces(html)) if piece.kind != "box"]
    shown = [piece.picture.said["src"] for piece in pieces if piece.picture]
    return [piece.text for piece in pieces if piece.text], shown


@pytest.mark.parametrize(
    "card", [c for _, c in BY_NAME + BY_FORM], ids=[n for n, _ in BY_NAME + BY_FORM]
)
def test_a_preview_of_something_else_gives_nothing(card: str) -> None:
    """Whether a name or only its form tells; the article around it stays whole."""
    own = '<figure><img src="/uploads/todai.jpg"><figcaption>岬の灯台</figcaption></figure>'
    texts, shown = _read(f"<p>{P}</p>{card}<p>{Q}</p>{own}")
    assert texts == [P, Q, "岬の灯台"]
    assert shown == ["/uploads/todai.jpg"]


@pytest.mark.parametrize(
    "card", [c for _, c in BY_NAME + BY_FORM], ids=[n for n, _ in BY_NAME + BY_FORM]
)
def test_an_article_that_holds_nothing_else_tells_nothing(card: str) -> None:
    """A post without text is better than one with another page's."""
    assert _read(card) == ([], [])


@pytest.mark.parametrize(
    "html",
    [
        f'<p><a href="/uploads/mutteki-large.jpg">{SHOT}</a></p>',
        f'<figure><a href="{PAGE}">{SHOT}</a><figcaption>{X}</figcaption></figure>',
        f'<p><a href="{PAGE}">{SHOT}</a><br><a href="{PAGE}">写真：霧笛の会</a></p>',
        f'<p><a href="{PAGE}">{SHOT}</a><a href="{PAGE}">続きを読む</a></p>',
        f'<div>{Y}<a href="{PAGE}">{SHOT}</a><a href="{PAGE}"> {X}</a><a href="{PAGE}"> </a>{Q}</div>',
        f'<div class="linkcard"><p>{P * 20}</p>{SHOT}</div>',
        f'<p><a href="{PAGE}">{SHOT}</a><a href="{PAGE}">拡大した写真を見る</a></p>',
        f'<p><a href="#top">{SHOT}{X}</a></p>',
        f'<div>{SHOT}<p><a href="{PAGE}">{X}</a></p><p><a href="{PAGE}"> {Y}</a></p></div>',
    ],
    ids=["file", "captioned", "credit", "button", "within", "a wrapper", "larger", "anchor", "beside links"],
)  # fmt: skip
def test_a_picture_of_the_article_may_lead_elsewhere(html: str) -> None:
    """Its file, its source, a button or a text around it make no preview."""
    assert _read(html)[1] == ["/uploads/mutteki.jpg"]


@pytest.mark.parametrize(
    "link",
    [
        f'<p><a href="{PAGE}">{X}。</a></p>',
        f'<p>→ <a href="{PAGE}">{X}。</a></p>',
        f'<p>&gt;&gt;<a href="{PAGE}">{X}。</a></p>',
        f'<p>【あわせて読みたい】<br><a href="{PAGE}">{X}。</a></p>',
        f'<p>（関連記事：<a href="{PAGE}">{X}。</a>）</p>',
        f'<p>＼ こちらの記事もおすすめ ／</p><p><a href="{PAGE}">{X}。</a></p>',
        f'<p><a href="{PAGE}">{SHOT}</a></p><p><a href="{PAGE}">{X}</a></p>',
        f'<a href="{PAGE}"><table><tr><td>{SHOT}</td><td><b>{X}</b><br>{Y}</td></tr></table></a>',
    ],
)
def test_a_paragraph_that_only_leads_to_another_page_is_no_text(link: str) -> None:
    """Another article's title, behind an arrow or a label, under its picture, or by itself."""
    assert _read(f"<p>{P}</p>{link}<p>{Q}</p>") == ([P, Q], [])


def test_a_link_on_a_line_of_its_own_is_told_apart_from_the_line_above() -> None:
    """The sentence stays, what it leads to goes; within a line a link is a part of it."""
    assert _read(f'<p>{P}<br><a href="{PAGE}">{X}。</a></p>')[0] == [P]
    assert _read(f'<p>{P}<br>{Q}<a href="{PAGE}">{X}</a>を聞いた。</p>')[0] == [
        f"{P}{Q}{X}を聞いた。"
    ]
    assert _read(f'<p>{P}<br><a href="{PAGE}">次</a></p>')[0] == [f"{P}次"]
    assert _read(f'<p><a href="{PAGE}">{X}。</a><br>{P}</p><p>{Q}</p>')[0] == [P, Q]


def test_what_leads_to_the_article_itself_is_no_other_page() -> None:
    """Feeds of some services wrap picture and title in the article's own address."""
    html = f'<p><a href="{PAGE}?utm_source=feed">{SHOT}{X}</a></p>'
    assert [p.picture is not None for p in read_pieces(html, url=PAGE)] == [True, False]
    assert read_pieces(html, url="https://blog.example.jp/") == []
