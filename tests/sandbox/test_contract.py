"""The sandbox's requests and answers fit X's published contract, so that it cannot drift.

The contract lies beside the project (`../shared/facts/x-openapi-subset.json`, or under
CROSSPOST_SHARED); without it these tests are skipped.
"""

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from crosspost.sandbox import bodies, fields
from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.routes import ROUTES
from crosspost.sandbox.world import DEMO

BESIDE = Path(__file__).parents[2].parent / "shared"
FILE = Path(os.environ.get("CROSSPOST_SHARED", BESIDE)) / "facts" / "x-openapi-subset.json"
pytestmark = pytest.mark.skipif(not FILE.exists(), reason="X's contract is not beside the project")
API = "https://api.x.com"
TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict, "array": list, "string": str, "integer": int, "boolean": bool,
    "number": (int, float),
}  # fmt: skip
Contract = dict[str, Any]


@pytest.fixture(scope="module")
def contract() -> Contract:
    """Read the contract."""
    content: Contract = json.loads(FILE.read_text("utf-8"))
    return content


def _resolved(contract: Contract, schema: Contract) -> Contract:
    while "$ref" in schema:
        found: Any = contract
        for part in schema["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        schema = found
    return schema


def _faults(contract: Contract, schema: Contract, value: Any, at: str = "$") -> Iterator[str]:  # noqa: ANN401 — JSON
    """Yield what is wrong with a value by its schema (the part of OpenAPI 3.0 that X uses)."""
    schema = _resolved(contract, schema)
    if value is None and schema.get("nullable"):
        return
    for word in ("oneOf", "anyOf"):
        if word in schema and all(list(_faults(contract, s, value, at)) for s in schema[word]):
            yield f"{at} fits none of {word}"
    kind = schema.get("type")
    if kind and (not isinstance(value, TYPES[kind]) or (kind != "boolean" and value is True)):
        yield f"{at} is no {kind}: {value!r}"
    elif isinstance(value, dict):
        yield from _object_faults(contract, schema, value, at)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _faults(contract, schema.get("items", {}), item, f"{at}[{number}]")
    else:
        yield from _scalar_faults(schema, value, at)


def _scalar_faults(schema: Contract, value: object, at: str) -> Iterator[str]:
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at} is none of {schema['enum']}: {value!r}"
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{at} does not match {schema['pattern']}: {value!r}"
    if isinstance(value, str) and len(value) > schema.get("maxLength", len(value)):
        yield f"{at} is too long"


def _object_faults(contract: Contract, schema: Contract, value: Contract, at: str) -> Iterator[str]:
    known = schema.get("properties", {})
    yield from (f"{at} lacks {name}" for name in schema.get("required", []) if name not in value)
    for name, item in value.items():
        if name in known:
            yield from _faults(contract, known[name], item, f"{at}.{name}")
        elif known:
            # Stricter than the contract, which leaves most objects open: a name that X does not
            # publish is a name that we made up.
            yield f"{at}.{name} is not in the contract"


def _operation(contract: Contract, method: str, template: str) -> Contract:
    found: Contract = contract["paths"][template][method.lower()]
    return found


def _answer_faults(contract: Contract, answer: requests.Response, template: str) -> list[str]:
    operation = _operation(contract, str(answer.request.method), template)
    schema = operation["responses"][str(answer.status_code)]["content"]["application/json"]
    return list(_faults(contract, schema["schema"], answer.json()))


def test_every_endpoint_is_in_the_contract(contract: Contract) -> None:
    """Same paths, same methods."""
    for route in ROUTES:
        template = route.template.replace("retweets/{id}", "retweets/{source_tweet_id}")
        assert route.method.lower() in contract["paths"][template]


def test_the_checker_finds_faults(contract: Contract) -> None:
    """A wrong type, a missing key, an unknown key and a bad id are all found."""
    schema = {"$ref": "#/components/schemas/CreatePostsResponse"}
    good = {"data": {"id": "1", "text": "港", "edit_history_post_ids": ["1"]}}
    assert not list(_faults(contract, schema, good))
    for bad in ({"id": 1}, {"text": None}, {"id": "x"}, {"ids": "1"}, {"text": True}):
        assert list(_faults(contract, schema, {"data": good["data"] | bad})), bad
    assert list(_faults(contract, schema, {"data": {"id": "1"}}))


