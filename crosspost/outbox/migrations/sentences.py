"""The sentences in which versions before schema 0003 kept their reasons, read into data once.

Nothing here changes any more: it says what stood in old records, not what the program says now.
A sentence counts as known only as a whole; what was altered by hand, or came from elsewhere, is
kept as it is.
"""

import re
from typing import Any

Told = tuple[str, dict[str, Any]]  #: the code and its facts, as the columns hold them

_SAME = {
    "": "untold",
    "new: not known so far, and nothing of the last month is like it": "article.new",
    "new in the feed, a person named it before": "article.new-named",
    "named by a person": "article.named",
    "named by a person, not seen in the feed": "article.named-unseen",
    "stood in the feed at first sight": "article.first-sight",
    'first = "newest"': "article.first-newest",
    "stood on the blog before first sight, when the feed was empty": "article.before-first-sight",
    "older than every known entry: it slid back into the feed's window": "article.slid-back",
    "stood in the feed when its address was changed": "article.stood-at-new-address",
    "unchanged": "article.unchanged",
    "changed too often to be told": "article.changes-too-often",
    "the password is gone": "article.password-gone",
    "the feed shows no text now": "article.text-absent",
    "no text was known before": "article.text-unknown",
    "the feed shows less of the same text": "article.text-less",
    "the feed shows more of the same text": "article.text-more",
    "an addition (追記) stands in the text": "article.text-added",
    "small edit: the title": "article.edit-title",
    "small edit": "article.edit-small",
    "left its feed while it waited": "article.left",
    "is back in its feed": "article.back",
    "protected by a password": "skip.protected",
    "protected by a password since": "skip.protected-since",
    "it has no title, no text and no address": "skip.empty",
    "minimum distance to the post before": "wait.distance",
    "quiet hours": "wait.quiet",
    "the record was out of use: it is looked for before it is sent": "wait.out-of-use",
    "the clock was ahead when it was put off": "wait.clock-ahead",
    "its turn has come": "step.turn",
    "its turn has come; written again, for the article was edited meanwhile": (
        "step.turn-rewritten"
    ),
    "the picture is uploaded": "step.picture-uploaded",
    "the sender stopped before the outcome was written down": "step.sender-stopped",
    "not on the timeline, but it is too early to count": "step.absent-early",
    "not on the timeline: it may be sent": "step.cleared",
    "the budget allows it again": "step.fits-budget",
    "the article is no longer protected by a password": "step.opened",
    "no longer protected by a password": "step.opened",
    "the article is back in its feed": "step.returned",
    "a person released it": "step.released",
    "a person withdrew it": "step.withdrawn",
    "paused by a person": "account.paused-by-person",
    "a person resumed it": "account.resumed",
    "a post went out": "account.posted",
}
# Why a delivery was held, or an article with all its deliveries.
_HELD_SAME = {
    "held by a person": "hold.by-person",
    "nothing in the feed is known: another blog, a domain move or a gap in its window": (
        "hold.unknown-blog"
    ),
    "the blog has moved: its feed has another address, and this came since the last look": (
        "hold.moved-blog"
    ),
    "it has neither title nor text nor picture: a post would be a bare link;"
    " release it if it is to go out so, or withdraw it": "hold.bare-link",
    "password: the article is protected; goes out when the author takes the password away": (
        "hold.password"
    ),
    "gone: the article left its feed while it waited (deleted, made private, dated back?);"
    " goes out when it is back": "hold.gone",
}
_ALIKE = r'as "(?P<title>.*)", under another id: perhaps the same article'
_HELD = {
    rf"the same path {_ALIKE}": "hold.same-path",
    rf"the same title {_ALIKE}": "hold.same-title",
    rf"the same text, perhaps with an addition, {_ALIKE}": "hold.same-text",
    rf"nearly the same text {_ALIKE}": "hold.like-text",
    r'it bears a name of "(?P<title>.*)", but neither its title nor its text:'
    r" perhaps another article": "hold.borrowed-name",
    r"(?P<found>\d+) new entries at once, more than max_new_per_poll = (?P<most>\d+):"
    r" a move of the blog or an import looks like this": "hold.flood",
    r"published (?P<age>\d+ days) ago, longer than max_age allows": "hold.old-entry",
    r"the article is (?P<age>[\d.e+]+ (?:hours|days)) old,"
    r" max_age is (?P<most>[\d.e+]+ (?:hours|days))": "hold.too-old",
    r"its picture cannot be shown: (?P<cause>.*)": "hold.no-picture",
    r"budget: (?P<price>[\d.]+) USD would pass monthly_usd = (?P<limit>[\d.]+)"
    r" \((?P<spent>[\d.]+) spent\); goes out on (?P<until>\d{4}-\d\d-\d\d),"
    r" or when monthly_usd is raised": "hold.over-month",
    r"budget: (?P<most>\d+) posts went out today, as many as per_day allows;"
    r" goes out on (?P<until>\d{4}-\d\d-\d\d), or when per_day is raised": "hold.over-day",
}
_QUESTION = (
    r'(?P<cause>.*)\. Is it on the timeline of "(?P<account>[^"]*)"\?'
    r" If it is: crosspost confirm (?P<delivery>\d+) POST-ID\."
    r" If it is not: crosspost release (?P=delivery)\."
)
_OTHERS = {
    r"published as (?P<post>\S+)": "step.published",
    r"found on the timeline as (?P<post>\S+)": "step.found",
    r"a person found it as (?P<post>\S+)": "step.confirmed",
    r"not on the timeline \(look (?P<look>\d+) of (?P<needed>\d+)\)": "step.absent",
    r"not on the timeline \(look (?P<look>\d+) of (?P<needed>\d+)\); it is sent again": (
        "step.resent"
    ),
    r"not on the timeline \(look (?P<look>\d+) of (?P<needed>\d+)\);"
    r" (?P<attempts>\d+) attempts had an unknown outcome": "hold.tried-often",
    r"the timeline could not be read: (?P<cause>[^\n]*); a person said that it is not out": (
        "step.cleared-by-person"
    ),
    r"the timeline could not be read: (?P<cause>.*)": "step.unread",
    r"the picture is encoded anew: (?P<cause>.*)": "step.picture-encoded",
    r"the picture is uploaded again: (?P<cause>.*)": "step.picture-again",
    r"another picture: (?P<cause>.*)": "step.picture-other",
    r"it goes without its picture: (?P<cause>.*)": "step.picture-dropped",
    r"written again: (?P<cause>.*), another picture": "step.rewritten-picture",
    r"written again: (?P<cause>.*)": "step.rewritten",
    r'(?P<cause>.*); on_revision = "(?P<policy>quiet|edit|announce)"': "article.policy",
    r"a person announced it by repost instead, as delivery (?P<delivery>\d+)": "step.replaced",
    r"repost by a person, as (?P<way>post|native)": "step.reposted",
    r"an older page of the feed cannot be read: (?P<cause>.*); what is new waits for it": (
        "feed.older-page"
    ),
}
#: A network's refusal, which holds a post: the whole frame is ours, the words in it are theirs.
_REFUSED = (
    r'X answered \d+(?: ".*")? to [A-Z]+ \S+; (?:change the post or withdraw it|'
    r"the same text is out already)"
)
_NUMBERS = frozenset({"found", "most", "look", "needed", "attempts", "delivery"})


