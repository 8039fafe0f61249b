"""English for what the operator is called for."""

from crosspost.model.calls import Call
from crosspost.model.reasons import Code

SENTENCES: dict[Code, str] = {
    Call.RECORD: "the record cannot be used",
    Call.REFUSED: "configuration refused",
    Call.REFUSED_TEXT: "The edited configuration was not taken up; the old one stays in force."
    " {cause}",
    Call.RESTART: "configuration wants a restart",
    Call.RESTART_TEXT: "These keys were edited and count only after a restart of the daemon:"
    " {keys}",
    Call.EMPTY: "the configuration names no feed or no account",
    Call.EMPTY_TEXT: "Nothing is watched or sent. Take away the # before {lines}"
    " and the lines under it.",
    Call.FEED_GONE: 'feed "{feed}" is gone',
    Call.FEED_GONE_TEXT: "The server says that {url} is gone for good (410). Give the new address.",
    Call.FEED_FAILING: 'feed "{feed}" cannot be read',
    Call.FEED_SILENT: 'feed "{feed}" is silent',
    Call.FEED_SILENT_TEXT: "No new article since {since:date}. Is {url} still the right address?",
    Call.FEED_MOVED: 'feed "{feed}" has moved',
    Call.FEED_MOVED_TEXT: "It redirects for good to {url}. Write that into the configuration.",
    Call.PAUSED: 'account "{account}" is paused ({closed:word})',
    Call.PAUSED_TEXT: "{cause:bare}. To let it send again: crosspost resume {account}",
    Call.ABSENT: 'posts wait for account "{account}", which is not configured',
    Call.ABSENT_TEXT: "The configuration has no [accounts.{account}] any more, and nobody else"
    " sends deliveries {deliveries}. Write it again, or crosspost withdraw each of them.",
    Call.HELD: "held: {title}",
    Call.HELD_TEXT: "{cause} — crosspost release {delivery}, or crosspost withdraw {delivery}",
    Call.HELD_GROUP: "deliveries are held",
    Call.OVER_BUDGET: "budget reached: {title}",
    Call.OVER_BUDGET_GROUP: "posts wait for the budget",
    Call.STUCK: "{found:post does|posts do} not go out",
    Call.STUCK_LINE: "- {title}: {state:word}, {cause}",
    Call.LINES: "{lines:lines}",
    Call.LINE: "- {title}: {text}",
    Call.GROUP: "{found} {group}",
    Call.STILL: "still: {title}",
    Call.STILL_TEXT: "Since {since}. {text}",
    Call.OVER: "over: {title}",
    Call.OVER_TEXT: "It had lasted since {since}.",
    Call.OVER_TEXT_LINES: "It had lasted since {since}.\n{lines:lines}",
}
