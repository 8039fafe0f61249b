"""Whatever a client sends, X answers, and the books stay in order."""

import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from crosspost.sandbox.bodies import CreatePost
from crosspost.sandbox.core import Sandbox
from crosspost.sandbox.faults import FAULTS, Fault
from crosspost.sandbox.front import handle
from crosspost.sandbox.routes import ROUTES
from crosspost.sandbox.wire import Request
from crosspost.sandbox.world import DEMO, Knobs

HEADER = (
    f'OAuth oauth_consumer_key="k", oauth_token="{DEMO.id}-t", oauth_signature="s", '
    'oauth_timestamp="1", oauth_nonce="n", oauth_signature_method="HMAC-SHA1"'
)
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
BODIES = st.one_of(
    st.binary(max_size=60),
    st.dictionaries(st.sampled_from(sorted(CreatePost.model_fields)), JSON, max_size=3).map(
        lambda body: json.dumps(body).encode()
    ),
)
KINDS = st.sampled_from(
    ["application/json", "multipart/form-data; boundary=b", "multipart/form-data", "text/plain", ""]
)
PATHS = st.sampled_from([r.template.replace("{id}", DEMO.id) for r in ROUTES] + ["/", "/2/", "/x"])
PARAMETERS = ["max_results", "since_id", "post.fields", "exclude", "start_time", "media_id"]
QUERIES = st.lists(st.tuples(st.sampled_from(PARAMETERS), st.text(max_size=9)), max_size=2).map(
    lambda pairs: "&".join(f"{k}={v}" for k, v in pairs)
)


@given(st.sampled_from(["GET", "POST", "DELETE", "PUT"]), PATHS, QUERIES, KINDS, BODIES)
def test_every_request_gets_an_answer(
    method: str, path: str, query: str, kind: str, body: bytes
) -> None:
    """Nothing from outside is an error of the server, and only successes are billed."""
    sandbox = Sandbox(knobs=Knobs(any_key=True), now=lambda: NOW)
    headers = {"authorization": HEADER, "content-type": kind}
    answer = handle(sandbox, Request(method, path, query, headers, body))
    assert 200 <= answer.status < 500
    assert not (sandbox.world.ledger.lines and answer.status >= 300)


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(FAULTS)), st.booleans(), st.sampled_from(["港", "岸壁"])),
        max_size=8,
    )
)
def test_under_any_faults_the_bill_is_what_is_out(script: list[tuple[str, bool, str]]) -> None:
    """Each post that is out was billed once, and no text is out twice."""
    sandbox = Sandbox(knobs=Knobs(any_key=True), now=lambda: NOW)
    headers = {"authorization": HEADER, "content-type": "application/json"}
    for kind, is_late, text in script:
        effect = "after" if is_late and FAULTS[kind].after else "before"
        sandbox.script(Fault(kind, effect=effect))  # type: ignore[arg-type]  # one of the two
        body = f'{{"text": "{text}"}}'.encode()
        handle(sandbox, Request("POST", "/2/tweets", headers=headers, body=body))
    texts = [p.text for p in sandbox.posts()]
    assert len(texts) == len(set(texts)) == len(sandbox.world.ledger.lines)
    assert len(sandbox.calls) == len(script)
