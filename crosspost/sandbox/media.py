"""Uploading pictures, describing them, and the state of their processing (x-api.md 1.5, 1.6)."""

import base64
import binascii
from datetime import timedelta
from email import message_from_bytes
from email.message import Message
from typing import Any
from urllib.parse import parse_qsl

from pydantic import ValidationError

from crosspost.sandbox import problems
from crosspost.sandbox.bodies import DescribeMedia, UploadMedia, read_json, refuse
from crosspost.sandbox.images import decode
from crosspost.sandbox.wire import Answer, Rejected, Request, data_answer
from crosspost.sandbox.world import Setting, Upload

_ONLY_JSON = "content-type must be application/json"
_CHECK_AFTER = 1


def _invalid(parameter: str, value: str, message: str) -> Rejected:
    return Rejected(problems.invalid(parameter, value, message), message)


def _read_multipart(request: Request) -> dict[str, bytes]:
    """Return the parts by name (RFC 7578)."""
    head = Message()
    head["content-type"] = request.headers.get("content-type", "")
    boundary = head.get_boundary()
    if not boundary:
        raise _invalid("content-type", str(head["content-type"]), "the boundary is missing")
    parts: dict[str, bytes] = {}
    for piece in (b"\r\n" + request.body).split(b"\r\n--" + boundary.encode())[1:]:
        if piece.startswith(b"--"):
            return parts
        headers, blank, content = piece.partition(b"\r\n\r\n")
        name = message_from_bytes(headers.lstrip()).get_param("name", header="content-disposition")
        if not blank or not isinstance(name, str):
            break
        parts[name] = content
    raise _invalid("media", "", "the multipart body is malformed")


def _read_upload(setting: Setting) -> tuple[UploadMedia, bytes]:
    request = setting.request
    if request.content_type != "multipart/form-data":
        body = read_json(request, UploadMedia)
        try:
            return body, base64.b64decode(body.media, validate=True)
        except (binascii.Error, ValueError) as error:
            raise _invalid("media", body.media[:20], "$.media: is not base64") from error
    if not setting.knobs.multipart:
        raise _invalid("content-type", "multipart/form-data", _ONLY_JSON)
    parts = _read_multipart(request)
    texts = {k: v.decode("utf-8", "replace") for k, v in parts.items() if k != "media"}
    given = {"media": ""} if "media" in parts else {}
    try:
        return UploadMedia.model_validate(texts | given), parts["media"]
    except ValidationError as error:
        raise refuse(error) from error


def upload(setting: Setting) -> Answer:
    """Take a picture in one shot; it shows nothing to readers until a post names it."""
    body, data = _read_upload(setting)
    kind = body.media_category
    if kind not in {"tweet_image", "tweet_gif", "dm_image", "dm_gif"}:
        raise _invalid("media_category", kind, "the sandbox takes pictures, no video or subtitles")
    decoded = decode(data, animated=kind.endswith("gif"))
    owners = {part.strip() for part in body.additional_owners.split(",") if part.strip()}
    media_id = setting.world.new_id(setting.now)
    stored = Upload(
        media_id,
        frozenset({setting.account.id, *owners}),
        data,
        decoded.mime,
        decoded.width,
        decoded.height,
        category=kind,
        uploaded_at=setting.now,
        expires_at=setting.now + timedelta(seconds=setting.knobs.media_seconds),
        processing="pending" if setting.knobs.processing else "",
    )
    setting.world.uploads[media_id] = stored
    return data_answer(_describe(setting, stored))


def _describe(setting: Setting, stored: Upload) -> dict[str, Any]:
    content: dict[str, Any] = {
        "id": stored.id,
        "media_key": stored.key,
        "size": len(stored.data),
        "expires_after_secs": int((stored.expires_at - setting.now).total_seconds()),
        "image": {"image_type": stored.mime, "w": stored.width, "h": stored.height},
    }
    if stored.processing:
        percent = 0 if stored.processing == "pending" else 100
        content["processing_info"] = {"state": stored.processing, "progress_percent": percent}
        if stored.processing == "pending":
            content["processing_info"]["check_after_secs"] = _CHECK_AFTER
    return content


def _own(setting: Setting, media_id: str) -> Upload | None:
    found = setting.world.uploads.get(media_id)
    if found and setting.account.id in found.owners and found.expires_at > setting.now:
        return found
    return None


def status(setting: Setting) -> Answer:
    """Tell the state of a processing; as on X, 400 for a picture that needs none."""
    query = dict(parse_qsl(setting.request.query))
    if query.get("command", "STATUS") != "STATUS":
        raise _invalid("command", query["command"], "command is not one of [STATUS]")
    found = _own(setting, query.get("media_id", ""))
    if found is None or not found.processing:
        raise Rejected(problems.problem(400, "BadRequest", "BadRequest: Not found"), "nothing runs")
    if found.processing == "pending":
        found.processing = setting.knobs.processing or "succeeded"
    return data_answer(_describe(setting, found))


def describe(setting: Setting) -> Answer:
    """Give a picture its alt text."""
    body = read_json(setting.request, DescribeMedia)
    found = _own(setting, body.id)
    if found is None:
        raise Rejected(problems.media_ids_invalid(body.id), "no such media, or not this user's")
    if body.metadata.alt_text:
        found.alt = body.metadata.alt_text.text
    account = setting.account.id
    setting.world.ledger.charge(account, "media-metadata", resource=body.id, now=setting.now)
    kept = {"alt_text": {"text": found.alt}} if found.alt else {}
    return data_answer({"id": body.id, "associated_metadata": kept})
