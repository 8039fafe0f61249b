"""Pictures are taken, decoded, described, owned and expire as on X."""

import base64
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import requests

from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.world import DEMO

UPLOAD = "https://api.x.com/2/media/upload"
METADATA = "https://api.x.com/2/media/metadata"
TWEETS = "https://api.x.com/2/tweets"
Paint = Callable[..., bytes]


def _json(data: bytes, category: str = "tweet_image", **more: str) -> dict[str, str]:
    return {"media": base64.b64encode(data).decode(), "media_category": category, **more}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
@pytest.mark.parametrize("way", ["multipart", "json"])
def test_a_picture_is_taken_both_ways(
    x: requests.Session, sandbox: Sandbox, paint: Paint, kind: str, way: str
) -> None:
    """Multipart and base64 in JSON give the same answer, and the bytes arrive whole."""
    data = paint(kind)
    if way == "json":
        answer = x.post(UPLOAD, json=_json(data))
    else:
        answer = x.post(
            UPLOAD, files={"media": ("a", data)}, data={"media_category": "tweet_image"}
        )
    content = answer.json()["data"]
    assert answer.status_code == 200
    assert content["size"] == len(data)
    assert content["image"] == {"image_type": f"image/{kind.lower()}", "w": 64, "h": 36}
    assert (content["media_key"], content["expires_after_secs"]) == (f"3_{content['id']}", 86400)
    assert sandbox.world.uploads[content["id"]].data == data


def test_bytes_that_look_like_lines_arrive_whole(x: requests.Session, sandbox: Sandbox) -> None:
    """Line ends and dashes at the edge of a part are part of it."""
    odd = b"\r\n--\n\r\x0b\x85--\r\n"
    gif = (
        b"GIF89a\x04\x00\x04\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x04\x00\x04"
        b"\x00\x00\x02\x04\x84\x8f\x09\x05\x00;"
    )
    answer = x.post(
        UPLOAD, files={"media": ("a", gif + odd)}, data={"media_category": "tweet_image"}
    )
    assert sandbox.world.uploads[answer.json()["data"]["id"]].data == gif + odd


@pytest.mark.parametrize(
    ("data", "category", "said"),
    [
        (b"", "tweet_image", "media parameter is missing"),
        (b"<html>", "tweet_image", "unrecognized"),
        (b"BM" + b"\0" * 100, "tweet_image", "unrecognized"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 50, "tweet_image", "unrecognized"),
        (b"\0" * (5 * 1024 * 1024 + 1), "tweet_image", "File size exceeds"),
        ("3x40", "tweet_image", ">= 4x4"),
        ("4x8193", "tweet_image", "<= 8192x8192"),
        ("20000x20000", "tweet_image", "<= 8192x8192"),
        ("9000x10000", "tweet_image", "<= 8192x8192"),
        ("1281x8", "tweet_gif", "1280x1080"),
        ("half", "tweet_image", "unrecognized"),
        ("jpeg", "tweet_gif", "unrecognized"),
        ("jpeg", "tweet_video", "no video"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_picture_for_x_is_a_400(
    x: requests.Session, paint: Paint, data: bytes | str, category: str, said: str
) -> None:
    """Not an image, not whole, too large, too small, or of the wrong category."""
    if isinstance(data, str):
        data = _odd(paint, data)
    answer = x.post(UPLOAD, json=_json(data, category))
    assert (answer.status_code, said in answer.text) == (400, True), answer.text


def _odd(paint: Paint, name: str) -> bytes:
    if name in {"half", "jpeg"}:
        whole = paint("JPEG", (200, 200))
        return whole[: len(whole) // 2] if name == "half" else whole
    width, height = map(int, name.split("x"))
    kind = "GIF" if width == 1281 else "PNG"
    if width > 8192:
        # A header alone: nobody needs to paint 400 million points to be refused.
        png = bytearray(paint("PNG"))
        png[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
        import zlib  # noqa: PLC0415 — only the forged header needs it

        png[29:33] = zlib.crc32(png[12:29]).to_bytes(4, "big")
        return bytes(png)
    return paint(kind, (width, height))


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"media": "AAAA"}, "media_category"),
        ({"media": "AAAA", "media_category": "photo"}, "media_category"),
        ({"media": "AAAA", "media_category": "tweet_image", "media_type": "x"}, "media_type"),
        ({"media": "AAAA", "media_category": "tweet_image", "shared": False}, "shared"),
        ({"media": "***", "media_category": "tweet_image"}, "media"),
        ({"media_category": "tweet_image"}, "media"),
    ],
    ids=str,
)
def test_an_upload_keeps_to_the_contract(
    x: requests.Session, body: dict[str, Any], named: str
) -> None:
    """The category is required, unknown keys are refused, in JSON."""
    answer = x.post(UPLOAD, json=body)
    assert answer.status_code == 400
    assert list(answer.json()["errors"][0]["parameters"]) == [named]


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({}, "media_category"),
        ({"media_category": "tweet_image", "media_type": "image/png"}, "media_type"),
    ],
    ids=str,
)
def test_a_multipart_upload_keeps_to_the_contract(
    x: requests.Session, paint: Paint, fields: dict[str, str], named: str
) -> None:
    """The category is required in the body, unknown parts are refused, in multipart."""
    answer = x.post(UPLOAD, files={"media": ("a", paint())}, data=fields)
    assert answer.status_code == 400
    assert list(answer.json()["errors"][0]["parameters"]) == [named]


