"""`alert`: what needs the operator now, and a test of the addresses."""

from typing import Any

from crosspost import alerts, clock, wiring
from crosspost.cli.options import print_json
from crosspost.cli.voice import say
from crosspost.errors import ConfigError
from crosspost.model.denials import Denial
from crosspost.model.reasons import to_plain
from crosspost.pipeline.needs import Need, find_needs
from crosspost.pipeline.overview import gather
from crosspost.settings import Settings
from crosspost.words.lines import Line


def run(settings: Settings, *, test: bool, as_json: bool) -> int:
    """Show the needs, or send a test message; 1 when an address did not take it."""
    if test:
        return _send_test(settings)
    with wiring.opened(settings) as store:
        needs = find_needs(gather(settings, store, now=clock.now()), settings)
    if as_json:
        print_json([_as_dict(n) for n in needs])
    for need in needs if not as_json else ():
        print(f"{say(need.title)}\n  {say(need.text)}")
    if not needs and not as_json:
        print(say(Line.NOTHING_NEEDED()))
    return 0


def _as_dict(need: Need) -> dict[str, Any]:
    return {
        "key": need.key,
        "title": say(need.title),
        "text": say(need.text),
        "severity": need.severity,
        **to_plain(need.text),
    }


def _send_test(settings: Settings) -> int:
    if not settings.alerts.urls:
        raise ConfigError(Denial.ALERTS_EMPTY())
    if failed := alerts.send(
        settings, "test", "This is a test message; all is well.", severity="success"
    ):
        print(say(Line.NOT_TAKEN_BY(addresses=tuple(failed))))
        return 1
    print(say(Line.SENT_TO(found=len(settings.alerts.urls))))
    return 0
