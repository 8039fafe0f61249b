"""What one life of the daemon will meet: drawn from a seed, so that it can be met again."""

from dataclasses import dataclass
from random import Random

from crosspost.sandbox.faults import FAULTS

#: Their true waits are a quarter of an hour and five hours: tests/test_every_fault.py has
#: them.
_TOO_SLOW = {"429", "429-24h"}
_KINDS = sorted(FAULTS.keys() - _TOO_SLOW)
_REQUESTS = (
    ("POST", "/2/tweets"),
    ("POST", "/2/tweets"),
    ("POST", "/2/media/upload"),
    ("POST", "/2/media/metadata"),
    ("GET", "/2/users/*"),
)
_TROUBLES = ("maintenance", "database", "truncated", "warning", "bom")
_LASTS = 6.0  # seconds of misfortune
_MOST_ARTICLES = 3  # as many at once as are not held


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens so many seconds after the first look."""

    at: float
    kind: str  #: publish, revise, fault, trouble, calm, kill, latency, lag
    value: str = ""
    on: tuple[str, str] = ("", "")
    effect: str = "before"
    number: int = 0

    def __str__(self) -> str:
        words = (self.kind, self.value, *self.on, self.effect if self.on[0] else "")
        return f"{self.at:5.2f} {' '.join(word for word in words if word)}"


@dataclass(frozen=True, slots=True)
class Plan:
    """A life: whether its posts bear links, and what happens."""

    link: str
    events: tuple[Event, ...]

    def __str__(self) -> str:
        return "\n".join([f"link {self.link}", *map(str, self.events)])


def draw(seed: str) -> Plan:
    """Return the plan of a life, its events in the order of time."""
    chance = Random(seed)
    events = [Event(0, "latency", f"{chance.choice((0, 0, 0.1, 0.3)):.1f}")]
    for number in range(chance.randint(1, _MOST_ARTICLES)):
        at = chance.uniform(0, _LASTS / 2)
        events.append(Event(at, "publish", chance.choice(("picture", "plain")), number=number))
        if chance.random() < 0.3:
            events.append(Event(at + chance.uniform(0.5, 3), "revise", number=number))
    events += [_fault(chance) for _ in range(chance.randint(1, 5))]
    events += [Event(chance.uniform(0.2, _LASTS), "kill") for _ in range(chance.randint(1, 3))]
    if chance.random() < 0.4:
        at = chance.uniform(0, _LASTS / 2)
        events.append(Event(at, "trouble", chance.choice(_TROUBLES)))
        events.append(Event(at + chance.uniform(0.5, 3), "calm"))
    if chance.random() < 0.2:
        events.append(Event(chance.uniform(0, _LASTS / 2), "lag", "0.7"))
    ordered = tuple(sorted(events, key=lambda event: event.at))
    return Plan(chance.choice(("always", "never")), ordered)


def _fault(chance: Random) -> Event:
    kind = chance.choice(_KINDS)
    effect = chance.choice(("before", "after")) if FAULTS[kind].after else "before"
    at = chance.uniform(0, _LASTS / 2)
    return Event(at, "fault", kind, on=chance.choice(_REQUESTS), effect=effect)
