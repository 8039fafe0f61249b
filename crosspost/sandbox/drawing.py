"""The pieces of the timeline page, as HTML in which everything foreign is escaped."""

import re
from collections.abc import Iterator, Mapping
from html import escape

from crosspost.phrases import is_japanese
from crosspost.post import links
from crosspost.post.weight import urls, weight
from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.diary import Call
from crosspost.sandbox.rendering import display, expand
from crosspost.sandbox.wire import Wire
from crosspost.sandbox.world import StoredPost, Upload

_TAG = re.compile(r"(?<![\w&])[#＃][\w・]*[^\W\d_][\w・]*")
_CALLS_SHOWN = 30
_POSTS_SHOWN = 100
_OK = range(200, 300)


def _language(text: str) -> str:
    return "ja" if is_japanese(text) else "en"


def _time(post: StoredPost) -> str:
    at = post.created_at
    shown = at.strftime("%Y-%m-%d %H:%M UTC")
    return f'<time datetime="{at.isoformat()}">{shown}</time>'


def _tagged(text: str) -> Iterator[str]:
    end = 0
    for tag in _TAG.finditer(text):
        yield escape(text[end : tag.start()])
        yield f'<span class="tag">{escape(tag[0])}</span>'
        end = tag.end()
    yield escape(text[end:])


def _lead(address: str, here: Mapping[str, str]) -> str:
    """Return where a link leads: to the one on this machine where its own site is made up."""
    for site, real in here.items():
        if address.startswith(f"{site}/"):
            return real + address.removeprefix(site)
    return address


def draw_text(text: str, here: Mapping[str, str]) -> str:
    """Return a post's text with its links as readers see them: shortened and coloured.

    `here` maps sites that are nowhere to where their links lead instead.
    """
    pieces: list[str] = []
    end = 0
    for link in links.find(text):
        address = expand(link.url)
        pieces += _tagged(text[end : link.start])
        pieces.append(
            f'<a href="{escape(_lead(address, here))}" title="{escape(address)}" '
            f'rel="noreferrer noopener" target="_blank">{escape(display(address))}</a>'
        )
        end = link.end
    pieces += _tagged(text[end:])
    return f'<p class="text" lang="{_language(text)}">{"".join(pieces)}</p>'


def _picture(upload: Upload, number: str) -> str:
    source = f"/sandbox/media/{upload.id}"
    image = (
        f'<img src="{source}" alt="{escape(upload.alt)}" width="{upload.width}" '
        f'height="{upload.height}">'
    )
    if not upload.alt:
        return f'<div class="picture">{image}<span class="badge none">no ALT</span></div>'
    return (
        f'<div class="picture">{image}'
        f'<button type="button" class="badge" id="badge-{number}" aria-label="Image description" '
        f'aria-describedby="alt-{number}">ALT</button>'
        f'<p class="alt" id="alt-{number}" role="tooltip" lang="{_language(upload.alt)}">'
        f"<b>Image description</b>{escape(upload.alt)}</p></div>"
    )


def _pictures(sandbox: Sandbox, post: StoredPost) -> str:
    if not post.media:
        return ""
    drawn = [
        _picture(sandbox.world.uploads[m], f"{post.id}-{number}")
        for number, m in enumerate(post.media)
    ]
    return f'<div class="pictures of{len(drawn)}">{"".join(drawn)}</div>'


def _history(sandbox: Sandbox, post: StoredPost) -> str:
    earlier = [sandbox.world.posts[v] for v in reversed(post.chain[:-1])]
    if not earlier:
        return ""
    drawn = "".join(
        f"<li>{_time(p)} · ${p.usd}{draw_text(p.text, sandbox.here)}</li>" for p in earlier
    )
    plural = "s" if len(earlier) > 1 else ""
    return (
        f'<details id="history-{post.id}"><summary>Edited · {len(earlier)} earlier '
        f"version{plural}</summary><ol>{drawn}</ol></details>"
    )