def test_a_category_in_the_query_does_not_count(x: requests.Session, paint: Paint) -> None:
    """X wants it in the body."""
    answer = x.post(
        UPLOAD, files={"media": ("a", paint())}, params={"media_category": "tweet_image"}
    )
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b""),
        ("multipart/form-data; boundary=b", b""),
        ("multipart/form-data; boundary=b", b"--b\r\nno head\r\n--b--"),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n"),
    ],
)
def test_a_malformed_multipart_body_is_a_400(x: requests.Session, kind: str, body: bytes) -> None:
    """No boundary, no end, no name: refused, not an error of the server."""
    assert x.post(UPLOAD, data=body, headers={"content-type": kind}).status_code == 400


def test_multipart_can_be_refused(x: requests.Session, sandbox: Sandbox, paint: Paint) -> None:
    """As in June 2025, when only JSON went through."""
    sandbox.turn(multipart=False)
    form = {"media_category": "tweet_image"}
    answer = x.post(UPLOAD, files={"media": ("a", paint())}, data=form)
    assert (answer.status_code, "application/json" in answer.text) == (400, True)
    assert x.post(UPLOAD, json=_json(paint())).status_code == 200


def test_an_alt_text_is_kept_and_read_back(x: requests.Session, upload: Callable[..., str]) -> None:
    """What was described is in the picture's fields."""
    media_id = upload()
    body: Any = {"id": media_id, "metadata": {"alt_text": {"text": "夕暮れの港。"}}}
    answer = x.post(METADATA, json=body)
    assert answer.json()["data"] == {
        "id": media_id, "associated_metadata": {"alt_text": {"text": "夕暮れの港。"}}
    }  # fmt: skip
    post = x.post(TWEETS, json={"media": {"media_ids": [media_id]}}).json()["data"]["id"]
    params = {"expansions": "attachments.media_keys", "media.fields": "alt_text"}
    read = x.get(f"{TWEETS}/{post}", params=params).json()
    assert read["includes"]["media"][0]["alt_text"] == "夕暮れの港。"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"metadata": {"alt_text": {"text": "あ" * 1000}}}, 200),
        ({"metadata": {"alt_text": {"text": "あ" * 1001}}}, 400),
        ({"metadata": {"alt_text": "港"}}, 400),
        ({"alt_text": {"text": "港"}}, 400),
        ({"id": "12"}, 400),
        ({"id": 12}, 400),
        ({}, 200),
    ],
    ids=lambda value: str(value)[:40],
)
def test_metadata_keeps_to_the_contract(
    x: requests.Session, upload: Callable[..., str], change: dict[str, Any], status: int
) -> None:
    """At most 1000 characters, in its place, for an own picture."""
    assert x.post(METADATA, json={"id": upload(), **change}).status_code == status


