"""Why something failed or was refused: what the errors carry (`crosspost/errors.py`).

A line is the code, which records keep, and the names of its facts. `cause` is a reason itself.
"""

from crosspost.model.reasons import Code


class Fault(Code):
    """The reasons of errors, by where they come from."""

    # Anywhere
    NOT_UNDERSTOOD = "fault.not-understood", "kind"
    OWN = "fault.own", "what where"

    # A person's word that comes too late, or names nothing
    PERHAPS_OUT = "refused.perhaps-out", "delivery cause"
    WRONG_STATE = "refused.wrong-state", "delivery state move able"

    # Feeds
    UNASKED_304 = "feed.unasked-304", "url"
    EMPTIED = "feed.emptied", "url"
    OLDER_PAGE = "feed.older-page", "cause"

    PICTURE = "feed.picture", "cause"

    # Networks
    OTHER_POST = "network.other-post", "post"
    NOT_THE_SENDER = "network.not-the-sender"
    LEFT_OUT = "network.left-out", "post"
