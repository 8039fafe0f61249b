"""Tokens by PIN as X gives them out: OAuth 1.0a in three steps, without a callback."""

import hashlib
from collections.abc import Callable
from urllib.parse import parse_qs, urlencode

from crosspost.sandbox import oauth
from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.problems import unauthorized
from crosspost.sandbox.wire import HTML_TYPE, Answer, Rejected, Request
from crosspost.sandbox.world import Account

_ALWAYS = ("oauth_consumer_key", "oauth_signature", "oauth_timestamp", "oauth_nonce")
_FORM_TYPE = "application/x-www-form-urlencoded; charset=utf-8"
_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Authorise an app · X sandbox</title>
<h1>PIN: {pin}</h1>
<p>Type it where the app asks for it.</p>
</html>
"""


def _begin(sandbox: Sandbox, request: Request) -> Answer:
    """Give out a request token: a person opens the page for it next."""
    claims = oauth.claims(request, needed=(*_ALWAYS, "oauth_callback"))
    account = _account(sandbox, claims)
    if claims["oauth_callback"] != "oob":
        raise Rejected(unauthorized(), "only PINs are given out here: oauth_callback=oob")
    _check(sandbox, request, claims, account=account)
    token = hashlib.sha256(claims["oauth_nonce"].encode()).hexdigest()[:27]
    sandbox.world.pins[token] = f"{int(token, 16) % 10_000_000:07}"
    return _form(
        oauth_token=token, oauth_token_secret=_secret(token), oauth_callback_confirmed="true"
    )


def show(sandbox: Sandbox, request: Request) -> Answer:
    """Show the PIN, as X does to whoever is signed in and agrees."""
    token = parse_qs(request.query).get("oauth_token", [""])[0]
    if token not in sandbox.world.pins:
        return Answer(
            404, b"this request token is unknown, or was used", {"content-type": HTML_TYPE}
        )
    page = _PAGE.format(pin=sandbox.world.pins[token])
    return Answer(200, page.encode(), {"content-type": HTML_TYPE, "cache-control": "no-store"})


def _end(sandbox: Sandbox, request: Request) -> Answer:
    """Exchange a PIN for the account's tokens; it works once."""
    claims = oauth.claims(request, needed=(*_ALWAYS, "oauth_token", "oauth_verifier"))
    account = _account(sandbox, claims)
    token = claims["oauth_token"]
    _check(sandbox, request, claims, account=account, secret=_secret(token))
    if sandbox.world.pins.get(token) != claims["oauth_verifier"]:
        raise Rejected(unauthorized(), "the PIN is not the one that was shown")
    del sandbox.world.pins[token]
    return _form(
        oauth_token=account.access_token,
        oauth_token_secret=account.access_token_secret,
        user_id=account.id,
        screen_name=account.username,
    )


def _account(sandbox: Sandbox, claims: dict[str, str]) -> Account:
    key = claims["oauth_consumer_key"]
    for account in sandbox.accounts.values():
        if account.api_key == key:
            return account
    raise Rejected(unauthorized(), "the API key is unknown")


def _check(
    sandbox: Sandbox,
    request: Request,
    claims: dict[str, str],
    *,
    account: Account,
    secret: str = "",
) -> None:
    oauth.check_signature(request, claims, api_secret=account.api_secret, token_secret=secret)
    sandbox.world.nonces.check(claims, sandbox.now())


def _secret(token: str) -> str:
    return f"secret-of-{token}"


def _form(**told: str) -> Answer:
    return Answer(200, urlencode(told).encode(), {"content-type": _FORM_TYPE})


STEPS: dict[str, Callable[[Sandbox, Request], Answer]] = {
    "/oauth/request_token": _begin,
    "/oauth/access_token": _end,
}
