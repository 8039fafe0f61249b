"""The part of WordPress's public REST API that a bot has a use for."""

import json
from datetime import UTC, datetime
from typing import Any

from crosspost.demo.blog import Blog, Stored, Upload
from crosspost.demo.content import Images, content, entities, excerpt

Json = dict[str, Any]


def posts(blog: Blog, query: dict[str, str]) -> tuple[list[Json], int]:
    """Answer `/wp-json/wp/v2/posts`: the records and how many there are in all.

    Understands include, modified_after, per_page, page, _fields and _embed.
    """
    found = [p for p in blog.published() if _is_wanted(p, query)]
    size, page = int(query.get("per_page", "10")), int(query.get("page", "1"))
    records = [_record(blog, p, query) for p in found[size * (page - 1) : size * page]]
    return records, len(found)


def post(blog: Blog, number: int, query: dict[str, str]) -> Json | None:
    """Answer `/wp-json/wp/v2/posts/N`."""
    return next((_record(blog, p, query) for p in blog.published() if p.id == number), None)


def media(blog: Blog, number: int) -> Json | None:
    """Answer `/wp-json/wp/v2/media/N`."""
    owner = next((p for p in blog.published() if _media_id(p) == number), None)
    if owner is None or owner.draft.featured is None:
        return None
    return _attachment(blog, owner, owner.draft.featured)


def encode(answer: object) -> str:
    """Return JSON in PHP's manner: ASCII only, slashes escaped."""
    return json.dumps(answer, separators=(",", ":")).replace("/", "\\/")


def _is_wanted(post: Stored, query: dict[str, str]) -> bool:
    include = query.get("include", "")
    after = query.get("modified_after", "")
    return (not include or str(post.id) in include.split(",")) and (
        not after or post.modified > _moment(after)
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _record(blog: Blog, post: Stored, query: dict[str, str]) -> Json:
    record = _full(blog, post)
    if "_embed" in query and post.draft.featured is not None:
        attachment = _attachment(blog, post, post.draft.featured)
        record["_embedded"] = {"wp:featuredmedia": [attachment]}
    fields = query.get("_fields", "")
    wanted = {field.split(".")[0] for field in fields.split(",")}
    return {k: v for k, v in record.items() if k in wanted} if fields else record


def _full(blog: Blog, post: Stored) -> Json:
    body = "" if post.protected else content(blog, post, Images())
    summary = "" if post.protected else f"<p>{excerpt(blog, post)}</p>\n"
    return {
        "id": post.id,
        **_dates(blog, post),
        "guid": {"rendered": blog.site + post.guid},
        "slug": post.slug,
        "status": "publish",
        "type": "post",
        "link": blog.url(post),
        "title": {"rendered": entities(post.draft.title)},
        "content": {"rendered": body, "protected": post.protected},
        "excerpt": {"rendered": summary, "protected": post.protected},
        "author": 1,
        "featured_media": _media_id(post),
        "_links": _links(blog, post),
    }


def _dates(blog: Blog, post: Stored) -> Json:
    forms = {"": blog.zone, "_gmt": UTC}
    return {
        f"{name}{suffix}": moment.astimezone(zone).strftime("%Y-%m-%dT%H:%M:%S")
        for suffix, zone in forms.items()
        for name, moment in (("date", post.published), ("modified", post.modified))
    }


def _links(blog: Blog, post: Stored) -> Json:
    api = f"{blog.site}/wp-json/wp/v2"
    links: Json = {"self": [{"href": f"{api}/posts/{post.id}"}]}
    if post.draft.featured is not None:
        links["wp:featuredmedia"] = [{"embeddable": True, "href": f"{api}/media/{_media_id(post)}"}]
    return links


def _media_id(post: Stored) -> int:
    return post.id - 1 if post.draft.featured is not None else 0


def _attachment(blog: Blog, post: Stored, upload: Upload) -> Json:
    url = blog.media_url(post, upload)
    size = {"width": upload.width, "height": upload.height}
    caption = f"<p>{entities(upload.caption)}</p>\n" if upload.caption else ""
    full = {"file": upload.name, **size, "mime_type": upload.mime, "source_url": url}
    return {
        "id": _media_id(post),
        "type": "attachment",
        "link": f"{blog.site}/?attachment_id={_media_id(post)}",
        "caption": {"rendered": caption},
        "alt_text": upload.alt,
        "media_type": "image",
        "mime_type": upload.mime,
        "media_details": {**size, "filesize": len(upload.data), "sizes": {"full": full}},
        "source_url": url,
    }
