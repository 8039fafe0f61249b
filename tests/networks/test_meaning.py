"""Every answer of X that is known, and what it means: one line each."""

from datetime import timedelta
from email.utils import format_datetime

import pytest

from crosspost.errors import (
    AccountClosed,
    CrosspostError,
    MediaGone,
    NotSent,
    PictureError,
    Refused,
    Uncertain,
)
from crosspost.networks.x import meaning
from tests.networks.conftest import NOW, answered
from tests.words import english

WAIT = timedelta(minutes=15)
OLD, NEW = "https://api.twitter.com/2/problems", "https://api.x.com/2/problems"
HTML = b"<html><body>502 Bad Gateway</body></html>"


def problem(detail: str, *, title: str = "Forbidden", kind: str = "about:blank") -> object:
    """Return body shape (a)."""
    return {"title": title, "detail": detail, "type": kind, "status": 403}


def legacy(code: int, message: str) -> object:
    """Return body shape (c)."""
    return {"errors": [{"code": code, "message": message}]}


def invalid(parameter: str, message: str) -> object:
    """Return body shape (b)."""
    error = {"parameters": {parameter: ["1"]}, "message": message}
    kind = f"{NEW}/invalid-request"
    return {"errors": [error], "title": "Invalid Request", "detail": "…", "type": kind}


DUPLICATE = "You are not allowed to create a Tweet with duplicate content."
ENROLLED = "Your enrolled account [1] does not have any credits to fulfill this request."
READ_ONLY = "Your client app is not configured with the appropriate oauth1 app permissions."

CLOSED: list[tuple[str, int, object]] = [
    ("token", 401, problem("Unauthorized", title="Unauthorized")),
    ("token", 401, legacy(89, "Invalid or expired token.")),
    ("token", 401, b""),
    ("token", 403, legacy(32, "Could not authenticate you.")),
    ("token", 403, {"code": 89, "message": "…"}),
    ("token", 403, problem("…", title="Unsupported Authentication")),
    ("token", 403, problem("…", kind=f"{OLD}/unsupported-authentication")),
    ("credits", 402, problem(ENROLLED, title="CreditsDepleted", kind=f"{OLD}/credits")),
    ("credits", 402, problem("credits depleted", kind=f"{NEW}/credits-depleted")),
    ("credits", 402, HTML),
    ("credits", 403, problem("credits depleted", kind=f"{NEW}/credits-depleted")),
    ("spend-limit", 402, problem("Your spending limit is reached.")),
    ("spend-limit", 403, problem("The spend cap is reached.")),
    ("spend-limit", 403, problem("…", kind=f"{NEW}/usage-capped")),
    ("spend-limit", 429, problem("Monthly product cap", title="UsageCapExceeded")),
    ("read-only", 403, problem(READ_ONLY)),
    ("read-only", 403, problem("…", kind=f"{NEW}/oauth1-permissions")),
    ("read-only", 403, legacy(261, "Application cannot perform write actions.")),
    ("not-enrolled", 403, problem("…", kind=f"{OLD}/client-forbidden")),
    ("not-enrolled", 403, {"reason": "client-not-enrolled"}),
    ("suspended", 403, problem("…", kind=f"{NEW}/user-suspended")),
    ("suspended", 403, problem("Your account is suspended.")),
    ("suspended", 403, legacy(64, "…")),
    ("locked", 403, legacy(326, "…")),
    ("locked", 403, problem("This account is temporarily locked.")),
    ("locked", 403, problem("Log in to unlock your account.")),
    ("locked", 403, legacy(226, "This request looks like it might be automated.")),
    ("locked", 403, {"error": "This request looks like it might be automated."}),
]

PUBLISH: list[tuple[type[CrosspostError], int, object]] = [
    # it may be out
    (Uncertain, 201, b""),
    (Uncertain, 201, b'{"data":{"id":"1'),
    (Uncertain, 201, {"data": None, "errors": None}),
    (Uncertain, 200, {"errors": [problem("Your account is suspended.")]}),
    (Uncertain, 204, b""),
    (Uncertain, 303, b""),
    (Uncertain, 304, b""),
    (Uncertain, 408, problem("Request Timeout")),
    (Uncertain, 499, b""),
    (Uncertain, 500, problem(DUPLICATE)),
    (Uncertain, 502, HTML),
    (Uncertain, 503, problem("Service Unavailable", title="Service Unavailable")),
    (Uncertain, 504, HTML),
    (Uncertain, 520, HTML),
    (Uncertain, 301, b""),
    (Uncertain, 302, b""),
    (Uncertain, 307, HTML),
    (Uncertain, 308, b""),
    # not executed
    (NotSent, 400, b""),
    (NotSent, 400, HTML),
    (NotSent, 400, b"[" * 100_000),
    (NotSent, 403, b""),
    (NotSent, 403, HTML),
    *((NotSent, status, HTML) for status in (407, 409, 410, 421, 425, 451)),
    (NotSent, 404, b""),
    (NotSent, 404, legacy(34, "Sorry, that page does not exist")),
    (NotSent, 429, problem("Too Many Requests")),
    (NotSent, 429, HTML),
    (NotSent, 403, legacy(88, "Rate limit exceeded")),
    (NotSent, 403, legacy(185, "User is over daily status update limit")),
    (MediaGone, 400, invalid("media.media_ids", "Your media IDs are invalid.")),
    (MediaGone, 400, problem("Your media IDs are invalid.")),
    # never as it stands
    (Refused, 400, ["malformed"]),
    (Refused, 400, [1, {"message": "malformed"}]),
    (Refused, 400, {"errors": None}),
    (Refused, 400, {"errors": ["malformed", 7, {"message": 7}]}),
    (Refused, 400, {"error": "malformed"}),
    (Refused, 400, invalid("text", "The Tweet contains an invalid URL.")),
    (Refused, 400, {"errors": [{"parameters": {"text": ["Mayor suspended"]}, "message": "…"}]}),
    (Refused, 403, problem("You are not permitted to perform this action.")),
    (Refused, 403, problem("Your account is not permitted to access this feature.")),
    (Refused, 403, problem("Reply to this conversation is not allowed because …")),
    (Refused, 403, problem("You have been blocked from …")),
    (Refused, 403, problem("maximum of one cashtag")),
    (Refused, 403, legacy(186, "Tweet needs to be a bit shorter.")),
    (Refused, 403, {}),
    (Refused, 404, problem("…", kind=f"{NEW}/resource-not-found")),
    (Refused, 413, HTML),
    (Refused, 422, b""),
]

