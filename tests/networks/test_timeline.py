"""Whether a post is on a timeline: the cases in tables, the laws by hypothesis."""

import json
from datetime import UTC, datetime

import pytest

from crosspost.model import Post
from crosspost.networks.x.answers import Answer
from crosspost.networks.x.timeline import read_page, search

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
LINK = "https://blog.example.jp/2026/11/minato/"
POST = Post("霧の港で三か国の会談が始まった。\n" + LINK, weight=60, links=(LINK,))


def answered(body: object, status: int = 200) -> Answer:
    """Return X's answer with this body."""
    return Answer(status, {}, json.dumps(body).encode(), "GET /2/users/1/tweets", NOW)


def listed(*items: object, **meta: object) -> Answer:
    """Return a well-formed timeline."""
    told: dict[str, object] = {"result_count": len(items), **meta}
    return answered({"data": list(items), "meta": told})


def item(id_: object = "500", text: object = "別の話", **more: object) -> dict[str, object]:
    """Return a post of the timeline."""
    return {"id": id_, "text": text, "created_at": "2026-11-20T03:00:00Z", **more}


def linked(*urls: str, key: str = "expanded_url") -> dict[str, object]:
    """Return entities as X gives them."""
    return {"urls": [{"url": "https://t.co/abc", key: url} for url in urls]}


def found(post: Post, *items: object, above: int = 1, known: tuple[str, ...] = ()) -> int | None:
    """Return what a timeline of these posts tells about the post."""
    return search(read_page(listed(*items), post).seen, post, above=above, known=known)


NOTE = {"text": POST.text, "entities": linked(LINK)}
OURS = {
    "as posted": item(entities=linked(LINK)),
    "as X followed it": item(entities=linked(LINK, key="unwound_url")),
    "among others": item(entities=linked("https://other.example/", LINK)),
    "in a long post, new name": item(note_post=NOTE),
    "in a long post, old name": item(note_tweet=NOTE),
    "by its text": item(text="霧の港で三か国の会談が始まった。 https://t.co/abc"),
    "by its text with a picture": item(
        text="霧の港で三か国の会談が始まった。\nhttps://t.co/abc https://t.co/pic"
    ),
    "by its text, links unrelated": item(
        text="霧の港で三か国の会談が始まった。 https://t.co/abc",
        entities=linked("https://x.com/minato/status/500/photo/1"),
    ),
    "by its text as sent": item(text=POST.text),
}
NOT_OURS = {
    "another text": item(),
    "another link": item(entities=linked("https://blog.example.jp/2026/11/kawa/")),
    "the same words about another page": item(
        text="霧の港で三か国の会談が始まった。 https://t.co/abc",
        entities=linked("https://blog.example.jp/2026/11/minato-2/"),
    ),
    "a repost of it, new name": item(
        entities=linked(LINK), referenced_posts=[{"type": "retweeted", "id": "400"}]
    ),
    "a repost of it, old name": item(
        entities=linked(LINK), referenced_tweets=[{"type": "retweeted", "id": "400"}]
    ),
    "a repost by its text": item(text=f"RT @minato: {POST.text}", entities=linked(LINK)),
    "an answer": item(text=f"@minato {POST.text}", entities=linked(LINK)),
    "an answer by its field": item(in_reply_to_user_id="7", entities=linked(LINK)),
    "broken links": item(entities={"urls": [7, {"expanded_url": 7}, {"expanded_url": ""}]}),
    "broken entities": item(entities={"urls": "none"}),
    "a broken note": item(note_post={"text": 7}),
}


@pytest.mark.parametrize("case", OURS)
def test_our_post_is_found(case: str) -> None:
    """By the link as posted, as followed, in a long post, or by the text."""
    assert found(POST, OURS[case]) == 500


@pytest.mark.parametrize("case", NOT_OURS)
def test_another_post_is_not_ours(case: str) -> None:
    """A repost, another page or broken data is no match."""
    assert found(POST, NOT_OURS[case]) is None


def test_every_link_of_the_post_has_to_be_there() -> None:
    """A source that two articles name does not make one the other."""
    post = Post(f"出典：tsushin.example {LINK}", links=("tsushin.example", LINK))
    assert found(post, item(entities=linked("http://tsushin.example"))) is None
    assert found(post, item(entities=linked("http://tsushin.example", LINK))) == 500


@pytest.mark.parametrize(
    "text",
    [
        "@ minatoの新しい規約",
        "@港の読み方",
        "@minato の新しい規約",
        "RT @ minato という書き方",
        "RT @minato という書き方",
    ],
)
def test_a_headline_may_begin_as_answers_and_reposts_do(text: str) -> None:
    """A brand such as "@cosme" begins with the sign; the post is still found."""
    post = Post(f"{text}\n{LINK}", links=(LINK,))
    assert found(post, item(text=f"{text}\nhttps://t.co/abc", entities=linked(LINK))) == 500


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("A & B <港>", "A &amp; B &lt;港&gt;"),
        ("文字参照は &amp; と書く", "文字参照は &amp;amp; と書く"),
        ("か\u3099港", "が港"),
        ("港\u3000の\n朝", "港 の 朝"),
        ("朝の港", "朝の港 https://t.co/picture"),
        ("朝の港", "朝のhttps://t.co/picture港"),
    ],
)
def test_a_text_is_known_as_x_shows_it(sent: str, shown: str) -> None:
    """Escapes, composition, white space and X's own links do not matter."""
    assert found(Post(sent), item(text=shown)) == 500


@pytest.mark.parametrize(
    ("sent", "shown"), [("朝の港", "朝の港町"), ("朝の港町", "朝の港"), ("", "https://t.co/a")]
)
def test_a_part_of_a_text_is_not_the_text(sent: str, shown: str) -> None:
    """Nor does a picture without words match a post without words."""
    assert found(Post(sent), item(text=shown)) is None


