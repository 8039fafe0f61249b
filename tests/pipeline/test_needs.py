"""What needs the operator, read from the record."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from crosspost.model import UNTOLD, AccountState, Delivery, FeedState, Post, Reason, State, Why
from crosspost.outbox.store import Store
from crosspost.pipeline.needs import find_needs
from crosspost.pipeline.overview import Overview, gather
from crosspost.settings import Settings
from tests.words import english, plain

MOVED = {
    "moved_to": "https://new.example/",
    "moved_since": timedelta(hours=24),
    "moved_count": 3,
}


@pytest.fixture
def quiet(store: Store, settings: Settings, now: datetime) -> Overview:
    """Return an overview in which all is well."""
    return gather(settings, store, now=now)


def keys(seen: Overview, settings: Settings) -> list[str]:
    """Return the keys of what is needed."""
    return [need.key for need in find_needs(seen, settings)]


def waiting(seen: Overview, state: State, why: Reason = UNTOLD, hours: float = 0) -> Overview:
    """Return the overview with a delivery that has been due for so long."""
    due_at = seen.now - timedelta(hours=hours)
    delivery = Delivery(7, 1, "main", 1, state, Post("本文"), due_at, why)
    return replace(seen, waiting=(delivery,), titles={1: "港の再開発"})


def test_when_all_is_well_nobody_is_called(quiet: Overview, settings: Settings) -> None:
    """An empty record needs nothing."""
    assert keys(quiet, settings) == []


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"stopped": True}, "feed:blog:gone"),
        ({"error": "status 503", "clean_at": timedelta(hours=6)}, "feed:blog:failing"),
        ({"error": "status 503", "clean_at": timedelta(hours=5)}, ""),
        ({"error": "never read"}, "feed:blog:failing"),
        ({"changed_at": timedelta(days=14)}, "feed:blog:silent"),
        ({"changed_at": timedelta(days=13)}, ""),
        (
            {
                "moved_to": "https://new.example/",
                "moved_since": timedelta(hours=24),
                "moved_count": 3,
            },
            "feed:blog:moved",
        ),
    ],
)
def test_a_feed_in_trouble(
    quiet: Overview, settings: Settings, now: datetime, changes: dict[str, object], key: str
) -> None:
    """Gone, failing for hours, silent for weeks, moved for a day."""
    dated = {k: now - v if isinstance(v, timedelta) else v for k, v in changes.items()}
    state = replace(FeedState("blog", "https://blog.example.jp/feed/"), **dated)  # type: ignore[arg-type]
    seen = replace(quiet, feeds=((settings.feeds[0], state),))
    assert keys(seen, settings) == [key] * bool(key)


def test_a_paused_account_and_its_remedy(
    quiet: Overview, settings: Settings, now: datetime
) -> None:
    """The code is part of the key: another reason is another letter."""
    paused = AccountState("main", now, "credits", plain("X says that the credits are used up."))
    [need] = find_needs(replace(quiet, accounts=(paused,)), settings)
    assert need.key == "account:main:credits"
    assert english(need.text) == (
        "X says that the credits are used up. To let it send again: crosspost resume main"
    )


def test_holds_say_how_they_are_released(quiet: Overview, settings: Settings) -> None:
    """A person's decision has its commands; the budget's hold ends by itself."""
    [need] = find_needs(waiting(quiet, State.HELD, plain("too many at once")), settings)
    assert english(need.text).endswith("crosspost release 7, or crosspost withdraw 7")
    [need] = find_needs(waiting(quiet, State.HELD, Why.OVER_DAY(most=1, until=quiet.now)), settings)
    assert english(need.title) == "budget reached: 港の再開発"
    assert "release" not in english(need.text)


@pytest.mark.parametrize(("hours", "count"), [(1, 1), (0.9, 0)])
def test_what_is_due_for_an_hour_is_stuck(
    quiet: Overview, settings: Settings, hours: float, count: int
) -> None:
    """A silent stop is told; a paused account has its own letter."""
    seen = waiting(quiet, State.QUEUED, hours=hours)
    assert keys(seen, settings) == ["stuck"] * count
    paused = AccountState("main", quiet.now, "operator", UNTOLD)
    assert keys(replace(seen, accounts=(paused,)), settings) == ["account:main:operator"]


def test_trouble_with_record_and_configuration(quiet: Overview, settings: Settings) -> None:
    """A refused edit, one that wants a restart, a record that cannot be used."""
    seen = replace(quiet, refused_config=plain("feeds[0]: no"), restart="web.port")
    assert [need.key for need in find_needs(seen, settings, trouble=plain("the disk is full"))] == [
        "state",
        "config",
        "config:restart",
    ]


def test_posts_of_an_account_that_is_configured_no_more_are_told_at_once(
    quiet: Overview, settings: Settings
) -> None:
    """A renamed account leaves what waits for it to nobody; it is no silent stop besides."""
    seen = waiting(quiet, State.QUEUED, hours=2)
    bare = settings.model_copy(update={"accounts": {}})
    empty, need = find_needs(seen, bare)
    assert (empty.key, need.key) == ("config:empty", "account:main:absent")
    assert "[accounts.main]" in english(need.text)
    assert "deliveries 7" in english(need.text)


@pytest.mark.parametrize(
    ("lost", "line"), [({"feeds": ()}, "[[feeds]]"), ({"accounts": {}}, "[accounts.main]")]
)
def test_a_configuration_that_names_nothing_is_told(
    quiet: Overview, settings: Settings, lost: dict[str, object], line: str
) -> None:
    """The file that comes with the program does nothing until its lines are taken up."""
    (need,) = find_needs(quiet, settings.model_copy(update=lost))
    assert need.key == "config:empty"
    assert f"the # before {line}" in english(need.text)
