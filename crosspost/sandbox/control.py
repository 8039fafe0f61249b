"""The control API under /sandbox/: faults, knobs, and the books (docs/sandbox.md)."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter, ValidationError

from crosspost.errors import ConfigError
from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.faults import FAULTS, Fault
from crosspost.sandbox.wire import Answer, Rejected, Request, json_answer
from crosspost.sandbox.world import StoredPost


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _answer(content: object, status: int = 200) -> Answer:
    return json_answer(status, json.loads(json.dumps(content, default=_plain)))


def _bad(message: str) -> Rejected:
    return Rejected(json_answer(400, {"error": message}), message)


def _read(request: Request) -> Any:  # noqa: ANN401 — JSON
    try:
        return json.loads(request.body)
    except ValueError as error:
        raise _bad(f"the body is not JSON: {error}") from error


def _faults(sandbox: Sandbox, _: Request) -> Answer:
    kinds = {name: ["before", "after"] if k.after else ["before"] for name, k in FAULTS.items()}
    return _answer({"scripted": [asdict(f) for f in sandbox.faults], "kinds": kinds})


def _script(sandbox: Sandbox, request: Request) -> Answer:
    content = _read(request)
    items = content if isinstance(content, list) else [content]
    try:
        faults = TypeAdapter(list[Fault]).validate_python(items)
    except (ValidationError, ConfigError) as error:
        raise _bad(str(error)) from error
    sandbox.script(*faults)
    return _faults(sandbox, request)


def _clear(sandbox: Sandbox, request: Request) -> Answer:
    sandbox.clear_faults()
    return _faults(sandbox, request)


def _knobs(sandbox: Sandbox, _: Request) -> Answer:
    return _answer(asdict(sandbox.knobs))


def _turn(sandbox: Sandbox, request: Request) -> Answer:
    changes = _read(request)
    if not isinstance(changes, dict):
        raise _bad("the body is not a JSON object of knobs")
    try:
        sandbox.turn(**changes)
    except ConfigError as error:
        raise _bad(str(error)) from error
    return _knobs(sandbox, request)


def _ledger(sandbox: Sandbox, _: Request) -> Answer:
    ledger = sandbox.world.ledger
    items: dict[str, Decimal] = {}
    for line in ledger.lines:
        items[line.item] = items.get(line.item, Decimal(0)) + line.usd
    return _answer(
        {
            "total_usd": ledger.total,
            "balance_usd": sandbox.balance,
            "items": items,
            "lines": [asdict(line) for line in ledger.lines],
        }
    )


def _post(sandbox: Sandbox, post: StoredPost) -> dict[str, Any]:
    uploads = [sandbox.world.uploads[m] for m in post.media]
    return {
        "id": post.id,
        "username": sandbox.accounts[post.author].username,
        "text": post.text,
        "created_at": post.created_at,
        "usd": post.usd,
        "media": [
            {"id": u.id, "url": f"/sandbox/media/{u.id}", "mime": u.mime, "alt": u.alt}
            for u in uploads
        ],
        "versions": post.chain,
        "repost_of": post.repost_of,
        "reply_to": post.reply_to,
        "deleted_at": post.deleted_at,
    }


def _posts(sandbox: Sandbox, request: Request) -> Answer:
    shown: Iterable[StoredPost] = sandbox.posts()
    if request.query == "all":
        shown = sandbox.world.newest()
    return _answer([_post(sandbox, p) for p in shown])


def _requests(sandbox: Sandbox, _: Request) -> Answer:
    return _answer([asdict(call) for call in sandbox.calls])


def _reset(sandbox: Sandbox, _: Request) -> Answer:
    sandbox.reset()
    return _answer({"reset": True})


ACTIONS: dict[tuple[str, str], Callable[[Sandbox, Request], Answer]] = {
    ("GET", "/sandbox/faults"): _faults,
    ("POST", "/sandbox/faults"): _script,
    ("DELETE", "/sandbox/faults"): _clear,
    ("GET", "/sandbox/knobs"): _knobs,
    ("POST", "/sandbox/knobs"): _turn,
    ("GET", "/sandbox/ledger"): _ledger,
    ("GET", "/sandbox/posts"): _posts,
    ("GET", "/sandbox/requests"): _requests,
    ("POST", "/sandbox/reset"): _reset,
}
