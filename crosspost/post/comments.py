"""How long an author's comment may be: a readable headline and the address stand beside it."""

from dataclasses import replace

from crosspost.model import Article, Reason
from crosspost.model.denials import Denial
from crosspost.post.compose import Style, begin, marks_of
from crosspost.post.defuse import defuse
from crosspost.post.titles import least_title
from crosspost.post.weight import weight
from crosspost.text import clean


def too_long(comment: str, article: Article, *, room: int, style: Style) -> Reason | None:
    """Return by how much a comment is too long, None when it is not.

    `style.lead` is the comment as it is to stand in the post, with a mark before it perhaps; `room`
    is in X's weighted units. The headline needs `titles.LEAST` of its words, and all its marks.
    """
    draft, _why = begin(article, style, room)
    *_fuller, leanest = draft.leaner()
    least = least_title(draft.title, marks_of(article, style), _weigh)
    over = replace(leanest, title=least).weight() - room
    if over <= 0:
        return None
    weighs = _weigh(clean(comment))
    left = weighs - over
    if left <= 0:
        return Denial.NO_ROOM() if draft.url else Denial.NO_ROOM_BARE()
    code = Denial.LONG if draft.url else Denial.LONG_BARE
    return code(weighs=weighs, left=left, over=over, japanese=(over + 1) // 2, latin=over)


def _weigh(text: str) -> int:
    """Return what an author's words weigh in a post."""
    return weight(defuse(text, own=len(text))[0])
