"""A wrong answer of X, and an article whose feed is watched no more."""

from dataclasses import replace
from datetime import timedelta

from crosspost.model import Media, Post, Receipt, State
from tests.faults.conftest import Found
from tests.faults.wire import DirectNetwork
from tests.words import english

TITLES = ("第一報、港の再開発をめぐる動き", "第二報、港の再開発をめぐる動き")


class Cached(DirectNetwork):
    """Answers the second post as a cache would: with the answer to the first."""

    answers: tuple[Receipt, ...] = ()

    def publish(self, post: Post, media: Media | None) -> Receipt:
        """Publish, but for the second time."""
        if len(self.answers) == 1:
            self.answers *= 2
            return self.answers[0]
        receipt = super().publish(post, media)
        self.answers += (receipt,)
        return receipt


def test_an_answer_with_the_id_of_an_earlier_post_is_no_receipt(found: Found) -> None:
    """The second article is looked for, not found, and goes out."""
    town = found(network=Cached)
    for title in TITLES:
        town.publish(title)
        town.finish()
    assert [len(town.posts("main", title[:6])) for title in TITLES] == [1, 1]
    receipts = [d.receipt and d.receipt.id for d in town.store.deliveries(account="main")]
    assert len(set(receipts)) == len(TITLES)


def test_what_waits_from_a_feed_that_is_gone_still_grows_old(found: Found) -> None:
    """The feed was renamed or removed while the account was paused: nothing old goes out."""
    town = found()
    town.publish(TITLES[0])
    town.look()
    town.pipe = replace(town.pipe, settings=town.pipe.settings.model_copy(update={"feeds": ()}))
    town.now += timedelta(days=10)
    town.send("main")
    (delivery,) = town.store.deliveries(account="main")
    assert (delivery.state, "max_age" in english(delivery.why)) == (State.HELD, True)
