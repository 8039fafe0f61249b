"""What holds for all tests: nothing is timed, and each run draws the same examples."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None, derandomize=True)
settings.load_profile("untimed")
