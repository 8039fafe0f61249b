"""Pictures that an entry names beside its text."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from crosspost.model import Image

if TYPE_CHECKING:
    from tests.feed.conftest import Parse

Rss = Callable[..., str]
A = "https://blog.example/a.jpg"
MRSS = (
    '<media:content url="/a.jpg" medium="image" type="image/jpeg" width="1600" height="900"'
    ' fileSize="12345"><media:title>港</media:title>'
    "<media:description>夕方の潮見港=Wikipedia</media:description>"
    "<media:credit>浜野 しおり</media:credit></media:content>"
)

FILM = (
    '<media:content url="/a.mp4" type="video/mp4"><media:thumbnail url="/a.jpg"/></media:content>'
)


def test_media_rss_gives_caption_credit_and_size(rss: Rss, parse_: "Parse") -> None:
    """All that Media RSS says of a picture is kept with it."""
    entry = parse_(rss(MRSS)).entries[0]
    assert entry.images == (
        Image(A, "media", "夕方の潮見港=Wikipedia", "浜野 しおり", "港", 1600, 900, 12345),
    )


@pytest.mark.parametrize(
    ("item", "description", "content"),
    [
        (MRSS, "", ""),
        (f"<description>要旨</description>{MRSS}", "要旨", ""),
        (f"{MRSS}<description>要旨</description>", "要旨", ""),
        (f"{MRSS}<content:encoded>本文</content:encoded>", "", "本文"),
        ("<description>要旨</description><itunes:summary>別</itunes:summary>", "要旨", ""),
    ],
)
def test_a_pictures_words_never_become_the_articles(
    rss: Rss, parse_: "Parse", item: str, description: str, content: str
) -> None:
    """A caption stays a caption, wherever it stands and whatever is missing."""
    entry = parse_(rss(f"<title>題</title>{item}<media:title>別の題</media:title>")).entries[0]
    assert (entry.title, entry.description, entry.content) == ("題", description, content)


@pytest.mark.parametrize(
    ("element", "source"),
    [
        ('<enclosure url="/a.jpg" type="image/jpeg" length="9"/>', "enclosure"),
        ('<enclosure url="/a.jpg" type="jpg" length="0"/>', "enclosure"),
        ('<enclosure url="/a.jpg" size="9"/>', "enclosure"),
        ('<media:content url="/a.jpg"/>', "media"),
        ('<media:content url="/a.jpg" medium="image" type="video/x"/>', "media"),
        ('<media:thumbnail url="/a.jpg"/>', "thumbnail"),
        ("<media:thumbnail>https://blog.example/a.jpg</media:thumbnail>", "thumbnail"),
        (FILM, "thumbnail"),
        ('<media:group><media:content url="/a.jpg" type="image/png"/></media:group>', "media"),
        ('<itunes:image href="/a.jpg"/>', "itunes"),
        ("<image><url>/a.jpg</url><title>別</title></image>", "media"),
        ("<image>https://blog.example/a.jpg</image>", "media"),
        ("<featuredimage>/a.jpg</featuredimage>", "media"),
        ('<image href="/a.jpg"/>', "media"),
        ("<post-thumbnail><url>/a.jpg</url></post-thumbnail>", "media"),
    ],
)  # fmt: skip
def test_every_way_to_name_a_picture_is_understood(
    rss: Rss, parse_: "Parse", element: str, source: str
) -> None:
    """Standards, plugins and snippets with wrong attributes all lead to the picture."""
    entry = parse_(rss(f"<title>題</title>{element}")).entries[0]
    assert [(image.url, image.source) for image in entry.images] == [(A, source)]
    assert entry.title == "題"


@pytest.mark.parametrize(
    "element",
    [
        '<enclosure url="/a.mp3" type="audio/mpeg"/>',
        '<enclosure url="/a.pdf"/>',
        '<enclosure url="/a.svg" type="image/svg+xml"/>',
        '<media:content url="/a.jpg" type="video/mp4"/>',
        '<media:content url="data:image/png;base64,AA" medium="image"/>',
        "<media:content/>",
        "<media:rating>nonadult</media:rating>",
        "<itunes:explicit>no</itunes:explicit>",
        "<image/>",
        "<image>港の写真</image>",
    ],
)
def test_what_is_no_picture_is_passed_over(rss: Rss, parse_: "Parse", element: str) -> None:
    """Sound, film, drawings, embedded data and empty elements are no thumbnails."""
    assert parse_(rss(element)).entries[0].images == ()


def test_words_beside_a_picture_belong_to_it(rss: Rss, parse_: "Parse") -> None:
    """A group's or an entry's words are shared; a picture's own go first."""
    item = (
        "<media:credit>全体</media:credit><media:group><media:description>組</media:description>"
        '<media:content url="/a.jpg"/><media:content url="/b.jpg">'
        "<media:description>自分</media:description></media:content></media:group>"
    )
    images = parse_(rss(item)).entries[0].images
    assert [(i.caption, i.credit) for i in images] == [("組", "全体"), ("自分", "全体")]


def test_a_picture_named_twice_is_one_with_a_caption(rss: Rss, parse_: "Parse") -> None:
    """The naming that has a caption wins; the first of equals stays."""
    item = (
        '<enclosure url="/a.jpg" type="image/jpeg"/><media:thumbnail url="/a.jpg"/>'
        '<media:content url="/a.jpg"><media:text>港</media:text></media:content>'
        '<enclosure url="/a.jpg" type="image/jpeg"/>'
    )
    images = parse_(rss(item)).entries[0].images
    assert [(i.source, i.caption) for i in images] == [("media", "港")]


def test_a_description_of_the_article_is_no_caption(rss: Rss, parse_: "Parse") -> None:
    """What is longer than any caption describes something else."""
    long = f"<media:description>{'港の話。' * 200}</media:description>"
    almost = f"<media:description>{'港' * 601}</media:description>"
    for words in (long, almost):
        item = f'<media:content url="/a.jpg">{words}</media:content>'
        assert parse_(rss(item)).entries[0].images[0].caption == ""


def test_pictures_of_one_entry_are_limited(rss: Rss, parse_: "Parse") -> None:
    """A gallery ends after twenty pictures."""
    item = "".join(f'<media:content url="/{n}.jpg"/>' for n in range(30))
    assert len(parse_(rss(item)).entries[0].images) == 20


def test_a_raw_japanese_address_is_kept(rss: Rss, parse_: "Parse") -> None:
    """WordPress writes file names as they are; they are encoded when they are fetched."""
    item = '<media:content url="https://blog.example/潮見港.jpg" medium="image"/>'
    assert parse_(rss(item)).entries[0].images[0].url == "https://blog.example/潮見港.jpg"
