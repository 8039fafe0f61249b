"""`crosspost health`: quick, and red when something has stopped."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from crosspost import clock
from crosspost.__main__ import main as enter
from crosspost.health import JOBS, STOPPED, judge, main
from crosspost.outbox.store import Store, open_store
from tests.words import plain

HEAVY = ("crosspost.cli", "pydantic", "sqlalchemy", "tweepy", "typer", "rich", "aiohttp", "PIL")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a working folder without any variable of ours."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CROSSPOST_CONFIG", raising=False)
    monkeypatch.delenv("CROSSPOST_STATE__URL", raising=False)
    return tmp_path


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """Open a record in the usual place, where every job has just come round."""
    opened = open_store("sqlite:///state/crosspost.db")
    for job in JOBS:
        opened.beat(job, clock.now())
    yield opened
    opened.close()


def test_a_working_daemon_is_healthy(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0 and one word."""
    assert main([]) == 0
    assert capsys.readouterr().out == "healthy\n"


@pytest.mark.parametrize("job", JOBS)
def test_a_job_that_stopped_is_red(
    store: Store, capsys: pytest.CaptureFixture[str], job: str
) -> None:
    """Polling, delivering, settling and the daemon itself: each counts."""
    store.beat(job, clock.now() - timedelta(seconds=120))
    assert main([]) == 1
    assert f"{job} has not come round for 120 seconds" in capsys.readouterr().out


def test_a_daemon_that_is_not_there_is_one_clause(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    """All jobs are as late: it was killed."""
    for job in JOBS:
        store.beat(job, clock.now() - timedelta(seconds=190))
    assert main([]) == 1
    assert capsys.readouterr().out == "the daemon has not come round for 190 seconds\n"


def test_a_daemon_that_ended_in_order_is_red_at_once(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says when; the next start makes it well."""
    store.beat(STOPPED, clock.now())
    assert main([]) == 1
    assert capsys.readouterr().out.startswith("the daemon was stopped at 20")
    store.beat("daemon", clock.now() + timedelta(seconds=1))
    assert main([]) == 0


def test_a_beat_of_the_future_is_no_sign_of_life(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    """The clock was set back; a daemon that works writes the right time within seconds."""
    store.beat("deliver", clock.now() + timedelta(hours=1))
    assert main([]) == 1
    said = capsys.readouterr().out
    assert said.startswith("deliver came round at a time that is still 3")
    assert said.endswith("seconds away: the clock was set back\n")


def test_a_paused_account_is_red_and_says_why(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    """The container shows it as unhealthy."""
    store.pause(
        "main", code="credits", why=plain("X says that no credits are left."), now=clock.now()
    )
    assert main([]) == 1
    said = 'account "main" is paused: credits\n'
    assert capsys.readouterr().out == said


def test_a_record_that_is_not_there_is_red(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing can be seen to work; the record is not created by looking."""
    assert main([]) == 1
    assert "cannot be read" in capsys.readouterr().out
    assert not (folder / "state").exists()


def test_the_configuration_names_the_record(folder: Path) -> None:
    """--config, the variables and the usual places count as for every command."""
    other = folder / "other.toml"
    other.write_text('[state]\nurl = "sqlite:///elsewhere/x.db"\n')
    opened = open_store("sqlite:///elsewhere/x.db")
    for job in JOBS:
        opened.beat(job, clock.now())
    opened.close()
    assert main([]) == 1
    assert main(["--config", str(other)]) == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("health", "--config", "other.toml"), 0, "healthy"),
        (("health", "-c", "other.toml"), 0, "healthy"),
        (("health", "--config=other.toml"), 0, "healthy"),
        (("--config", "other.toml", "health"), 0, "healthy"),
        (("health",), 1, "cannot be read"),
        (("health", "-c", "missing.toml"), 1, "there is no configuration at missing.toml"),
        (("health", "--config"), 2, "requires an argument"),
        (("health", "--bogus"), 2, "No such option: --bogus"),
    ],
)
def test_the_file_is_named_as_for_every_command(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    code: int,
    said: str,
) -> None:
    """Before and after the verb, long, short and with "="; what is no option is refused."""
    (folder / "other.toml").write_text('[state]\nurl = "sqlite:///elsewhere/x.db"\n')
    opened = open_store("sqlite:///elsewhere/x.db")
    for job in JOBS:
        opened.beat(job, clock.now())
    opened.close()
    monkeypatch.setattr(sys, "argv", ["crosspost", *words])
    kept = signal.getsignal(signal.SIGTERM)
    with pytest.raises(SystemExit) as ended:
        enter()
    signal.signal(signal.SIGTERM, kept)
    assert ended.value.code == code
    shown = capsys.readouterr()
    assert said in shown.out + shown.err


def test_a_broken_file_does_not_make_a_working_daemon_ill(store: Store, folder: Path) -> None:
    """It goes on with what it read before; the record is named in a table that can be read."""
    config = folder / "config" / "crosspost.toml"
    config.parent.mkdir()
    config.write_text('[state]\nurl = "sqlite:///state/crosspost.db"\n[fetch\n')
    assert main([]) == 0


def test_nothing_heavy_is_loaded() -> None:
    """It is asked every half minute for years: the standard library is enough."""
    code = (
        "import sys; sys.argv = ['crosspost', 'health']\n"
        "from crosspost.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print(sorted(set({HEAVY}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_fresh_daemon_is_not_red_for_jobs_that_had_no_time_yet() -> None:
    """A job that never came round is as old as the daemon's last beat."""
    assert judge({"daemon": 1000.0}, (), now=1080.0) == []
    assert judge({}, (), now=1080.0) == ["the daemon has not run on this record yet"]
