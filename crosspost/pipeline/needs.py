"""What needs the operator now: conditions read from the record, each under a lasting key (pure)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from crosspost.model import AccountState, Delivery, FeedState, State
from crosspost.pipeline import reach
from crosspost.pipeline.budget import MARK
from crosspost.pipeline.moves import is_moved
from crosspost.pipeline.overview import Overview
from crosspost.settings import Settings

#: An article that came so long ago and has neither gone out nor been held is a silent stop.
STUCK = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Need:
    """Something that a person should see to."""

    key: str  #: the same as long as it lasts
    title: str
    text: str  #: what happened, and what to do next
    group: str = ""  #: what several of its kind are called; they are told together


def find_needs(seen: Overview, settings: Settings, *, trouble: str = "") -> list[Need]:
    """Return everything that needs the operator at the moment of the overview.

    `trouble` is why the record could not be used lately: the one need that it cannot hold.
    """
    needs = [Need("state", "the record cannot be used", trouble)] if trouble else []
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


def _refused(why: str) -> Need:
    text = f"The edited configuration was not taken up; the old one stays in force. {why}"
    return Need("config", "configuration refused", text)


def _restart(keys: str) -> Need:
    text = f"These keys were edited and count only after a restart of the daemon: {keys}"
    return Need("config:restart", "configuration wants a restart", text)


def _empty(settings: Settings) -> Need:
    lines = "[[feeds]]" if not settings.feeds else "[accounts.main]"
    text = f"Nothing is watched or sent. Take away the # before {lines} and the lines under it."
    return Need("config:empty", "the configuration names no feed or no account", text)


def _feed_needs(name: str, state: FeedState, settings: Settings, *, now: datetime) -> list[Need]:
    limits = settings.alerts
    if state.stopped:
        text = f"The server says that {state.url} is gone for good (410). Give the new address."
        return [Need(f"feed:{name}:gone", f'feed "{name}" is gone', text)]
    needs = []
    last = state.clean_at or state.baseline_at
    if state.error and (last is None or now - last >= limits.feed_failing):
        needs.append(Need(f"feed:{name}:failing", f'feed "{name}" cannot be read', state.error))
    news = state.changed_at or state.baseline_at
    if not state.error and news and now - news >= limits.feed_silent:
        text = f"No new article since {news:%Y-%m-%d}. Is {state.url} still the right address?"
        needs.append(Need(f"feed:{name}:silent", f'feed "{name}" is silent', text))
    if is_moved(state, now=now):
        text = f"It redirects for good to {state.moved_to}. Write that into the configuration."
        needs.append(Need(f"feed:{name}:moved", f'feed "{name}" has moved', text))
    return needs


def _paused(account: AccountState) -> Need:
    told = account.why.rstrip(" .。")
    text = f"{told}. To let it send again: crosspost resume {account.name}"
    title = f'account "{account.name}" is paused ({account.code})'
    return Need(f"account:{account.name}:{account.code}", title, text)


def _held(seen: Overview) -> list[Need]:
    held = [d for d in seen.waiting if d.state is State.HELD]
    # A password is the author's own doing, and ends without the operator.
    return [_hold(d, seen.titles[d.article]) for d in held if not reach.is_locked(d)]


def _hold(delivery: Delivery, title: str) -> Need:
    key = f"held:{delivery.id}"
    if delivery.why.startswith(MARK):
        return Need(key, f"budget reached: {title}", delivery.why, "posts wait for the budget")
    number = delivery.id
    text = f"{delivery.why} — crosspost release {number}, or crosspost withdraw {number}"
    return Need(key, f"held: {title}", text, "deliveries are held")


def _orphaned(seen: Overview, settings: Settings) -> list[Need]:
    """Return a need for each account that the configuration has lost with posts waiting for it."""
    waiting = [d for d in seen.waiting if d.account not in settings.accounts]
    needs = []
    for name in sorted({d.account for d in waiting}):
        numbers = ", ".join(str(d.id) for d in waiting if d.account == name)
        text = (
            f"The configuration has no [accounts.{name}] any more, and nobody else sends"
            f" deliveries {numbers}. Write it again, or crosspost withdraw each of them."
        )
        title = f'posts wait for account "{name}", which is not configured'
        needs.append(Need(f"account:{name}:absent", title, text))
    return needs


def _stuck(seen: Overview, settings: Settings) -> list[Need]:
    paused = {account.name for account in seen.accounts if account.paused_at}
    may_go = settings.accounts.keys() - paused
    stuck = [d for d in seen.waiting if _is_stuck(d, seen.now) and d.account in may_go]
    if not stuck:
        return []
    lines = "\n".join(f"- {seen.titles[d.article]}: {d.state}, {d.why}" for d in stuck)
    return [Need("stuck", f"{len(stuck)} posts do not go out", lines)]


def _is_stuck(delivery: Delivery, now: datetime) -> bool:
    return delivery.state is not State.HELD and now - delivery.due_at >= STUCK
