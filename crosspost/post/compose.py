"""Article to post: everything that a reader sees, within the room that the network gives.

Fields shrink in this order, and no further than is needed:

1. the summary, which is asked for in the room that the others leave;
2. where that would be less than `Style.least_summary`: hashtags, from the last one;
3. caption and credit;
4. the summary goes altogether;
5. the title is cut at a phrase end, its status marks kept whole while they fit;
6. the lead (an author's comment) is cut at a phrase end.

The address of the article is never touched; it is left out only where it would not fit by itself.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from crosspost import phrases
from crosspost.model import Article, Post, Reason, Room, Thumbnail
from crosspost.model.notes import Note
from crosspost.post import address
from crosspost.post.defuse import defuse, explain
from crosspost.post.draft import Draft
from crosspost.post.hashtags import hashtags
from crosspost.post.template import check_template
from crosspost.post.titles import FIRST_WORDS, cut_title
from crosspost.post.weight import urls, weight
from crosspost.text import clean, one_line

__all__ = ["TEMPLATE", "Style", "check_template", "compose"]

TEMPLATE = "{title}\n\n{summary}\n{hashtags}\n{url}"
_LONG_ADDRESS = 60  # weight; an ordinary permalink in ASCII is shorter
_SHORT_POST = 280  # what a timeline shows of a long post
_PROBE = "文"
# With a hashtag in it, it is an author's own words.
_MARK = re.compile(r"【[^【】#＃]*】|［[^［］#＃]*］|〔[^〔〕#＃]*〕")
_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]+[」』）)]*|[^。！？!?\n]+")
_GAPS = re.compile(r"\n{2,}")  # left where a sentence between two breaks was taken out

Summarize = Callable[[Room], str]


@dataclass(frozen=True, slots=True)
class Style:
    """How an account's posts look."""

    template: str = TEMPLATE
    hashtags: int = 0  #: at most so many, from the article's categories
    link: Literal["auto", "always", "never"] = "auto"  #: auto: where the template has {url}
    least_summary: int = 60  #: weight; a summary with less room makes the others shrink
    lead: str = ""  #: before all: an author's comment on a line, or a mark such as 【更新】


def compose(
    article: Article, *, summarize: Summarize, room: int, style: Style | None = None
) -> Post:
    """Return the post for an article; its weight is within `room` whatever the article holds.

    `room` is in X's weighted units. With more than 280 of them the first 280 stand alone (title,
    summary, address) and further sentences follow below. The picture is the article's first.
    """
    style = style or Style()
    draft, why = begin(article, style, room)
    leanest = list(draft.leaner())[-1]
    short = _SHORT_POST if leanest.weight() <= _SHORT_POST < room else room
    fitted = _fit(draft, summarize, short, least=style.least_summary)
    if fitted.weight() > room:
        fitted = _cut(fitted, marks_of(article, style), room)
    elif room > short:
        fitted = _with_more(fitted, summarize, room)
    text, broken = fitted.written()
    missing = "{summary}" in draft.template and not fitted.summary
    none = Note.SUMMARY_NONE(cause=_why_none(article, summarize)) if missing else None
    why += _what_shrank(draft, fitted, none)
    why += explain(clean(style.lead))
    why += [Note.UNLINKED(text=url) for url in dict.fromkeys(broken)]
    return Post(
        text=text,
        weight=weight(text),
        links=tuple(urls(text)),
        thumbnail=article.thumbnails[0] if article.thumbnails else None,
        why=tuple(why),
    )


def begin(article: Article, style: Style, room: int) -> tuple[Draft, list[Reason]]:
    """Return the fields of a post, whole and without a summary, and what is to be said of them."""
    url, why = _url(article, style, room)
    template = clean(style.template)
    if style.link == "always" and "{url}" not in template:
        template += "\n{url}"
    title, lead = one_line(article.title), clean(style.lead)
    if _MARK.fullmatch(lead):
        title, lead = title if title.startswith(lead) else lead + title, ""
    picture = article.thumbnails[0] if article.thumbnails else Thumbnail("")
    draft = Draft(
        template=template,
        url=url if "{url}" in template else "",
        lead=lead,
        title=title,
        caption=one_line(picture.caption) if "{caption}" in template else "",
        credit=one_line(picture.credit) if "{credit}" in template else "",
        author=one_line(article.author),
        feed=one_line(article.feed_title or article.feed),
        hashtags=hashtags(article.categories, style.hashtags) if "{hashtags}" in template else (),
    )
    return draft, why


