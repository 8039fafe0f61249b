"""The nouns in order of travel: Entry, Article, Change, Post, Delivery, Receipt."""

from crosspost.model.calls import Call
from crosspost.model.denials import Denial
from crosspost.model.failures import Fault
from crosspost.model.mistakes import Mistake
from crosspost.model.notes import Note
from crosspost.model.protocols import (
    Network,
    Summarizer,
)
from crosspost.model.reading import (
    Article,
    Block,
    Change,
    ChangeKind,
    Document,
    Entry,
    Gist,
    Image,
    Thumbnail,
)
from crosspost.model.reasons import Code, Fact, Reason
from crosspost.model.record import (
    Absence,
    AccountState,
    Answer,
    Candidate,
    Charge,
    Event,
    FeedState,
    Finding,
    Known,
    Planned,
    Waiting,
)
from crosspost.model.refusals import Refusal
from crosspost.model.sending import (
    Delivery,
    Media,
    Picture,
    Post,
    Receipt,
    Room,
    State,
)
from crosspost.model.why import UNTOLD, Why

__all__ = [
    "UNTOLD",
    "Absence",
    "AccountState",
    "Answer",
    "Article",
    "Block",
    "Call",
    "Candidate",
    "Change",
    "ChangeKind",
    "Charge",
    "Code",
    "Delivery",
    "Denial",
    "Document",
    "Entry",
    "Event",
    "Fact",
    "Fault",
    "FeedState",
    "Finding",
    "Gist",
    "Image",
    "Known",
    "Media",
    "Mistake",
    "Network",
    "Note",
    "Picture",
    "Planned",
    "Post",
    "Reason",
    "Receipt",
    "Refusal",
    "Room",
    "State",
    "Summarizer",
    "Thumbnail",
    "Waiting",
    "Why",
]
