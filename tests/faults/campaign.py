"""Every journey of a delivery with so many mishaps, wherever they strike, each step taken once.

A journey is a walk through moments: at each one the daemon does what is due, and each effect of
that may go well or meet any of its mishaps. Two journeys that come to the same moment have the
same future, which is then walked only once; the same means: the same record, the same X, the same
memory of the process, all times counted from now. So the walk is complete without an assumption on
which faults are alike, and it says for how many journeys it stands.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta

from crosspost.model import Delivery, State
from crosspost.model.why import ASKING
from tests.faults.house import House, Moment
from tests.faults.mishaps import Fate, Mishap, Place

_TOO_LONG = 200  # turns of one journey: it goes round in a circle


class Broken(AssertionError):
    """A journey on which the article came out twice, was lost, or never ended."""


@dataclass(frozen=True, slots=True)
class Walked:
    """What a walk came to."""

    journeys: int  #: how many it stands for, until it broke off
    turns: int
    broken: str  #: the story of the journey that broke it off; "" when each ended with one post


@dataclass(slots=True)
class Campaign:
    """A walk through all journeys of a house."""

    house: House
    mishaps: Mapping[Place, Sequence[Mishap]]
    share: int = 0  #: which of the first mishaps in the first turn are met, of `shares`
    shares: int = 1
    journeys: int = 0
    moments: dict[tuple[object, ...], int] = field(default_factory=dict)
    _trail: list[str] = field(default_factory=list)

    def run(self, most: int) -> Walked:
        """Walk all journeys with up to so many mishaps, or until one breaks.

        After its last mishap a journey must end: published, once.
        """
        story = ""
        try:
            for _ in self.steps(most):
                pass
        except Broken as broken:
            story = str(broken)
        return Walked(self.journeys, self.house.turns, story)

    def steps(self, most: int) -> Iterator[None]:
        """Walk all journeys of this share, and come back after each way of the first turn."""
        start = self.house.look_round()
        for plan, met in self._turns(start, most, (self.share, self.shares)):
            if plan or not self.share:
                self._trail.append(_name(plan, met))
                self.journeys += self._walk(self.house.look_round(), most - len(plan))
                self._trail.pop()
            yield

    def _walk(self, moment: Moment, left: int) -> int:
        key = (left, *describe(self.house))
        if key in self.moments:
            return self.moments[key]
        if self.house.delivery.state in {State.PUBLISHED, State.WITHDRAWN}:
            return 1
        if len(self._trail) > _TOO_LONG:
            raise Broken("it never ends:" + self._tell())
        count = 0
        for plan, met in self._turns(moment, left):
            self._trail.append(_name(plan, met))
            count += self._walk(self.house.look_round(), left - len(plan))
            self._trail.pop()
        self.moments[key] = count
        return count

    def _turns(
        self, moment: Moment, left: int, part: tuple[int, int] = (0, 1)
    ) -> Iterator[tuple[dict[int, Mishap], list[Place]]]:
        """Take the turn once for each choice of mishaps, each time from the same moment.

        `part` of how many: which of the choices of the first mishap are taken.
        """
        plans: list[dict[int, Mishap]] = [{}]
        while plans:
            plan = plans.pop()
            fate = Fate(plan)
            self.house.go_back(moment)
            try:
                self.house.turn(fate)
                self.house.check()
            except AssertionError as error:
                self._trail.append(_name(plan, fate.met))
                raise Broken(f"{error}:{self._tell()}") from error
            assert max(plan, default=-1) < len(fate.met), "a planned mishap was not met"
            if len(plan) < left:
                more = [
                    {**plan, at: mishap}
                    for at in range(max(plan, default=-1) + 1, len(fate.met))
                    for mishap in self.mishaps[fate.met[at]]
                ]
                plans += more if plan else more[part[0] :: part[1]]
            yield plan, fate.met

    def _tell(self) -> str:
        return "".join(f"\n  {turn}" for turn in self._trail if turn)


def _name(plan: Mapping[int, Mishap], met: Sequence[Place]) -> str:
    return ", ".join(
        f"{place} ({plan[at]})" if at in plan else place for at, place in enumerate(met)
    )


def describe(house: House) -> tuple[object, ...]:
    """Return what tells this moment from others with another future; times count from now."""
    delivery, now = house.delivery, house.now
    account = house.store.account("main")
    world = house.sandbox.world
    return (
        *_delivery(delivery, now),
        account.code,
        account.retry_at and max(account.retry_at, now) - now,
        account.throttled_until and max(account.throttled_until, now) - now,
        house.store.recall("picture.open:main"),
        tuple(house.store.recall("pictures.fatal") or ()),
        tuple(world.posts[number].created_at >= house.since for number in house.out),
        delivery.media is not None and delivery.media.id in world.uploads,
        house.network.memory,
    )


#: Names, or words for people, or without meaning once a delivery is queued (again).
_IDLE = {"id", "article", "version", "why", "media", "created_at", "article_published", "receipt"}


def _delivery(delivery: Delivery, now: datetime) -> Iterator[object]:
    asks = delivery.state is State.HELD and delivery.why.has(*ASKING)
    media = delivery.media
    yield from (asks, media and (media.expires_at - now, media.alt_done))
    for each in fields(delivery):
        value = getattr(delivery, each.name)
        if each.name in _IDLE or (each.name == "sent_at" and delivery.state is State.QUEUED):
            continue
        if each.name == "doubt_since":
            yield value is not None  # a bound for looks: what counts is which posts lie above it
        elif each.name == "due_at":
            yield max(value - now, timedelta(0))
        else:
            yield value - now if isinstance(value, datetime) else value
