"""Finds the file that bears a name: one file a summariser, one file a network."""

import importlib
import pkgutil
from types import ModuleType

from crosspost.errors import ConfigError


def names(package: str) -> list[str]:
    """Return the names of the public modules in a package."""
    found = importlib.import_module(package)
    return sorted(m.name for m in pkgutil.iter_modules(found.__path__) if m.name[0] != "_")


def load(package: str, name: str) -> ModuleType:
    """Import the module of that name; ConfigError names those there are when it is missing."""
    try:
        return importlib.import_module(f"{package}.{name}")
    except ModuleNotFoundError as error:
        if error.name != f"{package}.{name}":
            raise
        known = ", ".join(names(package))
        raise ConfigError(f'there is no "{name}" in {package}; there are: {known}') from error