def _facts(sandbox: Sandbox, post: StoredPost, shown: StoredPost) -> str:
    most = sandbox.accounts[post.author].max_weight
    with_url = " with URL" if urls(post.text) else ""
    marks = [
        f'<span class="price" title="what X bills for it">${post.usd}{with_url}</span>',
        f'<span title="weighted length">{weight(shown.text)} / {most}</span>',
        '<span class="ai">Made with AI</span>' if post.made_with_ai else "",
        f'<span class="id" title="id of the post">{post.id}</span>',
    ]
    return f'<footer class="facts">{"".join(marks)}</footer>'


def _post(sandbox: Sandbox, post: StoredPost) -> str:
    shown = sandbox.world.posts[post.repost_of] if post.repost_of else post
    author = sandbox.accounts[shown.author]
    repost = ""
    if post.repost_of:
        name = escape(sandbox.accounts[post.author].name)
        repost = f'<p class="repost"><span aria-hidden="true">⇄</span> {name} reposted</p>'
    reply = f'<p class="reply">Replying to @{escape(author.username)}</p>' if shown.reply_to else ""
    text = draw_text(shown.text, sandbox.here) if shown.text else ""
    return (
        f'<article class="post" id="post-{post.id}">{repost}'
        f'<div class="avatar" aria-hidden="true" lang="ja">{escape(author.name[:1])}</div>'
        f'<div class="content"><header><b lang="ja">{escape(author.name)}</b> '
        f'<span class="quiet">@{escape(author.username)} · {_time(post)}</span></header>'
        f"{reply}{text}{_pictures(sandbox, shown)}"
        f"{_history(sandbox, shown)}{_facts(sandbox, post, shown)}</div></article>"
    )


def draw_posts(sandbox: Sandbox) -> str:
    """Return the newest public posts, newest first."""
    posts = sandbox.posts()
    if posts:
        drawn = "".join(_post(sandbox, p) for p in posts[:_POSTS_SHOWN])
        older = len(posts) - _POSTS_SHOWN
        note = f'<p class="older">and {older} older: /sandbox/posts</p>' if older > 0 else ""
        return f'<main aria-label="Posts">{drawn}{note}</main>'
    return (
        '<main><div class="empty"><h2>Nothing posted yet</h2><p>Posts appear here by themselves. '
        "To send some, set <code>base_url</code> of an X account to this address and use the "
        "sandbox's keys.</p></div></main>"
    )


def draw_summary(sandbox: Sandbox) -> str:
    """Return the head of the page: what was posted, what it cost, what is scripted."""
    total = sandbox.world.ledger.total
    balance = sandbox.balance
    waiting = sum(f.times for f in sandbox.faults)
    numbers = {
        "posts": str(len(sandbox.posts())),
        "billed": f"${total:.3f}",
        "left": "" if balance is None else f"${balance:.3f}",
        "requests": str(len(sandbox.calls)),
        "faults waiting": str(waiting) if waiting else "",
    }
    drawn = "".join(
        f"<div><dd>{value}</dd><dt>{name}</dt></div>" for name, value in numbers.items() if value
    )
    return f'<header class="top"><h1>X sandbox</h1><dl>{drawn}</dl></header>'


def _call(call: Call) -> str:
    is_good = call.status in _OK and call.wire == Wire.ANSWER.value
    outcome = str(call.status) if call.wire == Wire.ANSWER.value else call.wire
    note = escape(" · ".join(part for part in (call.fault, call.why) if part))
    return (
        f'<tr class="{"good" if is_good else "bad"}"><td>{call.number}</td>'
        f'<td><time class="clock" datetime="{call.at.isoformat()}">{call.at:%H:%M:%S}</time></td>'
        f"<td>{escape(call.method)} {escape(call.path)}</td><td>{outcome}</td><td>{note}</td></tr>"
    )


def draw_calls(sandbox: Sandbox) -> str:
    """Return the latest requests, folded away."""
    if not sandbox.calls:
        return ""
    rows = "".join(_call(c) for c in reversed(list(sandbox.calls)[-_CALLS_SHOWN:]))
    return (
        f'<details class="calls" id="calls"><summary>Latest requests</summary><div><table>'
        f"<thead><tr><th>No.</th><th>Time</th><th>Request</th><th>Answer</th><th>Note</th></tr>"
        f"</thead><tbody>{rows}</tbody></table></div></details>"
    )
