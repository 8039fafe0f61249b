"""Exactly once: every journey of a delivery with up to three mishaps ends with one post.

On real SQLite, with the real client of X on the sandbox without sockets, a clock that the journeys
move, and X's duplicate rule switched off. A mishap is a fault of the sandbox, before or after the
effect, at an upload, an alt text, a post or a look at the timeline; a timeline that lags; a disk
that is full; or the death of the process between any two effects (requests and transactions).
`tests/faults/campaign.py` says how every journey is walked while each step is taken once.

Here: one mishap of every kind; two of each meaning; three of those that move a delivery from state
to state. `make faults ARGS=--exhaustive` walks three of every kind, on all cores.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

import pytest

from crosspost.errors import NotSent, Refused, Uncertain
from crosspost.model import Delivery, Media, Post, Receipt, State
from crosspost.outbox import machine
from crosspost.outbox.arrows import Move
from crosspost.pipeline.parts import Pipeline
from tests.faults.campaign import Campaign, Walked
from tests.faults.house import LINK, POST, House, Jobs, Open
from tests.faults.mishaps import ALL, LAG, MEANINGS, MOVES, Mishap, Place
from tests.faults.parts import Record
from tests.faults.wire import Blind, DirectNetwork
from tests.words import plain

Follows = Literal["", "repost_of", "replaces"]
#: What a post is made of decides which requests it takes and how it is found again.
POSTS: dict[str, tuple[Post, Follows]] = {
    "plain": (Post("霧の港で三か国の会談が始まった。", weight=34), ""),
    "link": (Post(f"会談が始まった。\n{LINK}", weight=41, links=(LINK,)), ""),
    "edit": (Post(f"会談が終わった。\n{LINK}", weight=41, links=(LINK,)), "replaces"),
    "repost": (Post(""), "repost_of"),
    "edited": (Post(f"会談が始まる。\n{LINK}", weight=40, links=(LINK,), told="before"), ""),
}


def walk(house: House, mishaps: Mapping[Place, Sequence[Mishap]], most: int) -> Walked:
    """Walk every journey and say how many there were."""
    walked = Campaign(house, mishaps).run(most)
    print(f"up to {most} mishaps: {walked}")  # noqa: T201 — asked for by the reader of a run
    return walked


@pytest.mark.parametrize(
    ("mishaps", "most"), [(ALL, 1), (MEANINGS, 2), (MOVES, 3)], ids=["every-kind", "two", "three"]
)
def test_every_journey_of_a_post_with_its_picture_ends_with_one_post(
    open_house: Open, mishaps: Mapping[Place, Sequence[Mishap]], most: int
) -> None:
    """Whatever fails, and wherever the process dies: never two, never none."""
    walked = walk(open_house(), mishaps, most)
    assert not walked.broken, walked.broken
    assert walked.journeys > most


@pytest.mark.parametrize("kind", POSTS)
def test_every_journey_of_other_posts_ends_with_one_post(open_house: Open, kind: str) -> None:
    """Told by their text, by their link, by what they edit or repost; or written again."""
    post, follows = POSTS[kind]
    walked = walk(open_house(post=post, follows=follows), MOVES, 2)
    assert not walked.broken, walked.broken
    assert walked.journeys > 2


TIMELINE_BEHIND: dict[Place, tuple[Mishap, ...]] = {
    **dict.fromkeys(MOVES, ()),
    "publish": (Mishap("500", "after"),),
    "look": (LAG,),
}


def test_a_timeline_that_lags_beyond_all_looks_is_caught_by_the_duplicate_rule(
    open_house: Open,
) -> None:
    """X's own refusal of a duplicate leads to another look, not to a failure."""
    walked = walk(open_house(post=POSTS["plain"][0], duplicates="hours:24"), TIMELINE_BEHIND, 5)
    assert not walked.broken, walked.broken
    assert walked.journeys > 5


# The test of the test: each of these is a mistake that somebody could make.


def _move(pipe: Pipeline, delivery: Delivery, move: Move) -> None:
    step = machine.take(
        move, plain(""), before=delivery, after=replace(delivery, due_at=pipe.now())
    )
    pipe.store.apply(delivery, step, now=pipe.now())


def queue_what_was_abandoned(pipe: Pipeline, *, everything: bool) -> None:
    """Take a dead sender's delivery for one that was not sent."""
    for delivery in pipe.store.abandoned(pipe.now(), all_of_them=everything):
        _move(pipe, delivery, Move.RETURN)


def leave_what_was_abandoned(pipe: Pipeline, *, everything: bool) -> None:
    """Forget to recover."""


async def queue_without_a_look(pipe: Pipeline) -> None:
    """Send again what may be out."""
    for delivery in pipe.store.uncertain(pipe.now()):
        _move(pipe, delivery, Move.RETRY)


class Confident(DirectNetwork):
    """Takes a lost answer for a post that was not sent."""

    def publish(self, post: Post, media: Media | None) -> Receipt:
        """Publish, and draw the wrong conclusion."""
        try:
            return super().publish(post, media)
        except Uncertain as error:
            raise NotSent(str(error)) from error


class Literal403(DirectNetwork):
    """Takes "duplicate content" for a post that X will never take."""

    def publish(self, post: Post, media: Media | None) -> Receipt:
        """Publish, and forget what the refusal says."""
        try:
            return super().publish(post, media)
        except Refused as error:
            raise Refused(str(error)) from error


class Forgetful(Record):
    """Does not write the intent down before the request leaves."""

    def apply(self, delivery: Delivery, step: machine.Step, **rest: Any) -> Delivery | None:  # noqa: ANN401
        """Keep the intent in mind only."""
        return step.after if step.move is Move.BEGIN else super().apply(delivery, step, **rest)


class Split(Record):
    """Commits a receipt's state apart from the receipt, so that a crash falls between the two."""

    def apply(self, delivery: Delivery, step: machine.Step, **rest: Any) -> Delivery | None:  # noqa: ANN401
        """Publish in two transactions."""
        if step.to is State.PUBLISHED and step.after.receipt:
            bare = replace(step, after=replace(step.after, receipt=None))
            super().apply(delivery, bare, **rest)
            with self.writing():
                pass
        return super().apply(delivery, step, **rest)


BUGS: dict[str, Jobs] = {
    "a crash means: not sent": Jobs(recover=queue_what_was_abandoned),
    "no recovery": Jobs(recover=leave_what_was_abandoned),
    "uncertain means: send again": Jobs(settle=queue_without_a_look),
    "a blind look": Jobs(network=Blind),
    "a lost answer means: not sent": Jobs(network=Confident),
    "the intent is not written down": Jobs(record=Forgetful),
    "the outcome in two transactions": Jobs(record=Split),
}


@pytest.mark.parametrize("bug", BUGS)
def test_a_planted_bug_is_caught(open_house: Open, bug: str) -> None:
    """A walk that could not fail would prove nothing."""
    assert walk(open_house(post=replace(POST), jobs=BUGS[bug]), MOVES, 2).broken


def test_taking_a_duplicate_for_a_failure_is_caught(open_house: Open) -> None:
    """It only shows where X has such a rule and the timeline lags."""
    house = open_house(post=POSTS["plain"][0], duplicates="hours:24", jobs=Jobs(network=Literal403))
    assert "does not ask" in walk(house, TIMELINE_BEHIND, 5).broken
