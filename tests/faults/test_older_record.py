"""An older copy of the record is put back: what went out since then does not go out again."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from crosspost.fetch import Fetched
from crosspost.model import Delivery, State
from crosspost.outbox import verdict
from crosspost.outbox.machine import start_lag
from crosspost.pipeline import repost
from crosspost.pipeline.settle import recover, suspect
from tests.faults.mishaps import CRASH, Fate, Mishap
from tests.faults.town import Newsstand, Town
from tests.words import english

FIRST = "第一報、港の再開発をめぐる動き"
SECOND = "第二報、港の再開発をめぐる動き"
DAY = timedelta(days=1)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """Found a town whose feed was seen with one article, and whose daemon beats."""
    town = Town(tmp_path)
    town.publish("前報、港の将来を語る会が開かれた")
    town.look()
    town.store.beat("daemon", town.now)
    yield town
    town.close()


def put_back(town: Town, change: Callable[[], None]) -> None:
    """Copy the record, let something happen, put the copy back and start again."""
    copy = town.folder / "yesterday.db"
    town.store.backup(copy)
    change()
    town.store.close()
    for suffix in ("-wal", "-shm"):
        (town.folder / f"crosspost.db{suffix}").unlink(missing_ok=True)
    copy.replace(town.folder / "crosspost.db")
    town.open()
    recover(town.pipe, everything=True)
    suspect(town.pipe, apart=start_lag(town.pipe.rules))


def announce(town: Town, *titles: str) -> None:
    """Publish articles and send all that is due."""
    for title in titles:
        town.publish(title)
    town.finish()


def deliveries(town: Town, account: str = "main") -> list[Delivery]:
    """Return the account's deliveries, oldest first."""
    return town.store.deliveries(account=account)[::-1]


def reads(town: Town) -> int:
    """Return how often the timelines were read."""
    return sum(
        call.path.endswith("/tweets") and call.method == "GET" for call in town.sandbox.calls
    )


def test_articles_that_went_out_since_the_backup_are_found_and_not_sent_again(town: Town) -> None:
    """The record takes over the posts that stand there, with their price, and says so."""
    put_back(town, lambda: announce(town, FIRST, SECOND))
    assert deliveries(town) == []
    out = town.posts("main")
    announce(town)
    assert town.posts("main") == out
    assert [d.receipt and d.receipt.id for d in deliveries(town)] == out
    assert {english(d.why) for d in deliveries(town)} == {
        f"found on the timeline as {id_}" for id_ in out
    }
    items = [
        charge.item for charge in town.store.charges(town.now - DAY) if charge.account == "main"
    ]
    assert items.count("timeline-read") == items.count("post-with-url") == 2


def test_a_first_answer_from_a_cache_hides_nothing(town: Town) -> None:
    """The feed is first seen as it was before the article; what the second look finds is old."""
    put_back(town, lambda: announce(town, FIRST))
    newest = town.blog.published()[0].id
    town.blog.trash(newest)
    town.look(started=True)
    town.blog.restore(newest)
    town.look()
    announce(town)
    assert len(town.posts("main")) == 1


def test_what_waited_in_the_backup_is_looked_for_as_well(town: Town) -> None:
    """It was queued then and has gone out since."""
    town.publish(FIRST)
    town.look()
    put_back(town, town.finish)
    assert [d.state for d in deliveries(town)] == [State.QUEUED]
    announce(town)
    assert len(town.posts("main", FIRST[:6])) == len(town.posts("other", FIRST[:6])) == 1


def test_what_a_person_releases_after_a_restart_is_looked_for_as_well(town: Town) -> None:
    """Ten at once are held; `release all` is no word about what is out."""
    titles = [f"第{number}報、港の再開発をめぐる動き" for number in range(101, 111)]
    put_back(town, lambda: announce(town, *titles))
    town.look(started=True)
    assert {d.state for d in deliveries(town)} == {State.HELD}
    for held in town.store.deliveries(states=(State.HELD,)):
        town.store.apply(held, verdict.release(held, now=town.now), now=town.now)
    announce(town)
    assert len(town.posts("main")) == len(titles)
    assert {d.state for d in deliveries(town)} == {State.PUBLISHED}


def test_an_article_that_was_lost_is_sent_and_the_found_one_is_not(town: Town) -> None:
    """Only one of two went out before the record was put back."""
    put_back(town, lambda: announce(town, FIRST))
    town.publish(SECOND)
    announce(town)
    assert [len(town.posts("main", title[:6])) for title in (FIRST, SECOND)] == [1, 1]


def test_a_timeline_that_cannot_be_read_delays_what_may_be_out(town: Town) -> None:
    """It is not sent blindly, and goes on by itself."""
    put_back(town, lambda: announce(town, FIRST))
    town.look(started=True)
    (delivery,) = deliveries(town)
    for _ in range(5):
        town.now = max(town.now, town.store.delivery(delivery.id).due_at)
        town.send("main", Fate({0: Mishap("503")}))
        assert town.store.delivery(delivery.id).state is State.QUEUED
    announce(town)
    assert len(town.posts("main")) == 1


