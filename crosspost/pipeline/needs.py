"""What needs the operator now: conditions read from the record, each under a lasting key (pure)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from crosspost.model import AccountState, Code, Delivery, FeedState, Reason, State
from crosspost.model.calls import Call
from crosspost.pipeline import reach
from crosspost.pipeline.budget import is_over
from crosspost.pipeline.moves import is_moved
from crosspost.pipeline.overview import Overview
from crosspost.settings import Settings

#: An article that came so long ago and has neither gone out nor been held is a silent stop.
STUCK = timedelta(hours=1)


#: A failure: something does not work at all. A warning: something waits for a person.
Severity = Literal["failure", "warning"]


@dataclass(frozen=True, slots=True)
class Need:
    """Something that a person should see to."""

    key: str  #: the same as long as it lasts
    title: Reason
    text: Reason  #: what happened, and what to do next
    group: Code | None = None  #: what several of its kind are called; they are told together
    severity: Severity = "warning"


def find_needs(seen: Overview, settings: Settings, *, trouble: Reason | None = None) -> list[Need]:
    """Return everything that needs the operator at the moment of the overview.

    `trouble` is why the record could not be used lately: the one need that it cannot hold.
    """
    needs = [Need("state", Call.RECORD(), trouble, severity="failure")] if trouble else []
    needs += [_refused(seen.refused_config)] if seen.refused_config else []
    if seen.restart:
        needs.append(_restart(seen.restart))
    if not (settings.feeds and settings.accounts):
        needs.append(_empty(settings))
    for feed, state in seen.feeds:
        if state is not None:
            needs += _feed_needs(feed.name, state, settings, now=seen.now)
    needs += [_paused(account) for account in seen.accounts if account.paused_at]
    needs += _orphaned(seen, settings)
    needs += _held(seen)
    needs += _stuck(seen, settings)
    return needs


def _refused(why: Reason) -> Need:
    return Need("config", Call.REFUSED(), Call.REFUSED_TEXT(cause=why))


def _restart(keys: str) -> Need:
    return Need("config:restart", Call.RESTART(), Call.RESTART_TEXT(keys=keys))


def _empty(settings: Settings) -> Need:
    lines = "[[feeds]]" if not settings.feeds else "[accounts.main]"
    return Need("config:empty", Call.EMPTY(), Call.EMPTY_TEXT(lines=lines))


def _feed_needs(name: str, state: FeedState, settings: Settings, *, now: datetime) -> list[Need]:
    limits = settings.alerts
    if state.stopped:
        text = Call.FEED_GONE_TEXT(url=state.url)
        return [Need(f"feed:{name}:gone", Call.FEED_GONE(feed=name), text, severity="failure")]
    needs = []
    last = state.clean_at or state.baseline_at
    if state.error and (last is None or now - last >= limits.feed_failing):
        title = Call.FEED_FAILING(feed=name)
        needs.append(Need(f"feed:{name}:failing", title, state.error, severity="failure"))
    news = state.changed_at or state.baseline_at
    if not state.error and news and now - news >= limits.feed_silent:
        text = Call.FEED_SILENT_TEXT(since=news, url=state.url)
        needs.append(Need(f"feed:{name}:silent", Call.FEED_SILENT(feed=name), text))
    if is_moved(state, now=now):
        text = Call.FEED_MOVED_TEXT(url=state.moved_to)
        needs.append(Need(f"feed:{name}:moved", Call.FEED_MOVED(feed=name), text))
    return needs


def _paused(account: AccountState) -> Need:
    text = Call.PAUSED_TEXT(account=account.name, cause=account.why)
    title = Call.PAUSED(account=account.name, closed=account.code)
    return Need(f"account:{account.name}:{account.code}", title, text, severity="failure")


def _held(seen: Overview) -> list[Need]:
    held = [d for d in seen.waiting if d.state is State.HELD]
    # A password is the author's own doing, and ends without the operator.
    return [_hold(d, seen.titles[d.article]) for d in held if not reach.is_locked(d)]


def _hold(delivery: Delivery, title: str) -> Need:
    key = f"held:{delivery.id}"
    if is_over(delivery):
        return Need(key, Call.OVER_BUDGET(title=title), delivery.why, Call.OVER_BUDGET_GROUP)
    text = Call.HELD_TEXT(delivery=delivery.id, cause=delivery.why)
    return Need(key, Call.HELD(title=title), text, Call.HELD_GROUP)


def _orphaned(seen: Overview, settings: Settings) -> list[Need]:
    """Return a need for each account that the configuration has lost with posts waiting for it."""
    waiting = [d for d in seen.waiting if d.account not in settings.accounts]
    needs = []
    for name in sorted({d.account for d in waiting}):
        numbers = tuple(d.id for d in waiting if d.account == name)
        text = Call.ABSENT_TEXT(account=name, deliveries=numbers)
        title = Call.ABSENT(account=name)
        needs.append(Need(f"account:{name}:absent", title, text, severity="failure"))
    return needs


def _stuck(seen: Overview, settings: Settings) -> list[Need]:
    paused = {account.name for account in seen.accounts if account.paused_at}
    may_go = settings.accounts.keys() - paused
    stuck = [d for d in seen.waiting if _is_stuck(d, seen.now) and d.account in may_go]
    if not stuck:
        return []
    lines = tuple(
        Call.STUCK_LINE(title=seen.titles[d.article], state=d.state.value, cause=d.why)
        for d in stuck
    )
    return [Need("stuck", Call.STUCK(found=len(stuck)), Call.LINES(lines=lines), None, "failure")]


def _is_stuck(delivery: Delivery, now: datetime) -> bool:
    return delivery.state is not State.HELD and now - delivery.due_at >= STUCK
