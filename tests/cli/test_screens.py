"""What people see, and what scripts read."""

import re

import pytest
from rich.cells import cell_len

from crosspost.cli.printing import shorten
from crosspost.demo.blog import Draft
from tests.cli.conftest import CONFIG, Desk


def widest(text: str) -> int:
    """Return the columns of the longest line that holds no address."""
    return max(cell_len(line) for line in text.splitlines() if "://" not in line)


def test_status_shows_feeds_accounts_posts_and_money(at_work: Desk) -> None:
    """One screen: two lines a post, the address whole, the title cut to the terminal."""
    said = at_work.type("status")
    assert said.code == 0
    assert re.search(r"^blog  +\d+ s ago +in \d+ (min|h)", said.out, re.MULTILINE)
    assert "main  open" in said.out
    assert re.search(r"^ +1  published .* main  0\.015  サリス海峡の通航料", said.out, re.MULTILINE)
    page = re.escape(f"{at_work.x}/i/web/status/")
    assert re.search(rf"^ +{page}\d{{19}}$", said.out, re.MULTILINE)
    assert "This month 0.015 of 20 USD are spent" in said.out


def test_status_in_json_has_everything(at_work: Desk) -> None:
    """A script reads the same facts."""
    said = at_work.type("status", "--json").json
    assert set(said) == {
        "version",
        "daemon",
        "config_refused",
        "config_wants_restart",
        "feeds",
        "accounts",
        "money_usd",
        "waiting",
        "recent",
    }
    assert said["recent"][0]["post"]["url"].startswith(f"{at_work.x}/i/web/status/")
    assert said["daemon"]["wrong"] == ["the daemon has not run on this record yet"]


def test_explain_tells_the_whole_story(at_work: Desk) -> None:
    """The decision with its reason, the post, each step with its time, by any name."""
    said = at_work.type("explain", "サリス海峡")
    assert said.code == 0
    assert "It was announced: new" in said.out
    assert "JST  delivery.publish  main #1  published as" in said.out
    number = at_work.blog.published()[0].id
    for name in ("latest", f"{at_work.site}/?p={number}", f"{at_work.site}/archives/{number}"):
        assert at_work.type("explain", name, "--json").json["deliveries"][0]["state"] == "published"


def test_explain_says_why_an_old_article_was_not_posted(at_work: Desk) -> None:
    """The baseline is named."""
    said = at_work.type("explain", "前からある記事その1")
    assert "was there before: remembered, not announced" in said.out
    assert "stood in the feed at first sight" in said.out


def test_log_is_one_line_each(at_work: Desk) -> None:
    """Newest last; filters and JSON for scripts."""
    lines = at_work.type("log", "--limit", "3").out.splitlines()
    assert len(lines) == 3
    assert "delivery.publish" in lines[-1]
    said = at_work.type("log", "--account", "main", "--json").json
    assert [line["event"] for line in said][-1] == "delivery.publish"
    said = at_work.type("log", "--feed", "nope")
    assert (said.code, said.err) == (1, 'crosspost: there is no feed "nope"; configured: blog\n')


def test_repost_shows_text_and_the_price_of_each_way(at_work: Desk) -> None:
    """Nothing is sent by a dry run."""
    said = at_work.type("repost", "latest", "--dry-run")
    assert said.code == 0
    assert "【再掲】サリス海峡" in said.out
    assert "(as post 0.015 USD, as native 0.015 USD)" in said.out
    assert "note: it went out" in said.out
    assert widest(said.out) <= 100
    assert len(at_work.sandbox.posts()) == 1
    said = at_work.type("repost", "--dry-run", "--json")
    assert said.json["posts"][0]["prices_usd"] == {"post": 0.015, "native": 0.015}


def test_repost_again_and_again_varies_the_text(at_work: Desk) -> None:
    """X refuses what was said before, so each time says which time it is."""
    for start in ("【再掲】サリス", "【再掲2】サリス"):
        said = at_work.type("repost", "--yes")
        assert said.code == 0, said.err
        assert next(iter(at_work.sandbox.posts())).text.startswith(start)


def test_repost_goes_to_every_account_of_the_feed(at_work: Desk) -> None:
    """One command, several accounts; --account names one of them."""
    text = CONFIG.replace('["main"]', '["main", "dry"]')
    at_work.configure(text + '[accounts.dry]\nnetwork = "dry"\nmin_distance = "0s"\n')
    said = at_work.type("repost", "--yes", "--json")
    assert [(d["account"], d["state"]) for d in said.json] == [
        ("main", "published"),
        ("dry", "published"),
    ]
    said = at_work.type("repost", "--account", "dry", "--yes")
    assert said.out.splitlines()[-1] == "delivery 4 is published"


