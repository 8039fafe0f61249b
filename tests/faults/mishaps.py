"""What may go wrong, and where: every effect of a journey is a place for a mishap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from crosspost.sandbox.faults import FAULTS

#: Requests, named by what they do; "commit" is a transaction of the record.
Place = Literal["upload", "metadata", "publish", "look", "undo", "picture", "feed", "commit"]
REQUESTS: tuple[Place, ...] = ("upload", "metadata", "publish", "look", "undo")


class Crash(BaseException):
    """The process dies here, as by SIGKILL: nothing between this place and the next start runs."""


@dataclass(frozen=True, slots=True)
class Mishap:
    """One thing that goes wrong at one effect.

    `kind` is a fault of the sandbox; or "crash", "no-room" (the record cannot be written), "lag"
    (the timeline leaves out its newest post), or what the blog answers instead of the picture.
    """

    kind: str
    effect: Literal["before", "after"] = "before"

    def __str__(self) -> str:
        return f"{self.kind} {self.effect}"


CRASH = Mishap("crash", "after")
NO_ROOM = Mishap("no-room")
LAG = Mishap("lag")


def _faults(kinds: Sequence[str]) -> list[Mishap]:
    return [
        *(Mishap(kind) for kind in kinds),
        *(Mishap(kind, "after") for kind in kinds if FAULTS[kind].after),
    ]


#: Every kind of fault at each request, and a crash behind each effect.
ALL: dict[Place, tuple[Mishap, ...]] = {
    **dict.fromkeys(REQUESTS, (*_faults(tuple(FAULTS)), CRASH)),
    "look": (*_faults(tuple(FAULTS)), CRASH, LAG),
    "commit": (NO_ROOM, CRASH),
    "picture": (Mishap("404"), Mishap("503"), CRASH),
}

#: One kind for each meaning that an answer may have there.
MEANINGS: dict[Place, tuple[Mishap, ...]] = {
    **ALL,
    "upload": (*_faults(("429", "401", "402", "403-suspended", "400-media")), Mishap("500"), CRASH),
    "metadata": (*_faults(("401", "402", "400-media")), Mishap("500"), CRASH),
    "publish": (
        *_faults(("refuse", "429", "401", "402", "403-suspended", "403-duplicate")),
        *_faults(("403-not-permitted", "400-media-ids", "500")),
        CRASH,
    ),
    "look": (*_faults(("429", "401", "402")), Mishap("500"), CRASH, LAG),
}

#: Those of them that move a delivery from one state to another, or lose what is known of it.
MOVES: dict[Place, tuple[Mishap, ...]] = {
    "upload": (Mishap("400-media"), CRASH),
    "metadata": (CRASH,),
    "publish": (
        *_faults(("refuse", "402", "403-duplicate", "400-media-ids", "500")),
        CRASH,
    ),
    "look": (Mishap("500"), CRASH, LAG),
    "commit": (NO_ROOM, CRASH),
    "picture": (),
    "undo": (),
}


@dataclass(slots=True)
class Fate:
    """Which of the effects to come meet which mishap; the others go well."""

    plan: Mapping[int, Mishap] = field(default_factory=dict)
    met: list[Place] = field(default_factory=list)
    fitting: bool = False  #: a mishap that cannot befall that effect does not

    def meet(self, place: Place) -> Mishap | None:
        """Come to an effect."""
        self.met.append(place)
        mishap = self.plan.get(len(self.met) - 1)
        return None if self.fitting and mishap not in ALL[place] else mishap
