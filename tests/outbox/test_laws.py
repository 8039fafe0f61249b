"""Laws that no sequence of outcomes may break, whatever happens in whatever order."""

from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from crosspost.errors import (
    AccountClosed,
    MediaGone,
    NotSent,
    PictureError,
    Refused,
    Uncertain,
)
from crosspost.model import UNTOLD, Delivery, Post, Receipt, State, Thumbnail
from crosspost.outbox.arrows import TRANSITIONS
from crosspost.outbox.machine import Step, after_error, after_receipt, begin
from crosspost.outbox.settling import after_look, after_unreadable, recover
from crosspost.outbox.verdict import release
from tests.outbox.conftest import RULES
from tests.words import english

START = datetime(2026, 11, 23, 12, tzinfo=UTC)
RECEIPT = Receipt("1", "https://x.example/1")
NOT_SENT = (
    NotSent("no connection"),
    AccountClosed("no credits", code="credits"),
    AccountClosed("bad token", code="token"),
    MediaGone("unknown"),
)
UNKNOWN = (Uncertain("hung"), OSError("reset"), ValueError("no JSON"))
REFUSED = (Refused("too long"), Refused("duplicate content", duplicate=True))


class Journey(RuleBasedStateMachine):
    """One delivery through any outcomes, on a clock that only goes forward."""

    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.delivery = Delivery(
            id=1,
            article=1,
            account="main",
            edition=1,
            state=State.QUEUED,
            post=Post("港", thumbnail=Thumbnail("https://blog.example.jp/1.jpg")),
            due_at=START,
        )
        self.maybe_out = False  # an attempt had an unknown outcome, and nobody has settled it
        self.absences: list[datetime] = []  # counted looks since that attempt

    def _take(self, step: Step) -> None:
        before = self.delivery
        assert step.to is TRANSITIONS[before.state][step.move]
        assert step.why != UNTOLD
        self.delivery = step.after

    def _is(self, state: State) -> bool:
        return self.delivery.state is state

    @rule(seconds=st.integers(0, 1200))
    def wait(self, seconds: int) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)

    @precondition(lambda self: self._is(State.QUEUED))
    @rule()
    def send(self) -> None:
        """Begin an attempt: never while an earlier one may be out."""
        assert not self.maybe_out
        self._take(begin(self.delivery, now=self.now, rules=RULES))

    @precondition(lambda self: self._is(State.QUEUED))
    @rule(error=st.sampled_from((*NOT_SENT, *UNKNOWN, *REFUSED, PictureError("broken"))))
    def fail_upload(self, error: Exception) -> None:
        """Meet any error while a picture is uploaded."""
        attempts = self.delivery.attempts
        self._take(after_error(self.delivery, error, now=self.now, rules=RULES, chance=0.5))
        assert self._is(State.QUEUED)
        assert self.delivery.attempts == attempts

    @precondition(lambda self: self._is(State.SENDING))
    @rule(error=st.sampled_from(NOT_SENT))
    def turn_back(self, error: Exception) -> None:
        """Hear that it was certainly not sent: that counts as no attempt (law 12)."""
        attempts = self.delivery.attempts
        self._take(after_error(self.delivery, error, now=self.now, rules=RULES, chance=0.5))
        assert self.delivery.attempts == attempts
        assert self._is(State.QUEUED)

    @precondition(lambda self: self._is(State.SENDING))
    @rule(error=st.sampled_from(REFUSED))
    def refuse(self, error: Refused) -> None:
        """Hear no; "duplicate" may mean that it is out."""
        self._take(after_error(self.delivery, error, now=self.now, rules=RULES, chance=0.5))
        self.maybe_out = error.duplicate
        self.absences = []
        assert self._is(State.UNCERTAIN if self.maybe_out else State.HELD)

    @precondition(lambda self: self._is(State.SENDING))
    @rule(error=st.sampled_from((None, *UNKNOWN)))
    def lose_the_answer(self, error: Exception | None) -> None:
        """Crash, or get an answer that says nothing."""
        if error is None:
            self._take(recover(self.delivery, now=self.now, rules=RULES))
        else:
            self._take(after_error(self.delivery, error, now=self.now, rules=RULES, chance=0.5))
        self.maybe_out, self.absences = True, []

    @precondition(lambda self: self._is(State.SENDING))
    @rule()
    def succeed(self) -> None:
        """Get the receipt."""
        self._take(after_receipt(self.delivery, RECEIPT, now=self.now))

    @precondition(lambda self: self._is(State.UNCERTAIN))
    @rule(early=st.booleans())
    def miss(self, *, early: bool) -> None:
        """Look at a readable timeline that does not show it."""
        if not early:
            self.now = max(self.now, self.delivery.due_at)
        if self.now >= self.delivery.due_at:
            self.absences.append(self.now)
        self._take(after_look(self.delivery, None, now=self.now, rules=RULES))
        if not self._is(State.UNCERTAIN):
            self._check_absence()

    def _check_absence(self) -> None:
        first, second, last = self.absences
        assert second - first >= timedelta(seconds=90)
        assert last - second >= timedelta(minutes=8)
        self.maybe_out = False

    @precondition(lambda self: self._is(State.UNCERTAIN))
    @rule(error=st.sampled_from((*NOT_SENT, *UNKNOWN)))
    def overlook(self, error: Exception) -> None:
        """Fail to read the timeline: it stays uncertain, or a person is asked."""
        looks = self.delivery.looks
        step = after_unreadable(self.delivery, error, now=self.now, rules=RULES, chance=0.5)
        self._take(step)
        assert self._is(State.UNCERTAIN) or "crosspost release" in english(step.why)
        assert self.delivery.looks == looks

    @precondition(lambda self: self._is(State.UNCERTAIN))
    @rule()
    def find(self) -> None:
        """Find it on the timeline."""
        self._take(after_look(self.delivery, RECEIPT, now=self.now, rules=RULES))
        self.maybe_out = False
        assert self._is(State.PUBLISHED)

    @precondition(lambda self: self._is(State.HELD))
    @rule()
    def release(self) -> None:
        """Let a person say that it is not out."""
        self._take(release(self.delivery, now=self.now))
        self.maybe_out = False

    @invariant()
    def published_has_a_receipt(self) -> None:
        """Check that what is out, and nothing else, can be pointed at."""
        assert (self.delivery.receipt is not None) == self._is(State.PUBLISHED)

    @invariant()
    def doubt_is_remembered(self) -> None:
        """Check that doubt knows since when, and that only a sending delivery has a lease."""
        assert not self._is(State.UNCERTAIN) or self.delivery.doubt_since is not None
        assert (self.delivery.lease_until is not None) == self._is(State.SENDING)

    @invariant()
    def unknown_outcome_is_never_queued(self) -> None:
        """Check that what may be out waits for a look or a person (law 3)."""
        assert not self.maybe_out or self._is(State.UNCERTAIN) or self._is(State.HELD)
        assert self.delivery.attempts <= RULES.attempts_most


TestJourney = Journey.TestCase
TestJourney.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)


def test_throttling_for_a_week_counts_no_attempt() -> None:
    """A week of 429 leaves the delivery as fresh as it was (law 12)."""
    delivery = Journey().delivery
    now = START
    while now < START + timedelta(days=7):
        delivery = begin(delivery, now=now, rules=RULES).after
        error = NotSent("throttled", retry_at=now + timedelta(minutes=15))
        delivery = after_error(delivery, error, now=now, rules=RULES, chance=0).after
        now = delivery.due_at

    assert delivery.attempts == 0
    assert delivery.state is State.QUEUED
