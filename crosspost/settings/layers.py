"""The layers over the file (environment, `.env`, secret files): texts become lists and tables."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_origin

from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    NestedSecretsSettingsSource,
    PydanticBaseSettingsSource,
)

from crosspost.errors import ConfigError
from crosspost.model.mistakes import Mistake


class _Texts(EnvSettingsSource):
    """Takes a list or a table as JSON, and one text where a list is meant as its one member.

    What is neither stays a text: it is refused with its key, and what is below it is not lost.
    """

    def decode_complex_value(self, field_name: str, field: Any, value: Any) -> Any:  # noqa: ANN401, ARG002 — as the base has it
        """Return the list, the table or the text."""
        text = str(value).strip()
        if text[:1] in {"[", "{"}:
            try:
                return json.loads(text)
            except ValueError:
                return value
        if field and get_origin(field.annotation) is tuple:
            return (text,)
        return value

    def __call__(self) -> dict[str, Any]:
        """Return what the layer says; ConfigError where it says a text instead of a table."""
        said = super().__call__()
        for name, value in said.items():
            if isinstance(value, str):
                form = (
                    Mistake.ACCOUNTS_FORM() if name == "accounts" else Mistake.TABLE_FORM(name=name)
                )
                form = Mistake.TABLES_FORM(name=name) if name == "feeds" else form
                raise ConfigError(Mistake.KEY(key=name, value="", cause=form))
        return said


class _Environment(_Texts):
    pass


class _EnvFile(_Texts, DotEnvSettingsSource):
    pass


class _Secrets(_Texts, NestedSecretsSettingsSource):
    pass


def make_layers(
    settings: type[BaseSettings], env: DotEnvSettingsSource, secrets: PydanticBaseSettingsSource
) -> tuple[PydanticBaseSettingsSource, ...]:
    """Return environment over .env over secret files."""
    nested: Any = _Secrets
    return (
        _Environment(settings),
        _EnvFile(settings, env_file=env.env_file, env_file_encoding="utf-8"),
        nested(
            secrets,
            secrets_dir_missing="ok",
            env_prefix="CROSSPOST_",
            secrets_nested_delimiter="__",
        ),
    )


def find_variable(key: str, *, env: Path | None, secrets: Path) -> str:
    """Return the variable or secret file that says a key, or a table around it; "" for none."""
    steps = key.partition("[")[0].split(".")
    names = [f"crosspost_{'__'.join(steps[:n])}".lower() for n in range(len(steps), 0, -1)]
    for given, told in _read_names(env, secrets):
        below = {name.lower(): name for name in given}
        for name in names:
            if name in below:
                return told.format(below[name])
    return ""


def _read_names(env: Path | None, secrets: Path) -> list[tuple[Mapping[str, Any], str]]:
    from dotenv import dotenv_values  # noqa: PLC0415 — only for a mistake

    in_file = dotenv_values(env) if env and env.is_file() else {}
    files = {each.name: None for each in secrets.iterdir()} if secrets.is_dir() else {}
    return [(os.environ, "{}"), (in_file, f"{env}: {{}}"), (files, f"{secrets}/{{}}")]
