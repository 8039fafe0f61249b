"""The operator's one file, with secrets from the environment."""

from crosspost.settings.reading import Settings, find_file, load, load_what_stands, place_in
from crosspost.settings.sections import AccountSection, FeedSection, ThumbnailSection
from crosspost.settings.values import is_loopback, parse_duration, show_duration

__all__ = [
    "AccountSection",
    "FeedSection",
    "Settings",
    "ThumbnailSection",
    "find_file",
    "is_loopback",
    "load",
    "load_what_stands",
    "parse_duration",
    "place_in",
    "show_duration",
]