def test_a_long_post_is_known_by_its_beginning() -> None:
    """X shows some 140 characters of it and an ellipsis; a short one has to be whole."""
    text = "霧の港で三か国の会談が始まった。" * 30
    shown = item(text=f"{text[:139]}… https://t.co/abc")
    assert found(Post(text, weight=960), shown) == 500
    assert found(Post(text, weight=280), shown) is None
    assert found(Post(text, weight=960), item(text="霧の港…")) is None


def test_what_has_the_text_is_preferred_then_the_oldest() -> None:
    """The author may have linked the article as well."""
    items = [
        item("503", POST.text, entities=linked(LINK)),
        item("502", POST.text, entities=linked(LINK)),
        item("501", entities=linked(LINK)),
    ]
    assert found(POST, *items) == 502
    assert found(POST, items[2]) == 501


def test_known_and_older_posts_are_passed_over() -> None:
    """An earlier edition with the same link is not this one."""
    shown = item(entities=linked(LINK))
    assert found(POST, shown, known=("500",)) is None
    assert found(POST, shown, above=501) is None
    assert found(POST, shown, above=500) == 500


@pytest.mark.parametrize("name", ["edit_history_post_ids", "edit_history_tweet_ids"])
def test_an_edit_of_a_known_post_is_known_unless_it_is_ours(name: str) -> None:
    """Each edit has an id of its own; the history tells which post it was."""
    shown = item("500", entities=linked(LINK), **{name: ["400", "500"]})
    edit = Post(POST.text, links=(LINK,), replaces="400")
    assert found(POST, shown, known=("400",)) is None
    assert found(edit, shown, known=("400",)) == 500
    assert found(edit, item("400", entities=linked(LINK))) is None
    assert found(POST, item(entities=linked(LINK), **{name: "broken"}), known=("400",)) == 500


@pytest.mark.parametrize("kind", ["retweeted", "reposted"])
@pytest.mark.parametrize("name", ["referenced_posts", "referenced_tweets"])
def test_a_native_repost_is_found_by_what_it_reposts(name: str, kind: str) -> None:
    """The original, a quote of it and reposts of others are not it."""
    post = Post("", repost_of="400")
    ours = item("500", "RT @minato: …", **{name: [{"type": kind, "id": "400"}]})
    quote = item("501", "…", **{name: [{"type": "quoted", "id": "400"}]})
    other = item("502", "RT @a: …", **{name: [{"type": kind, "id": "399"}]})
    assert found(post, item("400"), quote, other) is None
    assert found(post, item("400"), quote, ours, other) == 500


READABLE = {
    "empty": answered({"meta": {"result_count": 0}}),
    "empty list": answered({"data": [], "meta": {"result_count": 0}}),
    "one": listed(item()),
    "one of several pages": listed(item(), next_token="t"),
    "a repost that is not told of": listed(item(text="RT @a: …")),
    "a part could not be shown": answered(
        {"data": [item()], "meta": {"result_count": 1}, "errors": [{"title": "Not Found"}]}
    ),
}
UNREADABLE = {
    "an error": answered({"meta": {"result_count": 0}}, 503),
    "no JSON": Answer(200, {}, b"<html>", "GET", NOW),
    "nothing": answered({}),
    "a list": answered([]),
    "no meta": answered({"data": [item()]}),
    "no count": answered({"data": [item()], "meta": {}}),
    "a wrong count": answered({"data": [item()], "meta": {"result_count": 2}}),
    "a count without data": answered({"meta": {"result_count": 1}}),
    "data without order": answered({"data": {}, "meta": {"result_count": 0}}),
    "null": answered({"data": None, "meta": {"result_count": 0}}),
    "a post without an id": listed({"text": "…"}),
    "a post without a text": listed({"id": "500"}),
    "no post at all": listed("post"),
    "a broken token": listed(item(), next_token=7),
    "errors instead of data": answered(
        {"meta": {"result_count": 0}, "errors": [{"title": "Service Unavailable"}]}
    ),
}


@pytest.mark.parametrize("case", READABLE)
def test_a_whole_page_is_complete(case: str) -> None:
    """What is not on it is not there."""
    assert read_page(READABLE[case], POST).complete


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_broken_page_is_not_complete(case: str) -> None:
    """It is no proof of absence."""
    assert not read_page(UNREADABLE[case], POST).complete


def test_a_repost_that_is_not_told_of_could_be_the_one() -> None:
    """Looking for a repost, X has to say of what each one is."""
    page = read_page(listed(item(text="RT @a: …")), Post("", repost_of="400"))
    assert not page.complete


def test_a_match_on_a_broken_page_is_a_match() -> None:
    """What is there is there."""
    page = read_page(answered({"data": [item(entities=linked(LINK)), 7]}), POST)
    assert not page.complete
    assert search(page.seen, POST, above=1, known=()) == 500


@pytest.mark.parametrize("links", [("http://127.0.0.1:8300/?p=11",), ()])
def test_an_address_that_x_should_not_link_is_found_either_way(links: tuple[str, ...]) -> None:
    """X on this machine may link a loopback address or not; another page is another post."""
    post = Post("霧の港で三か国の会談が始まった。\nhttp://127.0.0.1:8300/?p=11", weight=60)
    shown = "霧の港で三か国の会談が始まった。\nhttps://t.co/abc" if links else post.text
    assert found(post, item("500", shown, entities=linked(*links))) == 500
    other = item("501", shown, entities=linked("http://127.0.0.1:8300/?p=12"))
    assert found(post, other) is None
