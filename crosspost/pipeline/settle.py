"""Settle: every unknown outcome is settled by looking at the account's own timeline (law 3)."""

import asyncio
from datetime import timedelta

from crosspost.model import Charge, Delivery
from crosspost.outbox import settling
from crosspost.pipeline import budget
from crosspost.pipeline.parts import Pipeline
from crosspost.threads import run_apart

#: X takes OAuth timestamps some minutes off; a look has to reach back over such a clock.
CLOCK_SLACK = timedelta(minutes=5)


def recover(pipe: Pipeline, *, everything: bool) -> list[Delivery]:
    """Make what a dead sender left behind uncertain; `everything` at start-up (law 2)."""
    now = pipe.now()
    steps = [
        (delivery, settling.recover(delivery, now=now, rules=pipe.rules))
        for delivery in pipe.store.abandoned(now, all_of_them=everything)
    ]
    applied = [pipe.store.apply(delivery, step, now=now) for delivery, step in steps]
    return [delivery for delivery in applied if delivery is not None]


async def settle(pipe: Pipeline) -> list[Delivery]:
    """Take the looks that are due; the deliveries as they stand then."""
    due = [d for d in pipe.store.uncertain(pipe.now()) if d.account in pipe.accounts]
    looked = await asyncio.gather(*(_look(pipe, delivery) for delivery in due))
    return [delivery for delivery in looked if delivery is not None]


async def _look(pipe: Pipeline, delivery: Delivery) -> Delivery | None:
    network = pipe.account(delivery.account).network
    since = settling.look_since(delivery, now=pipe.now()) - CLOCK_SLACK
    known = pipe.store.known_receipts(delivery.account, since)
    try:
        found = await run_apart(network.find, delivery.post, since, known)
    except Exception as error:  # noqa: BLE001 — an unreadable timeline says nothing, whatever it is
        now = pipe.now()
        step = settling.after_unreadable(
            delivery, error, now=now, rules=pipe.rules, chance=pipe.chance()
        )
        return pipe.store.apply(delivery, step, now=now)
    now = pipe.now()
    charges = [Charge(now, delivery.account, "timeline-read", network.look_price(), delivery.id)]
    if found:
        item = budget.item_of(delivery.post)
        price = network.price(delivery.post)
        charges.append(Charge(now, delivery.account, item, price, delivery.id))
    step = settling.after_look(delivery, found, now=now, rules=pipe.rules)
    return pipe.store.apply(delivery, step, now=now, charges=tuple(charges))