def test_a_media_id_is_for_its_owners(
    x: requests.Session, premium: requests.Session, paint: Paint, upload: Callable[..., str]
) -> None:
    """Another user may neither describe nor attach it, unless named as an owner."""
    media_id = upload()
    shared = x.post(UPLOAD, json=_json(paint(), additional_owners="22, 33")).json()["data"]["id"]
    foreign = premium.post(TWEETS, json={"media": {"media_ids": [media_id]}})
    assert foreign.status_code == 400
    assert foreign.json()["errors"][0]["message"] == "Your media IDs are invalid."
    assert "media.media_ids" in foreign.json()["errors"][0]["parameters"]
    assert premium.post(METADATA, json={"id": media_id}).status_code == 400
    assert premium.post(TWEETS, json={"media": {"media_ids": [shared]}}).status_code == 201


@pytest.mark.parametrize(("seconds", "status"), [(86399, 201), (86400, 400)])
def test_a_media_id_expires(
    x: requests.Session,
    upload: Callable[..., str],
    clock: list[datetime],
    seconds: int,
    status: int,
) -> None:
    """After a day it cannot be attached any more."""
    media_id = upload()
    clock[0] += timedelta(seconds=seconds)
    answer = x.post(TWEETS, json={"media": {"media_ids": [media_id]}})
    assert answer.status_code == status
    assert x.post(METADATA, json={"id": media_id}).status_code == (200 if status == 201 else 400)


def test_a_post_takes_four_photos_or_one_gif(
    x: requests.Session, upload: Callable[..., str]
) -> None:
    """No picture twice, no GIF beside another, no picture made for messages."""
    photos = [upload() for _ in range(4)]
    gif = upload("GIF", "tweet_gif")
    message = upload("JPEG", "dm_image")
    for ids, status in (
        (photos, 201),
        ([gif], 201),
        ([gif, photos[0]], 400),
        ([photos[0], photos[0]], 400),
        ([message], 400),
        (["12"], 400),
    ):
        answer = x.post(TWEETS, json={"text": f"{ids}", "media": {"media_ids": ids}})
        assert answer.status_code == status, ids


def test_an_animation_is_a_gif(x: requests.Session, paint: Paint) -> None:
    """Its key begins with 16, as X's do, and it may move."""
    data = paint("GIF", (16, 16), frames=3)
    answer = x.post(UPLOAD, json=_json(data, "tweet_gif"))
    assert answer.json()["data"]["media_key"].startswith("16_")
    many = x.post(UPLOAD, json=_json(paint("GIF", (4, 4), frames=351), "tweet_gif"))
    assert "350 frames" in many.text


@pytest.mark.parametrize(("end", "status"), [("succeeded", 201), ("failed", 400)])
def test_a_picture_may_need_processing(
    x: requests.Session, sandbox: Sandbox, upload: Callable[..., str], end: str, status: int
) -> None:
    """Pending it cannot be attached; asked once, it has come to its end."""
    sandbox.turn(processing=end)
    media_id = upload()
    post = {"media": {"media_ids": [media_id]}}
    assert x.post(TWEETS, json=post).status_code == 400
    asked = {"command": "STATUS", "media_id": media_id}
    for _ in range(2):
        assert x.get(UPLOAD, params=asked).json()["data"]["processing_info"]["state"] == end
    assert x.post(TWEETS, json=post).status_code == status


@pytest.mark.parametrize("change", [{}, {"media_id": "12"}, {"command": "INIT"}])
def test_asking_for_a_status_that_is_not_there_is_a_400(
    x: requests.Session, upload: Callable[..., str], change: dict[str, str]
) -> None:
    """A finished picture has no status, as seen in the field."""
    asked = {"command": "STATUS", "media_id": upload(), **change}
    answer = x.get(UPLOAD, params=asked)
    assert answer.status_code == 400
    assert DEMO.id not in answer.text
