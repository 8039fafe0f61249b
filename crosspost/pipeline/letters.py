"""When to write to the operator: each need once, reminders, an all-clear (pure)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from crosspost.model import UNTOLD, Code, Reason
from crosspost.model.calls import Call
from crosspost.pipeline.needs import Need, Severity

_CLOCKS = timedelta(minutes=1)  #: a clock that is set right moves by less


@dataclass(frozen=True, slots=True)
class Told:
    """When a need was first and last told; kept in the record."""

    title: Reason
    group: Code | None
    since: datetime
    told_at: datetime


@dataclass(frozen=True, slots=True)
class Letter:
    """One message, and what is to be remembered when it has been sent."""

    title: Reason
    text: Reason
    told: Mapping[str, Told | None]  #: by the key of the need; None: it is over
    severity: Severity | Literal["success"]


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
    return Letter(_title(needs), _text(needs), told, _severity(needs))


def _remind(needs: list[Need], told: Mapping[str, Told], *, now: datetime) -> Letter:
    after = {n.key: Told(n.title, n.group, told[n.key].since, now) for n in needs}
    since = min(told[need.key].since for need in needs)
    text = Call.STILL_TEXT(since=since, text=_text(needs))
    return Letter(Call.STILL(title=_title(needs)), text, after, _severity(needs))


def _clear(over: Mapping[str, Told]) -> list[Letter]:
    letters = []
    needs = [Need(key, one.title, UNTOLD, one.group) for key, one in over.items()]
    for group in _grouped(needs):
        since = min(over[need.key].since for need in group)
        text = Call.OVER_TEXT(since=since)
        if len(group) > 1:
            lines = tuple(need.title for need in group)
            text = Call.OVER_TEXT_LINES(since=since, lines=lines)
        told = dict.fromkeys(need.key for need in group)
        letters.append(Letter(Call.OVER(title=_title(group)), text, told, "success"))
    return letters


def _title(needs: list[Need]) -> Reason:
    group = needs[0].group
    if len(needs) == 1 or group is None:
        return needs[0].title
    return Call.GROUP(found=len(needs), group=group())


def _text(needs: list[Need]) -> Reason:
    if len(needs) == 1:
        return needs[0].text
    return Call.LINES(lines=tuple(Call.LINE(title=n.title, text=n.text) for n in needs))


def _severity(needs: list[Need]) -> Severity:
    return "failure" if any(need.severity == "failure" for need in needs) else "warning"
