"""The operator's file: what is read, what is refused, and in which words."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosspost.errors import ConfigError
from crosspost.settings import find_file, load, parse_duration, show_duration
from tests.words import english, raises_saying

GOOD = """
[state]
url = "sqlite:///state/crosspost.db"
[[feeds]]
name = "blog"
url = "https://blog.example.jp/feed/"
every = "20m"
accounts = ["main"]
[accounts.main]
network = "x"
max_weight = 280
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty working folder without any variable of ours."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CROSSPOST_CONFIG", raising=False)
    return tmp_path


def write(folder: Path, text: str) -> Path:
    """Write a configuration and return its path."""
    path = folder / "crosspost.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_example_of_the_design_is_read(folder: Path) -> None:
    """A file with feeds and accounts becomes settings, with defaults for the rest."""
    settings = load(write(folder, GOOD))
    assert settings.feeds[0].max_new_per_poll == 3
    assert settings.feeds[0].max_age == timedelta(hours=48)
    assert settings.accounts["main"].options == {"max_weight": 280}
    assert settings.delivery.lease == timedelta(minutes=5)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("accounts = [", "acounts = ["), 'feeds[0].acounts: unknown key; did you mean "accounts"'),
        (('every = "20m"', 'every = "2m"'), "feeds[0]: every"),
        (('every = "20m"', 'every = "soon"'), 'feeds[0].every = "soon": write a duration'),
        (('["main"]', '["other"]'), 'names the account "other", which is not configured'),
        (("https://blog", "blog"), "feeds[0].url"),
        (("https://blog", "https：//blog"), "write the full address, with https://"),
        (("https://blog.example.jp/", "https://blog.example.jp／"), "full-width characters"),
        (("https://blog.example.jp/", "https://[::1"), "this is not an address"),
        (("https://blog.example.jp/", "https://blog..example.jp/"), "this is not an address"),
        (("[state]", "[stat]"), 'stat: unknown key; did you mean "state"'),
        (('name = "blog"', 'name = "My Blog"'), "use small letters"),
        (('network = "x"', 'network = "x"\ntimezone = "Tokyo"'), 'time zone such as "Asia/Tokyo"'),
        (('network = "x"', 'network = "x"\nquiet_hours = "23-7"'), "write quiet hours such as"),
        (("[state]", "[delivery]\nlease = '10s'\n[state]"), "lease must be longer"),
        (("[state]", "[delivery]\nsettle_looks = ['30s']\n[state]"), "at least two looks"),
        (("[state]", "[delivery]\nsettle_looks = ['9m', '1m']\n[state]"), "must grow"),
        (("[state]", "[budget]\nmonthly_usd = -1\n[state]"), "budget.monthly_usd"),
        (('["main"]', '"main"'), 'feeds[0].accounts = "main": write a list: ["main"]'),
        (("[[feeds]]", "[feeds]"), "feeds: write [[feeds]], with two brackets"),
        (("[accounts.main]", "[accounts]"), "accounts: write [accounts.main], in one pair"),
        (("[accounts.main]", "[[accounts]]"), "accounts: write [accounts.main], in one pair"),
        (("[state]", "[[web]]\nport = 1\n[state]"), "web: write a table: [web]"),
        (("[state]", "[fetch]\nhosts = 'a'\n[state]"), "write a table: [fetch.hosts]"),
        (("[state]", "[alerts]\nurls = 'mailto://u:canary@x'\n[state]"), "urls = (secret): write"),
    ],
)
def test_a_mistake_is_refused_in_one_line_with_its_place(
    folder: Path, change: tuple[str, str], words: str
) -> None:
    """Unknown keys, wrong values and impossible combinations name key, value and remedy."""
    path = write(folder, GOOD.replace(*change))
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert words in english(caught.value)
    assert len(english(caught.value).splitlines()) == 1
    assert "canary" not in english(caught.value)


def test_a_loopback_feed_may_be_watched_every_second(folder: Path) -> None:
    """A rehearsal on this machine needs no politeness."""
    text = GOOD.replace("https://blog.example.jp", "http://127.0.0.1:8080")
    settings = load(write(folder, text.replace('"20m"', '"1s"')))
    assert settings.feeds[0].every == timedelta(seconds=1)


