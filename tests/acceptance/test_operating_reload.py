"""The file is edited while the daemon runs."""

import signal

from tests.acceptance.rehearsal import CONFIG, Rehearsal, draft

OTHER = """
[[feeds]]
name = "other"
url = "{blog}/comments/feed/"
[fetch]
allow_private_networks = true
"""


def test_a_valid_edit_counts_at_once_and_is_logged_as_a_difference(rehearsal: Rehearsal) -> None:
    """The new template writes the next post."""
    rehearsal.start()
    rehearsal.edit("[delivery]", '[post]\ntemplate = "速報 {title}"\n[delivery]')
    rehearsal.wait_for_log("config.reloaded")
    assert "post.template" in rehearsal.log
    rehearsal.blog.publish(draft("新しい書式で出る最初の記事の見出し"))
    rehearsal.wait_for_posts(1)
    assert rehearsal.texts() == ["速報 新しい書式で出る最初の記事の見出し"]


def test_an_invalid_edit_changes_nothing_and_says_why(rehearsal: Rehearsal) -> None:
    """The old file stays in force; log and status name the key; mending it is enough."""
    rehearsal.start()
    rehearsal.edit("min_distance", "min_distence")
    rehearsal.wait_for_log("config.refused")
    refused = rehearsal.log.partition("config.refused")[0].rpartition("\n")[2]
    assert "min_distance" in refused
    rehearsal.blog.publish(draft("誤った設定のあいだに公開された記事の見出し"))
    rehearsal.wait_for_posts(1)
    rehearsal.edit("min_distence", "min_distance")
    rehearsal.wait_for_log("config.reloaded")
    assert rehearsal.status()["config_refused"] is None


def test_a_file_written_in_two_steps_is_not_reported(rehearsal: Rehearsal) -> None:
    """An editor's half file is no mistake when the rest follows."""
    rehearsal.start()
    text = rehearsal.config.read_text("utf-8") + '[post]\nlink = "never"\n'
    with rehearsal.config.open("w", encoding="utf-8") as file:
        for piece in (text[: len(text) // 2], text[len(text) // 2 :]):
            file.write(piece)
            file.flush()
            rehearsal.wait_for_looks(0)
    rehearsal.wait_for_log("config.reloaded")
    assert "config.refused" not in rehearsal.log


def test_an_emptied_file_is_refused(rehearsal: Rehearsal) -> None:
    """It is valid, but says to watch nothing: an editor or a full disk wrote it."""
    rehearsal.start()
    rehearsal.config.write_text("", encoding="utf-8")
    rehearsal.wait_for_log("config.refused")
    assert "the file is empty" in rehearsal.log
    rehearsal.blog.publish(draft("設定が空になったあいだに公開された記事の見出し"))
    rehearsal.wait_for_posts(1)


def test_feeds_and_accounts_come_and_go_without_losing_anything(rehearsal: Rehearsal) -> None:
    """A feed that is taken out and put back is known; what waited for its account goes out."""
    rehearsal.start()
    rehearsal.blog.publish(draft("取り外される前に出た記事の見出し"))
    rehearsal.wait_for_posts(1)
    rehearsal.command("pause", "main")
    rehearsal.blog.publish(draft("取り外しのあいだ待っていた記事の見出し"))
    rehearsal.wait(lambda: len(rehearsal.status()["waiting"]) == 1, "a queued post")
    whole = rehearsal.config.read_text("utf-8")
    rehearsal.configure(CONFIG.partition("[[feeds]]")[0] + OTHER)
    rehearsal.wait_for_log("config.reloaded")
    assert "is not configured any more" in rehearsal.command("status").stdout
    rehearsal.config.write_text(whole, "utf-8")
    rehearsal.wait_for_log("config.reloaded", 2)
    rehearsal.command("resume", "main")
    rehearsal.wait_for_posts(2)
    rehearsal.wait_for_looks()
    assert len(rehearsal.texts()) == 2


def test_sighup_reads_the_file_again_and_some_keys_want_a_restart(rehearsal: Rehearsal) -> None:
    """The address of the record is not changed under a running daemon; status says so."""
    rehearsal.start()
    assert rehearsal.process
    rehearsal.process.send_signal(signal.SIGHUP)
    rehearsal.wait_for_log("config.reloaded")
    rehearsal.edit("[fetch]", "[web]\nport = 8099\n[fetch]")
    rehearsal.wait_for_log("config.waiting")
    assert "web.port" in rehearsal.command("status").stdout
    rehearsal.blog.publish(draft("再起動を待たずに公開された記事の見出し"))
    rehearsal.wait_for_posts(1)


def test_a_feed_that_was_gone_is_asked_again_under_its_new_address(rehearsal: Rehearsal) -> None:
    """A new address in the file wakes a feed at once; its articles are the same as before."""
    rehearsal.start()
    rehearsal.edit('every = "1s"', 'every = "1h"')
    rehearsal.wait_for_log("config.reloaded")
    rehearsal.edit("/feed/", "/feed/rss2/")
    rehearsal.blog.publish(draft("新しい住所のフィードに載った記事の見出し"))
    rehearsal.wait_for_posts(1)
    rehearsal.wait_for_log("config.reloaded", 2)
    assert len(rehearsal.texts()) == 1
