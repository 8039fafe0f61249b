# ruff: noqa: E501 — a table keeps each case on one line
"""Which picture stands on the post, with which words."""

import pytest

from crosspost.article.addresses import absolute
from crosspost.article.reading import read_entry
from crosspost.model import Document, Entry, Image, Thumbnail

UP = "https://blog.example.jp/wp-content/uploads/2026/11"
TITLE = "市議会が条例を可決"


def _thumbnails(
    html: str, *images: Image, description: str = "", prefer: str = "content"
) -> tuple[Thumbnail, ...]:
    entry = Entry(
        "1", "https://blog.example.jp/2026/11/a/", TITLE, html, description, images=images
    )
    document = Document("rss20", "", (entry,))
    return read_entry(
        entry, document, feed="f", feed_url="", prefer="media" if prefer == "media" else "content"
    ).thumbnails


@pytest.mark.parametrize(
    ("html", "url"),
    [
        (f"<img src='{UP}/a.jpg'>", f"{UP}/a.jpg"),
        ("<img src='/wp-content/a.jpg'>", "https://blog.example.jp/wp-content/a.jpg"),
        ("<img src='b.jpg'>", "https://blog.example.jp/2026/11/a/b.jpg"),
        ("<img src='//img.example.jp/a.jpg'>", "https://img.example.jp/a.jpg"),
        (f"<img src='{UP}/議場 1.jpg'>", f"{UP}/%E8%AD%B0%E5%A0%B4%201.jpg"),
        (f"<img src='{UP}/%E8%AD%B0.jpg'>", f"{UP}/%E8%AD%B0.jpg"),
        (f"<img src='{UP}/100%.jpg'>", f"{UP}/100%25.jpg"),
        (f"<img src='{UP}/a-300x200.jpg' srcset='{UP}/a-300x200.jpg 300w, {UP}/a.jpg 1280w'>", f"{UP}/a.jpg"),
        (f"<img src='{UP}/a.jpg' srcset='{UP}/a.jpg 1024w, {UP}/b.jpg 6000w'>", f"{UP}/a.jpg"),
        (f"<img src='{UP}/a.jpg' srcset='{UP}/a.jpg 1x, {UP}/a2.jpg 2x'>", f"{UP}/a2.jpg"),
        (f"<img src='{UP}/a.jpg' srcset='{UP}/a.jpg'>", f"{UP}/a.jpg"),
        (f"<a href='{UP}/a.jpg'><img src='{UP}/a-1024x576.jpg'></a>", f"{UP}/a.jpg"),
        (f"<a href='{UP}/other.jpg'><img src='{UP}/a-1024x576.jpg'></a>", f"{UP}/a-1024x576.jpg"),
        (f"<a href='https://['><img src='{UP}/a.jpg'></a>", f"{UP}/a.jpg"),
        (f"<a href='{UP}/a.jpg'><img src='https://[' data-src='https://['></a><img src='{UP}/b.jpg'>", f"{UP}/b.jpg"),
        (f"<img src='{UP}/a-1024x576.jpg'>", f"{UP}/a-1024x576.jpg"),
        ("<img src='https://i0.wp.com/blog.example.jp/a.jpg?resize=300%2C200'>", "https://i0.wp.com/blog.example.jp/a.jpg"),
        (f"<img src='data:image/gif;base64,R0' data-src='{UP}/a.jpg'>", f"{UP}/a.jpg"),
        (f"<img src='/img/blank.gif' data-lazy-src='{UP}/a.jpg'>", f"{UP}/a.jpg"),
        (f"<img src='{UP}/a.jpg' data-src='lazy:7'>", f"{UP}/a.jpg"),
        (f"<img src='data:,' data-srcset='{UP}/a.jpg 800w'>", f"{UP}/a.jpg"),
        (f"<img src='data:,' class='lazy'><noscript><img src='{UP}/a.jpg'></noscript>", f"{UP}/a.jpg"),
        (f"<img src='{UP}/a.jpg' width='640px' height='100%'>", f"{UP}/a.jpg"),
        (f"<img src='{UP}/a.gif' style='width: 400px'>", f"{UP}/a.gif"),
        ("<img src='http://blog.example.jp:80/a.jpg'>", "http://blog.example.jp/a.jpg"),
        ("<img src='https://日本語.example.jp/a.jpg'>", "https://xn--wgv71a119e.example.jp/a.jpg"),
    ],
)  # fmt: skip
def test_the_best_file_of_a_picture_is_taken(html: str, url: str) -> None:
    """Lazy attributes, srcset and the linked original are understood, addresses made usable."""
    assert [thumbnail.url for thumbnail in _thumbnails(html)] == [url]


