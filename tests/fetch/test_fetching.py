"""What is asked, what comes back, and what each failure is called."""

import asyncio
import socket
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from crosspost import clock
from crosspost.errors import NotFetched
from crosspost.fetch import Fetcher
from tests.words import english, raises_saying

if TYPE_CHECKING:
    from tests.fetch.conftest import Fetch, Reply, Site

FEED = "<rss><title>しおかぜ便り</title></rss>".encode()


def test_an_answer_comes_back_whole(site: "Site", reply: "Reply", fetch: "Fetch") -> None:
    """Status, final address, headers in any case and the body are handed over."""
    site.answers["/feed/"] = reply(FEED, ETag='"a"', Content_Type="application/rss+xml")
    found = fetch(site.url())
    assert (found.status, found.url, found.body) == (200, site.url(), FEED)
    assert found.headers["etag"] == '"a"'
    assert found.moved_to == ""


def test_a_request_says_who_asks_and_nothing_more(
    site: "Site", reply: "Reply", fetch: "Fetch"
) -> None:
    """User agent, accepted types and validators go out; cookies and referrers never do."""
    site.answers["/a/"] = reply(status="302 Found", Location="/feed/", Set_Cookie="k=v; Path=/")
    site.answers["/feed/"] = reply(FEED, Set_Cookie="k=v; Path=/")
    fetch(site.url("/a/"), headers={"If-None-Match": '"x"'}, contact="post@blog.example")
    asked = site.asked[1]
    assert "(+post@blog.example)" in asked
    assert "User-Agent: crosspost/" in asked
    assert "application/rss+xml" in asked
    assert 'If-None-Match: "x"' in asked
    assert not {"cookie:", "referer:", "authorization:"} & {
        line.split(" ")[0].lower() for line in asked.split("\r\n")
    }


def test_not_modified_is_an_answer(site: "Site", reply: "Reply", fetch: "Fetch") -> None:
    """A 304 is returned with its headers and without a body."""
    site.answers["/feed/"] = reply(status="304 Not Modified", ETag='"b"', Content_Length="")
    found = fetch(site.url())
    assert (found.status, found.body, found.headers["ETag"]) == (304, b"", '"b"')


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("401 Unauthorized", "password"),
        ("403 Forbidden", "refuses us"),
        ("404 Not Found", "nothing at this address"),
        ("410 Gone", "gone for good"),
        ("418 Teapot", "no usable answer"),
        ("429 Too Many Requests", "too often"),
        ("500 Internal Server Error", "has an error"),
        ("502 Bad Gateway", "out of order"),
        ("503 Service Unavailable", "maintenance"),
        ("300 Multiple Choices", "no usable answer"),
    ],
)
def test_a_status_is_explained(
    site: "Site", reply: "Reply", fetch: "Fetch", status: str, said: str
) -> None:
    """Each status without a usable body names itself and what to do."""
    site.answers["/feed/"] = reply(FEED, status=status)
    with raises_saying(NotFetched, match=said) as caught:
        fetch(site.url())
    assert caught.value.status == int(status[:3])
    assert caught.value.gone == status.startswith("410")


def test_a_challenge_of_cloudflare_is_named(site: "Site", reply: "Reply", fetch: "Fetch") -> None:
    """A page for browsers is told apart from a plain refusal."""
    site.answers["/feed/"] = reply(status="403 Forbidden", cf_mitigated="challenge")
    with raises_saying(NotFetched, match="Cloudflare"):
        fetch(site.url())


@pytest.mark.parametrize("status", ["429 Too Many", "503 Unavailable", "403 Forbidden"])
def test_retry_after_in_seconds_is_handed_on(
    site: "Site", reply: "Reply", fetch: "Fetch", status: str
) -> None:
    """The moment from which the server wants to be asked again travels with the error."""
    site.answers["/feed/"] = reply(status=status, Retry_After="600")
    with pytest.raises(NotFetched) as caught:
        fetch(site.url())
    wait = (caught.value.retry_at or clock.now()) - clock.now()
    assert timedelta(seconds=590) < wait <= timedelta(seconds=600)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("Mon, 23 Nov 2026 04:00:00 GMT", 3600),
        ("Mon, 23 Nov 2026 04:00:00 -0000", 3600),
        ("99999999999", 86400),
        ("Mon, 23 Nov 2099 04:00:00 GMT", 86400),
        ("Mon, 23 Nov 2020 04:00:00 GMT", None),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after_is_read_in_every_form(value: str, seconds: int | None) -> None:
    """Seconds and dates count up to a day; what is past or no date does not."""
    from crosspost.fetch.reasons import retry_after  # noqa: PLC0415 — one test looks inside

    now = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
    found = retry_after({"retry-after": value}, now=now)
    assert found == (None if seconds is None else now + timedelta(seconds=seconds))


def test_other_statuses_carry_no_retry(site: "Site", reply: "Reply", fetch: "Fetch") -> None:
    """Retry-After counts only where it has a meaning."""
    site.answers["/feed/"] = reply(status="404 Not Found", Retry_After="600")
    with pytest.raises(NotFetched) as caught:
        fetch(site.url())
    assert caught.value.retry_at is None


