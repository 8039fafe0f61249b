"""An article changes while nobody knows whether its post is out."""

from collections.abc import Callable

import pytest

from crosspost.errors import NotSent
from crosspost.model import Delivery, State
from crosspost.outbox import machine
from crosspost.pipeline.settle import suspect
from tests.faults.mishaps import LAG, Fate, Mishap
from tests.faults.town import Town

Found = Callable[..., Town]
PUBLISH = 1  # the second effect of a turn without a picture: its intent is committed before it
LOOK = 0
TITLE = "港の会談で三か国が合意へ"
BROKEN = "港の会談は決裂、三か国は合意せず"


def lose(found: Found, *, effect: str = "before") -> tuple[Town, int]:
    """Send an article to X, and lose the answer."""
    town = found()
    number = town.publish(TITLE)
    town.look()
    lost = Mishap("500", "after" if effect == "after" else "before")
    town.send("main", Fate({PUBLISH: lost}))
    assert delivery(town).state is State.UNCERTAIN
    return town, number


def delivery(town: Town) -> Delivery:
    """Return the delivery to the first account."""
    return town.store.deliveries(account="main")[0]


def settle(town: Town) -> None:
    """Take all looks that are planned."""
    while (waiting := delivery(town)).state is State.UNCERTAIN:
        town.now = max(town.now, waiting.due_at)
        town.settle()


def test_a_password_set_meanwhile_keeps_what_was_not_out_from_going_out(found: Found) -> None:
    """The looks prove it absent, and it is not sent again."""
    town, number = lose(found)
    town.blog.protect(number)
    town.look()
    settle(town)
    assert delivery(town).state is State.QUEUED
    town.send("main")
    assert delivery(town).state is State.HELD
    assert town.posts("main") == []


def edit(town: Town, number: int) -> None:
    """Let the author correct headline and address, and the feed tell."""
    town.blog.revise(number, title=BROKEN)
    town.blog.change_slug(number, "ketsuretsu")
    town.look()


def texts(town: Town) -> list[str]:
    """Return what the account's readers see of the article, oldest first."""
    posts = town.sandbox.world.posts
    return [posts[id_].text for id_ in town.posts("main", "港の会談")]


def test_what_was_not_out_is_sent_again_as_the_article_stands_now(found: Found) -> None:
    """A correction made while the outcome was unknown is in it: headline and address."""
    town, number = lose(found)
    edit(town, number)
    settle(town)
    town.send("main")
    (text,) = texts(town)
    assert text.startswith(BROKEN)
    assert "ketsuretsu" in text
    assert delivery(town).post.text == text


def test_what_was_out_is_found_as_it_was_sent(found: Found) -> None:
    """The correction changes nothing about what is looked for."""
    town, number = lose(found, effect="after")
    edit(town, number)
    settle(town)
    assert delivery(town).state is State.PUBLISHED
    assert len(texts(town)) == 1


def test_what_shows_up_late_is_found_as_it_was_sent_though_it_was_edited_meanwhile(
    found: Found,
) -> None:
    """It is queued again and edited; the look before sending seeks what may be out."""
    town, number = lose(found, effect="after")
    while (waiting := delivery(town)).state is State.UNCERTAIN:
        town.now = max(town.now, waiting.due_at)
        town.settle(Fate({LOOK: LAG, LOOK + 2: LAG}))
    assert waiting.state is State.QUEUED
    edit(town, number)
    town.send("main")
    assert delivery(town).state is State.PUBLISHED
    assert len(texts(town)) == 1


def test_an_edit_that_comes_while_it_is_being_sent_is_in_the_next_attempt(found: Found) -> None:
    """Nothing of what is on its way is touched; the next attempt tells what stands there then."""
    town = found()
    number = town.publish(TITLE)
    town.look()
    queued = delivery(town)
    rules = town.pipe.rules
    begun = town.store.apply(queued, machine.begin(queued, now=town.now, rules=rules), now=town.now)
    assert begun
    edit(town, number)
    assert delivery(town) == begun
    step = machine.after_error(begun, NotSent("refused"), now=town.now, rules=rules, chance=0)
    returned = town.store.apply(begun, step, now=town.now)
    assert returned
    town.now = returned.due_at
    town.send("main")
    (text,) = texts(town)
    assert text.startswith(BROKEN)


@pytest.mark.parametrize("moved", [True, False], ids=["another address", "the same address"])
def test_what_an_older_record_has_not_sent_yet_is_found_though_it_was_edited_meanwhile(
    found: Found, *, moved: bool
) -> None:
    """The other copy has sent it as it stood then."""
    town = found()
    number = town.publish(TITLE)
    town.look()
    out = town.pipe.account("main").network.publish(delivery(town).post, None).id
    suspect(town.pipe)
    town.blog.revise(number, title=BROKEN)
    if moved:
        town.blog.change_slug(number, "ketsuretsu")
    town.look()
    assert delivery(town).post.text.startswith(TITLE if moved else BROKEN)
    town.send("main")
    assert town.posts("main", "港の会談") == [out]
