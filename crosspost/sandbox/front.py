"""The one entrance: X's API for clients, the timeline and the control API for people here."""

import ipaddress
from contextlib import nullcontext

from crosspost.sandbox import control, page, pin
from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.wire import Answer, Rejected, Request, json_answer

ACTIONS = {**control.ACTIONS, ("GET", "/oauth/authorize"): pin.show}


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _check_visitor(request: Request) -> None:
    """Raise Rejected for anybody but this machine's own programs and its own pages.

    The host is checked because a foreign page may point its name at 127.0.0.1 (DNS rebinding), the
    origin because it may post here blindly.
    """
    host = request.base.partition("://")[2]
    name = host.rpartition(":")[0] if not host.endswith("]") and ":" in host else host
    origin = request.headers.get("origin", "")
    if not _is_loopback(request.peer) or not _is_loopback(name):
        why = "the control API and the timeline answer on loopback only"
    elif origin and origin != request.base:
        why = f"a page of {origin} may not use the control API"
    else:
        return
    raise Rejected(json_answer(403, {"error": why}), why)


def handle(sandbox: Sandbox, request: Request) -> Answer:
    """Answer one request of whichever kind."""
    if request.path.startswith("/2/"):
        return sandbox.handle(request)
    try:
        if request.method == "POST" and request.path in pin.STEPS:
            with sandbox.lock:
                return pin.STEPS[request.path](sandbox, request)
        _check_visitor(request)
        action = ACTIONS.get((request.method, request.path), page.answer)
        # What changes something locks by itself: a scripted fault may wait for the event loop.
        with sandbox.lock if request.method == "GET" else nullcontext():
            return action(sandbox, request)
    except Rejected as rejected:
        return rejected.answer
