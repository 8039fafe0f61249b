"""What left the feed's window between two looks, or stood before the first, is told apart."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from crosspost.errors import NotFetched
from crosspost.fetch import Fetched, Fetcher
from crosspost.pipeline.parts import Pipeline
from tests.words import english

if TYPE_CHECKING:
    from tests.pipeline.conftest import Newsroom

TITLES = [f"{number}番目の続報、関係する町の議会の反応を並べる" for number in range(4)]


def decisions(newsroom: "Newsroom") -> list[str]:
    """Look, and return what was decided about what was found."""
    return [finding.decision for finding in newsroom.look().findings]


def publish(newsroom: "Newsroom", titles: list[str]) -> list[int]:
    """Publish articles a minute apart."""
    numbers = []
    for title in titles:
        newsroom.clock.turn(minutes=1)
        numbers.append(newsroom.publish(title))
    return numbers


def order(newsroom: "Newsroom") -> list[str]:
    """Return the numbers that the posts begin with, in their order."""
    return [delivery.post.text[0] for delivery in newsroom.deliveries()]


class Failing(Fetcher):
    """A fetcher to which older pages are not given."""

    def __init__(self, real: Fetcher, status: int) -> None:
        super().__init__()
        self.real, self.status = real, status

    async def get(self, url: str, **asked: object) -> Fetched:
        """Ask, but not for older pages."""
        if "paged" in url:
            raise NotFetched(f"{url}: status {self.status}", status=self.status)
        return await self.real.get(url, **asked)  # type: ignore[arg-type]

    async def close(self) -> None:
        """Close the real one, too."""
        await self.real.close()
        await super().close()


def fail_older_pages(newsroom: "Newsroom", status: int) -> None:
    """From now on older pages cannot be had; 0: they can again."""

    def with_failing(pipe: Pipeline) -> Pipeline:
        return replace(pipe, fetcher=Failing(pipe.fetcher, status)) if status else pipe

    newsroom.alter = with_failing


@pytest.fixture
def busy(newsroom: "Newsroom") -> "Newsroom":
    """Return a newsroom whose feed shows only two articles."""
    newsroom.blog.window = 2
    newsroom.table["feed"] = {"max_new_per_poll": 9}
    newsroom.look()
    return newsroom


def test_an_old_article_that_was_dated_anew_hides_no_gap(busy: "Newsroom") -> None:
    """It stands on top; that the last entry is younger than all that is known tells more."""
    old = busy.blog.published()[0].id
    publish(busy, TITLES[:3])
    busy.clock.turn(minutes=1)
    busy.blog.redate(old, busy.clock.at)
    assert decisions(busy).count("post") == 3
    assert order(busy) == ["0", "1", "2"]


def test_articles_of_a_gap_that_are_too_old_wait_for_a_person(busy: "Newsroom") -> None:
    """They came after all that was known: they did not slide back into the window."""
    old = busy.blog.published()[0].id
    publish(busy, TITLES[:2])
    busy.clock.turn(hours=60)
    busy.publish(TITLES[2])
    busy.clock.turn(minutes=1)
    busy.blog.redate(old, busy.clock.at)
    assert sorted(decisions(busy)) == ["hold", "hold", "post", "same"]


def test_a_blog_that_ends_within_the_gap_is_read_to_its_end(busy: "Newsroom") -> None:
    """All known ones but the one on top are gone: the pages end before known ground."""
    first, *rest = [post.id for post in busy.blog.published()]
    publish(busy, TITLES)
    busy.clock.turn(minutes=1)
    busy.blog.redate(first, busy.clock.at)
    for number in rest:
        busy.blog.delete(number)
    assert decisions(busy).count("post") == 4


@pytest.mark.parametrize("status", [503, 429])
def test_a_page_that_cannot_be_had_at_the_moment_is_asked_for_again(
    busy: "Newsroom", status: int
) -> None:
    """The look has failed; held or passed over, what the page shows would be lost."""
    publish(busy, TITLES)
    fail_older_pages(busy, status)
    failed = busy.look()
    assert failed.outcome == "failed"
    assert "what is new waits for it" in english(failed.why)
    fail_older_pages(busy, 0)
    assert decisions(busy) == ["post"] * 4
    assert order(busy) == ["0", "1", "2", "3"]


def test_a_page_that_stays_away_does_not_stop_the_feed(busy: "Newsroom") -> None:
    """Some firewalls answer 503 to any such question: a person decides in the end."""
    publish(busy, TITLES)
    fail_older_pages(busy, 503)
    assert [busy.look().outcome for _ in range(2)] == ["failed"] * 2
    assert decisions(busy) == ["hold"] * 2


def test_a_page_that_does_not_exist_is_not_waited_for(busy: "Newsroom") -> None:
    """Nothing leads on from here."""
    publish(busy, TITLES)
    fail_older_pages(busy, 404)
    assert decisions(busy) == ["hold"] * 2


def test_what_stood_on_the_blog_while_its_feed_was_empty_is_no_news(newsroom: "Newsroom") -> None:
    """A feed that was broken at first sight shows old articles at the second; news is news."""
    numbers = [post.id for post in newsroom.blog.published()]
    for number in numbers:
        newsroom.blog.trash(number)
    newsroom.look()
    for number in numbers:
        newsroom.blog.restore(number)
    before: datetime = newsroom.clock.at - timedelta(hours=2)
    newsroom.publish(TITLES[0], at=before)
    newsroom.publish(TITLES[1])
    assert decisions(newsroom) == ["baseline"] * 4 + ["post"]
