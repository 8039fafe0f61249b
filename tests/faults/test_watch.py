"""The way from the feed to the record: nothing is lost there, and nothing comes twice."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from crosspost.model import UNTOLD, FeedState, Finding
from crosspost.outbox.articles import find_owner
from crosspost.outbox.ordering import Order
from tests.faults.conftest import Found
from tests.faults.mishaps import CRASH, NO_ROOM, Fate, Mishap
from tests.faults.parts import Record
from tests.faults.town import Town

TITLES = ["第一報、港の再開発が決まる", "第二報、工事の入札が始まる"]
FEED, COMMIT = 0, 1  # the effects of a look, in their order


#: Posts of the first article, of the second, and of all, on each account.
EACH_ONCE = {"main": [1, 1, 2], "other": [1, 1, 2]}


def finish(town: Town) -> dict[str, list[int]]:
    """Let it end, and count the posts."""
    town.finish()
    beginnings = (*(title[:4] for title in TITLES), "")
    return {
        account: [len(town.posts(account, beginning)) for beginning in beginnings]
        for account in ("main", "other")
    }


def announce(town: Town, mishaps: Sequence[tuple[int, Mishap]]) -> None:
    """Publish two articles; each mishap strikes a look of its own, a plain look follows."""
    for title in TITLES:
        town.publish(title)
    for at, mishap in mishaps:
        fate = Fate({at: mishap})
        town.look(fate)
        assert at < len(fate.met), "the mishap was not met"
    town.look()


MISHAPS = [
    (FEED, CRASH),
    (FEED, Mishap("503")),
    (FEED, Mishap("truncated")),
    (COMMIT, NO_ROOM),
]
STRUCK = [
    *[(first,) for first in MISHAPS],
    *[(first, second) for first in MISHAPS for second in MISHAPS],
]


@pytest.mark.parametrize("mishaps", STRUCK, ids=lambda m: "-".join(str(each[1]) for each in m))
def test_no_article_is_lost_between_feed_and_record(
    found: Found, mishaps: tuple[tuple[int, Mishap], ...]
) -> None:
    """All sequences of one or two mishaps; the blog says 304 to whoever knows its validators."""
    town = found()
    announce(town, mishaps)
    assert finish(town) == EACH_ONCE


def test_a_crash_right_behind_the_commit_is_followed_by_a_304_and_loses_nothing(
    found: Found,
) -> None:
    """What the look found is written down together with the validators (law 4)."""
    town = found()
    for title in TITLES:
        town.publish(title)
    assert not town.look(Fate({COMMIT: CRASH}))
    town.look()
    assert town.newsstand.answers[-1] == 304
    assert finish(town) == EACH_ONCE


def test_two_looks_at_once_announce_once(found: Found) -> None:
    """A ping and the schedule may meet: the second finds the names taken (law 1)."""
    town = found()
    for title in TITLES:
        town.publish(title)
    town.look_at_once(3)
    assert town.newsstand.answers[-3:] == [200, 200, 200]
    assert town.count_articles() == 3
    assert finish(town) == EACH_ONCE


@pytest.mark.parametrize("loss", ["the file", "the rows"])
def test_a_lost_record_with_a_full_feed_is_a_baseline(found: Found, loss: str) -> None:
    """Nothing of what stands in the feed is announced again; what comes then is, once."""
    town = found()
    for number in range(20):
        town.publish(f"第{number}章、港の歴史をたどる")
    town.look()
    town.finish()
    before = town.posts("main")
    if loss == "the file":
        town.store.close()
        for file in town.folder.glob("crosspost.db*"):
            file.unlink()
        town.open()
    else:
        with town.store.writing() as connection:
            names = ("aliases", "likenesses")
            for table in ("events", "deliveries", *names, "articles", "feeds"):
                connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 — ours
    town.look(started=True)
    town.finish()
    assert town.posts("main") == before
    for title in TITLES:
        town.publish(title)
    town.look()
    town.finish()
    assert len(town.posts("main")) == len(before) + len(TITLES)


# The test of the test.


class Hasty(Record):
    """Saves the validators before the articles."""

    def record(self, state: FeedState, findings: Sequence[Finding], **more: Any) -> list[int]:  # noqa: ANN401 — as the store
        """Write in two transactions, in the wrong order."""
        self.save_feed(state)
        return super().record(state, findings, **more)


class Keyless(Record):
    """Has no UNIQUE key and does not ask whose the names are."""

    def record(self, state: FeedState, findings: Sequence[Finding], **more: Any) -> list[int]:  # noqa: ANN401 — as the store
        """Take each known article's deliveries for the next edition."""
        with self.reading() as connection:
            known = [find_owner(connection, f.article.feed, f.article.aliases) for f in findings]
        for finding, number in zip(findings, known, strict=True):
            for planned in finding.deliveries if number else ():
                edition = self.next_edition(number or 0, planned.account)
                again = Order(replace(planned, edition=edition), UNTOLD)
                self.order(number or 0, [again], now=more["now"])
        return super().record(state, findings, **more)


def test_validators_saved_before_the_articles_are_caught(found: Found) -> None:
    """The crash falls between the two, and the 304 hides the article."""
    town = found(record=Hasty)
    announce(town, [(COMMIT, CRASH)])
    assert finish(town) != EACH_ONCE


def test_a_missing_key_is_caught(found: Found) -> None:
    """Two looks at once plan twice; that the text is out already is the second net."""
    town = found(record=Keyless)
    for title in TITLES:
        town.publish(title)
    town.look_at_once(2)
    with pytest.raises(AssertionError, match="the record does not ask: hold"):
        finish(town)
