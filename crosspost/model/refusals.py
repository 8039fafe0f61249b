"""Why a person's word is not followed: too late, naming nothing, or written otherwise.

A line is the code, which records keep, and the names of its facts. `cause` is a reason itself.
"""

from crosspost.model.reasons import Code


class Refusal(Code):
    """A person's word that is not followed."""

    # A person's word about a delivery or an article
    PERHAPS_OUT = "refused.perhaps-out", "delivery cause"
    WRONG_STATE = "refused.wrong-state", "delivery state move able"
    MOVED_ON = "refused.moved-on", "delivery"
    HELD_ALREADY = "refused.held-already", "delivery cause"
    WAITS_BUDGET = "refused.waits-budget", "delivery cause"
    WAITS_AUTHOR = "refused.waits-author", "delivery cause"
    STAYS_BY_PERSON = "refused.stays-by-person", "delivery cause"
    STAYS_ASKING = "refused.stays-asking", "delivery cause"
    NO_DELIVERY = "refused.no-delivery", "delivery"
    NO_ARTICLE = "refused.no-article", "article"
    NO_NUMBER = "refused.no-number", "wanted"
    NO_POST = "refused.no-post", "wanted"
    OTHER_ARTICLE = "refused.other-article", "post title"
    NO_ACCOUNT = "refused.no-account", "account known"
    NO_FEED = "refused.no-feed", "feed known"
    NAME_ARTICLE = "refused.name-article"
    NOT_ANNOUNCED = "refused.not-announced", "post"
    SEVERAL = "refused.several", "wanted lines"
    CANDIDATE = "refused.candidate", "article title"
    NOT_KNOWN = "refused.not-known", "wanted"
    NONE_KNOWN = "refused.none-known"
    NO_TITLE_HAS = "refused.no-title-has", "wanted"
    UNREADABLE = "refused.unreadable", "url cause"
    PROTECTED = "refused.protected", "url"
    NO_TEXT = "refused.no-text", "url"
    ON_ITS_WAY = "refused.on-its-way", "account delivery state due"
    JUST_ORDERED = "refused.just-ordered"
    COMMENT = "refused.comment", "account cause"

    # Usage
    NO_NATIVE = "usage.no-native", "title account"
    AS_UNKNOWN = "usage.as-unknown", "way"
    NATIVE_WORDS = "usage.native-words"
    NO_ACCOUNTS = "usage.no-accounts"
    NOBODY_ASKED = "usage.nobody-asked"
    AT_WRONG = "usage.at-wrong", "text cause"
    AT_PAST = "usage.at-past"
    AT_SPAN = "usage.at-span"
    AT_HOUR = "usage.at-hour", "half hour"
    WAIT_WRONG = "usage.wait-wrong", "text cause"
    SOURCE_EMPTY = "usage.source-empty"
    SOURCE_SCHEME = "usage.source-scheme", "source mended"
    SOURCE_NEEDS_NETWORK = "usage.source-needs-network", "source"
    SOURCE_UNREADABLE = "usage.source-unreadable", "path detail"
    ALERTS_EMPTY = "usage.alerts-empty"
    CONFIG_THERE = "usage.config-there", "path"
    WHICH_BLOG = "usage.which-blog"
    UNWRITABLE = "usage.unwritable", "path detail"
    NAMES_NO_FEED = "usage.names-no-feed", "url"
    NO_USABLE_FEED = "usage.no-usable-feed", "cause"
    NOT_ON_X = "usage.not-on-x", "account"
    NO_TERMINAL = "usage.no-terminal"
    WEB_PORT = "usage.web-port", "host port detail"
    DEMO_ENDED = "demo.ended"
    DEMO_VAIN = "demo.in-vain", "what cause"
    SEE_LOG = "demo.see-log"

    # A comment that is too long
    NO_ROOM = "comment.no-room"
    NO_ROOM_BARE = "comment.no-room-bare"
    LONG = "comment.long", "weighs left over japanese latin"
    LONG_BARE = "comment.long-bare", "weighs left over japanese latin"
