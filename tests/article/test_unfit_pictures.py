# ruff: noqa: E501 — a table keeps each case on one line
"""Pictures that show nothing of the article: faces, icons, logos, covers, stand-ins, themes."""

import pytest

from crosspost.article.reading import read_entry
from crosspost.model import Document, Entry, Image

SITE = "https://kaizu.example.jp"
UP = f"{SITE}/wp-content/uploads/2026/11"
URL = f"{SITE}/2026/11/28/peruna/"
P = "<p>南洋連邦とアルトリアの両政府は、ペルナ島の基地を来年春に返還することで合意した。</p>"


def sources(html: str, *images: Image) -> list[str]:
    """Return the names of the files that may stand on the post."""
    entry = Entry("1", URL, "ペルナ島の返還", P + html, images=images)
    article = read_entry(entry, Document("rss20", "", (entry,)), feed="f", feed_url="")
    return [t.url.rpartition("/")[2] for t in article.thumbnails]


@pytest.mark.parametrize(
    "html",
    [
        # a theme's and a service's own files
        f"<img src='{SITE}/wp-content/themes/toudai/screenshot.jpg'>",
        f"<img src='{SITE}/wp-content/themes/toudai/images/ogp.png'>",
        f"<img src='{SITE}/wp-content/plugins/toudai/banner-772x250.png'>",
        f"<img src='{SITE}/themes/toudai/img/head.jpg'>",
        f"<img src='{SITE}/wp-includes/images/media/default.png'>",
        "<img src='https://cdn.blog.st-hatena.com/images/theme/og-image-1500.png'>",
        "<img src='https://parts.blog.livedoor.jp/img/usr/cmn/ogp_image/livedoor.png'>",
        "<img src='https://stat100.ameba.jp/blog/ucs/img/char/char3/001.png'>",
        "<img src='https://static.ghost.org/v4.0.0/images/publication-cover.jpg'>",
        # stand-ins
        f"<img src='{UP}/no-image.png'>",
        f"<img src='{UP}/noimage_1200x630.jpg'>",
        f"<img src='{UP}/site-no-photo.jpg'>",
        f"<img src='{UP}/now_printing.png'>",
        f"<img src='{UP}/default-thumbnail.jpg'>",
        f"<img src='{UP}/ogp-default.png'>",
        f"<img src='{SITE}/img/placeholder-800x450.png'>",
        # faces, icons, logos
        f"<img class='speech-icon-image' src='{UP}/a.png'>",
        f"<img class='c-balloon__iconImg' src='{UP}/a.png'>",
        f"<img class='p-authorBox__avatar' src='{UP}/a.png'>",
        f"<img class='custom-logo' src='{UP}/a.png'>",
        f"<img class='site_logo_img' src='{UP}/a.png'>",
        f"<img src='{UP}/logo.png'>",
        f"<img src='{UP}/site-logo-white.png'>",
        f"<img src='{UP}/kaizu_logo@2x.png'>",
        f"<img src='{UP}/renmin-logo-3.jpg'>",
        f"<a href='https://shop.example.org/'><img src='{UP}/soudan-banner.jpg'></a>",
        f"<img src='{SITE}/img/icons/pen.png'>",
        f"<img src='{UP}/profile.jpg'>",
        f"<img src='{UP}/apple-touch-icon.png'>",
        "<img src='https://assets.st-note.com/production/uploads/images/1/profile_0a.jpg?width=600'>",
        "<img src='https://pbs.twimg.com/profile_images/1/a.jpg'>",
        "<img src='https://cdn.profile-image.st-hatena.com/users/toudai/profile.gif'>",
        f"<img class='adsbygoogle' src='{UP}/a.png'>",
        # shops
        "<img src='https://m.media-amazon.com/images/I/51abc.jpg'>",
        "<img src='https://thumbnail.image.rakuten.co.jp/@0_mall/x/a.jpg'>",
        f"<a href='https://www.amazon.co.jp/dp/4000000000'><img src='{UP}/cover.jpg'></a>",
        f"<a href='https://item.rakuten.co.jp/toudai/1/'><img src='{UP}/cover.jpg'></a>",
        f"<a href='https://amzn.to/3abc'><img src='{UP}/cover.jpg'></a>",
        # trackers
        "<img src='https://blogger.googleusercontent.com/tracker/1-2'>",
        "<img src='https://medium.com/_/stat?event=post.clientViewed'>",
        # another article's
        f"<a href='{SITE}/2026/10/01/old/'><img class='wp-post-image' src='{UP}/old.jpg' alt='古い記事'></a>",
        f"<a href='/2026/10/01/old/'><img src='{UP}/banner-old.jpg'></a>",
        f"<a href='{SITE}/'><img src='{UP}/home.jpg'></a>",
    ],
)  # fmt: skip
def test_what_shows_nothing_of_the_article_is_no_picture_of_it(html: str) -> None:
    """Better none than a face, a shop's cover or a theme's screenshot."""
    assert sources(html) == []


