"""Serves a `Blog` on loopback the way PHP, Apache or nginx would, its troubles included."""

import asyncio
import gzip
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Thread
from urllib.parse import unquote, urlsplit

from aiohttp import web

from crosspost.demo import feeds, pages, rest
from crosspost.demo.blog import Blog, Stored
from crosspost.demo.content import uploads

_HTML = "text/html; charset=UTF-8"
_RSS = "application/rss+xml; charset=UTF-8"
_ATOM = "application/atom+xml; charset=UTF-8"
_FEED = re.compile(r"^(?:(?P<of>.*)/)?(?:feed(?:/(?P<kind>rss2|atom))?|rss)/?$")
_DATED = re.compile(r"^/\d{4}/\d\d/\d\d/")
_EPOCH = datetime.fromtimestamp(0, UTC)
_WARNING = "<br />\n<b>Warning</b>:  Undefined variable $x in <b>functions.php</b><br />\n"


@asynccontextmanager
async def serve(blog: Blog, *, port: int = 0) -> AsyncIterator[str]:
    """Serve the blog on loopback (any free port by default) and yield its address."""
    app = web.Application()

    async def answer(request: web.Request) -> web.StreamResponse:
        return _visit(blog, request)

    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        blog.site = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield blog.site
    finally:
        await runner.cleanup()


