"""The nouns in order of travel: Entry, Article, Change, Post, Delivery, Receipt."""

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
    Charge,
    Event,
    FeedState,
    Finding,
    Known,
    Planned,
    Waiting,
)
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
    "Article",
    "Block",
    "Change",
    "ChangeKind",
    "Charge",
    "Code",
    "Delivery",
    "Document",
    "Entry",
    "Event",
    "Fact",
    "FeedState",
    "Finding",
    "Gist",
    "Image",
    "Known",
    "Media",
    "Network",
    "Picture",
    "Planned",
    "Post",
    "Reason",
    "Receipt",
    "Room",
    "State",
    "Summarizer",
    "Thumbnail",
    "Waiting",
    "Why",
]
