"""Keys as people copy them: what cannot be a key is named before X says 401."""

import pytest

from crosspost.errors import ConfigError
from crosspost.networks.x.options import Options
from tests.words import english

KEYS = {
    "api_key": "invented-key",
    "api_secret": "invented/secret+=",
    "access_token": "17-invented",
    "access_token_secret": "invented-secret",
}


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("“canary”", "has a quote in it (“)"),
        ('"canary"', 'has a quote in it (")'),
        ("ｃａｎａｒｙ", "perhaps full-width （全角）"),
        ("can\nary", "has a space or a line break inside"),
        ("can\u3000ary", "has a space or a line break inside"),
    ],
)
def test_a_key_that_can_be_none_is_named_and_not_shown(value: str, why: str) -> None:
    """Quotes of a word processor, full-width letters, a line that was broken."""
    Options.model_validate({**KEYS, "api_secret": f" {KEYS['api_secret']}\n"}).check("main")
    with pytest.raises(ConfigError) as caught:
        Options.model_validate({**KEYS, "api_secret": value}).check("main")
    assert "account main: CROSSPOST_ACCOUNTS__MAIN__API_SECRET has" in english(caught.value)
    assert why in english(caught.value)
    assert value not in english(caught.value)
    assert value.strip('“”"') not in english(caught.value)
