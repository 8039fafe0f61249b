"""What needs the operator now: conditions read from the record, each under a lasting key (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from crosspost.model import AccountState, Delivery, FeedState, State
from crosspost.pipeline.budget import MARK
from crosspost.pipeline.overview import Overview
from crosspost.pipeline.watch import is_moved
from crosspost.settings import Settings

#: An article that came so long ago and has neither gone out nor been held is a silent stop.
STUCK = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Need:
    """Something that a person should see to."""

    key: str  #: the same as long as it lasts
    title: str
    text: str  #: what happened, and what to do next


@dataclass(frozen=True, slots=True)
class Told:
    """When a need was first and last told; kept in the record."""

    title: str
    since: datetime
    told_at: datetime


@dataclass(frozen=True, slots=True)
class Letters:
    """What is to be said now, and what is to be remembered of it."""

    send: tuple[tuple[str, str], ...]  #: title and text
    told: Mapping[str, Told]


def find_needs(seen: Overview, settings: Settings) -> list[Need]:
    """Return everything that needs the operator at the moment of the overview."""
    needs = [_refused(seen.refused_config)] if seen.refused_config else []
    for feed, state in seen.feeds:
        if state is not None:
            needs += _feed_needs(feed.name, state, settings, now=seen.now)
    needs += [_paused(account) for account in seen.accounts if account.paused_at]
    needs += _held(seen)
    needs += _stuck(seen)
    return needs


def _refused(why: str) -> Need:
    text = f"The edited configuration was not taken up; the old one stays in force. {why}"
    return Need("config", "configuration refused", text)


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
    text = f"{account.why} When it is mended: crosspost resume {account.name}"
    title = f'account "{account.name}" is paused ({account.code})'
    return Need(f"account:{account.name}:{account.code}", title, text)


def _held(seen: Overview) -> list[Need]:
    held = [d for d in seen.waiting if d.state is State.HELD]
    needs = []
    for delivery in held:
        budget = delivery.why.startswith(MARK)
        title = f"{'budget reached' if budget else 'held'}: {seen.titles[delivery.article]}"
        text = delivery.why
        if not budget:
            text += f" — crosspost release {delivery.id}, or crosspost withdraw {delivery.id}"
        needs.append(Need(f"held:{delivery.id}", title, text))
    return _gather_many(needs)


def _gather_many(needs: list[Need]) -> list[Need]:
    """Put many holds into one letter: a flood of articles must not become one of alerts."""
    if len(needs) <= 3:  # noqa: PLR2004 — as many as one reads without a list
        return needs
    lines = "\n".join(f"- {need.title}: {need.text}" for need in needs)
    return [Need("held:many", f"{len(needs)} deliveries are held", lines)]


def _stuck(seen: Overview) -> list[Need]:
    paused = {account.name for account in seen.accounts if account.paused_at}
    stuck = [d for d in seen.waiting if _is_stuck(d, seen.now) and d.account not in paused]
    if not stuck:
        return []
    lines = "\n".join(f"- {seen.titles[d.article]}: {d.state}, {d.why}" for d in stuck)
    return [Need("stuck", f"{len(stuck)} posts do not go out", lines)]


def _is_stuck(delivery: Delivery, now: datetime) -> bool:
    return delivery.state is not State.HELD and now - delivery.due_at >= STUCK


def write_letters(
    needs: Sequence[Need], told: Mapping[str, Told], *, now: datetime, remind_every: timedelta
) -> Letters:
    """Say each need once, again after `remind_every`, and give the all-clear when it is over."""
    send: list[tuple[str, str]] = []
    after: dict[str, Told] = {}
    for need in needs:
        before = told.get(need.key)
        if before and now - before.told_at < remind_every:
            after[need.key] = before
            continue
        since = before.since if before else now
        title = f"still: {need.title}" if before else need.title
        send.append((title, need.text))
        after[need.key] = Told(need.title, since, now)
    for key, before in told.items():
        if key not in after:
            send.append(
                (f"over: {before.title}", f"It had lasted since {before.since:%Y-%m-%d %H:%M} UTC.")
            )
    return Letters(tuple(send), after)
