"""What WordPress makes of a post's body on its way out: addresses, hints, emoji, excerpt."""

import re
from html import escape, unescape

from crosspost.demo.blog import Blog, Stored, Upload

_EXCERPT = 110  # characters, site language ja
_PLAIN = '<img decoding="async" '
_EAGER = 3  # images of an answer that are not loaded lazily
_EMOJI = re.compile("[\U0001f300-\U0001faff]")
_FORM = """<form action="{site}/wp-login.php?action=postpass" class="post-password-form" \
method="post"><input type="hidden" name="redirect_to" value="{url}" /></p>
<p>{ask}</p>
<p><label for="pwbox-{id}">パスワード: <input name="post_password" id="pwbox-{id}" type="password" \
spellcheck="false" required size="20" /></label> <span class="wp-block-button">\
<input type="submit" name="Submit" class="wp-block-button__link wp-element-button" \
value="確定" /></span></p>
</form>
"""
_ASK = (
    "このコンテンツはパスワードで保護されています。閲覧するには以下にパスワードを入力してください。"
)


class Images:
    """Counts the images of one answer: the loading hints of each depend on what stands above it."""

    def __init__(self) -> None:
        self._count = 0

    def hint(self, html: str) -> str:
        """Return the HTML with the loading attributes on its images."""
        return re.sub(r"<img (?!src=\"https://s\.w\.org)", self._attributes, html)

    def _attributes(self, _: re.Match[str]) -> str:
        self._count += 1
        if self._count == 1:
            return '<img fetchpriority="high" decoding="async" '
        return '<img loading="lazy" decoding="async" ' if self._count > _EAGER else _PLAIN


def title(blog: Blog, post: Stored) -> str:
    """Return the title as markup, with the prefix of a protected post."""
    prefix = "Protected: " if "english" in blog.habits else "保護中: "
    text = (prefix if post.protected else "") + post.draft.title
    return entities(text)


def entities(text: str) -> str:
    """Escape text the way WordPress does."""
    return escape(text, quote=False).replace("&amp;", "&#038;")


def featured(blog: Blog, post: Stored, classes: str) -> str:
    """Return the featured image's element, "" when there is none or the post is protected."""
    upload = post.draft.featured
    if upload is None or post.protected:
        return ""
    return (
        f'<img width="{upload.width}" height="{upload.height}" src="{blog.media_url(post, upload)}"'
        f' class="{classes} wp-post-image" alt="{escape(upload.alt)}" />'
    )


def content(blog: Blog, post: Stored, images: Images) -> str:
    """Return the body as readers get it."""
    if post.protected:
        return _FORM.format(site=blog.site, url=blog.url(post), id=post.id, ask=_ASK)
    body = post.draft.body
    for upload in uploads(post):
        body = body.replace(f"upload://{upload.name}", blog.media_url(post, upload))
    return _EMOJI.sub(_emoji_image, images.hint(body))


def uploads(post: Stored) -> tuple[Upload, ...]:
    """Return the post's files of the media library, the featured one included."""
    one = post.draft.featured
    return post.draft.uploads + (() if one is None else (one,))


def excerpt(blog: Blog, post: Stored) -> str:
    """Return the description: the author's own, or the first 110 characters without captions."""
    if post.protected:
        return "この投稿はパスワードで保護されているため抜粋文はありません。"
    if post.draft.excerpt:
        return post.draft.excerpt
    text = re.sub(r"<figure.*?</figure>|<!--.*?-->", "", post.draft.body, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", text))).strip()
    if len(text) <= _EXCERPT or "english" in blog.habits:
        return entities(text)
    return entities(text[:_EXCERPT]) + " [&#8230;]"


def _emoji_image(found: re.Match[str]) -> str:
    char = found[0]
    return (
        f'<img src="https://s.w.org/images/core/emoji/17.0.2/72x72/{ord(char):x}.png" alt="{char}"'
        ' class="wp-smiley" style="height: 1em; max-height: 1em;" />'
    )
