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
    Image,
    Thumbnail,
)
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

__all__ = [
    "Absence",
    "AccountState",
    "Article",
    "Block",
    "Change",
    "ChangeKind",
    "Charge",
    "Delivery",
    "Document",
    "Entry",
    "Event",
    "FeedState",
    "Finding",
    "Image",
    "Known",
    "Media",
    "Network",
    "Picture",
    "Planned",
    "Post",
    "Receipt",
    "Room",
    "State",
    "Summarizer",
    "Thumbnail",
    "Waiting",
]