def test_a_refused_connection_is_named(fetch: "Fetch") -> None:
    """A port where nobody listens says so."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        with raises_saying(NotFetched, match="nothing listens"):
            fetch(f"http://127.0.0.1:{port}/feed/")


def test_an_unknown_name_is_named(fetch: "Fetch") -> None:
    """A host that does not resolve says so."""
    with raises_saying(NotFetched, match="does not resolve"):
        fetch("http://blog.invalid/feed/")


def test_plain_http_behind_https_is_named(site: "Site", reply: "Reply", fetch: "Fetch") -> None:
    """An address with https that speaks http says so."""

    def no_tls(peer: socket.socket) -> None:
        peer.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    site.answer = no_tls  # type: ignore[method-assign]
    with raises_saying(NotFetched, match="encrypted connection"):
        fetch(site.url().replace("http:", "https:"))


def test_what_is_not_http_is_named(site: "Site", fetch: "Fetch") -> None:
    """A server of another protocol says so."""
    site.answers["/feed/"] = b"220 mail.blog.example ESMTP\r\n\r\n"
    with raises_saying(NotFetched, match="not HTTP"):
        fetch(site.url())


def test_a_304_with_a_warning_of_php_behind_it_is_named_in_one_line(
    site: "Site", fetch: "Fetch"
) -> None:
    """It has no body by the rules; the operator reads words, not the client's picture of bytes."""
    site.answers["/feed/"] = (
        b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n<br />\n<b>Warning</b>: x in a.php"
    )
    with pytest.raises(NotFetched) as caught:
        fetch(site.url(), headers={"If-None-Match": '"a"'})
    assert english(caught.value).endswith("may write into its answers")
    assert "\n" not in english(caught.value)
    assert "\\n" not in english(caught.value)


def test_silence_is_named(site: "Site", fetch: "Fetch") -> None:
    """A connection that closes without an answer says so."""
    site.answers["/feed/"] = lambda peer: peer.shutdown(socket.SHUT_RDWR)
    with raises_saying(NotFetched, match="without an answer"):
        fetch(site.url())


def test_a_short_answer_is_refused(site: "Site", reply: "Reply", fetch: "Fetch") -> None:
    """Fewer bytes than announced are no answer at all."""
    site.answers["/feed/"] = reply(FEED, Content_Length=str(len(FEED) + 1))
    with raises_saying(NotFetched, match="broke off"):
        fetch(site.url())


def test_a_chunked_answer_must_end(site: "Site", reply: "Reply", fetch: "Fetch") -> None:
    """A chunked body without its last chunk is refused, with it taken."""
    head = reply(Content_Length="", Transfer_Encoding="chunked")
    chunk = b"%x\r\n%s\r\n" % (len(FEED), FEED)
    site.answers["/feed/"] = head + chunk
    site.answers["/whole/"] = head + chunk + b"0\r\n\r\n"
    assert fetch(site.url("/whole/")).body == FEED
    with raises_saying(NotFetched, match="broke off"):
        fetch(site.url())


def test_one_host_is_asked_one_request_at_a_time(site: "Site", reply: "Reply") -> None:
    """Many feeds of one blog never hit it at once, and all are answered."""

    def wait(peer: socket.socket) -> None:
        site.hold(0.02)
        peer.sendall(reply(FEED))

    site.answers["/feed/"] = wait

    async def many() -> int:
        fetcher = Fetcher(allow_private=True)
        found = await asyncio.gather(*(fetcher.get(site.url()) for _ in range(8)))
        await fetcher.close()
        return len(found)

    assert asyncio.run(many()) == 8
    assert site.most_busy == 1


def test_a_hanging_host_delays_no_other(site: "Site", reply: "Reply") -> None:
    """While one host is silent, another one is asked and answers."""
    site.answers["/feed/"] = reply(FEED)

    def hang(peer: socket.socket) -> None:
        site.ended.wait(5)

    site.answers["/hangs/"] = hang

    async def both() -> bytes:
        fetcher = Fetcher(allow_private=True, total_seconds=5)
        hanging = asyncio.create_task(fetcher.get(site.url("/hangs/")))
        while not site.asked:  # noqa: ASYNC110 — the server runs in a thread
            await asyncio.sleep(0.01)
        found = await fetcher.get(site.url(host="localhost"))
        assert not hanging.done()
        hanging.cancel()
        await asyncio.gather(hanging, return_exceptions=True)
        await fetcher.close()
        return found.body

    assert asyncio.run(both()) == FEED


def test_a_closed_fetcher_may_be_used_again(site: "Site", reply: "Reply") -> None:
    """Closing lets go of connections; closing twice does no harm."""
    site.answers["/feed/"] = reply(FEED)

    async def twice() -> bytes:
        fetcher = Fetcher(allow_private=True)
        await fetcher.close()
        await fetcher.get(site.url())
        await fetcher.close()
        found = await fetcher.get(site.url(), accept="image")
        await fetcher.close()
        return found.body

    assert asyncio.run(twice()) == FEED


def test_a_redirect_to_an_endless_address_is_told_in_one_line(
    site: "Site", reply: "Reply", fetch: "Fetch"
) -> None:
    """What a server wrote into its redirect does not fill the operator's screen."""
    site.answers["/feed/"] = reply(b"", status="302 Found", location=site.url("/" + "a" * 60_000))
    with pytest.raises(NotFetched) as caught:
        fetch(site.url())
    assert len(english(caught.value)) < 700
    assert "a…: status 404" in english(caught.value)
