"""The timeline as a reader on X would see it, with prices; nothing is loaded from outside."""

import base64
import hashlib
from functools import cache
from importlib.resources import files

from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.drawing import draw_calls, draw_posts, draw_summary
from crosspost.sandbox.wire import HTML_TYPE, Answer, Request, json_answer

_MEDIA = "/sandbox/media/"
_POST = "/i/web/status/"
_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<noscript><meta http-equiv="refresh" content="5"></noscript>
<title>Timeline · X sandbox</title>
<style>{css}</style>
<body>
<div id="live" data-revision="{revision}">{live}</div>
<script>{js}</script>
</body>
</html>
"""


@cache
def _asset(name: str) -> str:
    return files("crosspost.sandbox").joinpath(name).read_text("utf-8")


@cache
def _policy() -> str:
    """Return the Content-Security-Policy: this page's own style and script, and nothing else."""
    digests = {
        name: base64.b64encode(hashlib.sha256(_asset(f"timeline.{name}").encode()).digest())
        for name in ("css", "js")
    }
    return (
        "default-src 'none'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'; "
        f"style-src 'sha256-{digests['css'].decode()}'; "
        f"script-src 'sha256-{digests['js'].decode()}'"
    )


def _html(sandbox: Sandbox, content: str) -> Answer:
    headers = {
        "content-type": HTML_TYPE,
        "content-security-policy": _policy(),
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "x-revision": str(sandbox.revision),
    }
    return Answer(200, content.encode(), headers)


def _live(sandbox: Sandbox) -> str:
    return draw_summary(sandbox) + draw_posts(sandbox) + draw_calls(sandbox)


def _picture(sandbox: Sandbox, media_id: str) -> Answer:
    upload = sandbox.world.uploads.get(media_id)
    if upload is None:
        return json_answer(404, {"error": "no such picture"})
    headers = {
        "content-type": upload.mime,
        "content-security-policy": "default-src 'none'; sandbox",
        "cache-control": "private, max-age=86400, immutable",
        "x-content-type-options": "nosniff",
    }
    return Answer(200, upload.data, headers)


def _place(sandbox: Sandbox, post_id: str) -> Answer:
    """Lead from a post's address, which has X's shape, to where the timeline shows it."""
    if post_id not in sandbox.world.posts:
        return json_answer(404, {"error": "no such post"})
    return Answer(302, headers={"location": f"/#post-{post_id}", "cache-control": "no-store"})


def answer(sandbox: Sandbox, request: Request) -> Answer:
    """Return the page, a post's place in it, the part that changes, a picture, or a 404."""
    if request.method == "GET" and request.path == "/":
        css, js = _asset("timeline.css"), _asset("timeline.js")
        live, revision = _live(sandbox), sandbox.revision
        return _html(sandbox, _PAGE.format(css=css, js=js, live=live, revision=revision))
    if request.method == "GET" and request.path == "/sandbox/timeline":
        if request.query == f"revision={sandbox.revision}":
            return Answer(204, headers={"cache-control": "no-store"})
        return _html(sandbox, _live(sandbox))
    if request.method == "GET" and request.path.startswith(_POST):
        return _place(sandbox, request.path.removeprefix(_POST))
    if request.method == "GET" and request.path.startswith(_MEDIA):
        return _picture(sandbox, request.path.removeprefix(_MEDIA))
    return json_answer(404, {"error": f"there is no {request.method} {request.path} here"})
