"""The arrows of a delivery's journey, a sentence for each; docs/outbox.md is drawn from here."""

from enum import StrEnum

from crosspost.model import State


class Move(StrEnum):
    """What can happen to a delivery; MEANINGS has a sentence for each."""

    BEGIN = "begin"
    POSTPONE = "postpone"
    CLEAR = "clear"
    PUBLISH = "publish"
    RETURN = "return"
    REFUSE = "refuse"
    DOUBT = "doubt"
    RECOVER = "recover"
    FIND = "find"
    MISS = "miss"
    OVERLOOK = "overlook"
    RETRY = "retry"
    GIVE_UP = "give-up"
    HOLD = "hold"
    RELEASE = "release"
    SEEK = "seek"
    CONFIRM = "confirm"
    WITHDRAW = "withdraw"


TRANSITIONS: dict[State, dict[Move, State]] = {
    State.QUEUED: {
        Move.BEGIN: State.SENDING,
        Move.POSTPONE: State.QUEUED,
        Move.CLEAR: State.QUEUED,
        Move.FIND: State.PUBLISHED,
        Move.GIVE_UP: State.HELD,
        Move.HOLD: State.HELD,
        Move.WITHDRAW: State.WITHDRAWN,
    },
    State.SENDING: {
        Move.PUBLISH: State.PUBLISHED,
        Move.RETURN: State.QUEUED,
        Move.REFUSE: State.HELD,
        Move.DOUBT: State.UNCERTAIN,
        Move.RECOVER: State.UNCERTAIN,
    },
    State.UNCERTAIN: {
        Move.FIND: State.PUBLISHED,
        Move.MISS: State.UNCERTAIN,
        Move.OVERLOOK: State.UNCERTAIN,
        Move.RETRY: State.QUEUED,
        Move.GIVE_UP: State.HELD,
        Move.HOLD: State.HELD,
        Move.CONFIRM: State.PUBLISHED,
    },
    State.HELD: {
        Move.SEEK: State.HELD,
        Move.FIND: State.PUBLISHED,
        Move.RELEASE: State.QUEUED,
        Move.CONFIRM: State.PUBLISHED,
        Move.WITHDRAW: State.WITHDRAWN,
    },
    State.PUBLISHED: {},
    State.WITHDRAWN: {},
}

MEANINGS: dict[Move, str] = {
    Move.BEGIN: "The intent is committed, then the request leaves.",
    Move.POSTPONE: "Nothing was sent: account, picture or timeline let it wait.",
    Move.CLEAR: "Looked for once more right before it is sent, and not out.",
    Move.PUBLISH: "The network answered with the post's id.",
    Move.RETURN: "It was certainly not sent; that is no failed attempt.",
    Move.REFUSE: "The network will never take this post as it stands.",
    Move.DOUBT: "The answer was lost or made no sense: it may be out.",
    Move.RECOVER: "The sender died, or its lease ran out: it may be out.",
    Move.FIND: "The account's timeline shows the post.",
    Move.MISS: "A readable timeline does not show it; too early to be sure.",
    Move.OVERLOOK: "The timeline could not be read: that says nothing.",
    Move.RETRY: "Absent in every look of the schedule: it is sent again.",
    Move.GIVE_UP: "Too many attempts, or too long unknown: a person is asked.",
    Move.HOLD: "A rule or a person wants it to wait for a person.",
    Move.RELEASE: "A person says: send it.",
    Move.SEEK: "Looked for at a start while it is held: not out, or nothing could be seen.",
    Move.CONFIRM: "A person says: it is out, and names the post.",
    Move.WITHDRAW: "A person says: never.",
}