def read(sentence: str) -> Told:
    """Return the reason that a sentence told; one that is not known is kept as it is."""
    return _read_known(sentence) or ("said", {"text": sentence})


def read_held(sentence: str) -> Told:
    """Return why something waits for a person; of a sentence that is not known: it may be out."""
    known = _read_hold(sentence)
    if known is None and (parts := sentence.split("; ", 1))[1:]:
        leading, other = map(_read_hold, parts)
        if leading and leading[0] == "hold.unknown-blog" and other:
            return "joined", {"parts": [_as_fact(leading), _as_fact(other)]}
    return known or ("strange", {"text": sentence})


def _read_hold(sentence: str) -> Told | None:
    if re.fullmatch(_REFUSED, sentence, re.DOTALL):
        return "said", {"text": sentence}
    asked = _match({_QUESTION: "hold.may-be-out"}, sentence)
    return asked or _read_from(_HELD_SAME, _HELD, sentence)


def _read_known(sentence: str) -> Told | None:
    return _read_from(_SAME, _OTHERS, sentence) or _read_hold(sentence)


def _read_from(same: dict[str, str], forms: dict[str, str], sentence: str) -> Told | None:
    return (same[sentence], {}) if sentence in same else _match(forms, sentence)


def _match(forms: dict[str, str], sentence: str) -> Told | None:
    for form, code in forms.items():
        if found := re.fullmatch(form, sentence, re.DOTALL):
            return code, {name: _read_fact(name, told) for name, told in found.groupdict().items()}
    return None


def _read_fact(name: str, told: str) -> Any:  # noqa: ANN401 — any value of JSON
    if name == "cause":
        return _as_fact(read(told))
    if name in {"price", "limit", "spent"}:
        return {"number": told}
    if name == "until":  # a day; at noon it is the same one nearly everywhere
        return {"at": f"{told}T12:00:00.000000Z"}
    if name == "age" or (name == "most" and " " in told):
        number, unit = told.split(" ")
        return {"seconds": float(number) * {"hours": 3600, "days": 86400}[unit]}
    return int(told) if name in _NUMBERS else told


def _as_fact(told: Told) -> dict[str, Any]:
    code, facts = told
    return {"reason": code, "facts": facts}
