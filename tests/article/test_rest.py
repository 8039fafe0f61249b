"""WordPress's public REST answer."""

import json
from typing import Any

import pytest

from crosspost.article.rest import linked_url, read_rest, rest_url
from crosspost.model import Article, Block, Thumbnail

UP = "https://blog.example.jp/wp-content/uploads"
ARTICLE = Article("blog", ("wp:67", "g:x"), "https://blog.example.jp/a/", "市議会が条例を可決")


def _answer(**fields: object) -> dict[str, Any]:
    media = {
        "media_type": "image",
        "source_url": f"{UP}/f.jpg",
        "alt_text": "議場",
        "caption": {"rendered": "<p>採決の様子=<em>北浜新報</em></p>\n"},
        "media_details": {
            "sizes": {
                "medium": {"width": 300, "source_url": f"{UP}/f-300x169.jpg"},
                "large": {"width": 1024, "source_url": f"{UP}/f-1024x576.jpg"},
                "1536x1536": {"width": 1536, "source_url": f"{UP}/f-1536x864.jpg"},
                "full": {"width": 6000, "source_url": f"{UP}/f.jpg"},
                "odd": "not a size",
            }
        },
    }
    post = {
        "id": 67,
        "content": {"rendered": "<p>本会議で可決した。</p>", "protected": False},
        "_embedded": {"wp:featuredmedia": [media]},
    }
    return post | fields


def _read(answer: object, article: Article = ARTICLE) -> Article:
    return read_rest(json.dumps(answer).encode(), article)


@pytest.mark.parametrize(
    ("aliases", "home", "url"),
    [
        (("wp:67",), "https://blog.example.jp", "https://blog.example.jp/?rest_route=/wp/v2/posts&include=67&_embed=wp:featuredmedia&_fields=id,link,title,content,featured_media,_links,_embedded"),
        (("wp:67",), "https://blog.example.jp/blog/?x=1", "https://blog.example.jp/blog/?rest_route=/wp/v2/posts&include=67&_embed=wp:featuredmedia&_fields=id,link,title,content,featured_media,_links,_embedded"),
        (("wp:67",), "", "https://blog.example.jp/?rest_route=/wp/v2/posts&include=67&_embed=wp:featuredmedia&_fields=id,link,title,content,featured_media,_links,_embedded"),
        (("g:x",), "https://blog.example.jp", ""),
        (("wp:67",), "ftp://blog.example.jp", ""),
    ],
)  # fmt: skip
def test_the_address_asks_for_one_post_only(aliases: tuple[str, ...], home: str, url: str) -> None:
    """Known by its number, at the blog's own address."""
    article = Article("blog", aliases, "https://blog.example.jp/a/", "題")
    assert rest_url(article, home) == url


def test_the_featured_picture_comes_with_caption_and_credit() -> None:
    """The widest size that fits, the caption's words, and the text that the feed lacked."""
    found = _read([_answer()])
    (picture,) = found.thumbnails
    assert picture.url == f"{UP}/f-1536x864.jpg"
    assert (picture.caption, picture.credit) == ("採決の様子", "北浜新報")
    assert (picture.alt, picture.source) == ("採決の様子（北浜新報）", "rest")
    assert found.text == "本会議で可決した。"


def test_a_captioned_picture_of_the_feed_stays_first() -> None:
    """The featured picture leads only where the feed's has no words."""
    figure = Thumbnail(f"{UP}/g.jpg", "港", "港", source="figure")
    bare = Thumbnail(f"{UP}/h.jpg", source="img")
    article = Article("blog", ("wp:67",), "", "題", thumbnails=(figure,))
    assert [t.source for t in _read([_answer()], article).thumbnails] == ["figure", "rest"]
    article = Article("blog", ("wp:67",), "", "題", thumbnails=(bare,))
    assert [t.source for t in _read([_answer()], article).thumbnails] == ["rest", "img"]


def test_small_originals_are_taken_as_they_are() -> None:
    """Without a large size the original is the best there is."""
    answer = _answer()
    answer["_embedded"]["wp:featuredmedia"][0]["media_details"] = {}
    assert _read([answer]).thumbnails[0].url == f"{UP}/f.jpg"


def test_a_caption_is_read_as_text() -> None:
    """REST gives the caption as HTML, emoji as pictures."""
    answer = _answer()
    smile = "<img class='emoji' alt='🎆' src='/e.png'><img src='/x.png' alt='x'>"
    caption = {"rendered": f"<p>花火{smile}<br>A &amp; B<script>x</script></p>"}
    answer["_embedded"]["wp:featuredmedia"][0]["caption"] = caption
    assert _read([answer]).thumbnails[0].caption == "花火🎆 A & B"


