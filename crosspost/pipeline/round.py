"""One round of everything, for `once` and for commands that run without a daemon."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from crosspost.model import Delivery, State
from crosspost.pipeline.budget import release_affordable
from crosspost.pipeline.deliver import deliver, turn_of
from crosspost.pipeline.looks import looks_open_at
from crosspost.pipeline.parts import Pipeline
from crosspost.pipeline.reach import release_opened
from crosspost.pipeline.settle import settle
from crosspost.pipeline.watch import Look, look

#: How often a waiting round asks the record again.
PAUSE_SECONDS = 0.2


async def look_at_all(pipe: Pipeline, tell: Callable[[Look], None]) -> list[Look]:
    """Look at every feed now."""

    async def one(name: str) -> Look:
        feed = pipe.settings.feed(name)
        assert feed is not None, "the name comes from the settings"
        done = await look(pipe, feed, started=True)
        tell(done)
        return done

    return list(await asyncio.gather(*(one(feed.name) for feed in pipe.settings.feeds)))


async def send_all(
    pipe: Pipeline, tell: Callable[[Delivery], None], *, patience: timedelta
) -> None:
    """Deliver and settle until nothing more is due within `patience`."""
    until = pipe.now() + patience
    tried: set[int] = set()
    while True:
        moved = False
        released = (*release_affordable(pipe), *release_opened(pipe))
        for step in (*await settle(pipe), *released):
            moved = True
            tell(step)
        for account in pipe.accounts:
            if delivery := await deliver(pipe, account, tried=tried):
                moved = True
                tell(delivery)
        if moved:
            continue
        due = next_due(pipe)
        if due is None or due > until:
            return
        tried.clear()
        await asyncio.sleep(PAUSE_SECONDS)


def next_due(pipe: Pipeline) -> datetime | None:
    """Return when the next queued or uncertain delivery can move; None when none can."""
    times, now = [], pipe.now()
    for delivery in pipe.store.deliveries(states=(State.QUEUED, State.UNCERTAIN)):
        if delivery.account not in pipe.accounts:
            continue
        due_at = delivery.due_at
        if delivery.state is State.UNCERTAIN or delivery.doubt_since:
            due_at = max(due_at, looks_open_at(pipe, delivery.account, now=now))
        if delivery.state is State.UNCERTAIN:
            times.append(due_at)
            continue
        allowed_at, _why = turn_of(pipe, delivery.account, now=now)
        if allowed_at is not None:
            times.append(max(due_at, allowed_at))
    return min(times, default=None)