@pytest.mark.parametrize(
    ("html", "name"),
    [
        (f"<a href='{URL}tou/'><img src='{UP}/a.jpg'></a>", "a.jpg"),
        (f"<a href='{SITE}/?attachment_id=5'><img src='{UP}/a.jpg'></a>", "a.jpg"),
        (f"<a href='{SITE}/harbour-2/'><img src='{UP}/harbour-2-300x200.jpg'></a>", "harbour-2-300x200.jpg"),
        (f"<a href='{SITE}/image-1-2.html'><img src='{UP}/a.jpg'></a>", "a.jpg"),
        ("<a href='#top'><img src='/a.jpg'></a>", "a.jpg"),
        ("<a href='mailto:a@example.jp'><img src='/a.jpg'></a>", "a.jpg"),
        ("<a href='https://['><img src='/a.jpg'></a>", "a.jpg"),
        ("<a href='https://ja.example.org/wiki/Peruna'><img src='/a.jpg'></a>", "a.jpg"),
        (f"<figure><a href='{SITE}/old/'><img src='{UP}/a.jpg'></a><figcaption>基地=Wikipedia</figcaption></figure>", "a.jpg"),
        (f"<figure><img src='{UP}/logo.png'><figcaption>新しい記章</figcaption></figure>", "logo.png"),
        (f"<img src='{UP}/themes/port.jpg'>", "port.jpg"),
        (f"<img src='{UP}/iconic-tower.jpg'>", "iconic-tower.jpg"),
        (f"<img src='{UP}/peruna-banner.jpg'>", "peruna-banner.jpg"),
        (f"<img src='{UP}/logos-and-myth.jpg'>", "logos-and-myth.jpg"),
        (f"<img src='{UP}/loading-cranes.jpg'>", "loading-cranes.jpg"),
        (f"<img src='{UP}/clear-sky.jpg'>", "clear-sky.jpg"),
        (f"<img src='{UP}/volcano-image.jpg'>", "volcano-image.jpg"),
        (f"<img class='iconic-view' src='{UP}/a.jpg'>", "a.jpg"),
    ],
)  # fmt: skip
def test_what_only_looks_like_it_stays(html: str, name: str) -> None:
    """A caption, an upload's place, or the picture's own page speak for it."""
    assert sources(html) == [name]


@pytest.mark.parametrize("link", ["", URL, "/old/"])
def test_the_featured_picture_stands_before_the_text(link: str) -> None:
    """Snippets put it there; behind the text it is another article's, whatever is around it."""
    image = f"<img class='wp-post-image' src='{UP}/a.jpg'>"
    image = f"<a href='{link}'>{image}</a>" if link else image
    entry = Entry("1", URL, "題", f"<p>{image}</p>{P}")
    (*found,) = read_entry(entry, Document("rss20", "", (entry,)), feed="f", feed_url="").thumbnails
    assert [t.url for t in found] == ([] if link == "/old/" else [f"{UP}/a.jpg"])
    assert sources(image) == []


def test_a_picture_of_a_quotation_is_the_last_choice() -> None:
    """It is what somebody else showed, caption or not."""
    quoted = f"<blockquote><figure><img src='{UP}/q.jpg'><figcaption>会談</figcaption></figure></blockquote>"
    assert sources(f"{quoted}<img src='{UP}/a.jpg'>") == ["a.jpg", "q.jpg"]
    media = Image(f"{UP}/m.jpg", "media")
    assert sources(quoted, media) == ["m.jpg", "q.jpg"]


def test_a_captioned_figure_beats_one_without_wherever_it_stands() -> None:
    """A reader is told what is shown, and whose it is."""
    bare = f"<figure><img src='{UP}/a.jpg'></figure>"
    told = f"<figure><img src='{UP}/b.jpg'><figcaption>基地</figcaption></figure>"
    assert sources(f"{bare}{told}") == ["b.jpg", "a.jpg"]


def test_a_small_picture_that_the_feed_names_goes_before_none_of_the_text() -> None:
    """Its words are kept; it would be blurred on a post."""
    small = Image(f"{UP}/s.jpg", "media", "基地", width=200, height=150)
    wide = Image(f"{UP}/w.jpg", "media", "基地", width=1200, height=800)
    assert sources(f"<img src='{UP}/a.jpg'>", small) == ["a.jpg", "s.jpg"]
    assert sources(f"<img src='{UP}/a.jpg'>", wide) == ["w.jpg", "a.jpg"]


@pytest.mark.parametrize("alt", ["harbour_2", "Harbour-2", "harbour-2.jpg", "画像1", "ダウンロード (3)", "名称未設定-1", "f:id:toudai:20261128j:plain"])  # fmt: skip
def test_a_file_s_name_describes_nothing(alt: str) -> None:
    """In the alt attribute, and as a caption."""
    entry = Entry("1", URL, "題", f"{P}<img src='{UP}/harbour-2-300x200.jpg' alt='{alt}'>")
    document = Document("rss20", "", (entry,))
    (found,) = read_entry(entry, document, feed="f", feed_url="").thumbnails
    assert found.alt == ""


def test_a_caption_that_is_a_file_s_name_is_none() -> None:
    """The media library names a picture after its file."""
    figure = (
        f"<figure><img src='{UP}/a.jpg' alt='港'><figcaption>IMG_2041.JPG</figcaption></figure>"
    )
    entry = Entry("1", URL, "題", P + figure)
    (found,) = read_entry(entry, Document("rss20", "", (entry,)), feed="f", feed_url="").thumbnails
    assert (found.caption, found.alt) == ("", "港")