def test_a_caption_of_frames_is_empty() -> None:
    """HTML without a body has no text."""
    answer = _answer()
    answer["_embedded"]["wp:featuredmedia"][0]["caption"] = {"rendered": "<frameset></frameset>"}
    assert _read([answer]).thumbnails[0].caption == ""


@pytest.mark.parametrize(
    "content",
    [
        {"rendered": "", "protected": True},
        {"rendered": "<form class='post-password-form'></form>", "protected": False},
    ],
)
def test_a_protected_post_is_closed(content: dict[str, object]) -> None:
    """No text of it is kept, and it will not be announced."""
    found = _read(_answer(content=content))
    assert found.protected
    assert found.blocks == ()


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<html>", b"[]", b"{}", b"[1]", b'{"code":"rest_no_route"}', b"[" * 100_000,
        json.dumps([{"id": 68}]).encode(),
    ],
)  # fmt: skip
def test_an_answer_about_something_else_changes_nothing(body: bytes) -> None:
    """Errors, other posts and nonsense leave the article as it is."""
    assert read_rest(body, ARTICLE) == ARTICLE


@pytest.mark.parametrize(
    "embedded",
    [{}, [], {"wp:featuredmedia": {}}, {"wp:featuredmedia": [1, {"media_type": "file"}]},
     {"wp:featuredmedia": [{"media_type": "image", "source_url": 7}]}],
)  # fmt: skip
def test_a_post_without_a_usable_picture_has_none(embedded: object) -> None:
    """REST answers are as odd as feeds."""
    assert _read([_answer(_embedded=embedded, content=None)]).thumbnails == ()


@pytest.mark.parametrize(
    ("title", "blocks", "expected", "marks"),
    [
        ("", (), "A & B（暫定投稿）", ("（暫定投稿）",)),
        ("", (Block("own", "短い一言。"),), "", ()),
        ("題", (), "題", ()),
    ],
    ids=["nothing", "a note", "a title"],
)
def test_an_entry_that_says_nothing_takes_the_blog_s_headline(
    title: str, blocks: tuple[Block, ...], expected: str, marks: tuple[str, ...]
) -> None:
    """Without title and text a post would be a bare link; a note with text needs no headline."""
    article = Article("blog", ("wp:67",), "", title, blocks=blocks, fingerprint="of the feed")
    found = _read([_answer(title={"rendered": "A &#038; B（暫定投稿）"})], article)
    assert (found.title, found.marks) == (expected, marks)
    assert found.fingerprint == "of the feed"


@pytest.mark.parametrize(
    ("link", "known"),
    [
        ("http://www.blog.example.jp/a", True),
        ("https://blog.example.jp/b/", False),
        ("", False),
        (None, False),
    ],
)
def test_an_article_without_a_number_is_known_by_its_address(link: object, *, known: bool) -> None:
    """An app publishes in one call: the guid is the permalink, and only the page leads to REST."""
    article = Article("blog", ("l:blog.example.jp/a",), "https://blog.example.jp/a/", "題")
    assert rest_url(article, "") == ""
    assert bool(_read([_answer(link=link)], article).thumbnails) is known


def test_a_description_and_a_credit_of_one_picture_come_together() -> None:
    """The feed's own img element describes, the media library names the source alone."""
    answer = _answer()
    media = answer["_embedded"]["wp:featuredmedia"][0]
    media["caption"], media["alt_text"] = {"rendered": "<p>北浜新報提供</p>"}, ""
    shown = Thumbnail(f"{UP}/f-300x169.jpg", alt="採決の様子", source="img")
    article = Article("blog", ("wp:67",), "", "題", thumbnails=(shown,))
    (picture,) = _read([answer], article).thumbnails
    assert (picture.alt, picture.credit) == ("採決の様子（北浜新報提供）", "北浜新報提供")
    media["alt_text"] = "議場"
    assert _read([answer], article).thumbnails[0].alt == "議場（北浜新報提供）"


@pytest.mark.parametrize(
    ("link", "start"),
    [
        ("https://blog.example.jp/wp-json/wp/v2/posts/67", "/67?_embed=wp:featuredmedia&_fields="),
        ("https://blog.example.jp/?rest_route=/wp/v2/posts/67", "/67&_embed=wp:featuredmedia&"),
    ],
)
def test_the_address_that_a_page_names_is_asked_for_the_same(link: str, start: str) -> None:
    """Whatever the permalinks are."""
    assert linked_url(link).startswith(link + start.removeprefix("/67"))