def _speak(
    x: requests.Session, premium: requests.Session, upload: Callable[..., str]
) -> Iterator[tuple[str, requests.Response]]:
    """Call every endpoint with everything asked for."""
    media_id = upload()
    alt: Any = {"id": media_id, "metadata": {"alt_text": {"text": "港"}}}
    yield "/2/media/metadata", x.post(f"{API}/2/media/metadata", json=alt)
    body: Any = {"text": "港 https://e.jp/", "media": {"media_ids": [media_id]}}
    made = x.post(f"{API}/2/tweets", json=body)
    yield "/2/tweets", made
    post_id = made.json()["data"]["id"]
    tweet_id = {"tweet_id": post_id}
    yield "/2/users/{id}/retweets", x.post(f"{API}/2/users/{DEMO.id}/retweets", json=tweet_id)
    everything = {
        "post.fields": ",".join(sorted(fields.NEW_FIELDS)),
        "expansions": ",".join(sorted(fields.NEW_EXPANSIONS)),
        "media.fields": ",".join(sorted(fields.MEDIA_FIELDS)),
        "user.fields": ",".join(sorted(fields.USER_FIELDS)),
    }
    timeline = f"{API}/2/users/{DEMO.id}/tweets"
    yield "/2/users/{id}/tweets", x.get(timeline, params=everything)
    yield "/2/users/{id}/tweets", x.get(timeline, params={"since_id": "9" * 19})
    yield "/2/users/{id}/tweets", x.get(f"{API}/2/users/5/tweets")
    yield "/2/tweets/{id}", x.get(f"{API}/2/tweets/{post_id}", params=everything)
    yield "/2/tweets/{id}", x.get(f"{API}/2/tweets/12", params=everything)
    yield "/2/users/me", x.get(f"{API}/2/users/me", params={"user.fields": "verified_type"})
    long = premium.post(f"{API}/2/tweets", json={"text": "高原" * 200 + " https://e.jp/"})
    long_id = long.json()["data"]["id"]
    yield "/2/tweets/{id}", premium.get(f"{API}/2/tweets/{long_id}", params=everything)
    undo = "/2/users/{id}/retweets/{source_tweet_id}"
    yield undo, x.delete(f"{API}/2/users/{DEMO.id}/retweets/{post_id}")
    yield "/2/tweets/{id}", x.delete(f"{API}/2/tweets/{post_id}")


def test_every_success_fits_its_schema(
    contract: Contract, x: requests.Session, premium: requests.Session, upload: Callable[..., str]
) -> None:
    """With all fields and expansions asked for, each answer is as published."""
    called = set()
    for template, answer in _speak(x, premium, upload):
        called.add(f"{answer.request.method} {template}")
        assert _answer_faults(contract, answer, template) == [], answer.text
    assert len(called) == 8


@pytest.mark.parametrize("processing", ["", "succeeded"])
def test_an_upload_and_its_status_fit_their_schema(
    contract: Contract,
    x: requests.Session,
    sandbox: Sandbox,
    paint: Callable[..., bytes],
    processing: str,
) -> None:
    """With and without processing."""
    sandbox.turn(processing=processing)
    url = f"{API}/2/media/upload"
    form = {"media_category": "tweet_image"}
    answer = x.post(url, files={"media": ("a", paint())}, data=form)
    assert _answer_faults(contract, answer, "/2/media/upload") == []
    if processing:
        media_id = answer.json()["data"]["id"]
        status = x.get(url, params={"command": "STATUS", "media_id": media_id})
        assert _answer_faults(contract, status, "/2/media/upload") == []


@pytest.mark.parametrize(
    ("shape", "name"),
    [
        (bodies.CreatePost, "CreatePostsRequest"),
        (bodies.PostMedia, "CreatePostsMedia"),
        (bodies.PostReply, "CreatePostsReply"),
        (bodies.PostEdit, "CreatePostsEditOptions"),
        (bodies.PostGeo, "CreatePostsGeo"),
        (bodies.PostPoll, "CreatePostsPoll"),
        (bodies.UploadMedia, "MediaUploadRequest"),
        (bodies.Repost, "RepostPostRequest"),
        (bodies.DescribeMedia, "CreateMediaMetadataRequest"),
    ],
)
def test_every_request_body_has_the_keys_of_the_contract(
    contract: Contract, shape: type[bodies.Body], name: str
) -> None:
    """The same keys, the same ones required."""
    schema = contract["components"]["schemas"][name]
    assert set(shape.model_fields) == set(schema["properties"])
    needed = {k for k, f in shape.model_fields.items() if f.is_required()}
    assert needed == set(schema.get("required", []))


@pytest.mark.parametrize(
    ("known", "parameter"),
    [
        (fields.NEW_FIELDS, "PostFieldsParameter"),
        (fields.NEW_EXPANSIONS, "PostExpansionsParameter"),
        (fields.MEDIA_FIELDS, "MediaFieldsParameter"),
        (fields.USER_FIELDS, "UserFieldsParameter"),
    ],
)
def test_the_fields_are_those_of_the_contract(
    contract: Contract, known: frozenset[str], parameter: str
) -> None:
    """None more, none less."""
    schema = contract["components"]["parameters"][parameter]["schema"]
    assert known == set(schema["items"]["enum"])


def test_refusals_with_a_type_of_x_fit_the_problem_schema(
    contract: Contract, x: requests.Session
) -> None:
    """The 404 for a resource is the published problem."""
    answer = x.delete(f"{API}/2/tweets/12")
    schema = {"$ref": "#/components/schemas/Problem"}
    assert list(_faults(contract, schema, answer.json())) == []
