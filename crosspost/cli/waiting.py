"""Waiting for what was ordered: the daemon sends it, or this command in its place."""

import asyncio
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace

from crosspost import clock
from crosspost.cli.voice import say
from crosspost.errors import StoreError
from crosspost.model import UNTOLD, Delivery, Reason, State
from crosspost.outbox.store import exclusive
from crosspost.pipeline.deliver import deliver, turn_of
from crosspost.pipeline.parts import Pipeline
from crosspost.pipeline.settle import recover, settle, suspect
from crosspost.words.lines import Line

_DONE = frozenset({State.PUBLISHED, State.WITHDRAWN, State.HELD})
_ASK_SECONDS = 0.3


class Once:
    """Tells where there is no terminal: each thing that is waited for in one line."""

    def __init__(self) -> None:
        self._told = ""

    def tell(self, line: str) -> None:
        """Print the line, unless it was the last one."""
        if line != self._told:
            sys.stderr.write(f"{line}\n")
        self._told = line


class Sender:
    """Waits for the daemon, and takes its place when there is none."""

    def __init__(self, pipe: Pipeline, stack: ExitStack, *, ordered: Sequence[int]) -> None:
        self._pipe = pipe
        self._stack = stack
        self._ordered = ordered
        self._alone = False
        self.paused: Reason | None = None  #: why the account does not send

    def takes_lock(self) -> bool:
        """Take the sender's lock if no daemon holds it; whether this process is the sender now."""
        if not self._alone:
            try:
                tenure = self._stack.enter_context(exclusive(self._pipe.settings.state.url))
            except StoreError:
                return False
            self._alone, self._pipe = True, replace(self._pipe, tenure=tenure)
            recover(self._pipe, everything=True)
            suspect(self._pipe, but=self._ordered)
        return True

    async def wait(self, delivery: Delivery, *, tell: Callable[[str], None]) -> Delivery:
        """Return the delivery when it is settled, or when its account does not send."""
        while True:
            if self.takes_lock():
                await deliver(self._pipe, delivery.account)
                await settle(self._pipe)
            delivery = self._pipe.store.delivery(delivery.id)
            if delivery.state in _DONE:
                return delivery
            turn, why = turn_of(self._pipe, delivery.account, now=clock.now())
            if turn is None:
                self.paused = Line.WHEN_RESUMED(cause=why)
                return delivery
            cause = delivery.why if why == UNTOLD else why
            state = delivery.state.value
            tell(say(Line.WAITS_FOR(delivery=delivery.id, state=state, cause=cause)))
            await asyncio.sleep(_ASK_SECONDS)


def tell_what_stays(pipe: Pipeline, ordered: Sequence[Delivery]) -> None:
    """Say what becomes of the deliveries that nobody waits for any more."""
    for each in ordered:
        delivery = pipe.store.delivery(each.id)
        said = Line.STANDS_SEE(delivery=delivery.id, state=delivery.state.value)
        if delivery.state is State.QUEUED:
            said = Line.STAYS_ORDERED(delivery=delivery.id)
        sys.stderr.write(f"{say(said)}\n")