@pytest.mark.parametrize(
    "html",
    [
        f"<img src='{UP}/a.jpg' width=1 height=1>",
        f"<img src='{UP}/a.jpg' width=2>",
        f"<img src='{UP}/a.jpg' width=80 height=80>",
        f"<img src='{UP}/a.jpg' style='width:1px;height:1px'>",
        f"<img src='{UP}/a-90x90.jpg'>",
        "<img src='data:image/png;base64,AA'>",
        f"<img src='{UP}/logo.svg'>",
        "<img>",
        "<img src='javascript:x'>",
        "<img src='ftp://a.example/a.jpg'>",
        "<img src='https://user@a.example/a.jpg'>",
        "<img src='https://[/a.jpg'>",
        f"<img src='{'a' * 5000}.jpg'>",
        "<img src='https://s.w.org/images/core/emoji/15/72x72/1f600.png' alt='😀'>",
        f"<img class='wp-smiley' src='{UP}/s.png'>",
        f"<img class='avatar photo' src='{UP}/me.jpg'>",
        "<img src='https://secure.gravatar.com/avatar/0?s=300'>",
        "<img src='https://pixel.wp.com/b.gif?v=noscript'>",
        "<img src='http://feeds.feedburner.com/~r/x/~4/y'>",
        "<img src='https://www12.a8.net/0.gif?a8mat=1'>",
        "<img src='https://ad.jp.ap.valuecommerce.com/servlet/gifbanner?sid=1'>",
        "<img src='https://i.moshimo.com/af/i/impression?a_id=1'>",
        "<img src='https://b.hatena.ne.jp/entry/image/https://blog.example.jp/a'>",
        "<img src='https://b.blogmura.com/88_31.gif' width=88 height=131>",
        f"<a href='https://px.a8.net/svt/ejp?a8mat=1'><img src='{UP}/ad.jpg'></a>",
        f"<a href='https://twitter.com/intent/tweet'><img src='{UP}/x.png'></a>",
        f"<div class='c-snsFollow'><img src='{UP}/a.jpg'></div>",
        f"<p>本文。</p><h3>関連記事</h3><ul><li><img src='{UP}/b.jpg'></li></ul>",
        f"<p>本文。</p><p>この記事を書いた人</p><p><img src='{UP}/me.jpg'></p>",
        f"<p>本文。</p><p>フォローしよう</p><img src='{UP}/b.jpg'>",
    ],
)
def test_what_is_no_picture_of_the_article_is_refused(html: str) -> None:
    """Pixels, icons, emoji, avatars, adverts, buttons and what stands in boxes."""
    assert _thumbnails(html) == ()


FIGURE = f"<figure><img src='{UP}/f.jpg'><figcaption>議場=Wikipedia</figcaption></figure>"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (FIGURE, ("議場", "Wikipedia", "議場（Wikipedia）", "figure")),
        (f"<div class='wp-caption'><img src='{UP}/f.jpg'><p class='wp-caption-text'>議場</p></div>", ("議場", "", "議場", "figure")),
        (f"[caption]<img src='{UP}/f.jpg'> <a href='/x'>議場</a>[/caption]", ("議場", "", "議場", "figure")),
        (f"<p><img src='{UP}/f.jpg'></p><p>議場=Wikipedia</p>", ("議場", "Wikipedia", "議場（Wikipedia）", "figure")),
        (f"<p><img src='{UP}/f.jpg'><br>写真：北浜新報</p>", ("", "写真：北浜新報", "写真：北浜新報", "figure")),
        (f"<p>文<img src='{UP}/f.jpg' alt='議場'></p>", ("", "", "議場", "img")),
        (f"<img src='{UP}/f.jpg' alt='議場=Wikipedia'>", ("議場", "Wikipedia", "議場（Wikipedia）", "figure")),
        (f"<img src='{UP}/f.jpg' title='議場（北浜市提供）'>", ("議場", "北浜市提供", "議場（北浜市提供）", "figure")),
        (f"<img src='{UP}/f.jpg' alt='IMG_0001'>", ("", "", "", "img")),
        (f"<img src='{UP}/f.jpg' alt='{TITLE}'>", ("", "", "", "img")),
        (f"<figure><figure><img src='{UP}/f.jpg'></figure><figcaption>祭り</figcaption></figure>", ("祭り", "", "祭り", "figure")),
    ],
)  # fmt: skip
def test_a_picture_takes_its_words(html: str, words: tuple[str, ...]) -> None:
    """Caption and credit come from the figure, the line below or the attributes."""
    (found,) = _thumbnails(html)
    assert (found.caption, found.credit, found.alt, found.source) == words


