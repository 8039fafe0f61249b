"""Pictures on X: upload, processing and alt text."""

import base64
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import HTTP
from typing import TYPE_CHECKING

import pytest

from crosspost.errors import NotSent, PictureError
from crosspost.model import Media, Picture
from tests.words import raises_saying

if TYPE_CHECKING:
    from tests.networks.conftest import Scripted

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
PICTURE = Picture(b"\xff\xd8\r\n\r\n--picture", "image/jpeg", 8, 8)
TAKEN = {"data": {"id": "77", "media_key": "3_77", "expires_after_secs": 86400}}
JSON_ONLY = {"errors": [{"message": "content-type must be application/json"}]}


def working(state: str, pause: object = 0) -> object:
    """Return an answer of X about a picture that it works on."""
    info = {"state": state, "check_after_secs": pause}
    return {"data": {"id": "77", "processing_info": info}}


def test_an_upload_is_a_form_of_two_parts(x: "Scripted") -> None:
    """The bytes arrive as they are, the category in the body, and nothing else."""
    x.says(200, TAKEN)
    media = x.network().upload(PICTURE)
    heard = x.heard[0]
    head = f"Content-Type: {heard.headers['content-type']}\r\n\r\n".encode()
    parts = message_from_bytes(head + heard.body, policy=HTTP).walk()
    told = {
        str(part.get_param("name", header="content-disposition")): part
        for part in parts
        if not part.is_multipart()
    }
    assert list(told) == ["media_category", "media"]
    assert told["media_category"].get_payload(decode=True) == b"tweet_image"
    assert told["media"].get_content_type() == "image/jpeg"
    assert PICTURE.data in heard.body
    assert media.id == "77"
    assert not media.alt_done


@pytest.mark.parametrize(
    ("seconds", "life"),
    [(86400, 86400), (600, 600), (1, 60), (0, 86400), ("?", 86400), (10**20, 86400)],
)
def test_an_upload_expires_a_little_before_x_forgets_it(
    x: "Scripted", seconds: object, life: int
) -> None:
    """What X does not say, or says beyond reason, is a day."""
    x.says(200, {"data": {"id": "77", "expires_after_secs": seconds}})
    before = datetime.now(UTC)  # noqa: TID251 — a real socket has no other time
    left = x.network().upload(PICTURE).expires_at - before
    assert timedelta(seconds=life * 0.9) < left < timedelta(seconds=life * 0.99 + 30)


@pytest.mark.parametrize("status", [400, 415])
def test_json_is_used_when_x_refuses_forms_and_remembered(x: "Scripted", status: int) -> None:
    """One refused form, then JSON from the start."""
    x.says(status, JSON_ONLY)
    x.says(200, TAKEN)
    x.says(200, TAKEN)
    network = x.network()
    network.upload(PICTURE)
    network.upload(PICTURE)
    sent = {"media": base64.b64encode(PICTURE.data).decode(), "media_category": "tweet_image"}
    assert [h.headers["content-type"].split(";")[0] for h in x.heard] == [
        "multipart/form-data",
        "application/json",
        "application/json",
    ]
    assert x.heard[1].json == sent


def test_a_picture_refused_in_both_forms_is_refused(x: "Scripted") -> None:
    """Each form is tried once."""
    x.says(400, JSON_ONLY)
    x.says(400, JSON_ONLY)
    with pytest.raises(PictureError):
        x.network().upload(PICTURE)
    assert len(x.heard) == 2


def test_a_picture_at_work_is_asked_for_until_it_is_done(x: "Scripted") -> None:
    """X says how long; a finished picture is not asked for."""
    x.says(200, working("pending"))
    x.says(200, working("in_progress", "soon"))
    x.says(200, working("succeeded"))
    assert x.network().upload(PICTURE).id == "77"
    assert [h.query for h in x.heard[1:]] == [{"command": "STATUS", "media_id": "77"}] * 2


def test_a_picture_that_x_knows_nothing_of_any_more_is_done(x: "Scripted") -> None:
    """Of a finished image X says 400 "Not found"."""
    x.says(200, working("pending"))
    x.says(400, {"detail": "BadRequest: Not found"})
    assert x.network().upload(PICTURE).id == "77"


def test_a_picture_that_x_cannot_process_is_refused(x: "Scripted") -> None:
    """A 200 can be a refusal."""
    x.says(200, working("failed"))
    with pytest.raises(PictureError):
        x.network().upload(PICTURE)


def test_an_outage_while_x_works_is_tried_again(x: "Scripted") -> None:
    """Nothing was shown."""
    x.says(200, working("pending"))
    x.says(503)
    with pytest.raises(NotSent):
        x.network().upload(PICTURE)


def test_a_picture_that_x_never_finishes_is_given_up(x: "Scripted") -> None:
    """Looks are bounded."""
    for _ in range(30):
        x.says(200, working("pending", -1))
    with raises_saying(NotSent, match="still works"):
        x.network().upload(PICTURE)


@pytest.mark.parametrize("body", [b"", {"data": {}}, {"data": {"id": "?"}}, {"errors": []}])
def test_an_upload_without_an_id_is_tried_again(x: "Scripted", body: object) -> None:
    """A success that names no picture is none."""
    x.says(200, body)
    with pytest.raises(NotSent):
        x.network().upload(PICTURE)


def test_alt_text_is_set_by_the_metadata_call(x: "Scripted") -> None:
    """The picture comes back as described."""
    x.says(200, {"data": {"id": "77"}})
    media = x.network().describe(Media("77", NOW), "桟橋に並ぶ漁船＝港町新聞社提供")
    assert media == Media("77", NOW, alt_done=True)
    assert x.heard[0].target == "/2/media/metadata"
    assert x.heard[0].json == {
        "id": "77",
        "metadata": {"alt_text": {"text": "桟橋に並ぶ漁船＝港町新聞社提供"}},
    }


def test_no_alt_text_is_no_call(x: "Scripted") -> None:
    """Nothing is paid for an empty text."""
    assert x.network().describe(Media("77", NOW), "").alt_done
    assert not x.heard


@pytest.mark.parametrize(
    "alt", ["港の朝、霧が晴れた。" * 200, "🚢" * 600, "a" * 1500], ids=["Japanese", "ships", "a"]
)
def test_alt_text_is_cut_to_what_x_takes(x: "Scripted", alt: str) -> None:
    """1000 UTF-16 units, and no broken character."""
    x.says(200, {"data": {"id": "77"}})
    x.network().describe(Media("77", NOW), alt)
    sent = x.heard[0].json
    assert isinstance(sent, dict)
    text = sent["metadata"]["alt_text"]["text"]
    assert 1800 < len(text.encode("utf-16-le")) <= 2000
    assert alt.startswith(text.rstrip("…"))
    assert text.endswith("…") or "。" not in alt  # where there are phrases, it is cut at one


@pytest.mark.parametrize(
    ("status", "kind"), [(400, PictureError), (404, NotSent), (503, NotSent), (200, NotSent)]
)
def test_alt_text_that_x_did_not_take_is_told(
    x: "Scripted", status: int, kind: type[Exception]
) -> None:
    """A refusal is final, an outage is not."""
    x.says(status, {"errors": [{"message": "…"}]})
    with pytest.raises(kind):
        x.network().describe(Media("77", NOW), "桟橋")