def test_repost_of_a_paused_account_is_ordered_and_says_so(at_work: Desk) -> None:
    """It waits until a person resumes the account; exit code 1, for nothing is out."""
    at_work.type("pause", "main", "--why", "編集会議まで")
    said = at_work.type("repost", "--yes")
    assert said.code == 1
    assert "is queued for" in said.out
    assert "goes out when the account is resumed" in said.err


def test_repost_at_a_time_of_the_account_s_zone(at_work: Desk) -> None:
    """The clock is Tokyo's; a second order is refused while the first one waits."""
    said = at_work.type("repost", "--at", "2099-01-01 07:30", "--yes")
    assert said.code == 0
    assert "goes out at 2099-01-01 07:30 JST" in said.out
    assert "is queued for 2099-01-01 07:30 JST" in said.out
    assert "no daemon runs now" in said.err
    again = at_work.type("repost", "--yes")
    assert again.code == 1
    assert 'it is on its way to "main" already: delivery 2 is queued' in again.err


def test_repost_of_a_held_article_names_the_hold(at_work: Desk) -> None:
    """Releasing it is what the author wants, most likely."""
    at_work.type("pause", "main")
    at_work.publish("保留になった記事の見出し、編集長の判断を待つ")
    at_work.type("once", "--wait", "0s")
    at_work.type("hold", "2")
    said = at_work.type("repost", "latest", "--dry-run")
    assert "delivery 2 of this article is held; `crosspost release 2`" in said.out


def test_repost_of_an_article_that_no_feed_ever_showed(at_work: Desk) -> None:
    """Its page is read; nothing says 再掲, for it was never announced; a password is kept."""
    at_work.blog.window = 1
    number = at_work.publish("十年前の記事だが、いま読み返す価値がある", days_ago=3650)
    url = at_work.blog.url(at_work.blog.post(number))
    said = at_work.type("repost", url, "--yes")
    assert said.code == 0, said.err
    assert next(iter(at_work.sandbox.posts())).text.startswith("十年前の記事")
    at_work.blog.protect(number)
    other = at_work.publish("会員だけの記事", days_ago=3651)
    at_work.blog.protect(other)
    refused = at_work.type("repost", at_work.blog.url(at_work.blog.post(other)), "--yes")
    assert refused.code == 1
    assert "password" in refused.err


def test_the_hand_on_deliveries(at_work: Desk) -> None:
    """Pause, hold, release, withdraw, confirm, resume: each says what it did."""
    assert '"main" is paused' in at_work.type("pause", "main", "--why", "編集会議まで").out
    at_work.publish("一時停止のあいだに公開された記事の見出し")
    at_work.publish("一時停止のあいだに公開された二本目の記事")
    assert at_work.type("once", "--wait", "0s").code == 0
    status = at_work.type("status").out
    assert "paused (operator)" in status
    assert "編集会議まで" in status
    assert "delivery 2: held (held by a person)" in at_work.type("hold", "2").out
    assert "1. " not in at_work.type("alert").out
    assert "crosspost release 2, or crosspost withdraw 2" in at_work.type("alert").out
    assert "delivery 2: queued (a person released it)" in at_work.type("release", "2").out
    at_work.type("hold", "2")
    post = "https://x.com/i/web/status/1900000000000000000"
    assert "delivery 2: published" in at_work.type("confirm", "2", post).out
    assert "delivery 3: withdrawn" in at_work.type("withdraw", "3").out
    assert at_work.type("release", "all").out == "nothing is held\n"
    assert '"main" sends again' in at_work.type("resume", "main").out
    assert '"main" was not paused' in at_work.type("resume", "main").out


def test_alert_lists_what_needs_a_person(at_work: Desk) -> None:
    """Nothing, at first; as JSON for scripts."""
    assert at_work.type("alert").out == "nothing needs you\n"
    at_work.type("pause", "main")
    said = at_work.type("alert", "--json").json
    assert said[0]["key"] == "account:main:operator"


