"""X's refusals, word for word where they were seen (x-api.md section 3)."""

import json

from crosspost.sandbox.wire import HTML_TYPE, Answer, Rejected, json_answer

OLD_HOST = "https://api.twitter.com"
NEW_HOST = "https://api.x.com"
NOT_PERMITTED = "You are not permitted to perform this action."
FEATURE = "Your account is not permitted to access this feature."
DUPLICATE = "You are not allowed to create a Tweet with duplicate content."
READ_ONLY = (
    "Your client app is not configured with the appropriate oauth1 app permissions for this "
    "endpoint."
)
_PHRASES = {
    400: "Bad Request",
    403: "Forbidden",
    413: "Content Too Large",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
    520: "Web Server Returned an Unknown Error",
}


def problem(
    status: int,
    title: str,
    detail: str,
    *,
    kind: str = "about:blank",
    **more: object,
) -> Answer:
    """Return an RFC 7807 problem as X writes it."""
    content = {"title": title, "detail": detail, "type": kind, "status": status, **more}
    return json_answer(status, content)


def legacy(status: int, code: int, message: str) -> Answer:
    """Return an error in the shape of API v1.1."""
    return json_answer(status, {"errors": [{"code": code, "message": message}]})


def unauthorized() -> Answer:
    """Return the 401 for a bad signature, token, timestamp or nonce."""
    return problem(401, "Unauthorized", "Unauthorized")


def forbidden(detail: str, *, kind: str = "about:blank", **more: object) -> Answer:
    """Return a 403 with its detail."""
    return problem(403, "Forbidden", detail, kind=kind, **more)


def read_only() -> Answer:
    """Return the 403 for an app whose tokens may only read."""
    return forbidden(
        READ_ONLY, kind=f"{OLD_HOST}/2/problems/oauth1-permissions", section="oauth1-permissions"
    )


def app_only() -> Answer:
    """Return the 403 for a bearer token on a call that needs a user."""
    return problem(
        403,
        "Unsupported Authentication",
        "Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint.  "
        "Supported authentication types are [OAuth 1.0a User Context, OAuth 2.0 User Context].",
        kind=f"{NEW_HOST}/2/problems/unsupported-authentication",
    )


def credits_depleted(account: str = "") -> Answer:
    """Return the first of the two 402 bodies that were seen."""
    return problem(
        402,
        "CreditsDepleted",
        f"Your enrolled account [{account}] does not have any credits to fulfill this request.",
        kind=f"{NEW_HOST}/2/problems/credits",
        account_id=account,
    )


def payment_required() -> Answer:
    """Return the second of the two 402 bodies that were seen."""
    kind = f"{NEW_HOST}/2/problems/credits-depleted"
    return problem(402, "Payment Required", "credits depleted", kind=kind)


def too_many_requests() -> Answer:
    """Return the 429; its headers are the caller's matter."""
    return problem(429, "Too Many Requests", "Too Many Requests")


def not_found(resource: str, parameter: str, value: str) -> Answer:
    """Return the 404 for a resource that is not there."""
    return problem(
        404,
        "Not Found Error",
        f"Could not find {resource} with {parameter}: [{value}].",
        kind=f"{NEW_HOST}/2/problems/resource-not-found",
        parameter=parameter,
        value=value,
        resource_id=value,
        resource_type=resource,
    )


def no_such_path() -> Answer:
    """Return the 404 of a path that X does not serve, as in the media outages."""
    return problem(404, "Not Found", "Not Found")


def invalid(parameter: str, value: str, message: str) -> Answer:
    """Return the 400 that names the parameter, in the shape with `errors`."""
    content = {
        "errors": [{"parameters": {parameter: [value]}, "message": message}],
        "title": "Invalid Request",
        "detail": "One or more parameters to your request was invalid.",
        "type": f"{OLD_HOST}/2/problems/invalid-request",
    }
    return json_answer(400, content)


def media_ids_invalid(ids: str) -> Answer:
    """Return the 400 for media ids that are unknown, expired or another user's."""
    return invalid("media.media_ids", ids, "Your media IDs are invalid.")


def server_error(status: int) -> Answer:
    """Return a failure of the service with a JSON body."""
    return problem(status, _PHRASES[status], _PHRASES[status])


def edge_error(status: int) -> Answer:
    """Return a failure of the edge in front of the service, in HTML."""
    phrase = f"{status} {_PHRASES[status]}"
    page = f"<html><head><title>{phrase}</title></head><body><h1>{phrase}</h1></body></html>"
    return Answer(status, page.encode(), {"content-type": HTML_TYPE})


def reject(answer: Answer, why: str) -> Rejected:
    """Return the exception that ends a request with this answer."""
    return Rejected(answer, why)


def missing(resource: str, parameter: str, value: str) -> Answer:
    """Return X's answer to a look-up that finds nothing: 200 with `errors` and no data."""
    found = json.loads(not_found(resource, parameter, value).body)
    return json_answer(200, {"errors": [found]})
