"""A post in the making: its fields, and what a reader would see of them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from crosspost.post.defuse import defuse
from crosspost.post.template import render
from crosspost.post.weight import weight

# Stand-ins from the private use area, which cleaned text never holds: what they stand for is
# written by us, and X is meant to act upon it.
_URL = "\ue000"
_HASHTAGS = "\ue001"


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields of a post, cleaned, and the template that they go into."""

    template: str
    url: str = ""
    lead: str = ""  #: a person's own words: their hashtags stay
    title: str = ""
    caption: str = ""
    credit: str = ""
    author: str = ""
    feed: str = ""
    hashtags: tuple[str, ...] = ()
    summary: str = ""
    more: str = ""  #: sentences below the part of a long post that stands alone

    def written(self) -> tuple[str, tuple[str, ...]]:
        """Return what a reader would see, and the links that were taken out of it."""
        values = {
            "title": self.title,
            "summary": self.summary,
            "url": _URL if self.url else "",
            "caption": self.caption,
            "credit": self.credit,
            "hashtags": _HASHTAGS if self.hashtags else "",
            "author": self.author,
            "feed": self.feed,
        }
        body = "\n\n".join(filter(None, (self.lead, render(self.template, values), self.more)))
        text, broken = defuse(unicodedata.normalize("NFC", body), own=len(self.lead))
        text = _insert(text, _HASHTAGS, " ".join(self.hashtags))
        return _insert(text, _URL, self.url), broken

    def weight(self) -> int:
        """Return what it weighs so far."""
        return weight(self.written()[0])

    def leaner(self) -> Iterator["Draft"]:
        """Yield it whole, then with ever fewer hashtags, then without caption and credit."""
        for count in range(len(self.hashtags), -1, -1):
            yield replace(self, hashtags=self.hashtags[:count])
        if self.caption or self.credit:
            yield replace(self, hashtags=(), caption="", credit="")


def _insert(text: str, place: str, value: str) -> str:
    """Put a value in its place, with a blank where X would read it together with a neighbour."""
    text = re.sub(rf"(?<=\S){place}", f" {place}", text)
    text = re.sub(rf"{place}(?=\S)", f"{place} ", text)
    return text.replace(place, value)
