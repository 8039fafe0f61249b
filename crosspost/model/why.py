"""Why articles are announced, held or passed over, and why deliveries stand where they stand.

A line is the code, which records keep, and the names of its facts. `cause` is a reason itself.
"""

from crosspost.model.reasons import Code, Reason, parts_of


class Why(Code):
    """The reasons of decisions and steps; what each is to a decision stands in the groups below."""

    # What is no reason of its own
    UNTOLD = "untold"
    SAID = "said", "text"  # in the words of a person, of a server or of an older version
    JOINED = "joined", "parts"  # several at once; the first one leads
    STRANGE = "strange", "text"  # a sentence of an older record that nobody knows: it may be out

    # An article that is new, known or perhaps known
    NEW = "article.new"
    NEW_NAMED = "article.new-named"
    NAMED = "article.named"
    NAMED_UNSEEN = "article.named-unseen"
    FIRST_SIGHT = "article.first-sight"
    FIRST_NEWEST = "article.first-newest"
    BEFORE_FIRST = "article.before-first-sight"
    SLID_BACK = "article.slid-back"
    STOOD_THERE = "article.stood-at-new-address"
    FOLLOWED = "article.followed", "cause"
    NAMED_BEFORE = "article.named-before"
    SEVERAL = "article.names-of-several", "taken others"
    UNCHANGED = "article.unchanged"
    RENAMED_ENTRY = "article.renamed"
    RESTLESS = "article.changes-too-often"
    PASSWORD_GONE = "article.password-gone"  # noqa: S105 — no secret
    MARK_GONE = "article.mark-gone", "marks"
    MARK_ADDED = "article.mark-added", "marks"
    TEXT_ABSENT = "article.text-absent"
    TEXT_UNKNOWN = "article.text-unknown"
    TEXT_LESS = "article.text-less"
    TEXT_MORE = "article.text-more"
    TEXT_ADDED = "article.text-added"
    TEXT_CHANGED = "article.text-changed", "share"
    EDIT_TITLE = "article.edit-title"
    EDIT_SMALL = "article.edit-small"
    POLICY = "article.policy", "cause policy"
    AHEAD = "article.ahead", "until"
    PROVISIONAL = "article.provisional", "until"
    SHARED = "article.shared", "account feed article"
    LEFT = "article.left"
    BACK = "article.back"

    SHOWN_NEW = "preview.new"
    SHOWN_OLD = "preview.old", "published most"

    # Passed over
    PROTECTED = "skip.protected"
    PROTECTED_SINCE = "skip.protected-since"
    EMPTY = "skip.empty"
    ADVERT = "skip.advert"
    EXCLUDED = "skip.excluded", "word"
    NOT_INCLUDED = "skip.not-included"

    # Held for a person
    BY_PERSON = "hold.by-person"
    MAY_BE_OUT = "hold.may-be-out", "cause delivery account"
    TRIED_OFTEN = "hold.tried-often", "look needed attempts"
    SAME_PATH = "hold.same-path", "title"
    SAME_TITLE = "hold.same-title", "title"
    SAME_TEXT = "hold.same-text", "title"
    LIKE_TEXT = "hold.like-text", "title"
    ONLY_NAMED = "hold.only-named"
    DATED_BACK = "hold.dated-back"
    BORROWED = "hold.borrowed-name", "title"
    FLOOD = "hold.flood", "found most"
    UNKNOWN_BLOG = "hold.unknown-blog"
    MOVED_BLOG = "hold.moved-blog"
    OLD_ENTRY = "hold.old-entry", "age"
    TOO_OLD = "hold.too-old", "age most"
    BARE_LINK = "hold.bare-link"
    SAME_POST = "hold.same-post", "post"
    MANGLED = "hold.mangled"
    NO_PICTURE = "hold.no-picture", "cause"

    # Held until something else changes
    OVER_MONTH = "hold.over-month", "price limit spent until"
    OVER_DAY = "hold.over-day", "most until"
    PASSWORD = "hold.password"  # noqa: S105 — no secret
    GONE = "hold.gone"
    DAMAGED = "hold.damaged"
    NO_LINK = "hold.no-link"

    # Waits of an account or a delivery
    PAUSED = "wait.paused", "account cause"
    THROTTLED = "wait.throttled", "account"
    DISTANCE = "wait.distance"
    QUIET = "wait.quiet"
    PICTURE_AGAIN = "wait.picture-again", "cause"
    AGAIN = "wait.again", "cause"
    ORDERED = "wait.ordered"
    OUT_OF_USE = "wait.out-of-use"
    CLOCK_AHEAD = "wait.clock-ahead"

    # Steps
    TURN = "step.turn"
    TURN_REWRITTEN = "step.turn-rewritten"
    PUBLISHED = "step.published", "post"
    UPLOADED = "step.picture-uploaded"
    ENCODED = "step.picture-encoded", "cause"
    UPLOADED_AGAIN = "step.picture-again", "cause"
    OTHER_PICTURE = "step.picture-other", "cause"
    WITHOUT_PICTURE = "step.picture-dropped", "cause"
    STOPPED = "step.sender-stopped"
    TOO_EARLY = "step.absent-early"
    ABSENT = "step.absent", "look needed"
    RESENT = "step.resent", "look needed"
    FOUND = "step.found", "post"
    CLEARED = "step.cleared"
    HELD_ABSENT = "step.held-absent"
    CLEARED_BY_PERSON = "step.cleared-by-person", "cause"
    UNREAD = "step.unread", "cause"
    REWRITTEN = "step.rewritten", "cause"
    REWRITTEN_PICTURE = "step.rewritten-picture", "cause"
    FITS_BUDGET = "step.fits-budget"
    OPENED = "step.opened"
    RETURNED = "step.returned"
    MENDED = "step.mended"
    RELEASED = "step.released"
    CONFIRMED = "step.confirmed", "post"
    WITHDRAWN = "step.withdrawn"
    REPLACED = "step.replaced", "delivery"
    REPOSTED = "step.reposted", "way"
    DELETED_THERE = "step.deleted-there", "post"

    # The daemon
    WRITABLE = "daemon.record-writable"
    STEPPED_BACK = "daemon.clock-stepped-back"
    AFTER_RESTART = "daemon.after-restart"
    NOT_TAKEN = "daemon.message-not-taken"

    # Accounts and feeds
    PAUSED_BY_PERSON = "account.paused-by-person"
    CLOSED = "account.closed", "closed cause"
    RESUMED = "account.resumed"
    POSTED = "account.posted"
    RENAMED = "feed.renamed", "old"
    NOT_MODIFIED = "look.not-modified"
    SAME_DOCUMENT = "look.same-document"
    ENTRIES = "look.entries", "found"
    EVERY = "look.every", "every"
    SERVER_ASKS = "look.server-asks", "wait where"
    SKIP_ASKED = "look.skip-asked", "until"
    IGNORES = "look.ignores-validators", "answers"
    FAILED_AGAIN = "look.failed", "failures wait"
    RETRY_AFTER = "look.retry-after", "until"


#: Where nothing was told.
UNTOLD = Reason(Why.UNTOLD)
#: Ask whether it is out: only a release of just this one is an answer (law 3).
ASKING = frozenset({Why.MAY_BE_OUT, Why.STRANGE})
#: End by themselves when the month turns or the budget is raised; no release passes them (law 9).
OVER_BUDGET = frozenset({Why.OVER_MONTH, Why.OVER_DAY})


#: How the feed shows an article: such a hold ends when it shows it as it should be.
FAULTS = frozenset({Why.DAMAGED, Why.NO_LINK})


def join(first: Reason, *others: Reason) -> Reason:
    """Return the reasons as one; the first leads, so that it is what the whole is about."""
    parts = tuple(
        part for each in (first, *others) for part in split(each) if part.code is not Why.UNTOLD
    )
    if len(parts) > 1:
        return Why.JOINED(parts=parts)
    return parts[0] if parts else UNTOLD


def split(reason: Reason) -> tuple[Reason, ...]:
    """Return the reasons that one was joined of, the leading one first; else just this one."""
    return parts_of(reason) if reason.code is Why.JOINED else (reason,)
