"""What X's answers mean: by status first, then by words and legacy codes, never by exact match.

Sources: X API spec 2.167 (August 2026) and answers recorded in the field up to September 2026.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

from crosspost.errors import (
    AccountClosed,
    CrosspostError,
    MediaGone,
    NetworkError,
    NotSent,
    PictureError,
    Refused,
    Uncertain,
)
from crosspost.model import Reason
from crosspost.model.failures import Fault
from crosspost.networks.x.answers import Answer, codes, retry_at, say, words

_FIELDS = re.compile(r"(?:tweet|post)[._]fields|expansions|note_|referenced_|edit_history")
_BODY_TYPE = re.compile(r"content[- ]type|application/json|multipart")
_MEDIA = re.compile(r"media\.media_ids|media ids? (?:are|is) invalid")
_ABSENT = re.compile(r"resource-not-found|resource-unavailable|not found error")

_CLOCK_OFF = timedelta(minutes=1)
_MOVED = frozenset({301, 302, 307, 308})
# A reverse proxy, a firewall or the edge says these in HTML or in silence, X always in JSON.
_FILTERED = frozenset({400, 403, 407, 409, 410, 421, 425, 451})


@dataclass(frozen=True, slots=True)
class _Sign:
    """By which words or legacy codes a condition shows."""

    words: re.Pattern[str]
    codes: frozenset[int] = frozenset()

    def marks(self, answer: Answer) -> bool:
        return bool(self.words.search(words(answer)) or self.codes & codes(answer))


_THROTTLED = frozenset({88, 185})
_DUPLICATE = _Sign(re.compile(r"\bduplicate\b"), frozenset({187}))
_REPOSTED = _Sign(re.compile(r"already (?:retweet|repost)"), frozenset({327}))
_SPENT = _Sign(re.compile(r"\bspend|usage[- ]?cap"))
_CLOSED = {
    "spend-limit": _SPENT,
    "credits": _Sign(re.compile(r"credits")),
    "read-only": _Sign(
        re.compile(r"oauth1[- ](?:app )?permissions|read-only app|write actions"),
        frozenset({261}),
    ),
    "not-enrolled": _Sign(re.compile(r"client-forbidden|client-not-enrolled")),
    "token": _Sign(
        re.compile(r"unsupported[- ]authentication|expired token|could not authenticate"),
        frozenset({32, 89}),
    ),
    "suspended": _Sign(re.compile(r"suspend"), frozenset({64})),
    "locked": _Sign(re.compile(r"\blocked\b|unlock|automated"), frozenset({226, 326})),
}
_ADVICE = {
    "spend-limit": Fault.SPEND_LIMIT,
    "credits": Fault.CREDITS,
    "read-only": Fault.READ_ONLY,
    "not-enrolled": Fault.NOT_ENROLLED,
    "token": Fault.TOKEN,
    "suspended": Fault.SUSPENDED,
    "locked": Fault.LOCKED,
}


def _closing(answer: Answer) -> str:
    """Return the word for what closes the account, "" when it is open."""
    if answer.status == HTTPStatus.UNAUTHORIZED:
        return "token"
    if answer.status == HTTPStatus.PAYMENT_REQUIRED:
        return "spend-limit" if _SPENT.marks(answer) else "credits"
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return ""
    found = next((code for code, sign in _CLOSED.items() if sign.marks(answer)), "")
    is_write = not answer.call.startswith("GET ")
    if not found and is_write and answer.status == HTTPStatus.FORBIDDEN:
        return "read-only" if answer.headers.get("x-access-level") == "read" else ""
    return found


def _advise(code: str, answer: Answer) -> Reason:
    """Return what the operator can do; X says 401 to a wrong clock as to a wrong key."""
    ahead = answer.ahead or timedelta()
    if code == "token" and abs(ahead) > _CLOCK_OFF:
        way = Fault.CLOCK_AHEAD if ahead > timedelta() else Fault.CLOCK_BEHIND
        return way(seconds=round(abs(ahead).total_seconds()))
    return _ADVICE[code]()


def stopped(answer: Answer, wait: timedelta) -> NetworkError | None:
    """Return the error of an answer that concerns the account, whatever the call was.

    Closed (401, 402, credits, suspension …) or throttled (429); `wait` serves where a throttled
    answer does not say until when.
    """
    code = _closing(answer)
    if code:
        advice = Fault.CANNOT_POST(advice=_advise(code, answer))
        return AccountClosed(say(answer, advice), code=code)
    throttled = answer.status == HTTPStatus.TOO_MANY_REQUESTS
    if throttled or (not answer.ok and codes(answer) & _THROTTLED):
        until = retry_at(answer, wait)
        return NotSent(say(answer, Fault.WAITS(until=until)), retry_at=until)
    return None


def publish_error(answer: Answer, wait: timedelta) -> NetworkError:
    """Return what an answer to a publishing call means when it carries no id."""
    if answer.status in _MOVED:
        return Uncertain(say(answer, Fault.MOVED()))
    if not answer.is_refusal:
        return Uncertain(say(answer, Fault.PERHAPS()))
    return stopped(answer, wait) or _filtered(answer) or _refusal(answer)


def _filtered(answer: Answer) -> NotSent | None:
    """Return the error of an answer that is not X's own: nothing is said about the post."""
    if answer.status in _FILTERED and not answer.is_json:
        return NotSent(say(answer, Fault.FILTERED()))
    return None


def _refusal(answer: Answer) -> NetworkError:
    said = words(answer)
    if _DUPLICATE.marks(answer):
        return Refused(say(answer, Fault.DUPLICATE()), duplicate=True)
    if _MEDIA.search(said):
        return MediaGone(say(answer, Fault.UPLOAD_AGAIN()))
    if answer.status == HTTPStatus.NOT_FOUND and not _ABSENT.search(said):
        return NotSent(say(answer, Fault.OUTAGE()))
    return Refused(say(answer, Fault.CHANGE_POST()))


def picture_error(answer: Answer, wait: timedelta) -> CrosspostError:
    """Return what a failed upload or alt text means; neither shows anything to readers."""
    error = stopped(answer, wait) or _filtered(answer)
    if error:
        return error
    if answer.is_refusal and answer.status != HTTPStatus.NOT_FOUND:
        return PictureError(say(answer, Fault.PICTURE_REFUSED()))
    return NotSent(say(answer, Fault.TRY_AGAIN()))


def read_error(answer: Answer, wait: timedelta) -> NetworkError:
    """Return what an answer means that should have been readable."""
    advice = Fault.MOVED() if answer.status in _MOVED else Fault.UNREADABLE()
    return stopped(answer, wait) or NotSent(say(answer, advice))


def is_absent(answer: Answer) -> bool:
    """Whether X says that what was asked for is not there (any more)."""
    return bool(_ABSENT.search(words(answer)))


def is_reposted(answer: Answer) -> bool:
    """Whether X says that this account has reposted the post before (legacy code 327)."""
    return not answer.ok and _REPOSTED.marks(answer)


def is_about_fields(answer: Answer) -> bool:
    """Whether X rejects the name of a fields parameter or of a field."""
    return answer.status == HTTPStatus.BAD_REQUEST and bool(_FIELDS.search(words(answer)))


def is_about_body_type(answer: Answer) -> bool:
    """Whether X rejects the content type of an upload, as on 2 June 2025."""
    if answer.status == HTTPStatus.UNSUPPORTED_MEDIA_TYPE:
        return True
    return answer.status == HTTPStatus.BAD_REQUEST and bool(_BODY_TYPE.search(words(answer)))
