"""A title without the blog's own name at its end (or, on a page, before it)."""

import re

from crosspost.article.marks import bare_title

_MOST = 200  #: characters of a blog's name that are read
_SIGN = r"(?:\s*[|｜»«]\s*|\s+[\-–—―・<>›·•]\s+|\s*[―—–]\s*)"
_TAGLINE = re.compile(r"\s+[\-–—|｜:：»・]\s+|\s*[|｜]\s*")


def without_site(title: str, site: str) -> str:
    """Return the title without " - name" or "｜name" at its end; a status mark before it stays.

    The name is the feed's own title, or what stands in it before a tagline. A title that would be
    nothing but marks, or nothing, stays whole.
    """
    site = site.strip()[:_MOST]
    for name in dict.fromkeys([site, *_TAGLINE.split(site, 1)[:1]]):
        if not name or not title.endswith(name):
            continue
        bare = re.sub(rf"{_SIGN}\Z", "", title.removesuffix(name))
        if bare and bare != title.removesuffix(name) and any(map(str.isalnum, bare_title(bare))):
            return bare
    return title
