"""What an author does to the sample blog, and what of it can be seen in the feed."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import quote

import pytest

from crosspost.demo.blog import Blog
from crosspost.errors import NotFound
from tests.demo.reading import START, Reader, draft
from tests.words import raises_saying


def test_the_feed_is_a_window_into_which_old_posts_return(reader: Reader) -> None:
    """Ten entries, newest first; deleting one pulls an old one back in."""
    posts = []
    for number in range(12):
        posts.append(reader.blog.publish(draft(f"第{number}報")))
        reader.watch.turn(1)
    assert reader.get().items("title") == [f"第{n}報" for n in range(11, 1, -1)]
    reader.blog.delete(posts[5])
    assert reader.get().items("title")[-1] == "第1報"


def test_pages_of_the_feed_end_with_a_404_that_parses(reader: Reader) -> None:
    """`?paged=2` shows what is older; beyond the end comes a 404 with a body and validators."""
    for number in range(11):
        reader.blog.publish(draft(f"第{number}報"), at=START - timedelta(hours=number))
    assert reader.get("/feed/?paged=2").items("title") == ["第10報"]
    beyond = reader.get("/feed/?paged=3")
    assert (beyond.status, beyond.items("title")) == (404, [])
    assert "ETag" in beyond.headers
    assert beyond.text.endswith("</rss>\n")


def test_the_guid_outlives_every_change(reader: Reader) -> None:
    """Title, text, slug, date, structure, trash and restore leave the guid as it was."""
    post = reader.blog.publish(draft())
    guid = f"{reader.url}/?p={post}"
    changes: tuple[Callable[[], None], ...] = (
        lambda: reader.blog.revise(post, title="改題"),
        lambda: reader.blog.append_tsuiki(post, "続報。"),
        lambda: reader.blog.change_slug(post, "lighthouse"),
        lambda: reader.blog.redate(post, START - timedelta(days=2)),
        lambda: setattr(reader.blog, "structure", "/archives/{id}/"),
        lambda: reader.blog.trash(post),
        lambda: reader.blog.restore(post),
    )
    for change in changes:
        change()
        reader.watch.turn(1)
        assert reader.get().items("guid") in ([guid], [])
    assert reader.get().items("guid") == [guid]


def test_publication_in_one_call_makes_the_permalink_the_guid(reader: Reader) -> None:
    """A post sent by an app keeps the address of that moment as its guid, slug edits or not."""
    post = reader.blog.publish(draft(), direct=True)
    guid = reader.get().items("guid")
    assert guid == [f"{reader.url}/2026/11/23/{quote('海峡の灯台').lower()}/"]
    reader.blog.change_slug(post, "lighthouse")
    answer = reader.get()
    assert answer.items("guid") == guid
    assert answer.items("link") == [f"{reader.url}/2026/11/23/lighthouse/"]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Strait of Saris: 3.0%", "strait-of-saris-3-0"),
        ("海峡 の灯台(速報)", quote("海峡").lower() + "-" + quote("の灯台速報").lower()),
        ("灯" * 30, quote("灯" * 22).lower()),
    ],
)
def test_slugs_are_made_as_wordpress_makes_them(reader: Reader, title: str, slug: str) -> None:
    """Lower case, percent-encoded, without ASCII marks, cut at 200 bytes between characters."""
    reader.blog.publish(draft(title))
    assert reader.get().items("link") == [f"{reader.url}/2026/11/23/{slug}/"]


def test_equal_slugs_are_numbered(reader: Reader) -> None:
    """Titles that share their first 22 kanji share the slug and get -2 and -3."""
    posts = [reader.blog.publish(draft("灯" * 22 + end)) for end in "甲乙丙"]
    slugs = [reader.blog.post(post).slug for post in posts]
    assert slugs == [slugs[0], f"{slugs[0]}-2", f"{slugs[0]}-3"]


def test_old_addresses_redirect_to_the_present_one(reader: Reader) -> None:
    """The short link, the old slug and the old date answer 301."""
    post = reader.blog.publish(draft(slug="old"))
    reader.blog.change_slug(post, "new")
    reader.blog.redate(post, START - timedelta(days=3))
    present = f"{reader.url}/2026/11/20/new/"
    for path in (f"/?p={post}", "/2026/11/23/old/", "/2026/11/23/new/", f"/archives/{post}/"):
        answer = reader.get(path)
        assert (answer.status, answer.headers["Location"]) == (301, present)
    assert reader.get("/2026/11/20/new/").status == 200


def test_a_future_date_takes_a_post_offline(reader: Reader) -> None:
    """Re-dated into the future, a post leaves the feed and its address answers 404 until then."""
    post = reader.blog.publish(draft(slug="later"))
    reader.blog.redate(post, START + timedelta(hours=1))
    assert reader.get().items("title") == []
    assert reader.get(f"/?p={post}").status == 404
    assert reader.get("/2026/11/23/later/").status == 404
    reader.watch.turn(3700)
    reader.blog.run_cron()
    assert reader.get().items("pubDate") == ["Sun, 22 Nov 2026 22:51:00 +0000"]


def test_visits_are_remembered(reader: Reader) -> None:
    """A test can see who asked for what, and what the answer was."""
    reader.get("/feed/?paged=9")
    assert reader.blog.seen == [("GET", "/feed/?paged=9", 404)]


def test_an_unknown_post_is_named() -> None:
    """Working on a post that is not there says so."""
    with raises_saying(NotFound, match="no post 7"):
        Blog().trash(7)
