"""Everything that can go wrong with a request, in one table (x-api.md sections 3, 9 and 12)."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from fnmatch import fnmatchcase
from typing import Literal

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass as checked

from crosspost.errors import ConfigError
from crosspost.sandbox import problems
from crosspost.sandbox.wire import Answer, Request, Wire, data_answer, json_answer

_HANG = 3600.0
_DRIP = 30.0
_HOLLOW = data_answer({"id": "1", "text": ""}, 201)


@dataclass(frozen=True, slots=True)
class Moment:
    """What a fault is made from: X's time, when the bucket opens again, the true answer if any."""

    now: datetime
    resets_at: datetime
    true: Answer | None = None  #: None before the effect
    account: str = ""

    @property
    def answer(self) -> Answer:
        """The true answer, or a success without an effect that no client will get to read."""
        return self.true or _HOLLOW


Make = Callable[[Moment], Answer]


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to fail."""

    make: Make
    after: bool = False  #: may also come after the effect, so that the outcome is ambiguous


def _wire(wire: Wire, seconds: float = 0.0) -> Kind:
    return Kind(lambda m: replace(m.answer, wire=wire, seconds=seconds), after=True)


def _always(answer: Answer, *, after: bool = False) -> Kind:
    return Kind(lambda _: answer, after=after)


def _limited(**headers: Callable[[Moment], object]) -> Kind:
    def make(m: Moment) -> Answer:
        named = {name.replace("_", "-"): str(value(m)) for name, value in headers.items()}
        answer = problems.too_many_requests()
        return replace(answer, headers={**answer.headers, **named})

    return Kind(make)


def _epoch(at: datetime) -> int:
    return int(at.timestamp()) + 1


def _reset(shift: timedelta = timedelta(0)) -> Kind:
    return _limited(
        x_rate_limit_limit=lambda _: 100,
        x_rate_limit_remaining=lambda _: 0,
        x_rate_limit_reset=lambda m: _epoch(m.resets_at + shift),
    )


_DAY_CAP = _limited(
    x_rate_limit_limit=lambda _: 100,
    x_rate_limit_remaining=lambda _: 57,
    x_rate_limit_reset=lambda m: _epoch(m.resets_at),
    x_app_limit_24hour_limit=lambda _: 10000,
    x_app_limit_24hour_remaining=lambda _: 0,
    x_app_limit_24hour_reset=lambda m: _epoch(m.now + timedelta(hours=5)),
    x_user_limit_24hour_limit=lambda _: 100,
    x_user_limit_24hour_remaining=lambda _: 31,
    x_user_limit_24hour_reset=lambda m: _epoch(m.now + timedelta(hours=5)),
)
_SUSPENDED = problems.forbidden(
    "Your account is suspended and is not permitted to access this feature.",
    kind=f"{problems.NEW_HOST}/2/problems/user-suspended",
)
_SPEND = problems.forbidden(
    "The spend limit of your account for this billing cycle has been reached.",
    kind=f"{problems.NEW_HOST}/2/problems/usage-capped",
)
_NOT_ENROLLED = problems.problem(
    403,
    "Client Forbidden",
    "When authenticating requests to the X API v2 endpoints, you must use keys and tokens from an "
    "X developer App that is attached to a Project.",
    kind=f"{problems.OLD_HOST}/2/problems/client-forbidden",
    reason="client-not-enrolled",
)
_REPLY = problems.forbidden(
    "Reply to this conversation is not allowed because you have not been mentioned or otherwise "
    "engaged by the author of the post you are replying to."
)
_JSON_ONLY = problems.invalid(
    "content-type", "multipart/form-data", "content-type must be application/json"
)
_CASHTAG = problems.invalid("text", "", "Posts are limited to a maximum of one cashtag.")
_MOVED = replace(problems.edge_error(502), status=301, headers={"location": "/moved"})

#: Every kind of fault, by name. `after` kinds may leave the effect behind.
FAULTS: Mapping[str, Kind] = {
    # the connection
    "refuse": Kind(lambda m: replace(m.answer, wire=Wire.REFUSE, seconds=1.0)),
    "connect-timeout": Kind(lambda m: replace(m.answer, wire=Wire.CONNECT_TIMEOUT, seconds=1.0)),
    "reset": _wire(Wire.RESET),
    "close": _wire(Wire.CLOSE),
    "hang": _wire(Wire.HANG, _HANG),
    "slow": Kind(
        lambda m: replace(m.true or problems.edge_error(504), wire=Wire.SLOW, seconds=_DRIP),
        after=True,
    ),
    "truncated": _wire(Wire.TRUNCATE),
    # a success that says nothing
    "bad-json": Kind(lambda m: replace(m.answer, body=m.answer.body[:-1] + b"'"), after=True),
    "empty": Kind(lambda m: replace(m.answer, body=b""), after=True),
    "no-data": Kind(lambda m: json_answer(m.answer.status, {}), after=True),
    "only-errors": Kind(
        lambda _: json_answer(200, {"errors": [json.loads(problems.server_error(503).body)]}),
        after=True,
    ),
    "html-success": Kind(
        lambda m: replace(problems.edge_error(502), status=m.answer.status), after=True
    ),
    # who asks
    "401": _always(problems.unauthorized()),
    "401-legacy": _always(problems.legacy(401, 89, "Invalid or expired token.")),
    "402": Kind(lambda m: problems.credits_depleted(m.account)),
    "402-new": _always(problems.payment_required()),
    "403-duplicate": _always(problems.forbidden(problems.DUPLICATE)),
    "403-duplicate-legacy": _always(problems.legacy(403, 187, "Status is a duplicate.")),
    "403-not-permitted": _always(problems.forbidden(problems.NOT_PERMITTED)),
    "403-feature": _always(problems.forbidden(problems.FEATURE)),
    "403-reply": _always(_REPLY),
    "403-too-long": _always(problems.legacy(403, 186, "Tweet needs to be a bit shorter.")),
    "403-suspended": _always(_SUSPENDED),
    "403-suspended-legacy": _always(
        problems.legacy(403, 64, "Your account is suspended and is not permitted to access this.")
    ),
    "403-locked": _always(
        problems.legacy(
            403, 326, "To protect our users from spam, this account is temporarily locked. Log in."
        )
    ),
    "403-automated": _always(
        problems.legacy(403, 226, "This request looks like it might be automated.")
    ),
    "403-read-only": _always(problems.read_only()),
    "403-spend": _always(_SPEND),
    "403-app-only": _always(problems.app_only()),
    "403-not-enrolled": _always(_NOT_ENROLLED),
    # how often
    "429": _reset(),
    "429-no-headers": _limited(),
    "429-past": _reset(timedelta(hours=-1)),
    "429-skewed": _reset(timedelta(days=2)),
    "429-retry-after": _limited(retry_after=lambda _: 7),
    "429-24h": _DAY_CAP,
    "429-legacy": _always(problems.legacy(429, 88, "Rate limit exceeded")),
    "429-usage-capped": _always(
        problems.problem(
            429, "UsageCapExceeded", "Usage cap exceeded: Monthly product cap",
            kind=f"{problems.NEW_HOST}/2/problems/usage-capped", period="Monthly",
        )
    ),
    # the service
    **{f"{s}": _always(problems.server_error(s), after=True) for s in (500, 502, 503, 504)},
    **{f"{s}-html": _always(problems.edge_error(s), after=True) for s in (500, 502, 503, 504, 520)},
    "408": _always(problems.problem(408, "Request Timeout", "Request Timeout"), after=True),
    "404": _always(problems.no_such_path()),
    "moved": _always(_MOVED, after=True),
    # what was sent
    "400-media-ids": _always(problems.media_ids_invalid("0")),
    "400-json-only": _always(_JSON_ONLY),
    "400-media": _always(problems.legacy(400, 324, "media type unrecognized.")),
    "400-cashtag": _always(_CASHTAG),
    "400-list": _always(json_answer(400, ["malformed"])),
    "400-null": _always(json_answer(400, {"errors": None})),
    "400-html": _always(problems.edge_error(400)),
    "403-html": _always(problems.edge_error(403)),
    "413": _always(problems.edge_error(413)),
}  # fmt: skip


@checked(slots=True, config=ConfigDict(extra="forbid"))
class Fault:
    """One scripted fault: which requests it meets, how often, before or after their effect.

    `on` is a method and a path, with `*` for anything; the first `skip` matching requests pass.
    ConfigError for an unknown kind, or for an effect that this kind cannot leave behind.
    """

    kind: str
    on: tuple[str, str] = ("*", "/2/*")
    effect: Literal["before", "after"] = "before"
    times: int = 1
    skip: int = 0
    seconds: float | None = None  #: how long a hang, a drip or a closed port lasts
    hits: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        if self.kind not in FAULTS:
            raise ConfigError(f'there is no fault "{self.kind}"; there are: {", ".join(FAULTS)}')
        if self.effect == "after" and not FAULTS[self.kind].after:
            raise ConfigError(f'X never answers "{self.kind}" after the effect; use "before"')

    def meets(self, request: Request) -> bool:
        """Whether it falls on this request; counts down when it does."""
        method, path = self.on
        if not (fnmatchcase(request.method, method) and fnmatchcase(request.path, path)):
            return False
        if self.skip:
            self.skip -= 1
            return False
        if not self.times:
            return False
        self.times -= 1
        self.hits += 1
        return True

    def answer(self, moment: Moment) -> Answer:
        """Return what the client gets instead of the true answer."""
        made = FAULTS[self.kind].make(moment)
        return made if self.seconds is None else replace(made, seconds=self.seconds)