@contextmanager
def running(blog: Blog, *, port: int = 0) -> Iterator[str]:
    """Serve the blog from a thread of its own and yield its address."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, name="sample-blog", daemon=True)
    thread.start()
    stack = AsyncExitStack()
    opened = asyncio.run_coroutine_threadsafe(
        stack.enter_async_context(serve(blog, port=port)), loop
    )
    try:
        yield opened.result()
    finally:
        asyncio.run_coroutine_threadsafe(stack.aclose(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def _visit(blog: Blog, request: web.Request) -> web.Response:
    response = _trouble(blog) or _route(blog, request)
    response.headers.setdefault("X-Powered-By", "PHP/8.2.36")
    blog.seen.append((request.method, request.path_qs, response.status))
    if blog.cron:
        blog.run_cron()  # at the shutdown of the visit: the next one sees what was due
    return response


def _trouble(blog: Blog) -> web.Response | None:
    if blog.trouble == "maintenance":
        text = "<!DOCTYPE html><title>メンテナンス中</title>"
        return _answer(text, _HTML, status=503, headers={"Retry-After": "600"})
    if blog.trouble == "database":
        return _answer("<!DOCTYPE html><title>Database Error</title>", _HTML, status=500)
    return None


def _route(blog: Blog, request: web.Request) -> web.Response:
    path = unquote(request.path)
    feed = _FEED.match(path)
    if feed or request.query.get("feed"):
        return _feed(blog, request, feed)
    route = path.removeprefix("/wp-json") if path.startswith("/wp-json/") else ""
    if (route := route or request.query.get("rest_route", "")).startswith("/wp/v2/"):
        return _rest(blog, request, route)
    if path.startswith("/wp-content/uploads/"):
        return _upload(blog, path)
    if "p" in request.query:
        return _short(blog, request.query["p"])
    return _for_visitor(blog, request, _home(blog) if path == "/" else _page(blog, request.path))


def _feed(blog: Blog, request: web.Request, found: re.Match[str] | None) -> web.Response:
    of = (found and found["of"]) or ""
    kind = (found and found["kind"]) or request.query.get("feed", "rss2")
    address = blog.site + request.path_qs
    if of == "/comments" or (of and _find(blog, of)):
        return _conditional(blog, request, body=feeds.comments(blog, address=address), mime=_RSS)
    posts, name = _selection(blog, of)
    start = blog.window * (int(request.query.get("paged", "1")) - 1)
    page = posts[start : start + blog.window]
    if kind == "atom":
        return _conditional(blog, request, body=feeds.atom(blog, page, address=address), mime=_ATOM)
    body = _spoiled(blog, feeds.rss(blog, page, address=address, name=name))
    if start and not page:
        return _answer(body, _RSS, status=404, headers=_validators(blog))
    return _conditional(blog, request, body=body, mime=_RSS)


def _selection(blog: Blog, of: str) -> tuple[list[Stored], str]:
    """Return the posts of the site or of a category; a wrong address is an empty, healthy feed."""
    posts = blog.published()
    if not of:
        return posts, ""
    name = of.removeprefix("/category/")
    found = [p for p in posts if name in p.draft.categories]
    return found, name if found else ""


def _spoiled(blog: Blog, body: str) -> str:
    spoil: dict[str, Callable[[], str]] = {
        "truncated": lambda: body[: len(body) * 2 // 3],
        "warning": lambda: _WARNING + body,
        "bom": lambda: "\ufeff\r\n" + body,
    }
    return spoil[blog.trouble]() if blog.trouble in spoil else body


def _validators(blog: Blog) -> dict[str, str]:
    tag, modified = blog.validators()
    return {"ETag": tag, "Last-Modified": modified}


def _conditional(blog: Blog, request: web.Request, *, body: str, mime: str) -> web.Response:
    headers = _validators(blog)
    if _is_known(request, headers):
        return _compressed(blog, request, web.Response(status=304, headers=headers))
    return _compressed(blog, request, _answer(body, mime, headers=headers))


def _is_known(request: web.Request, headers: dict[str, str]) -> bool:
    """Whether WordPress says 304: exact tag, no lists, no weak comparison; one is enough."""
    tag = request.headers.get("If-None-Match", "")
    since = request.headers.get("If-Modified-Since", "")
    same = tag == headers["ETag"]
    late = _date(since) >= _date(headers["Last-Modified"])
    return (same and late) if tag and since else (same or late)


def _date(text: str) -> datetime:
    try:
        return parsedate_to_datetime(text).astimezone(UTC)
    except ValueError:
        return _EPOCH


def _compressed(blog: Blog, request: web.Request, response: web.Response) -> web.Response:
    """Change the ETag as mod_deflate and nginx do when they compress."""
    if blog.front == "plain" or "gzip" not in request.headers.get("Accept-Encoding", ""):
        return response
    tag = response.headers["ETag"]
    response.headers["ETag"] = f'{tag[:-1]}-gzip"' if blog.front == "apache" else f"W/{tag}"
    response.headers["Vary"] = "Accept-Encoding"
    if isinstance(response.body, bytes):
        response.body = gzip.compress(response.body)
        response.headers["Content-Encoding"] = "gzip"
    return response


def _rest(blog: Blog, request: web.Request, route: str) -> web.Response:
    kind, _, number = route.removeprefix("/wp/v2/").strip("/").partition("/")
    query = dict(request.query)
    found: object = None
    headers: dict[str, str] = {}
    if kind == "posts" and not number:
        found, total = rest.posts(blog, query)
        headers = {"X-WP-Total": str(total)}
    elif kind == "posts" and number.isdigit():
        found = rest.post(blog, int(number), query)
    elif kind == "media" and number.isdigit():
        found = rest.media(blog, int(number))
    mime = "application/json; charset=UTF-8"
    if found is not None:
        return _answer(rest.encode(found), mime, headers=headers)
    missing = {"code": "rest_post_invalid_id", "message": "無効な投稿 ID です。"}
    return _answer(rest.encode(missing | {"data": {"status": 404}}), mime, status=404)


def _upload(blog: Blog, path: str) -> web.Response:
    for post in blog.published():
        for upload in uploads(post):
            if blog.media_url(post, upload) == blog.site + path:
                return web.Response(body=upload.data, content_type=upload.mime)
    return _answer(pages.missing(blog), _HTML, status=404)


def _for_visitor(blog: Blog, request: web.Request, response: web.Response) -> web.Response:
    """Lead a person who opens the blog by its number on this machine nowhere else.

    The demo's blog bears a name that no name server knows; who asks for it by name has other means.
    """
    if request.host == f"127.0.0.1:{urlsplit(blog.site).port}" and isinstance(response.body, bytes):
        response.body = response.body.replace(blog.site.encode(), f"http://{request.host}".encode())
    return response


def _home(blog: Blog) -> web.Response:
    return _answer(pages.home(blog), _HTML)


def _short(blog: Blog, number: str) -> web.Response:
    post = next((p for p in blog.published() if str(p.id) == number), None)
    return _moved(blog, post) if post else _answer(pages.missing(blog), _HTML, status=404)


def _page(blog: Blog, path: str) -> web.Response:
    post = _find(blog, path)
    if post is None:
        return _answer(pages.missing(blog), _HTML, status=404)
    if unquote(blog.path(post)) != unquote(path):
        return _moved(blog, post)
    return _answer(pages.article(blog, post), _HTML)


def _find(blog: Blog, path: str) -> Stored | None:
    """Return the public post that a present or former address names."""
    path = unquote(path).rstrip("/")
    last = path.rsplit("/", 1)[-1]
    for post in blog.published():
        slugs = {unquote(slug) for slug in (post.slug, *post.former)}
        if (_DATED.match(path) and last in slugs) or path == f"/archives/{post.id}":
            return post
    return None


def _moved(blog: Blog, post: Stored) -> web.Response:
    headers = {"Location": blog.url(post), "X-Redirect-By": "WordPress"}
    return _answer("", _HTML, status=301, headers=headers)


def _answer(
    text: str, mime: str, *, status: int = 200, headers: dict[str, str] | None = None
) -> web.Response:
    return web.Response(
        body=text.encode(), status=status, headers={"Content-Type": mime, **(headers or {})}
    )
