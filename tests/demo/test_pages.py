"""Content, pages and REST answers have the shape of WordPress 7.1's, troubles included."""

import json
from urllib.parse import quote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from crosspost.demo.blog import Draft, Habit, Trouble
from tests.demo.reading import SHIP, Reader, draft


def test_the_description_is_the_beginning_without_captions(reader: Reader) -> None:
    """110 characters of the text, then the mark ` [&#8230;]`; additions at the end change none."""
    figure = "<figure><img src='x'/><figcaption>説明=Wikipedia</figcaption></figure>"
    post = reader.blog.publish(Draft("題", f"{figure}\n<h2>見出し</h2>\n<p>{'あ' * 200}</p>"))
    expected = "見出し " + "あ" * 106 + " [&#8230;]"
    assert f"<description><![CDATA[{expected}]]></description>" in reader.get().text
    reader.blog.append_tsuiki(post, "続報。")
    answer = reader.get().text
    assert f"<description><![CDATA[{expected}]]></description>" in answer
    assert "【追記】続報。" in answer


def test_an_excerpt_by_hand_replaces_the_beginning(reader: Reader) -> None:
    """What the author wrote as excerpt stands alone in the description."""
    reader.blog.publish(draft(excerpt="手で書いた抜粋。"))
    assert "<description><![CDATA[手で書いた抜粋。]]></description>" in reader.get().text


def test_emoji_become_images_in_the_body_only(reader: Reader) -> None:
    """The content holds an image of the emoji; title and description keep the character."""
    reader.blog.publish(draft("灯台😀", "光る😀"))
    text = reader.get().text
    assert "<title>灯台😀</title>" in text
    assert "<![CDATA[光る😀]]></description>" in text
    assert 'alt="😀" class="wp-smiley"' in text


def test_markup_moves_by_itself(reader: Reader) -> None:
    """The loading hints of an untouched post depend on the images above it."""
    reader.blog.publish(Draft("古い", '<p><img src="upload://灯台.jpg" /></p>', uploads=(SHIP,)))
    alone = reader.get().text
    reader.watch.turn(1)
    reader.blog.publish(
        Draft("新しい", '<p><img src="upload://灯台.jpg" /></p>' * 3, uploads=(SHIP,))
    )
    both = reader.get().text
    assert alone.count("fetchpriority") == both.count("fetchpriority") == 1
    assert 'loading="lazy"' not in alone
    assert both.count('loading="lazy"') == 1


def test_uploads_keep_their_japanese_names(reader: Reader) -> None:
    """The address in the feed is raw Japanese; percent-encoded it can be fetched."""
    reader.blog.publish(Draft("題", '<img src="upload://灯台.jpg" />', uploads=(SHIP,)))
    assert f'src="{reader.url}/wp-content/uploads/2026/11/灯台.jpg"' in reader.get().text
    answer = reader.get(quote("/wp-content/uploads/2026/11/灯台.jpg"))
    assert (answer.body, answer.headers["Content-Type"]) == (SHIP.data, "image/jpeg")
    assert reader.get("/wp-content/uploads/2026/11/none.jpg").status == 404


def test_a_protected_post_is_in_the_feed_without_its_text(reader: Reader) -> None:
    """Title with prefix, a form instead of the text; REST says so and withholds it."""
    post = reader.blog.publish(draft("内部資料", "秘密。", featured=SHIP))
    reader.blog.protect(post)
    text = reader.get().text
    assert "<title>保護中: 内部資料</title>" in text
    assert 'class="post-password-form"' in text
    record = reader.json(f"posts/{post}")
    assert record["content"] == {"rendered": "", "protected": True}
    assert "秘密" not in text + reader.get(f"/archives/{post}/").text


def test_rest_embeds_the_featured_image_with_its_caption(reader: Reader) -> None:
    """`_embed` brings caption, address and size; the feed itself does not name the image."""
    post = reader.blog.publish(draft(featured=SHIP))
    reader.blog.publish(draft("別の記事"))
    (record,) = reader.json(f"posts?include={post}&_embed=wp:featuredmedia")
    (media,) = record["_embedded"]["wp:featuredmedia"]
    assert media["caption"]["rendered"] == "<p>灯台=Wikipedia</p>\n"
    assert media["source_url"] == f"{reader.url}/wp-content/uploads/2026/11/灯台.jpg"
    assert media["media_details"]["sizes"]["full"]["width"] == 1200
    assert reader.json(f"media/{record['featured_media']}") == media
    plain = reader.get(f"/?rest_route=/wp/v2/posts&include={post}&_embed=wp:featuredmedia")
    assert json.loads(plain.body) == [record]
    assert "灯台.jpg" not in reader.get().text


