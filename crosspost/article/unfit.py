"""Pictures that show nothing of an article: pixels, adverts, faces, icons, placeholders, themes."""

import re
from urllib.parse import unquote, urljoin, urlsplit

from crosspost.article import originals
from crosspost.article.identity import canonical

_SMALL = 120  #: both sides below this: an icon
_PIXEL = 2
_SIZED = re.compile(r"-(\d{2,5})x(\d{2,5})\.\w{3,5}$")

# Trackers, adverts, badges and avatars (feeds.md section 5), by address.
_REFUSED = re.compile(
    r"//s\.w\.org/images/core/emoji/|pixel\.wp\.com|stats\.wordpress\.com/b\.gif|//stats\.wp\.com"
    r"|feeds\.feedburner\.com/~|feedburner\.com/~ff/|\.a8\.net/|\.valuecommerce\.(?:com|ne\.jp)"
    r"|moshimo\.com/af/|b\.hatena\.ne\.jp/(?:entry/image|images)|b\.st-hatena\.com/images"
    r"|gravatar\.com/avatar|/avatars?/|doubleclick\.net|googlesyndication|amazon-adsystem"
    r"|hbb?\.afl\.rakuten|ad\.linksynergy|blogmura\.com|blog\.with2\.net|banner\.blog|blogparts"
    r"|google-analytics|/favicon|/(?:twemoji|emoji|smilies|smileys)/|feeds\.wordpress\.com/1\.0/"
    r"|/(?:share|sns|follow|social)[-_]?(?:icons?|buttons?|banner)|line_?button"
    r"|(?:accesstrade|janet|felmat)\.ne|blogger\.googleusercontent\.com/tracker/"
    r"|/(?:_/stat|tracker|tracking)(?:[/?]|\.gif|\.php|$)|/(?:counter|count)\.(?:gif|php|cgi)"
    # faces
    r"|/profile[-_]?images?/|st-note\.com/\S*/profile_|profile-image\.st-hatena\.com"
    r"|/(?:user|sns|social|share)?[-_]?icons?/|official-circle-icon|stat\.profile\.ameba\.jp|qiita-user-profile"
    # what services show where an article has no picture, and their own furniture
    r"|st-hatena\.com/images/theme/|(?:parts\.blog|cmn)\.livedoor\.|(?:c\.)?stat100\.ameba\.jp"
    r"|emoji\.ameba\.jp|static\.fc2\.com|static\.ghost\.org|s0\.wp\.com/i/"
    # covers in shops
    r"|(?:images-[a-z]{2}\.ssl-images|m\.media|ecx\.images)-amazon\.com|ws-[a-z]{2}\.amazon"
    r"|thumbnail\.image\.rakuten|(?:shop|tshop)\.r10s\.jp|shopping\.c\.yimg\.jp|cover\.openbd\.jp"
    r"|books\.google\.[a-z.]+/books/(?:content|publisher)|ecx\.images-amazon",
    re.IGNORECASE,
)
_KIND_REFUSED = re.compile(r"\.(?:svgz?|ico|mp4|webm|mov|mp3|pdf)$", re.IGNORECASE)
#: A theme's or plugin's own files; what an author uploads has another place.
_FURNITURE = re.compile(r"/(?:wp-content/(?:themes|plugins)|wp-includes|themes)/", re.IGNORECASE)
_UPLOADED = re.compile(r"/uploads/", re.IGNORECASE)
_STANDS_IN = re.compile(
    r"(?:^|[-_.])(?:no[-_]?(?:image|img|photo|thumb(?:nail)?|pic(?:ture)?|eye-?catch|amp-logo)s?"
    r"|now[-_]?printing|coming[-_]?soon|(?:image|img)[-_]?not[-_]?(?:found|available)"
    r"|default[-_]?(?:thumb(?:nail)?|image|img|eye-?catch|ogp?|avatar|icon|featured|post)"
    r"|(?:thumb(?:nail)?|ogp?|eye-?catch)[-_]?default)(?=[-_.\d]|$)",
    re.IGNORECASE,
)
#: File names that say that the picture is a sign, or somebody's face; a caption says otherwise.
_NAMED = re.compile(
    r"(?:.*[-_.])?(?:logo(?:type|mark)?|favicon|icon|avatar)(?:[-_.@\d].*)?"
    r"|(?:(?:site|blog|my|web|main)[-_]?)?(?:logo|icon|profile|prof|author|writer|face)"
    r"(?:[-_.]?(?:image|img|photo|large|small|square|\d+x\d+|\d+))*"
    r"|apple-touch-icon.*",
    re.IGNORECASE,
)
_BANNER = re.compile(r"(?:.*[-_.])?(?:banner|bnr)(?:[-_.@\d].*)?", re.IGNORECASE)
_CLASS_ENDS = re.compile(
    r"(?:^|-)(?:avatar|badge|emoji|favicon|icon|logo|smiley|profile|author|spacer|tracking-pixel"
    r"|ads?|adsbygoogle)(?:-?(?:image|img|photo|pic))?$"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
#: Where a picture is a button, an advert, or a product in a shop.
_LEADS_TO_ADVERT = re.compile(
    r"\.a8\.net/|valuecommerce|hbb?\.afl\.rakuten|moshimo\.com|amzn\.(?:to|asia)/|linksynergy"
    r"|amazon\.(?:co\.jp|com)/(?:.*/)?(?:dp|gp|exec|o|b)/|amazon\.co\.jp/.*[?&]tag="
    r"|(?:item|books)\.rakuten\.co\.jp|shopping\.yahoo\.co\.jp|7net\.omni7|honto\.jp/netstore"
    r"|blogmura\.com|blog\.with2\.net|accesstrade|/intent/|facebook\.com/sharer"
    r"|line\.me/R/|doubleclick|getpocket\.com|b\.hatena\.ne\.jp/entry|lin\.ee/",
    re.IGNORECASE,
)


def is_refused(address: str) -> bool:
    """Whether the address is that of a pixel, an advert, a face, a stand-in, or of no picture."""
    path = unquote(urlsplit(address).path)
    if _FURNITURE.search(path) and not _UPLOADED.search(path):
        return True
    if _KIND_REFUSED.search(path) or _STANDS_IN.search(path.rpartition("/")[2]):
        return True
    return bool(_REFUSED.search(address) or originals.PLACEHOLDER.search(address))


def is_named_unfit(address: str, *, href: str = "") -> bool:
    """Whether the file's name alone says logo, icon or face, or of a linked one: banner."""
    stem = originals.stem(address)
    return bool(_NAMED.fullmatch(stem)) or (bool(href) and bool(_BANNER.fullmatch(stem)))


def is_classed_unfit(classes: str) -> bool:
    """Whether a class of the image says that it is an icon, a face, a button or an advert."""
    plain = (_CAMEL.sub("-", word).lower().replace("_", "-") for word in classes.split())
    return any(map(_CLASS_ENDS.search, plain))


def leads_to_advert(href: str) -> bool:
    """Whether the link around the image is a button's, an advert's or a shop's."""
    return bool(_LEADS_TO_ADVERT.search(href))


def leads_to_another(href: str, *, own: str, shown: str = "") -> bool:
    """Whether the link around an image leads to another page of the same blog.

    The page of what is `shown` (WordPress's attachments, Ameba's `image-…`, FC2's `/img/`) is none.
    """
    if not href or href.startswith("#") or originals.is_file(href) or not own:
        return False
    try:
        linked, here = urlsplit(urljoin(own, href)), urlsplit(own)
    except ValueError:
        return False
    if linked.scheme not in {"http", "https"} or linked.hostname != here.hostname:
        return False
    if "attachment_id=" in linked.query or canonical(linked.geturl()) == canonical(own):
        return False
    path = unquote(linked.path).lower().rstrip("/")
    stem = originals.stem(shown).lower()
    is_below = len(here.path) > 1 and path.startswith(unquote(here.path).lower().rstrip("/") + "/")
    is_its_own = bool(stem) and re.fullmatch(rf"/{re.escape(stem)}(?:-\d+)?", path)
    return not (is_below or is_its_own or re.search(r"/(?:image-|img/)", path))


def is_named_small(address: str) -> bool:
    """Whether the file's name says that it is of an icon's size, as in `-90x90.jpg`."""
    sized = _SIZED.search(urlsplit(address).path)
    return sized is not None and max(int(sized[1]), int(sized[2])) < _SMALL


def is_small(width: int | None, height: int | None) -> bool:
    """Whether declared sides are those of a pixel or an icon."""
    sides = [side for side in (width, height) if side is not None]
    if any(side <= _PIXEL for side in sides):
        return True
    return len(sides) > 1 and max(sides) < _SMALL
