"""What becomes of a held delivery when its author does not wait for its release."""

from crosspost.model import State
from tests.cli.conftest import Desk


def hold_article(desk: Desk) -> None:
    """Publish an article that is held before it is tried."""
    desk.type("pause", "main")
    desk.publish("保留になった記事の見出し、編集長の判断を待つ")
    desk.type("once", "--wait", "0s")
    desk.type("hold", "2")
    desk.type("resume", "main")


def test_a_repost_takes_the_place_of_what_is_held(at_work: Desk) -> None:
    """Releasing all that is held does not announce the article a second time."""
    hold_article(at_work)
    said = at_work.type("repost", "latest", "--yes")
    assert said.code == 0, said.err
    assert "a repost takes its place" in said.out
    assert at_work.type("release", "all").out == "nothing is held\n"
    assert "by repost instead, as delivery 3" in at_work.type("explain", "保留になった").out
    assert len(at_work.sandbox.posts()) == 2


def test_a_look_at_a_repost_leaves_the_held_one_alone(at_work: Desk) -> None:
    """A dry run only shows."""
    hold_article(at_work)
    at_work.type("repost", "latest", "--dry-run")
    store = at_work.store()
    assert [d.id for d in store.deliveries(states=(State.HELD,))] == [2]
    store.close()
