"""Finds the file that bears a name: one file a summariser, one file a network."""

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from crosspost.errors import ConfigError
from crosspost.model.mistakes import Mistake


def names(package: str) -> list[str]:
    """Return the names of the modules in a package that make something: those with `create`."""
    found = importlib.import_module(package)
    public = (m.name for m in pkgutil.iter_modules(found.__path__) if m.name[0] != "_")
    return sorted(n for n in public if hasattr(importlib.import_module(f"{package}.{n}"), "create"))


def load(package: str, name: str) -> ModuleType:
    """Import the module of that name; ConfigError names those there are when it is missing."""
    try:
        module = importlib.import_module(f"{package}.{name}")
    except ModuleNotFoundError as error:
        if error.name != f"{package}.{name}":
            raise
        module = None
    if module is None or not hasattr(module, "create"):
        known = tuple(names(package))
        raise ConfigError(Mistake.NO_MODULE(name=name, package=package, known=known))
    return module


@contextmanager
def without(*optional: str) -> Iterator[None]:
    """Load other libraries as if these were not installed: they would take them when they can."""
    absent = [name for name in optional if name not in sys.modules]
    modules: dict[str, ModuleType | None] = sys.modules  # type: ignore[assignment]  # see importlib
    modules.update(dict.fromkeys(absent))
    try:
        yield
    finally:
        for name in absent:
            del modules[name]