PICTURE: list[tuple[type[CrosspostError], int, object]] = [
    (PictureError, 400, {"code": 38, "message": "media parameter is missing."}),
    (PictureError, 400, legacy(324, "The image must be >= 4x4 and <= 8192x8192")),
    (PictureError, 400, {"error": "media type unrecognized."}),
    (PictureError, 403, problem("You are not permitted to perform this action.")),
    (PictureError, 413, HTML),
    (PictureError, 422, b""),
    (NotSent, 200, b""),
    (NotSent, 302, b""),
    (NotSent, 403, HTML),
    (NotSent, 404, HTML),
    (NotSent, 408, b""),
    (NotSent, 429, b""),
    (NotSent, 500, b""),
    (NotSent, 503, HTML),
    (AccountClosed, 401, b""),
    (AccountClosed, 402, b""),
    (AccountClosed, 403, problem(READ_ONLY)),
]

READ: list[tuple[type[CrosspostError], int, object]] = [
    (NotSent, 200, b""),
    (NotSent, 200, {"errors": [problem("Service Unavailable")]}),
    (AccountClosed, 200, {"errors": [problem("User has been suspended: [1].")]}),
    (NotSent, 302, b""),
    (NotSent, 400, invalid("since_id", "…")),
    (AccountClosed, 401, b""),
    (AccountClosed, 402, b""),
    (NotSent, 403, problem("…")),
    (NotSent, 404, HTML),
    (NotSent, 408, b""),
    (NotSent, 429, b""),
    (NotSent, 503, HTML),
]


@pytest.mark.parametrize(("code", "status", "body"), CLOSED)
def test_an_answer_that_closes_the_account_is_known_by_its_code(
    code: str, status: int, body: object
) -> None:
    """Credits, token, suspension … pause the account under one word, whatever the body's shape."""
    error = meaning.publish_error(answered(status, body), WAIT)
    assert isinstance(error, AccountClosed)
    assert error.code == code


@pytest.mark.parametrize(("kind", "status", "body"), PUBLISH)
def test_an_answer_to_publishing_means_one_error(
    kind: type[CrosspostError], status: int, body: object
) -> None:
    """Each answer without an id says whether the post may be out."""
    error = meaning.publish_error(answered(status, body), WAIT)
    assert type(error) is kind
    assert f"X answered {status}" in english(error)


@pytest.mark.parametrize(("kind", "status", "body"), PICTURE)
def test_an_answer_to_an_upload_means_one_error(
    kind: type[CrosspostError], status: int, body: object
) -> None:
    """An upload shows nothing, so it is never uncertain."""
    assert type(meaning.picture_error(answered(status, body), WAIT)) is kind


@pytest.mark.parametrize(("kind", "status", "body"), READ)
def test_an_answer_to_a_look_means_one_error(
    kind: type[CrosspostError], status: int, body: object
) -> None:
    """What cannot be read is no proof of anything."""
    answer = answered(status, body, call="GET /2/users/1/tweets")
    assert type(meaning.read_error(answer, WAIT)) is kind


@pytest.mark.parametrize(
    ("body", "duplicate"),
    [(problem(DUPLICATE), True), (legacy(187, "…"), True), (problem("…"), False)],
)
def test_duplicate_content_is_marked(body: object, duplicate: bool) -> None:  # noqa: FBT001 — a table
    """Only X's duplicate rule says that the same text is out."""
    error = meaning.publish_error(answered(403, body), WAIT)
    assert isinstance(error, Refused)
    assert error.duplicate is duplicate


@pytest.mark.parametrize(
    ("call", "kind"), [("POST /2/tweets", AccountClosed), ("GET /2/users/1/tweets", NotSent)]
)
def test_a_token_that_can_only_read_closes_the_account_for_writing(
    call: str, kind: type[CrosspostError]
) -> None:
    """X tells the token's permission in a header."""
    answer = answered(403, problem("…"), call=call, x_access_level="read")
    assert type(meaning.read_error(answer, WAIT)) is kind


@pytest.mark.parametrize(
    ("hours", "advice"),
    [(3, "10800 s ahead of X's"), (-3, "10800 s behind X's"), (0, "check the four keys")],
)
def test_a_refused_signature_is_blamed_on_the_clock_where_it_is_wrong(
    hours: int, advice: str
) -> None:
    """X answers 401 to a wrong clock as to a wrong key."""
    date = format_datetime(NOW - timedelta(hours=hours), usegmt=True)
    assert advice in english(meaning.publish_error(answered(401, b"", date=date), WAIT))


def test_an_error_quotes_x_on_one_line_and_not_at_length() -> None:
    """What a stranger wrote cannot break the log."""
    error = meaning.publish_error(answered(403, {"detail": "a\nb\u202e" + "c" * 999}), WAIT)
    assert '"a bc' in english(error)
    assert "\n" not in english(error)
    assert len(english(error)) < 300
