"""The operator's one file, with secrets from the environment."""

from crosspost.settings.reading import Settings, find_file, load
from crosspost.settings.sections import AccountSection, FeedSection, is_loopback, show_duration

__all__ = [
    "AccountSection",
    "FeedSection",
    "Settings",
    "find_file",
    "is_loopback",
    "load",
    "show_duration",
]
