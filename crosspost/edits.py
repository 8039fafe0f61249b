"""The configuration file as somebody edits it while the daemon runs."""

from pathlib import Path

from crosspost.errors import ConfigError
from crosspost.model.mistakes import Mistake
from crosspost.settings import Settings, load


class EditedFile:
    """Tells when the file has come to rest after an edit: an editor may write it in steps."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._taken_up = self._seen = self._read()

    def is_new(self) -> bool:
        """Whether it was edited since it was taken up, and not since the last question."""
        stamp = self._read()
        is_at_rest, self._seen = stamp == self._seen, stamp
        return is_at_rest and stamp != self._taken_up

    def was_edited(self) -> bool:
        """Whether it is another one than was taken up, at rest or not."""
        return self._read() != self._taken_up

    def forget(self) -> None:
        """Let the file be new, edited or not."""
        self._taken_up = b""

    def take_up(self) -> Settings:
        """Read it; ConfigError when it is not valid, and when an editor or a full disk emptied it.

        Nothing in it is no wish.
        """
        self._taken_up = self._read()
        if self._path.is_file() and not self._path.read_bytes().strip():
            raise ConfigError(Mistake.IN_FILE(path=str(self._path), cause=Mistake.EMPTY_FILE()))
        return load(self._path)

    def _read(self) -> bytes:
        try:
            return self._path.read_bytes()
        except OSError:
            return b""