MEDIA = Image(f"{UP}/m.jpg", "media", "大銀杏", "北浜新報", "銀杏")


def test_what_has_words_comes_first_then_the_text_then_media() -> None:
    """What has words comes before what has none; the operator may prefer the media all the same."""
    html = f"<img src='{UP}/i.jpg'>{FIGURE}"
    enclosure = Image(f"{UP}/e.png", "enclosure")
    order = [t.source for t in _thumbnails(html, enclosure, MEDIA)]
    assert order == ["figure", "media", "img", "enclosure"]
    preferred = [t.source for t in _thumbnails(html, enclosure, MEDIA, prefer="media")]
    assert preferred == ["media", "enclosure", "figure", "img"]


def test_media_words_are_kept_and_pixels_refused() -> None:
    """Media RSS tells caption and credit apart itself."""
    (found,) = _thumbnails("<p>文。</p>", MEDIA, Image(f"{UP}/p.gif", "media", width=1, height=1))
    assert (found.caption, found.credit, found.alt) == ("大銀杏", "北浜新報", "大銀杏（北浜新報）")


def test_sizes_of_one_picture_are_one_picture() -> None:
    """The same file in another size adds its words, not a second candidate."""
    html = f"<img src='{UP}/m-1024x576.jpg'><img src='https://i0.wp.com/blog.example.jp/x.jpg'>"
    first, second = _thumbnails(html, MEDIA, Image("https://blog.example.jp/x.jpg", "media"))
    assert (first.url, first.caption) == (f"{UP}/m.jpg", "大銀杏")
    assert second.url.startswith("https://i0.wp.com/")


def test_an_alt_text_is_taken_over_from_the_same_picture() -> None:
    """The feed's own naming of a picture may be the only description."""
    (found,) = _thumbnails(f"<img src='{UP}/m.jpg'>", Image(f"{UP}/m.jpg", "media", alt="大銀杏"))
    assert found.alt == "大銀杏"


def test_media_that_are_preferred_take_the_caption_of_the_text() -> None:
    """The operator chose the file; the words are where the author wrote them."""
    html = f"<figure><img src='{UP}/m.jpg'><figcaption>大銀杏=市民の会</figcaption></figure>"
    (found,) = _thumbnails(html, Image(f"{UP}/m.jpg", "media", alt="木"), prefer="media")
    assert (found.caption, found.credit, found.source) == ("大銀杏", "市民の会", "media")


def test_scripts_that_serve_pictures_are_told_apart_by_their_query() -> None:
    """`image.php?id=1` and `?id=2` are two pictures."""
    html = "<img src='/image.php?id=1'><img src='/image.php?id=2'>"
    assert len(_thumbnails(html)) == 2


def test_a_picture_in_the_description_serves_when_the_content_has_none() -> None:
    """Some snippets put the featured picture into the description only."""
    description = f"<p><img class='wp-post-image' src='{UP}/d.jpg'></p>文"
    (found,) = _thumbnails("<p>" + "本文。" * 40 + "</p>", description=description)
    assert found.url == f"{UP}/d.jpg"


def test_an_address_is_resolved_or_empty() -> None:
    """IPv6 and ports stay as they are; what cannot be requested is empty."""
    assert absolute("http://[::1]:8300/a b.jpg#x", "") == "http://[::1]:8300/a%20b.jpg"
    assert absolute("a.jpg", "") == ""
