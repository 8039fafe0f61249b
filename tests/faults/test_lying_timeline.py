"""A timeline that can be read and leaves out what is there: X's outages show an empty one."""

from datetime import timedelta

from crosspost.model import Post, State
from crosspost.networks.x.answers import Answer
from crosspost.networks.x.timeline import Page
from tests.faults.conftest import Found
from tests.faults.mishaps import Fate, Mishap
from tests.faults.town import Town
from tests.faults.wire import DirectNetwork

FIRST, SECOND = "霧の朝、港に三隻の貨物船が着いた", "豪雨の夜、堤防の上に人々が立つ"
PUBLISH = 1  # the second effect of a turn without a picture: its intent is committed before it


class Empty(DirectNetwork):
    """Shows an empty timeline, as a well-formed 200, as long as it is told to."""

    lies = False

    def _ask_page(self, post: Post, floor: int, token: str) -> tuple[Answer, Page]:
        answer, page = super()._ask_page(post, floor, token)
        return (answer, page if not Empty.lies else Page((), "", complete=True, understood=True))


def lose(town: Town) -> None:
    """Post one article, and a second one whose answer is lost though it is out."""
    town.publish(FIRST)
    town.look()
    town.send("main")
    town.now += timedelta(minutes=3)
    town.publish(SECOND)
    town.look()
    town.send("main", Fate({PUBLISH: Mishap("500", "after")}))
    Empty.lies = True


def settle(town: Town, *, minutes: int) -> None:
    """Let the jobs come round for so long."""
    for _ in range(minutes * 2):
        town.now += timedelta(seconds=30)
        town.settle()
        town.send("main")


def asked_by_id(town: Town) -> int:
    """Return how often a post was asked for by its id."""
    calls = [c for c in town.sandbox.calls if c.method == "GET"]
    return sum(call.path.startswith("/2/tweets/") for call in calls)


def test_an_empty_timeline_is_not_believed_while_a_known_post_is_there(found: Found) -> None:
    """Three such looks made the second article go out twice."""
    town = found(network=Empty)
    lose(town)
    settle(town, minutes=15)
    assert len(town.posts("main", SECOND[:4])) == 1
    assert asked_by_id(town) > 0
    second = town.store.deliveries(account="main")[0]
    assert second.state is State.UNCERTAIN
    Empty.lies = False
    settle(town, minutes=70)
    assert town.store.delivery(second.id).state is State.PUBLISHED
    assert len(town.posts("main", SECOND[:4])) == 1


def test_a_known_post_that_was_deleted_is_noted_once_and_counted_no_more(found: Found) -> None:
    """Somebody deleted it by hand: the timeline says the truth without it."""
    town = found(network=Empty)
    lose(town)
    for number in town.posts("main"):
        town.sandbox.world.posts[number].deleted_at = town.now
    settle(town, minutes=15)
    assert asked_by_id(town) == 1
    first, second = town.store.deliveries(account="main")[::-1]
    kinds = [event.kind for event in town.store.events(delivery=first.id)]
    assert kinds.count("post.deleted") == 1
    assert second.state is State.PUBLISHED
    Empty.lies = False