def _url(article: Article, style: Style, room: int) -> tuple[str, list[Reason]]:
    """Return the address as it goes into the post, and what is to be said of it."""
    if style.link == "never":
        return "", [Note.NO_LINK()]
    url = address.encode(article.url)
    if weight(url) > _LONG_ADDRESS and not urls(url):
        # X counts each character of what it does not link: an IP address, a name without a dot.
        url = address.shorten(article.url, article.aliases) or url
    if weight(url) > room:
        return "", [Note.LINK_LONG(url=url, room=room)]
    return url, [] if not url or urls(url) == [url] else [Note.LINK_UNLINKED(url=url)]


def marks_of(article: Article, style: Style) -> tuple[str, ...]:
    """Return the marks that a title may begin and end with."""
    lead = clean(style.lead)
    return (*map(one_line, article.marks), *((lead,) if _MARK.fullmatch(lead) else ()))


def _fit(draft: Draft, summarize: Summarize, room: int, *, least: int) -> Draft:
    """Return the draft with its summary; what is still too heavy needs its title cut."""
    leaner = list(draft.leaner())
    chosen = next((d for d in leaner if room - d.weight() >= least), leaner[-1])
    summary = _ask(chosen, summarize, room)
    if summary:
        return replace(chosen, summary=summary)
    return next((d for d in leaner if d.weight() <= room), leaner[-1])


def _ask(draft: Draft, summarize: Summarize, room: int) -> str:
    """Return the summary that fits beside the other fields, "" when there is none."""
    if "{summary}" not in draft.template:
        return ""
    left = room + weight(_PROBE) - replace(draft, summary=_PROBE).weight()
    while left > 0:
        summary = clean(summarize(Room(left, _weigh)))
        over = replace(draft, summary=summary).weight() - room
        if over <= 0:
            return "" if summary in draft.title else summary
        left -= over
    return ""


def _weigh(text: str) -> int:
    """Return what a text weighs when it stands in a post."""
    return weight(defuse(text)[0])


def _cut(draft: Draft, marks: tuple[str, ...], room: int) -> Draft:
    """Return the draft with its title cut to fit, and where that is not enough its lead."""

    def fits(title: str, lead: str = draft.lead) -> bool:
        return replace(draft, title=title, lead=lead).weight() <= room

    # A comment takes from the words of a headline that has grown since, before it takes its marks.
    title = cut_title(draft.title, marks, fits, least=1 if draft.lead else FIRST_WORDS)
    if fits(title):
        return replace(draft, title=title)
    lead = phrases.cut(draft.lead, lambda lead: fits("", lead))
    if fits("", lead):
        return replace(draft, title="", lead=lead)
    return Draft(template="{url}", url=draft.url)


def _with_more(draft: Draft, summarize: Summarize, room: int) -> Draft:
    """Return a long post's draft with the sentences that the summary left out."""
    left = room - replace(draft, more=_PROBE).weight() + weight(_PROBE)
    if "{summary}" not in draft.template:
        return draft
    for asked in (left + _weigh(draft.summary), left):
        more = _rest(clean(summarize(Room(asked, _weigh))), draft.summary)
        fuller = replace(draft, more=more)
        if fuller.weight() <= room:
            return fuller
    return draft


def _rest(text: str, said: str) -> str:
    """Return what a longer summary says beyond the shorter one, in whole sentences."""
    if text.startswith(said):
        rest = text.removeprefix(said).strip()
    else:
        rest = "".join(s for s in _SENTENCE.findall(text) if s.strip() not in said)
        rest = _GAPS.sub("\n", rest).strip()
    return rest if phrases.is_balanced(rest) or not phrases.is_balanced(text) else ""


def _what_shrank(draft: Draft, fitted: Draft, no_summary: Reason | None) -> list[Reason]:
    why: list[Reason] = []
    if dropped := draft.hashtags[len(fitted.hashtags) :]:
        why.append(Note.TAGS_LEFT(tags=" ".join(dropped)))
    if draft.caption + draft.credit != fitted.caption + fitted.credit:
        why.append(Note.CAPTION_LEFT())
    if no_summary:
        why.append(no_summary)
    if fitted.title != draft.title:
        why.append(Note.TITLE_CUT(before=len(draft.title), after=len(fitted.title)))
    if fitted.lead != draft.lead:
        why.append(Note.COMMENT_CUT())
    return why


def _why_none(article: Article, summarize: Summarize) -> Reason:
    """Return why a post has no summary, from what there would be with a post's whole room."""
    told = clean(summarize(Room(_SHORT_POST, _weigh)))
    if not told and not any(b.text for b in article.blocks if b.kind != "box"):
        return Note.TEXT_NONE()
    if not told:
        return Note.TEXT_LITTLE()
    if told in one_line(article.title):
        return Note.TEXT_REPEATS()
    return Note.TEXT_TIGHT()
