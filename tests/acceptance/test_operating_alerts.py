"""Whom the daemon calls, how often, and what it never says."""

import requests

from crosspost.sandbox.faults import Fault
from tests.acceptance.rehearsal import CONFIG, SECRETS, Rehearsal, draft
from tests.acceptance.webhook import Webhook

CANARY = "kanaria-4711"


def alerts(webhook: Webhook, more: str = "") -> str:
    """Return the lines that send alerts to the webhook; its path holds a secret."""
    return f'[alerts]\nurls = ["json://127.0.0.1:{webhook.port}/{CANARY}/"]\n{more}'


def test_no_credits_means_one_alert_and_an_all_clear(
    rehearsal: Rehearsal, webhook: Webhook
) -> None:
    """402: the account pauses, one alert, nothing more until it is resumed; then the post goes."""
    rehearsal.configure(more=alerts(webhook))
    rehearsal.start()
    rehearsal.sandbox.script(Fault("402", on=("POST", "/2/tweets"), times=1000))
    rehearsal.blog.publish(draft("口座が空になった日に公開された記事の見出し"))
    rehearsal.wait(lambda: bool(webhook.heard), "an alert")
    assert webhook.titles == ['account "main" is paused (credits)']
    assert "crosspost resume main" in webhook.heard[0]["message"]
    assert "paused" in rehearsal.command("health").stdout
    assert rehearsal.command("health").returncode == 1
    rehearsal.wait_for_looks(4)  # the alerts were gone through meanwhile
    assert len(webhook.heard) == 1
    rehearsal.sandbox.clear_faults()
    assert rehearsal.command("resume", "main").returncode == 0
    rehearsal.wait_for_posts(1)
    rehearsal.wait(lambda: len(webhook.heard) == 2, "the all-clear")
    assert webhook.titles[1] == 'over: account "main" is paused (credits)'
    assert CANARY not in rehearsal.log


def test_a_flood_of_holds_is_one_alert(rehearsal: Rehearsal, webhook: Webhook) -> None:
    """Five holds come in one message; withdrawing them ends with one all-clear."""
    rehearsal.configure(more=alerts(webhook))
    rehearsal.start()
    for number in range(5):
        rehearsal.blog.publish(draft(f"引っ越してきた記事の第{number + 1}号、港町の百年をたどる"))
    rehearsal.wait(lambda: bool(webhook.heard), "an alert")
    assert webhook.titles == ["5 deliveries are held"]
    assert webhook.heard[0]["message"].count("crosspost release") == 5
    assert rehearsal.command("withdraw", "all").returncode == 0
    rehearsal.wait(lambda: len(webhook.heard) == 2, "the all-clear")
    assert webhook.titles[1] == "over: 5 deliveries are held"


def test_an_alert_that_nobody_took_is_sent_again(rehearsal: Rehearsal, webhook: Webhook) -> None:
    """The webhook is down: logged once, tried again, not forgotten by a restart."""
    webhook.broken = True
    rehearsal.configure(more=alerts(webhook))
    rehearsal.start()
    rehearsal.edit('lease = "40s"', 'lease = "sometimes"')
    rehearsal.wait_for_log("alert.failed")
    assert rehearsal.log.count('"event": "operator.needed"') == 1
    assert rehearsal.command("alert", "--test").returncode == 2
    rehearsal.edit('lease = "sometimes"', 'lease = "50s"')
    rehearsal.wait_for_log("config.reloaded")
    assert rehearsal.command("alert", "--test").returncode == 1
    webhook.broken = False
    assert rehearsal.command("alert", "--test").returncode == 0
    assert webhook.titles == ["test"]
    assert CANARY not in rehearsal.log


def read_pages(rehearsal: Rehearsal) -> list[str]:
    """Return what each page of the web server says."""
    url = rehearsal.log.partition('{"url": "')[2].partition('"')[0]
    paths = ("/healthz", "/readyz", "/metrics", "/", "/ping/wrong")
    pages = [requests.get(url + path, timeout=60).text for path in paths]
    assert "crosspost_info" in pages[2]
    return pages


def test_secrets_are_nowhere(rehearsal: Rehearsal, webhook: Webhook) -> None:
    """Through failures of every kind no key stands in a log, a screen or the record."""
    secrets = {name: f"{value}-{CANARY}" for name, value in SECRETS.items()}
    rehearsal.secrets = secrets
    more = alerts(webhook) + f'[web]\nenabled = true\nport = 0\nping_secret = "{CANARY}"\n'
    rehearsal.configure(more=more)
    rehearsal.start()
    rehearsal.blog.publish(draft("鍵が合わない日に公開された記事の見出し"))
    rehearsal.wait_for_log("delivery.queued")
    rehearsal.sandbox.turn(any_key=True)
    rehearsal.sandbox.script(Fault("hang", on=("POST", "/2/tweets"), seconds=5))
    rehearsal.wait_for_posts(1)
    rehearsal.edit("[fetch]", f'api_key = "{CANARY}"\n[fetch]')
    rehearsal.wait_for_log("config.refused")
    rehearsal.configure(CONFIG.replace("base_url", f'api_kye = "{CANARY}"\nbase_url'))
    rehearsal.wait_for_log("config.refused", 2)
    rehearsal.configure(more=more)
    rehearsal.wait_for_log("config.reloaded")
    said = [rehearsal.log, str(webhook.heard), *read_pages(rehearsal)]
    for words in (["status"], ["status", "--json"], ["config"], ["check"], ["log"], ["alert"]):
        done = rehearsal.command(*words)
        said += [done.stdout, done.stderr]
    said.append(rehearsal.command("explain", "latest").stdout)
    rehearsal.stop()
    record = b"".join(path.read_bytes() for path in (rehearsal.folder / "state").iterdir())
    assert CANARY not in "".join(said)
    assert CANARY.encode() not in record
