"""The account's own timeline and profile (x-api.md sections 1.8 and 1.9)."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime

from crosspost.sandbox import problems
from crosspost.sandbox.fields import read_query, wanted
from crosspost.sandbox.reading import includes, post_json, user_json
from crosspost.sandbox.wire import Answer, data_answer, json_answer
from crosspost.sandbox.world import Setting, StoredPost

_DEEPEST = 3200
_ID = re.compile(r"[0-9]{1,19}")
_PARAMETERS = (
    "max_results", "pagination_token", "start_time", "end_time", "since_id", "until_id", "exclude",
)  # fmt: skip


def me(setting: Setting) -> Answer:
    """Return the account whose token it is."""
    asked = wanted(setting, read_query(setting))
    account = setting.account
    setting.world.ledger.charge(account.id, "user-read", resource=account.id, now=setting.now)
    return data_answer(user_json(account, asked))


def posts_of(setting: Setting, user_id: str) -> Answer:
    """Return a page of an account's posts, newest first, as far as they can be read already."""
    query = read_query(setting, *_PARAMETERS)
    asked = wanted(setting, query)
    if user_id not in setting.accounts:
        return problems.missing("user", "id", user_id)
    size = _size(query)
    found = _select(setting, query, user_id)
    page = found[:size]
    item = "owned-read" if user_id == setting.account.id else "post-read"
    for post in page:
        setting.world.ledger.charge(setting.account.id, item, resource=post.id, now=setting.now)
    meta: dict[str, object] = {"result_count": len(page)}
    if page:
        meta |= {"newest_id": page[0].id, "oldest_id": page[-1].id}
    if len(found) > size:
        meta["next_token"] = f"{int(page[-1].id):x}"
    content = {
        "data": [post_json(setting, p, asked) for p in page],
        "includes": includes(setting, page, asked),
        "meta": meta,
    }
    return json_answer(200, {name: value for name, value in content.items() if value})


def _select(setting: Setting, query: Mapping[str, str], user_id: str) -> list[StoredPost]:
    since, until = _bounds(query)
    start, end = _time(query, "start_time"), _time(query, "end_time")
    excluded = _excluded(query)
    found = [p for p in setting.world.newest() if p.author == user_id and _is_shown(setting, p)]
    if found and setting.world.omitted < setting.knobs.omit_reads:
        setting.world.omitted += 1
        del found[0]
    return [
        p
        for p in found[:_DEEPEST]
        if since < int(p.id) < until
        and (start is None or p.created_at >= start)
        and (end is None or p.created_at < end)
        and not (p.repost_of and "retweets" in excluded)
        and not (p.reply_to and "replies" in excluded)
    ]


def _is_shown(setting: Setting, post: StoredPost) -> bool:
    """Whether it can be read already, in no later version, and its source if it is a repost."""
    if not post.is_readable(setting.view):
        return False
    if post.repost_of:
        return setting.world.readable(post.repost_of, setting.view) is not None
    later = post.chain[post.chain.index(post.id) + 1 :]
    return not any(setting.world.readable(v, setting.view) for v in later)


def _refuse(name: str, value: str, rule: str) -> Exception:
    message = f"The `{name}` query parameter value [{value}] is not {rule}"
    return problems.reject(problems.invalid(name, value, message), message)


def _size(query: Mapping[str, str]) -> int:
    value = query.get("max_results", "10")
    if not re.fullmatch(r"[0-9]{1,3}", value) or not 5 <= int(value) <= 100:  # noqa: PLR2004 — the contract's bounds
        raise _refuse("max_results", value, "between 5 and 100")
    return int(value)


def _bounds(query: Mapping[str, str]) -> tuple[int, int]:
    for name in ("since_id", "until_id"):
        if name in query and not _ID.fullmatch(query[name]):
            raise _refuse(name, query[name], "a post id")
    until = int(query.get("until_id", str(10**19)))
    token = query.get("pagination_token")
    if token is not None:
        if not re.fullmatch(r"[0-9a-f]{1,16}", token):
            raise _refuse("pagination_token", token, "a token from `meta.next_token`")
        until = min(until, int(token, 16))
    return int(query.get("since_id", "0")), until


def _time(query: Mapping[str, str], name: str) -> datetime | None:
    if name not in query:
        return None
    with suppress(ValueError):
        at = datetime.fromisoformat(query[name])
        if at.tzinfo is not None:
            return at.astimezone(UTC)
    raise _refuse(name, query[name], "a time of RFC 3339")


def _excluded(query: Mapping[str, str]) -> set[str]:
    excluded = set(query["exclude"].split(",")) if "exclude" in query else set()
    if not excluded <= {"replies", "retweets"}:
        raise _refuse("exclude", query["exclude"], "one of [replies,retweets]")
    return excluded