def test_rest_tells_what_was_modified_and_never_says_304(reader: Reader) -> None:
    """`modified_after` and `_fields` make a cheap probe, which carries no validators."""
    post = reader.blog.publish(draft())
    reader.watch.turn(60)
    reader.blog.publish(draft("後の記事"))
    answer = reader.get("/wp-json/wp/v2/posts?modified_after=2026-11-22T21:51:30Z&_fields=id,guid")
    (record,) = json.loads(answer.body)
    assert set(record) == {"id", "guid"}
    assert record["id"] != post
    assert not {"ETag", "Last-Modified"} & set(answer.headers)
    assert answer.headers["X-WP-Total"] == "1"
    missing = reader.get("/wp-json/wp/v2/posts/999")
    assert missing.status == 404
    assert json.loads(missing.body)["code"] == "rest_post_invalid_id"


def test_pages_offer_the_feed_and_no_preview_image(reader: Reader) -> None:
    """Autodiscovery names the feed first, the comment feed second; core writes no og:image."""
    post = reader.blog.publish(draft(featured=SHIP))
    page = reader.get(urlsplit(reader.blog.url(reader.blog.post(post))).path).text
    tree = LexborHTMLParser(page)
    feeds = [n.attributes["href"] for n in tree.css('link[type="application/rss+xml"]')]
    assert feeds[:2] == [f"{reader.url}/feed/", f"{reader.url}/comments/feed/"]
    assert not tree.css('meta[property="og:image"]')
    assert tree.css_first("figure.wp-block-post-featured-image img.wp-post-image")
    assert tree.css_first("div.entry-content p")
    home = LexborHTMLParser(reader.get("/").text)
    assert [link.text() for link in home.css("main li a")] == ["海峡の灯台"]


def test_wrong_addresses_look_healthy(reader: Reader) -> None:
    """A feed of no category is an empty feed with 200; comment feeds are named as such."""
    reader.blog.publish(draft())
    for path in ("/category/none/feed/", "/no-such-page/feed/"):
        answer = reader.get(path)
        assert (answer.status, answer.items("title")) == (200, [])
    assert reader.get(quote("/category/国際政治/feed/")).items("title") == ["海峡の灯台"]
    for path in ("/comments/feed/", f"/2026/11/23/{quote('海峡の灯台')}/feed/"):
        assert "へのコメント" in reader.get(path).text
    assert reader.get("/no-such-page/").status == 404


def test_atom_tells_when_a_post_was_modified(reader: Reader) -> None:
    """The Atom feed carries `updated` beside `published`, under the same validators."""
    post = reader.blog.publish(draft())
    reader.watch.turn(60)
    reader.blog.revise(post)
    answer = reader.get("/feed/atom/")
    assert "<updated>2026-11-22T21:52:00Z</updated>" in answer.text.split("<entry>")[1]
    assert "<published>2026-11-22T21:51:00Z</published>" in answer.text
    assert answer.headers["ETag"] == reader.get("/?feed=rss2").headers["ETag"]


HABITS: list[tuple[Habit, str, str]] = [
    ("excerpt-only", "<description>", "<content:encoded>"),
    ("media-rss", '<media:description type="plain"><![CDATA[灯台=Wikipedia]]>', "wp-post-image"),
    ("thumbnail-first", '<description><![CDATA[<p><img width="1200"', "<media:"),
    ("english", "<language>en-US</language>", "<language>ja</language>"),
]


@pytest.mark.parametrize(("habit", "there", "absent"), HABITS)
def test_a_habit_changes_the_feed(reader: Reader, habit: Habit, there: str, absent: str) -> None:
    """Settings and plugins met on real blogs: excerpts only, media RSS, thumbnail in the text."""
    reader.blog.publish(draft(featured=SHIP))
    reader.blog.habits = frozenset({habit})
    text = reader.get().text
    assert there in text
    assert absent not in text


@pytest.mark.parametrize(
    ("trouble", "status", "start", "end"),
    [
        ("maintenance", 503, "<!DOCTYPE", "</title>"),
        ("database", 500, "<!DOCTYPE", "</title>"),
        ("truncated", 200, "<?xml", ""),
        ("warning", 200, "<br />", "</rss>\n"),
        ("bom", 200, "\ufeff\r\n<?xml", "</rss>\n"),
    ],
)
def test_trouble_is_served_as_wordpress_serves_it(
    reader: Reader, trouble: Trouble, status: int, start: str, end: str
) -> None:
    """Maintenance, a lost database, a body that just stops, junk before the document."""
    reader.blog.publish(draft())
    reader.blog.trouble = trouble
    answer = reader.get()
    assert answer.status == status
    assert answer.text.startswith(start)
    assert answer.text.endswith(end)
    assert ("</rss>" in answer.text) == (end == "</rss>\n")
    assert answer.headers.get("Retry-After") == ("600" if trouble == "maintenance" else None)


def test_the_featured_image_can_be_set_later(reader: Reader) -> None:
    """An image chosen after publication appears in REST, not in the feed."""
    post = reader.blog.publish(draft())
    assert reader.json(f"posts/{post}")["featured_media"] == 0
    reader.blog.feature(post, SHIP)
    assert reader.json(f"posts/{post}?_embed")["_embedded"]["wp:featuredmedia"][0]["alt_text"] == ""
    assert "灯台.jpg" not in reader.get().text
