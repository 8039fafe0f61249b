"""Whether an article is closed by a password; such a one never becomes a post."""

import re

_FORM = re.compile(r"<form\b[^<>]*\bpost-password-form\b", re.IGNORECASE)
_PREFIX = re.compile(r"\s*(?:保護中|protected)\s*[:：]", re.IGNORECASE)
_NOTICE = re.compile(
    r"\s*(?:<p[^<>]*>\s*)?(?:この(?:投稿|コンテンツ|記事)は(?:パスワードで)?保護されて|"
    r"(?:there is no excerpt because )?th(?:is|ere)[^<>.]{0,40}"
    r"(?:password[- ]protected|protected post))",
    re.IGNORECASE,
)


def is_protected(title: str, *bodies: str) -> bool:
    """Whether WordPress shows its password form, or its notice in place of a text."""
    if any(_FORM.search(body) or _NOTICE.match(body) for body in bodies):
        return True
    return bool(_PREFIX.match(title)) and not any(body.strip() for body in bodies)
