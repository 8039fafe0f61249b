"""Conditional requests: where WordPress's 304 tells the truth, and where it does not."""

import gzip
from datetime import timedelta
from hashlib import md5

import pytest

from crosspost.demo.blog import Front
from tests.demo.reading import START, Reader, draft


def test_both_validators_are_the_newest_date_and_nothing_else(reader: Reader) -> None:
    """The ETag is the MD5 of Last-Modified, at one second's resolution."""
    reader.blog.publish(draft())
    headers = reader.get().headers
    assert headers["Last-Modified"] == "Sun, 22 Nov 2026 21:51:00 GMT"
    tag = md5(headers["Last-Modified"].encode(), usedforsecurity=False).hexdigest()
    assert headers["ETag"] == f'"{tag}"'


BEFORE, AFTER = "Sun, 22 Nov 2026 21:50:59 GMT", "Sun, 22 Nov 2026 21:51:01 GMT"
SAME = "Sun, 22 Nov 2026 21:51:00 GMT"


@pytest.mark.parametrize(
    ("tag", "since", "status"),
    [
        ("{}", SAME, 304),
        ("{}", AFTER, 304),
        ("{}", BEFORE, 200),
        ('"other"', SAME, 200),
        ("{}", "", 304),
        ('"other"', "", 200),
        ("", SAME, 304),
        ("", BEFORE, 200),
        ("", "no date", 200),
        ("W/{}", "", 200),
        ("W/{}", SAME, 200),
        ('"x", {}', "", 200),
        ("*", "", 200),
        ("", "", 200),
    ],
)
def test_a_304_needs_the_exact_tag(reader: Reader, tag: str, since: str, status: int) -> None:
    """Both sent: both must hold; one sent: it is enough; lists, stars and weak tags never match."""
    reader.blog.publish(draft())
    known = reader.get().headers["ETag"]
    asked = {"If_None_Match": tag.format(known), "If_Modified_Since": since}
    answer = reader.get(**{name: value for name, value in asked.items() if value})
    assert answer.status == status
    assert bool(answer.body) == (status == 200)


def test_a_head_request_gets_the_headers_alone(reader: Reader) -> None:
    """HEAD answers 200 with validators and no body."""
    reader.blog.publish(draft())
    answer = reader.get(method="HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert "ETag" in answer.headers


@pytest.mark.parametrize(("front", "form"), [("apache", '"{}-gzip"'), ("nginx", 'W/"{}"')])
def test_compression_spoils_the_tag(reader: Reader, front: Front, form: str) -> None:
    """Behind Apache and nginx the served tag gives 200 for ever, the bare one 304."""
    reader.blog.publish(draft())
    bare = reader.get().headers["ETag"]
    reader.blog.front = front
    answer = reader.get(Accept_Encoding="gzip")
    assert answer.headers["ETag"] == form.format(bare.strip('"'))
    assert gzip.decompress(answer.body).startswith(b"<?xml")
    again = {"Accept_Encoding": "gzip", "If_Modified_Since": SAME}
    assert reader.get(**again, If_None_Match=answer.headers["ETag"]).status == 200
    assert reader.get(**again, If_None_Match=bare).status == 304


def test_trashing_the_newest_takes_last_modified_back(reader: Reader) -> None:
    """With If-Modified-Since alone the answer is then a stale 304, with the tag it is not."""
    reader.blog.publish(draft())
    reader.watch.turn(60)
    newest = reader.blog.publish(draft("二つ目"))
    known = reader.get().headers
    reader.blog.trash(newest)
    since = {"If_Modified_Since": known["Last-Modified"]}
    assert reader.get(**since).status == 304
    assert reader.get(**since, If_None_Match=known["ETag"]).status == 200


def test_a_late_scheduled_post_hides_behind_a_304(reader: Reader) -> None:
    """Due before an edit and sent out after it, a post is in the body but not in the validators."""
    other = reader.blog.publish(draft())
    reader.blog.publish(draft("予約投稿"), at=START + timedelta(seconds=100))
    reader.blog.cron = False
    reader.watch.turn(103)
    reader.blog.revise(other, body="<p>改めた。</p>")
    known = reader.get()
    assert known.items("title") == ["海峡の灯台"]
    reader.watch.turn(1)
    reader.blog.run_cron()
    tag, since = known.headers["ETag"], known.headers["Last-Modified"]
    assert reader.get(If_None_Match=tag, If_Modified_Since=since).status == 304
    assert reader.get().items("title") == ["予約投稿", "海峡の灯台"]


def test_a_visit_sends_out_what_is_due_for_the_next_one(reader: Reader) -> None:
    """wp-cron runs when a visit ends: the first poll after the due time still shows nothing."""
    reader.blog.publish(draft("予約投稿"), at=START + timedelta(seconds=100))
    reader.watch.turn(101)
    assert reader.get().items("title") == []
    assert reader.get().items("title") == ["予約投稿"]


def test_a_static_page_moves_the_validators_and_nothing_else(reader: Reader) -> None:
    """A 200 is not news: the entries are those of before."""
    reader.blog.publish(draft())
    before = reader.get()
    reader.watch.turn(60)
    reader.blog.publish_page()
    after = reader.get(If_None_Match=before.headers["ETag"])
    assert (after.status, after.text) == (200, before.text)
