"""The image in a container, as compose.yaml runs it, and the docker command that moves it."""

import json
import os
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

USER = 10001
_ROOM = "12m"  # of a state volume that can be filled
_HEALTHY_SECONDS = 90.0


class Missed(Exception):
    """What had to be seen was not."""


def docker(*words: str, check: bool = True) -> str:
    """Run the docker command (DOCKER_HOST says where) and return what it printed."""
    done = subprocess.run(["docker", *words], capture_output=True, text=True, check=False)
    if check and done.returncode:
        raise Missed(f"docker {words[0]}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout + done.stderr


@dataclass(slots=True)
class Container:
    """A daemon on a read-only root; `small` gives it a volume of a few megabytes in memory."""

    image: str
    config: Path  #: the folder that is mounted, with crosspost.toml in it
    secrets: dict[str, str]
    small: bool = False
    name: str = field(init=False)

    def __post_init__(self) -> None:
        self.name = f"crosspost-rehearsal-{os.getpid()}-{'small' if self.small else 'state'}"

    def create(self) -> None:
        """Make volume and container; the secrets come by a file, not by the process list."""
        rights = f"o=size={_ROOM},uid={USER},gid={USER},mode=0750"
        driver = ("--opt", "type=tmpfs", "--opt", "device=tmpfs", "--opt", rights)
        docker("volume", "create", *(driver if self.small else ()), self.name)
        secrets = self.config.parent / "secrets.env"
        secrets.touch(mode=0o600)
        secrets.write_text("".join(f"{k}={v}\n" for k, v in self.secrets.items()), "utf-8")
        docker(
            *("create", "--name", self.name, "--network=host", "--read-only", "--tmpfs=/tmp"),
            *("--cap-drop=ALL", "--security-opt=no-new-privileges", "--pids-limit=256"),
            *("--volume", f"{self.name}:/state", "--volume", f"{self.config}:/etc/crosspost:ro"),
            *("--env-file", str(secrets), self.image),
        )

    def start(self) -> float:
        """Start it and return after how many seconds its own health check called it healthy."""
        began = time.monotonic()
        docker("start", self.name)
        while (seconds := time.monotonic() - began) < _HEALTHY_SECONDS:
            if self.inspect("{{.State.Health.Status}}") == "healthy":
                return seconds
            if self.inspect("{{.State.Running}}") != "true":
                break
            time.sleep(0.2)
        raise Missed(f"the container is not healthy\n{self.log()[-3000:]}")

    def stop(self) -> tuple[float, str]:
        """Send SIGTERM; the seconds until it had ended, and its exit code."""
        began = time.monotonic()
        docker("kill", "--signal=TERM", self.name)
        code = docker("wait", self.name).strip()
        return time.monotonic() - began, code

    def kill(self) -> None:
        """End it as a power cut does."""
        docker("kill", "--signal=KILL", self.name)
        docker("wait", self.name)

    def remove(self) -> None:
        """Leave nothing behind."""
        docker("rm", "--force", self.name, check=False)
        docker("volume", "rm", "--force", self.name, check=False)

    def inspect(self, form: str) -> str:
        """Return what the engine knows of the container."""
        return docker("inspect", "--format", form, self.name).strip()

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run a command in the container, without a terminal, as a timer does."""
        return subprocess.run(
            ["docker", "exec", self.name, *words], capture_output=True, text=True, check=False
        )

    def status(self) -> dict[str, Any]:
        """Return what `crosspost status --json` says."""
        done = self.run("crosspost", "status", "--json")
        if done.returncode:
            raise Missed(f"status: {done.stderr.strip()}")
        said: dict[str, Any] = json.loads(done.stdout)
        return said

    def log(self) -> str:
        """Return what the daemon logged."""
        return docker("logs", self.name)

    def events(self, kind: str) -> list[dict[str, Any]]:
        """Return the daemon's log lines of one kind."""
        lines = [json.loads(line) for line in self.log().splitlines() if line.startswith("{")]
        return [line for line in lines if line["event"] == kind]