def test_preview_needs_nothing_and_shows_posts(desk: Desk) -> None:
    """Text, weight, price, picture; newest first; no configuration is read."""
    (desk.folder / "config" / "crosspost.toml").unlink()
    said = desk.type("preview", desk.site, "--limit", "2")
    assert said.code == 0, said.err
    assert said.out.index("その1") < said.out.index("その2")
    assert "その3" not in said.out
    assert re.search(r"^  price    0\.015 USD$", said.out, re.MULTILINE)
    document = desk.type("preview", desk.site, "--json").json
    assert set(document) == {"source", "entries"}
    entry = document["entries"][0]
    assert set(entry) == {"id", "url", "title", "published", "decision", "why", "post"} | {
        "code",
        "facts",
    }
    assert set(entry["post"]) == {"text", "weight", "thumbnail", "price_usd", "account"}
    assert entry["decision"] == "post"


def test_preview_says_that_a_bare_link_would_wait(desk: Desk) -> None:
    """The post is shown, with why a person is asked first."""
    desk.blog.publish(Draft(title="", body=""))
    said = desk.type("preview", desk.site, "--json").json
    [entry] = [e for e in said["entries"] if not e["title"]]
    assert entry["decision"] == "hold"
    assert "bare link" in entry["why"]


def test_check_names_what_it_looked_at(desk: Desk) -> None:
    """Good and doubtful things in a line each; JSON for scripts."""
    said = desk.type("check", "--account", "main")
    assert said.code == 0, said.out
    assert 'ok    account "main": is @minato_dayori' in said.out
    assert "note  alerts: [alerts] urls is empty" in said.out
    assert {finding["level"] for finding in desk.type("check", "--json").json} == {"ok", "note"}


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")
def test_check_finds_the_common_mistakes(desk: Desk) -> None:
    """A page instead of a feed, an address that apprise does not know, a spent budget."""
    text = CONFIG.replace("{blog}/feed/", "{blog}/")
    desk.configure(text + '[alerts]\nurls = ["nonsense"]\n[budget]\nmonthly_usd = 0\n')
    said = desk.type("check")
    assert said.code == 1
    assert f"is a web page, not a feed; its feed is {desk.site}/feed/" in said.out
    assert "BAD   alerts.urls[0] (nonsense): is not understood; write it as in " in said.out
    assert "BAD   budget" in said.out


def test_config_shows_what_is_in_force_with_secrets_masked(desk: Desk) -> None:
    """Keys from the environment are there, their values are not."""
    said = desk.type("config")
    assert said.json["settings"]["accounts"]["main"]["api_key"] == "**********"
    assert "sandbox-api-key" not in said.out


def test_a_backup_is_a_record(at_work: Desk) -> None:
    """The copy opens, and knows what the record knew."""
    said = at_work.type("backup", "copy.db")
    assert said.code == 0
    assert "copy.db: " in said.out
    record = at_work.folder / "state" / "crosspost.db"
    for name in ("crosspost.db", "crosspost.db-wal", "crosspost.db-shm"):
        (record.parent / name).unlink(missing_ok=True)
    (at_work.folder / "copy.db").rename(record)
    assert at_work.type("explain", "latest", "--json").json["deliveries"][0]["state"] == "published"


def test_init_finds_the_feed_and_the_file_works(desk: Desk) -> None:
    """From a blog's address to a configuration that `check` takes."""
    said = desk.type("init", "new/crosspost.toml", "--url", desk.site, "--yes")
    assert said.code == 0, said.err
    assert f'{desk.site}/feed/: "海図と羅針盤", 3 entries' in said.out
    text = (desk.folder / "new" / "crosspost.toml").read_text("utf-8")
    assert f'url = "{desk.site}/feed/"' in text
    assert desk.type("config", "--config", "new/crosspost.toml").code == 0
    for step in ("auth main --save .env", "check", "run"):
        assert f"  crosspost {step} --config new/crosspost.toml\n" in said.out
    assert desk.type("init", "x.toml", "--url", "http://127.0.0.1:1/", "--yes").code == 2


@pytest.mark.parametrize("command", ["demo", "sandbox", "run", "health", "preview", "repost"])
def test_every_command_has_help_with_an_example(desk: Desk, command: str) -> None:
    """--help says what it does and shows how it is typed."""
    said = desk.type(command, "--help")
    assert said.code == 0
    assert f"Example: crosspost {command}" in said.out


@pytest.mark.parametrize(
    ("text", "cells", "shown"),
    [
        ("short", 10, "short"),
        ("日本語の長い題名", 9, "日本語の…"),
        ("日本語の題", 10, "日本語の題"),
    ],
)
def test_titles_are_cut_by_columns(text: str, cells: int, shown: str) -> None:
    """A Japanese character takes two columns."""
    assert shorten(text, cells) == shown
    assert cell_len(shorten(text, cells)) <= cells
