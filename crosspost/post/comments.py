"""How long an author's comment may be: a readable headline and the address stand beside it."""

from dataclasses import replace

from crosspost.model import Article
from crosspost.post.compose import Style, begin, marks_of
from crosspost.post.defuse import defuse
from crosspost.post.titles import least_title
from crosspost.post.weight import weight
from crosspost.text import clean

_EACH = "a Japanese character weighs 2, a Latin letter 1"


def too_long(comment: str, article: Article, *, room: int, style: Style) -> str:
    """Say by how much a comment is too long, "" when it is not.

    `style.lead` is the comment as it is to stand in the post, with a mark before it perhaps; `room`
    is in X's weighted units. The headline needs `titles.LEAST` of its words, and all its marks.
    """
    draft, _why = begin(article, style, room)
    *_fuller, leanest = draft.leaner()
    least = least_title(draft.title, marks_of(article, style), _weigh)
    over = replace(leanest, title=least).weight() - room
    if over <= 0:
        return ""
    who, leave = ("headline and address", "leave") if draft.url else ("the headline", "leaves")
    weighs = _weigh(clean(comment))
    left = weighs - over
    if left <= 0:
        return f"there is no room for a comment: {who} {leave} none; leave it out"
    return (
        f"the comment is too long: it weighs {weighs}, {who} {leave} {left} ({_EACH});"
        f" shorten it by {over}, which is {_count(over)}"
    )


def _weigh(text: str) -> int:
    """Return what an author's words weigh in a post."""
    return weight(defuse(text, own=len(text))[0])


def _count(over: int) -> str:
    """Return a weight as an author counts."""
    return f"{(over + 1) // 2} Japanese or {over} Latin characters"
