"""The call itself: who took it, who did not, and what is kept."""

import asyncio
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import structlog

from crosspost import alerts, log
from crosspost.model.calls import Call
from crosspost.outbox.store import Store, open_store
from crosspost.pipeline.needs import Need
from crosspost.settings import Settings
from tests.acceptance.webhook import Webhook, listening
from tests.words import plain

# apprise looks for a module that Python has given up.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
TITLE = 'account "main" is paused (token)'
NEED = Need("account:main:token", plain(TITLE), plain("The token is bad."), severity="failure")
CANARY = "kanaria-4711"


@pytest.fixture(autouse=True)
def logs() -> Iterator[None]:
    """Log to the stderr of this test."""
    log.configure("debug", "json")
    yield
    structlog.reset_defaults()


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    """Return a webhook."""
    with listening() as heard:
        yield heard


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Open an empty record."""
    opened = open_store(f"sqlite:///{tmp_path}/crosspost.db")
    yield opened
    opened.close()


def settings(*urls: str) -> Settings:
    """Return a configuration with these alert addresses."""
    return Settings.model_validate({"alerts": {"urls": urls}})


def address(webhook: Webhook) -> str:
    """Return the webhook's address; its path is a secret."""
    return f"json://127.0.0.1:{webhook.port}/{CANARY}/"


def call(caller: alerts.Caller, needs: list[Need], to: Settings, seconds: float = 0) -> None:
    """Let the caller see to the needs."""
    asyncio.run(caller.call(needs, to, now=NOW + timedelta(seconds=seconds)))


def test_a_need_is_told_once_even_after_a_restart(store: Store, webhook: Webhook) -> None:
    """What was told stands in the record."""
    for seconds in (0, 5, 10):
        call(alerts.Caller(store), [NEED], settings(address(webhook)), seconds)
    assert webhook.titles == [TITLE]
    call(alerts.Caller(store), [], settings(address(webhook)), 15)
    assert webhook.titles == [TITLE, f"over: {TITLE}"]


def test_what_nobody_took_is_sent_again_ever_more_rarely(store: Store, webhook: Webhook) -> None:
    """After 30 s, then 60 s …; when it is taken it has been told."""
    webhook.broken = True
    caller, to = alerts.Caller(store), settings(address(webhook))
    tried = []
    for seconds in range(0, 240, 10):
        before = webhook.refused
        call(caller, [NEED], to, seconds)
        if webhook.refused > before:
            tried.append(seconds)
    assert tried == [0, 30, 90, 210]
    webhook.broken = False
    call(caller, [NEED], to, 500)
    call(caller, [NEED], to, 505)
    assert webhook.titles == [TITLE]


def test_a_letter_that_is_never_taken_keeps_no_other_back(store: Store, webhook: Webhook) -> None:
    """A service may find one too long; it is tried again by itself, the others have arrived."""
    webhook.longest = 2000
    caller, to = alerts.Caller(store), settings(address(webhook))
    long = Need("feed:blog:failing", plain('feed "blog" cannot be read'), plain("x" * 3000))
    for seconds in (0, 10, 40):
        call(caller, [long, NEED], to, seconds)
    assert (webhook.titles, webhook.refused) == ([TITLE], 2)
    call(caller, [long], to, 50)
    assert webhook.titles == [TITLE, f"over: {TITLE}"]


def test_one_address_that_takes_it_is_enough(store: Store, webhook: Webhook) -> None:
    """The other one is named by its place, never by its secret."""
    to = settings("json://127.0.0.1:1/dead/", address(webhook), "nonsense")
    assert alerts.send(to, "test", "text", severity="success") == [
        "alerts.urls[0] (json)",
        "alerts.urls[2] (nonsense)",
    ]
    call(alerts.Caller(store), [NEED], to)
    call(alerts.Caller(store), [NEED], to, 100)
    assert webhook.titles == ["test", TITLE]


def test_without_addresses_the_log_is_enough(store: Store) -> None:
    """It counts as told."""
    call(alerts.Caller(store), [NEED], settings())
    assert store.recall("alerts.told")


def test_addresses_are_checked_without_being_shown() -> None:
    """What apprise does not know is named by its place."""
    to = settings("json://127.0.0.1:1/x/", f"nonsense://{CANARY}", f"mailto://{CANARY}:pw@")
    assert alerts.find_unusable(settings()) == []
    wrong = alerts.find_unusable(to)
    assert wrong[0] == "alerts.urls[1] (nonsense)"
    assert CANARY not in "".join(wrong)


def test_apprise_s_own_lines_tell_no_address(
    webhook: Webhook, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Its log quotes addresses; it is silent here, at every level."""
    webhook.broken = True
    with caplog.at_level(logging.DEBUG):
        alerts.send(
            settings(address(webhook), f"bad url {CANARY}"),
            "test",
            f"key {CANARY}",
            severity="failure",
        )
    assert CANARY not in caplog.text + "".join(capfd.readouterr())
    assert log.mask(f"see {address(webhook)}") == "see ***"


def test_what_a_feed_said_is_no_markup_and_calls_nobody(store: Store, webhook: Webhook) -> None:
    """A title is data to every chat; the severity is told as one."""
    title = "**太字** @everyone <!channel> [a](http://e.example)\u202e\x1b[31m"
    held = Need("held:1", Call.HELD(title=title), plain("https://blog.example.jp/@a/"))
    call(alerts.Caller(store), [held], settings(address(webhook)))
    call(alerts.Caller(store), [], settings(address(webhook)), 5)
    [told, over] = webhook.titles
    assert (
        told == r"held: ＊＊太字＊＊ ＠everyone ＜!channel＞ [a] (http://e.example)\u202e\x1b[31m"
    )
    assert over == f"over: {told}"
    assert webhook.kinds == ["warning", "success"]
