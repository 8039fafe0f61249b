"""The sandbox itself: takes a request, returns an answer, and keeps the books. No sockets."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from email.utils import format_datetime

from crosspost.clock import now as real_now
from crosspost.sandbox import oauth, posts, problems
from crosspost.sandbox.diary import Call, describe
from crosspost.sandbox.faults import Fault, Moment
from crosspost.sandbox.limits import DAY, WINDOW, Allowance
from crosspost.sandbox.routes import Route, find
from crosspost.sandbox.wire import Answer, Rejected, Request
from crosspost.sandbox.world import DEMO, Account, Knobs, Setting, StoredPost, World, turned

API_VERSION = "2.167"
_CALLS_KEPT = 5000


class Sandbox:
    """X on this machine, for one or more accounts; safe to use from many threads."""

    def __init__(
        self,
        *accounts: Account,
        knobs: Knobs | None = None,
        now: Callable[[], datetime] = real_now,
    ) -> None:
        self.accounts = {a.id: a for a in accounts or (DEMO,)}
        self.knobs = knobs or Knobs()
        self.world = World()
        self.faults: list[Fault] = []
        self.calls: deque[Call] = deque(maxlen=_CALLS_KEPT)
        self.here: dict[str, str] = {}  #: where the page's links to a made-up site lead instead
        self.revision = 0  #: grows with every change that the timeline page may show
        self._count_calls = 0
        self._first_knobs = self.knobs
        self._now = now
        self.lock = threading.RLock()  #: held while anything here is read or changed
        self._watchers: list[Callable[[Fault], None]] = []

    def now(self) -> datetime:
        """Return X's time."""
        return self._now() + timedelta(seconds=self.knobs.clock_offset)

    def handle(self, request: Request) -> Answer:
        """Answer one request to X's API."""
        with self.lock:
            self._count_calls += 1
            call = Call(self._count_calls, self.now(), request.method, request.path)
            self.calls.append(call)
            answer = self._answer(request, call)
            describe(call, request, answer)
            self.revision += 1
            headers = {"date": format_datetime(call.at, usegmt=True), **answer.headers}
            return replace(answer, headers=headers, seconds=answer.seconds or self.knobs.latency)

    def _answer(self, request: Request, call: Call) -> Answer:
        found = find(request)
        fault = next((f for f in self.faults if f.meets(request)), None)
        if fault is None:
            return self._perform(request, call, found)
        call.fault = f"{fault.kind} {fault.effect}"
        true = self._perform(request, call, found) if fault.effect == "after" else None
        account = call.account or next(iter(self.accounts))
        return self._fail(fault, account, true=true, route=found and found[0])

    def _fail(
        self,
        fault: Fault,
        account: str,
        *,
        true: Answer | None,
        route: Route | None,
    ) -> Answer:
        """Return the fault's answer; a refusal other than 429 has healthy rate-limit headers."""
        now = self.now()
        if route is None or true:
            return fault.answer(Moment(now, now + WINDOW, true, account))
        stands = self.world.buckets.take(account, route.name, limit=route.limit, now=now)
        made = fault.answer(Moment(now, stands.resets_at, true, account))
        if made.status // 100 != 4 or fault.kind.startswith("429"):  # noqa: PLR2004 — 4xx
            return made
        return replace(made, headers={**stands.headers("x-rate-limit"), **made.headers})

    def _perform(
        self,
        request: Request,
        call: Call,
        found: tuple[Route, tuple[str, ...]] | None,
    ) -> Answer:
        if found is None:
            call.why = "no such endpoint here"
            return problems.no_such_path()
        route, ids = found
        headers: dict[str, str] = {}
        try:
            account = self._authenticate(request)
            call.account = account.id
            headers = self._common_headers(account)
            headers |= self._count(account, route)
            self._check_rights(account, route)
            setting = Setting(self.world, self.knobs, account, self.accounts, self.now(), request)
            answer = route.act(setting, *ids)
        except Rejected as rejected:
            call.why = rejected.why
            answer = rejected.answer
        return replace(answer, headers={**headers, **answer.headers})

    def _authenticate(self, request: Request) -> Account:
        oauth_claims = oauth.claims(request)
        token = oauth_claims["oauth_token"]
        if self.knobs.any_key:
            return self.accounts.get(token.partition("-")[0]) or next(iter(self.accounts.values()))
        key = (oauth_claims["oauth_consumer_key"], token)
        account = next(
            (a for a in self.accounts.values() if (a.api_key, a.access_token) == key), None
        )
        if account is None:
            raise Rejected(problems.unauthorized(), "the API key or the access token is unknown")
        oauth.check_signature(
            request,
            oauth_claims,
            api_secret=account.api_secret,
            token_secret=account.access_token_secret,
        )
        self.world.nonces.check(oauth_claims, self.now())
        return account

    def _common_headers(self, account: Account) -> dict[str, str]:
        return {
            "x-access-level": account.access,
            "x-transaction-id": f"{self._count_calls:016x}",
            "api-version": API_VERSION,
        }

    def _count(self, account: Account, route: Route) -> dict[str, str]:
        limit = self.knobs.limits.get(route.name, route.limit)
        take = self.world.buckets.take
        spent = take(account.id, route.name, limit=limit, now=self.now())
        headers = spent.headers("x-rate-limit")
        allowances: list[Allowance] = [spent]
        if self.knobs.day_limit is not None and route.act is posts.create:
            day = take(
                account.id, "24 hours", limit=self.knobs.day_limit, now=self.now(), window=DAY
            )
            headers |= day.headers("x-user-limit-24hour")
            allowances.append(day)
        if self.knobs.rate_limits and any(a.exceeded for a in allowances):
            refusal = problems.too_many_requests()
            refusal = replace(refusal, headers={**refusal.headers, **headers})
            raise Rejected(refusal, "the rate limit is reached")
        return headers

    def _check_rights(self, account: Account, route: Route) -> None:
        if route.writes and account.access == "read":
            raise Rejected(problems.read_only(), "the token may only read")
        balance = self.balance
        if balance is not None and balance <= 0 and not route.free:
            raise Rejected(problems.credits_depleted(account.id), "the balance is used up")

    @property
    def balance(self) -> Decimal | None:
        """What is left of the balance knob, in USD; None when there is none."""
        given = self.knobs.balance
        return None if given is None else given - self.world.ledger.total

    def turn(self, **changes: object) -> None:
        """Turn knobs by name, while it runs; ConfigError for an unknown one or a bad value."""
        with self.lock:
            self.knobs = turned(self.knobs, changes)
            self.revision += 1

    def script(self, *faults: Fault) -> None:
        """Add faults; each meets the requests that it names, in this order."""
        with self.lock:
            self.faults += faults
        for fault in faults:
            for watch in self._watchers:
                watch(fault)

    def clear_faults(self) -> None:
        """Forget the scripted faults."""
        with self.lock:
            self.faults.clear()

    def on_fault(self, watch: Callable[[Fault], None]) -> None:
        """Let a transport know of each scripted fault: a closed port is no matter of requests."""
        self._watchers.append(watch)

    def off_fault(self, watch: Callable[[Fault], None]) -> None:
        """Forget a transport."""
        self._watchers.remove(watch)

    def reset(self) -> None:
        """Forget everything but the accounts; the knobs are as at the start."""
        with self.lock:
            self.world = World()
            self.knobs = self._first_knobs
            self.faults.clear()
            self.calls.clear()
            self.revision += 1

    def posts(self) -> list[StoredPost]:
        """Return the public posts, newest first."""
        with self.lock:
            return [p for p in self.world.newest() if p.deleted_at is None and p.is_latest]