def test_secrets_come_from_the_environment_and_are_never_shown(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A variable is laid over the file's table and stays masked."""
    monkeypatch.setenv("CROSSPOST_ACCOUNTS__MAIN__API_KEY", "canary-4711")
    settings = load(write(folder, GOOD))
    key = settings.accounts["main"].options["api_key"]
    assert key.get_secret_value() == "canary-4711"
    assert "canary" not in repr(settings)
    assert "canary" not in str(settings.model_dump(mode="json"))


def test_a_env_file_is_read_and_the_environment_wins(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`.env` holds what the environment does not say."""
    (folder / ".env").write_text(
        "CROSSPOST_ACCOUNTS__MAIN__API_KEY=from-file\n"
        "CROSSPOST_ACCOUNTS__MAIN__API_SECRET=secret-from-file\n"
    )
    monkeypatch.setenv("CROSSPOST_ACCOUNTS__MAIN__API_KEY", "from-environment")
    options = load(write(folder, GOOD)).accounts["main"].options
    assert options["api_key"].get_secret_value() == "from-environment"
    assert options["api_secret"].get_secret_value() == "secret-from-file"


def test_secret_files_are_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file named like the variable in the secrets folder is as good as the variable."""
    secrets = folder / "secrets"
    secrets.mkdir()
    (secrets / "CROSSPOST_ACCOUNTS__MAIN__ACCESS_TOKEN").write_text("12-token\n")
    monkeypatch.setattr("crosspost.settings.reading.SECRETS", secrets)
    options = load(write(folder, GOOD)).accounts["main"].options
    assert options["access_token"].get_secret_value().strip() == "12-token"


def test_broken_toml_is_one_clear_line(folder: Path) -> None:
    """The parser's own words name line and column."""
    with raises_saying(ConfigError, match="not valid TOML"):
        load(write(folder, "[state"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("every =", "\u3000every ="), "line 7 has a full-width space （全角スペース）"),
        (('every = "20m"', 'every ＝ "20m"'), "line 7 has a full-width character （全角）: '＝'"),
        (('"20m"', "“20m”"), "line 7 has a curly quote: '“'"),
        (("[[feeds]]", "［［feeds］］"), "line 4 has a full-width character"),
        (('"20m"', '"20m'), 'a quote " is missing in line 7'),
    ],
)
def test_what_is_hard_to_see_in_a_broken_line_is_named(
    folder: Path, change: tuple[str, str], words: str
) -> None:
    """A Japanese keyboard writes full-width characters, a word processor curly quotes."""
    with pytest.raises(ConfigError) as caught:
        load(write(folder, GOOD.replace(*change)))
    assert words in english(caught.value)


def test_a_file_that_notepad_saved_is_read(folder: Path) -> None:
    """A byte-order mark is passed over; another encoding than UTF-8 is named."""
    path = folder / "crosspost.toml"
    path.write_text(GOOD, "utf-8-sig")
    assert load(path).feeds[0].name == "blog"
    path.write_text("# 設定\n" + GOOD, "shift_jis")
    with raises_saying(ConfigError, match="save the file as UTF-8"):
        load(path)


def test_the_file_is_sought_in_the_stated_order(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--config before CROSSPOST_CONFIG before config/crosspost.toml."""
    with raises_saying(ConfigError, match="crosspost init"):
        find_file(None)
    here = folder / "config"
    here.mkdir()
    usual = write(here, GOOD)
    assert find_file(None).resolve() == usual
    other = folder / "other.toml"
    other.write_text(GOOD)
    monkeypatch.setenv("CROSSPOST_CONFIG", str(other))
    assert find_file(None) == other
    assert find_file(usual) == usual
    with raises_saying(ConfigError, match="no configuration at"):
        find_file(folder / "missing.toml")


@given(st.integers(min_value=1, max_value=10**7))
def test_a_duration_is_read_as_it_is_shown(seconds: int) -> None:
    """Writing and reading a duration come to the same."""
    span = timedelta(seconds=seconds)
    assert parse_duration(show_duration(span)) == span


def test_the_shipped_file_works_as_it_is(folder: Path) -> None:
    """config/crosspost.toml is valid, and the copy in the package is the same."""
    root = Path(__file__).parents[2]
    shipped = root / "config" / "crosspost.toml"
    assert load(shipped).feeds == ()
    packaged = root / "crosspost" / "settings" / "crosspost.toml"
    assert packaged.read_bytes() == shipped.read_bytes()


def test_secrets_alone_make_no_account(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It needs a table in the file, a feed that names it, or another variable of its own."""
    monkeypatch.setenv("CROSSPOST_ACCOUNTS__OTHER__API_KEY", "canary-4711")
    assert set(load(write(folder, GOOD)).accounts) == {"main"}
    named = GOOD.replace('["main"]', '["main", "other"]')
    assert set(load(write(folder, named)).accounts) == {"main", "other"}
    monkeypatch.setenv("CROSSPOST_ACCOUNTS__OTHER__NETWORK", "x")
    assert set(load(write(folder, GOOD)).accounts) == {"main", "other"}


def test_the_record_s_password_is_shown_nowhere(folder: Path) -> None:
    """What is dumped for people has it masked; the program reads the address."""
    url = "postgresql+psycopg://crosspost:p@ss:canary@db.example/crosspost"
    settings = load(write(folder, GOOD.replace("sqlite:///state/crosspost.db", url)))
    assert settings.state.url == url
    for dumped in (settings.model_dump(), settings.model_dump(mode="json")):
        assert dumped["state"]["url"] == "postgresql+psycopg://crosspost:***@db.example/crosspost"


def test_two_accounts_with_the_same_keys_are_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are one user, who would show every article twice; variables left behind are not."""
    for name in ("MAIN", "SECOND", "OLD"):
        monkeypatch.setenv(f"CROSSPOST_ACCOUNTS__{name}__API_KEY", "app")
        monkeypatch.setenv(f"CROSSPOST_ACCOUNTS__{name}__ACCESS_TOKEN", "17-same")
    assert set(load(write(folder, GOOD)).accounts) == {"main"}
    two = (
        GOOD
        + "[accounts.second]\n[accounts.dry]\nnetwork = 'dry'\n[accounts.dry2]\nnetwork = 'dry'"
    )
    with raises_saying(ConfigError, match='accounts "main" and "second" have the same keys'):
        load(write(folder, two))
    monkeypatch.setenv("CROSSPOST_ACCOUNTS__SECOND__ACCESS_TOKEN", "18-other")
    assert set(load(write(folder, two)).accounts) == {"main", "second", "dry", "dry2"}


def test_the_model_s_key_comes_from_the_environment(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It joins what the file says of the model, and is never shown."""
    monkeypatch.setenv("CROSSPOST_SUMMARY__MODEL__API_KEY", "canary-4711")
    path = folder / "model.toml"
    path.write_text('[summary]\nby = "model"\n[summary.model]\nname = "tiny"\n', "utf-8")
    section = load(path).summary.model
    assert section.name == "tiny"
    assert section.api_key.get_secret_value() == "canary-4711"
    assert "canary" not in repr(section)
