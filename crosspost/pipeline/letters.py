"""When to write to the operator: each need once, reminders, an all-clear (pure)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from crosspost.pipeline.needs import Need


_CLOCKS = timedelta(minutes=1)  #: a clock that is set right moves by less


@dataclass(frozen=True, slots=True)
class Told:
    """When a need was first and last told; kept in the record."""

    title: str
    group: str
    since: datetime
    told_at: datetime


@dataclass(frozen=True, slots=True)
class Letter:
    """One message, and what is to be remembered when it has been sent."""

    title: str
    text: str
    told: Mapping[str, Told | None]  #: by the key of the need; None: it is over


def write_letters(
    needs: Sequence[Need],
    told: Mapping[str, Told],
    *,
    now: datetime,
    remind_every: timedelta,
) -> list[Letter]:
    """Say each need once, again after `remind_every`, and give the all-clear when it is over.

    Needs of one group that come together go into one letter: a flood of articles must not become
    a flood of letters.
    """
    fresh = [need for need in needs if need.key not in told]
    due = [n for n in needs if n.key in told and _is_due(told[n.key].told_at, now, remind_every)]
    lasting = {need.key for need in needs}
    over = {key: before for key, before in told.items() if key not in lasting}
    return [
        *(_tell(group, now=now) for group in _grouped(fresh)),
        *(_remind(group, told, now=now) for group in _grouped(due)),
        *_clear(over),
    ]


def _is_due(told_at: datetime, now: datetime, remind_every: timedelta) -> bool:
    """Whether it is time to remind; told later than now means that the clock was ahead."""
    return not -_CLOCKS <= now - told_at < remind_every


def remember(told: Mapping[str, Told], letter: Letter) -> dict[str, Told]:
    """Return what was told, after the letter was sent."""
    after = {**told, **letter.told}
    return {key: one for key, one in after.items() if one is not None}


def _grouped(needs: Iterable[Need]) -> list[list[Need]]:
    groups: dict[str, list[Need]] = {}
    for need in needs:
        groups.setdefault(need.group or need.key, []).append(need)
    return list(groups.values())


def _tell(needs: list[Need], *, now: datetime) -> Letter:
    told = {need.key: Told(need.title, need.group, now, now) for need in needs}
    return Letter(_title(needs), _text(needs), told)


def _remind(needs: list[Need], told: Mapping[str, Told], *, now: datetime) -> Letter:
    after = {n.key: Told(n.title, n.group, told[n.key].since, now) for n in needs}
    since = min(told[need.key].since for need in needs)
    text = f"Since {since:%Y-%m-%d %H:%M} UTC. {_text(needs)}"
    return Letter(f"still: {_title(needs)}", text, after)


def _clear(over: Mapping[str, Told]) -> list[Letter]:
    letters = []
    needs = [Need(key, one.title, "", one.group) for key, one in over.items()]
    for group in _grouped(needs):
        since = min(over[need.key].since for need in group)
        text = f"It had lasted since {since:%Y-%m-%d %H:%M} UTC."
        if len(group) > 1:
            text += "\n" + "\n".join(f"- {need.title}" for need in group)
        letters.append(Letter(f"over: {_title(group)}", text, dict.fromkeys(n.key for n in group)))
    return letters


def _title(needs: list[Need]) -> str:
    return needs[0].title if len(needs) == 1 else f"{len(needs)} {needs[0].group}"


def _text(needs: list[Need]) -> str:
    if len(needs) == 1:
        return needs[0].text
    return "\n".join(f"- {need.title}: {need.text}" for need in needs)
