"""One answer of X: its body in any of the shapes seen, its words, codes, times."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

from crosspost.model import Reason
from crosspost.model.failures import Fault
from crosspost.text import one_line

ID = re.compile(r"[0-9]{1,19}")
_EPOCH_LIMIT = 1e12  # milliseconds, or nonsense
SHORTEST_WAIT = timedelta(seconds=1)
LONGEST_WAIT = timedelta(hours=24)
_SLACK = timedelta(minutes=5)

# An answer echoes the rejected values beside these, and a headline may say "suspended".
_SAID = ("title", "detail", "type", "reason", "message", "error", "parameter")
_QUOTED = ("detail", "message", "error", "title")
_QUOTE_LENGTH = 200

_GAVE_UP = frozenset({408, 499})  # a server on the way stopped waiting; X may have gone on


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer as it came; the names of its headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    call: str  #: "POST /2/tweets", for messages
    at: datetime  #: when it came, by this machine's clock

    @property
    def ok(self) -> bool:
        """Whether the status says success."""
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES

    @property
    def is_refusal(self) -> bool:
        """Whether the status says that X certainly did not do it: 4xx, but for the time-outs."""
        is_4xx = HTTPStatus.BAD_REQUEST <= self.status < HTTPStatus.INTERNAL_SERVER_ERROR
        return is_4xx and self.status not in _GAVE_UP

    @property
    def is_json(self) -> bool:
        """Whether the body is JSON, as X's own answers are."""
        return _parse(self.body) is not None

    @property
    def ahead(self) -> timedelta | None:
        """How far this machine's clock is ahead of X's; None without a readable Date."""
        sent = _http_date(self.headers.get("date", ""))
        return self.at - sent if sent else None


def _http_date(value: str) -> datetime | None:
    try:
        return parsedate_to_datetime(value).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _parse(body: bytes) -> Any:  # noqa: ANN401 — JSON from a stranger
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def content(answer: Answer) -> dict[str, Any]:
    """Return the JSON object of the body, {} when there is none."""
    parsed = _parse(answer.body)
    return parsed if isinstance(parsed, dict) else {}


def data(answer: Answer) -> dict[str, Any]:
    """Return the `data` object of the body, {} when there is none."""
    inner = content(answer).get("data")
    return inner if isinstance(inner, dict) else {}


def identifier(value: object) -> str:
    """Return a post or media id as its decimal string, "" when it is none."""
    return str(value) if ID.fullmatch(str(value)) else ""


def _problems(body: object) -> Iterator[dict[str, Any]]:
    """Yield each object that complains, in any of the body shapes that X has been seen to send."""
    for part in body if isinstance(body, list) else [body]:
        if not isinstance(part, dict):
            continue
        for error in part["errors"] if isinstance(part.get("errors"), list) else []:
            if isinstance(error, dict):
                yield error
            elif isinstance(error, str):
                yield {"message": error}
        yield part


def words(answer: Answer) -> str:
    """Return in lower case what the answer says in its own words, not what it echoes."""
    said: list[str] = []
    for problem in _problems(_parse(answer.body)):
        said.extend(problem[key] for key in _SAID if isinstance(problem.get(key), str))
        parameters = problem.get("parameters")
        said.extend(parameters if isinstance(parameters, dict) else ())
    return " ".join(said).lower()


def codes(answer: Answer) -> frozenset[int]:
    """Return the legacy error codes of the answer."""
    found = (problem.get("code") for problem in _problems(_parse(answer.body)))
    return frozenset(code for code in found if isinstance(code, int))


def _quote(answer: Answer) -> str:
    for problem in _problems(_parse(answer.body)):
        for key in _QUOTED:
            if isinstance(problem.get(key), str) and problem[key].strip():
                return one_line(problem[key])[:_QUOTE_LENGTH]
    return ""


def say(answer: Answer, advice: Reason) -> Reason:
    """Return what X answered, to what, and what follows."""
    return Fault.ANSWERED(
        status=answer.status, quote=_quote(answer), call=answer.call, advice=advice
    )


def _seconds(value: str | None) -> float | None:
    try:
        number = float(value or "")
    except ValueError:
        return None
    return number if 0 <= number < _EPOCH_LIMIT else None


def _waits(answer: Answer) -> Iterator[timedelta | None]:
    """Yield how long each header asks to wait, the most telling first, by X's own clock."""
    here = answer.at - (answer.ahead or timedelta())
    after = answer.headers.get("retry-after", "")
    seconds = _seconds(after)
    if seconds is not None:
        yield min(timedelta(seconds=seconds), LONGEST_WAIT)
    elif (date := _http_date(after)) is not None:
        yield date - here
    pairs = ("x-app-limit-24hour", "x-user-limit-24hour")
    spent = [p for p in pairs if _seconds(answer.headers.get(f"{p}-remaining")) == 0]
    for prefix in (*spent, "x-rate-limit"):
        reset = _seconds(answer.headers.get(f"{prefix}-reset"))
        yield None if reset is None else timedelta(seconds=reset - here.timestamp())


def retry_at(answer: Answer, default: timedelta) -> datetime:
    """Return when a throttled call may be tried again, from 1 second to 24 hours from now.

    `Retry-After` first, then a spent 24-hour limit, then the window's reset. A reset that is
    missing, past or more than a day away says nothing: `default` from now.
    """
    for wait in _waits(answer):
        if wait is not None and timedelta() <= wait <= LONGEST_WAIT + _SLACK:
            return answer.at + min(max(wait, SHORTEST_WAIT), LONGEST_WAIT)
    return answer.at + default
