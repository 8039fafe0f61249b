"""What holds for all tests: nothing is timed (a loaded machine is no failure)."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