def test_a_timeline_that_stays_unreadable_leads_to_a_question_whose_answer_counts(
    town: Town,
) -> None:
    """After a day of looks a person is asked, and believed when the timeline is still not there."""
    town.publish(FIRST)
    put_back(town, lambda: None)
    town.look(started=True)
    (delivery,) = deliveries(town)
    for _ in range(60):
        if delivery.state is not State.QUEUED:
            break
        town.now = max(town.now, delivery.due_at)
        town.send("main", Fate({0: Mishap("503")}))
        delivery = town.store.delivery(delivery.id)
    assert f"crosspost release {delivery.id}" in english(delivery.why)
    assert town.now - (delivery.created_at or town.now) > timedelta(hours=12)
    town.answer()
    town.send("main", Fate({0: Mishap("503")}))
    assert town.store.delivery(delivery.id).state is State.PUBLISHED


def test_a_deliberate_second_edition_is_not_taken_for_the_first(town: Town) -> None:
    """The first one's receipt is known, so that its post is passed over."""
    announce(town, FIRST)
    known = town.store.article(deliveries(town)[0].article)
    (again, *_) = repost.offer(town.pipe, known, "main", comment="", due_at=town.now)
    repost.order(town.pipe, known, again)
    put_back(town, lambda: None)
    announce(town)
    assert len(town.posts("main", FIRST[:6])) == 2
    assert len(town.posts("main", "【再掲】")) == 1


class Undated(Newsstand):
    """Serves a feed that does not date its entries."""

    def _page(self, url: str, headers: Mapping[str, str]) -> Fetched:
        page = super()._page(url, headers)
        return replace(page, body=re.sub(rb"<pubDate>.*?</pubDate>", b"", page.body))


@pytest.mark.parametrize("kind", [Newsstand, Undated])
def test_a_lost_record_that_begins_with_the_newest_looks_for_it(
    town: Town, kind: type[Newsstand]
) -> None:
    """`first = "newest"` would announce again what the lost record had announced."""
    announce(town, FIRST)
    town.now += timedelta(hours=2)
    town.newsstand = kind(town.blog, lambda: town.fate)
    town.store.close()
    for file in town.folder.glob("crosspost.db*"):
        file.unlink()
    town.first = "newest"
    town.open()
    announce(town)
    assert len(town.posts("main", FIRST[:6])) == 1
    assert len(town.posts("main")) == 1


def test_a_crash_at_any_effect_of_the_look_changes_nothing(town: Town) -> None:
    """Between the look and what is written down, and behind that."""
    put_back(town, lambda: announce(town, FIRST))
    town.look(started=True)
    for effect in (0, 1):
        town.send("main", Fate({effect: CRASH}))
    announce(town)
    assert len(town.posts("main")) == 1


def test_a_process_that_runs_on_reads_no_timeline(town: Town) -> None:
    """What appears while the daemon runs cannot have been sent by another copy."""
    announce(town, FIRST, SECOND)
    town.look()
    assert town.posts("main")
    before = reads(town)
    town.publish("第三報、港の再開発をめぐる動き")
    town.look()
    town.now += timedelta(minutes=2)
    town.send("main")
    assert len(town.posts("main")) == 3
    assert reads(town) == before
    assert Decimal(0) < town.store.spent("main", town.now - DAY)


@pytest.mark.parametrize("is_queued", [False, True], ids=["not known yet", "waiting"])
def test_a_timeline_that_lags_behind_a_record_that_is_put_back_hides_nothing(
    town: Town, *, is_queued: bool
) -> None:
    """The post went out a moment before: the look after a start waits until it must be there."""
    town.publish(FIRST)
    if is_queued:
        town.look()
    put_back(town, town.finish)
    town.begun_at, (post,) = town.now, town.posts("main")
    age = town.now - town.sandbox.world.posts[post].created_at
    town.sandbox.turn(lag=age.total_seconds() + 8)
    town.look(started=True)
    announce(town)
    assert len(town.posts("main")) == 1


def test_what_was_in_doubt_already_is_looked_for_no_sooner(town: Town) -> None:
    """An ordinary restart while it waited had doubted it; then the record was put back."""
    town.publish(FIRST)
    town.look()
    suspect(town.pipe, apart=start_lag(town.pipe.rules))
    town.now += timedelta(minutes=5)
    put_back(town, town.finish)
    (post,) = town.posts("main")
    age = town.now - town.sandbox.world.posts[post].created_at
    town.sandbox.turn(lag=age.total_seconds() + 8)
    announce(town)
    assert len(town.posts("main")) == 1
