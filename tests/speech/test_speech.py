"""How reasons are told: languages, zones, numbers, and text from outside as data."""

# ruff: noqa: E501 — examples side by side

import json
import unicodedata
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosspost import log
from crosspost.model import UNTOLD, Fault, Reason, Why
from crosspost.model.calls import Call
from crosspost.model.packing import pack, unpack
from crosspost.model.reasons import Fact, change_text, to_plain
from crosspost.model.why import join
from crosspost.words import Speech, choose_language
from crosspost.words.outside import escape, escape_lines

AT = datetime(2026, 12, 1, 15, 30, tzinfo=UTC)
ENGLISH = Speech("en", ZoneInfo("Asia/Tokyo"))
JAPANESE = Speech("ja", ZoneInfo("Asia/Tokyo"))
MONTH = Why.OVER_MONTH(price=Decimal("0.2"), limit=Decimal(20), spent=Decimal("19.9"), until=AT)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("サリス海峡の通航料", "サリス海峡の通航料"),
        ("red \x1b[31malarm\x1b[0m\x07", r"red \x1b[31malarm\x1b[0m\x07"),
        ("abc\u202efdp.exe", r"abc\u202efdp.exe"),
        ("a\nBcc: b@example.jp", r"a\nBcc: b@example.jp"),
        ("hid\U000e0068\U000e0069den", r"hid\U000e0068\U000e0069den"),
        ("zero\u200bwidth \u2028", r"zero\u200bwidth \u2028"),
        (
            "\U0001f468\u200d\U0001f469\u200d\U0001f467",
            "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        ),
        (
            "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
            "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        ),
        ("a\u3164b\ufe0f", "a\\u3164b\ufe0f"),
    ],
)
def test_what_would_act_or_is_not_seen_is_spelt_out(text: str, shown: str) -> None:
    """A terminal, a mail's head and a reader's eye get data; emoji and flags stay whole."""
    assert escape(text) == shown


@given(st.text())
def test_no_text_acts(text: str) -> None:
    """Whatever a stranger writes is on one line and printable."""
    told = escape(text)
    assert not {unicodedata.category(char) for char in told} & {"Cc", "Cs", "Co", "Zl", "Zp"}
    assert not set(told) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2069\u200b\ufeff")
    assert "\n" not in escape(text)
    assert escape_lines(text).count("\n") == text.count("\n")


def test_facts_from_outside_are_data_in_every_sentence() -> None:
    """Also deep inside of a cause."""
    why = Why.UNREAD(
        cause=Fault.ANSWERED(status=403, quote="\x1b]0;x\x07", call="GET /", advice=MONTH)
    )
    for speech in (ENGLISH, JAPANESE):
        assert speech.say(why).isprintable()


def test_a_title_that_looks_like_a_format_is_none() -> None:
    """Braces of a stranger are letters."""
    assert ENGLISH.say(Why.BORROWED(title="{0.__class__} {cause}")).startswith(
        'it bears a name of "{0.__class__} {cause}"'
    )


def test_times_are_told_in_the_one_zone_that_is_named() -> None:
    """By day and by the clock."""
    assert "2026-12-02 00:30 JST" in ENGLISH.say(Why.PROVISIONAL(until=AT))
    assert "goes out on 2026-12-02" in ENGLISH.say(MONTH)
    assert "2026 年 12 月 2 日か" in JAPANESE.say(MONTH)
    assert "00:30 JST" in ENGLISH.say(Fault.WAITS(until=AT))


def test_numbers_lists_and_spans() -> None:
    """In the manner of each language."""
    assert ENGLISH.say(Why.ENTRIES(found=1)) == "1 entry"
    assert ENGLISH.say(Why.ENTRIES(found=2)) == "2 entries"
    assert JAPANESE.say(Why.ENTRIES(found=2)) == "記事 2 件"
    assert ENGLISH.say(Why.TOO_OLD(age=timedelta(days=5), most=timedelta(hours=48))) == (
        "the article is 5 days old, max_age is 48 hours"
    )
    assert "48 時間" in JAPANESE.say(Why.TOO_OLD(age=timedelta(days=5), most=timedelta(hours=48)))
    assert ENGLISH.say(join(Why.NEW(), Why.GONE())).count("; ") >= 1
    assert (join(UNTOLD), join(UNTOLD, Why.NEW())) == (UNTOLD, Why.NEW())
    lines = Call.LINES(lines=(Why.BACK(), Why.LEFT()))
    assert ENGLISH.say(lines).splitlines() == [
        "is back in its feed",
        "left its feed while it waited",
    ]


@pytest.mark.parametrize(
    ("wanted", "told", "spoken"),
    [
        ("", "ja_JP.UTF-8", "ja"),
        ("en", "ja_JP.UTF-8", "en"),
        ("ja", "C", "ja"),
        ("", "C.UTF-8", "en"),
        ("", "jam_JM", "en"),
        ("", "", "en"),
    ],
)
def test_the_language_is_the_configuration_s_else_the_terminal_s(
    wanted: str, told: str, spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As POSIX orders the variables."""
    monkeypatch.setenv("LC_ALL", told)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.delenv("LANG", raising=False)
    assert choose_language(wanted) == spoken


FACTS: list[Fact] = [
    "港", 3, 0.25, Decimal("0.200"), AT, timedelta(minutes=3), (1, "二", AT), MONTH, (MONTH, Why.NEW()),
]  # fmt: skip


@pytest.mark.parametrize("fact", FACTS, ids=str)
def test_a_reason_survives_its_way_through_json(fact: Fact) -> None:
    """Into the record and out again, each fact with its type."""
    why = Why.SAID(text=fact)
    assert unpack(json.loads(json.dumps(pack(why)))) == why
    json.dumps(to_plain(why))


def test_a_code_that_nobody_knows_is_asked_about() -> None:
    """A later version may have written it; facts that do not fit are as strange."""
    assert unpack({"reason": "hold.of-tomorrow", "facts": {}}).code is Why.STRANGE
    assert unpack({"reason": "hold.flood", "facts": {}}).code is Why.STRANGE


def test_text_is_changed_wherever_it_stands_and_codes_stay() -> None:
    """As a secret is masked in all parts of a reason."""
    why = Why.JOINED(parts=(Why.SAID(text="key"), Why.UNREAD(cause=Why.SAID(text="key"))))
    changed = change_text(why, lambda text: text.replace("key", "***"))
    assert "key" not in str(changed)
    assert changed.code is Why.JOINED


def test_a_log_has_words_code_and_no_acting_character(capsys: pytest.CaptureFixture[str]) -> None:
    """One line of JSON for a machine, whatever a feed's title holds."""
    log.configure("info", "json", say=ENGLISH.say, escape=escape)
    told: Reason = Why.BORROWED(title="\u202e\x9b31m")
    log.logger().info("article.found", why=told, title="\u202e\x9b31m", changed=["\u2066x"])
    line = json.loads(capsys.readouterr().err)
    assert line["code"] == "hold.borrowed-name"
    assert line["title"] == r"\u202e\x9b31m"
    assert line["why"].isprintable()
    assert line["changed"] == [r"\u2066x"]
