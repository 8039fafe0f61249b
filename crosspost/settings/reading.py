"""Finds the file, lays the environment over it, and says what is wrong in one line each."""

import os
from copy import deepcopy
from pathlib import Path
from typing import Any, Self

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    NestedSecretsSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from crosspost.errors import ConfigError, WrongValue
from crosspost.model import Reason
from crosspost.model.mistakes import Mistake
from crosspost.settings.people import AlertsSection, LogSection, UiSection
from crosspost.settings.problems import describe
from crosspost.settings.sections import (
    AccountSection,
    BudgetSection,
    DeliverySection,
    FeedSection,
    FetchSection,
    PostSection,
    RevisionSection,
    StateSection,
    ThumbnailSection,
    WebSection,
)
from crosspost.settings.summaries import SummarySection
from crosspost.settings.values import Name
from crosspost.settings.variables import check_env, may_name_record
from crosspost.tables import ENV, PLACES, SECRETS, read_tables, salvage


class Settings(BaseSettings):
    """The whole file."""

    model_config = SettingsConfigDict(
        extra="forbid",
        frozen=True,
        env_prefix="CROSSPOST_",
        env_nested_delimiter="__",
        env_file_encoding="utf-8",
        nested_model_default_partial_update=True,
    )

    state: StateSection = StateSection()
    feeds: tuple[FeedSection, ...] = ()
    accounts: dict[Name, AccountSection] = Field(default_factory=dict)
    delivery: DeliverySection = DeliverySection()
    post: PostSection = PostSection()
    summary: SummarySection = SummarySection()
    thumbnail: ThumbnailSection = ThumbnailSection()
    revision: RevisionSection = RevisionSection()
    fetch: FetchSection = FetchSection()
    budget: BudgetSection = BudgetSection()
    web: WebSection = WebSection()
    alerts: AlertsSection = AlertsSection()
    log: LogSection = LogSection()
    ui: UiSection = UiSection()

    @classmethod
    def settings_customise_sources(  # noqa: PLR0917 — the signature is pydantic's
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 — likewise
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Environment over .env over secret files over the TOML file."""
        secrets = NestedSecretsSettingsSource(
            file_secret_settings,
            secrets_dir_missing="ok",
            env_prefix="CROSSPOST_",
            secrets_nested_delimiter="__",
        )
        return env_settings, dotenv_settings, secrets, init_settings

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        names = [feed.name for feed in self.feeds]
        if twice := {name for name in names if names.count(name) > 1}:
            raise WrongValue(Mistake.TWO_FEEDS(feed=min(twice)))
        for feed in self.feeds:
            for account in feed.accounts:
                if account not in self.accounts:
                    known = tuple(sorted(self.accounts))
                    raise WrongValue(
                        Mistake.FEED_ACCOUNT(feed=feed.name, account=account, known=known)
                    )
        return self

    def feed(self, name: str) -> FeedSection | None:
        """Return the feed of that name."""
        return next((feed for feed in self.feeds if feed.name == name), None)

    def accounts_of(self, feed: FeedSection) -> tuple[str, ...]:
        """Return the accounts that announce a feed."""
        return feed.accounts or tuple(self.accounts)


def find_file(named: Path | None) -> Path:
    """Return the file in force: `--config`, CROSSPOST_CONFIG, or the first of PLACES that exists.

    ConfigError when there is none.
    """
    if named is None and (variable := os.environ.get("CROSSPOST_CONFIG")):
        named = Path(variable)
    if named is not None:
        if named.is_file():
            return named
        raise ConfigError(Mistake.NO_FILE(path=str(named)))
    for place in PLACES:
        if place.is_file():
            return place
    raise ConfigError(Mistake.NONE_FOUND(places=tuple(map(str, PLACES))))


def load(path: Path) -> Settings:
    """Read the file and lay the environment over it; ConfigError has one line for each problem."""
    table = read_tables(path)
    check_env(ENV, Settings.model_fields)
    try:
        settings = _make(table)
    except ValidationError as error:
        wrong = describe(error, Settings)
        lines = tuple(Mistake.IN_FILE(path=str(path), cause=line) for line in wrong)
        raise ConfigError(Mistake.LINES(lines=lines)) from error
    if twins := _find_twins(settings):
        why = Mistake.TWINS(account=twins[0], other=twins[1])
        raise ConfigError(Mistake.IN_FILE(path=str(path), cause=why))
    return settings


def _find_twins(settings: Settings) -> tuple[str, str] | None:
    """Return two accounts that are one and the same on their network."""
    met: dict[object, str] = {}
    for name, section in settings.accounts.items():
        if not section.secrets:
            continue
        who = (section.network, section.options.get("base_url"), section.secrets)
        if (other := met.setdefault(who, name)) != name:
            return other, name
    return None


def load_what_stands(path: Path) -> tuple[Settings, Reason | None]:
    """Read the file as far as it can be read, and return what is wrong with it, None for nothing.

    For the commands that steer a daemon that goes on with what it read before. ConfigError when
    not even the record is known.
    """
    try:
        return load(path), None
    except ConfigError as error:
        if stands := _make_of_what_stands(salvage(path)):
            return stands, error.why
        raise


def _make_of_what_stands(table: dict[str, Any]) -> Settings | None:
    """Leave out what is wrong; where that is in `.env`, the whole file, if it names no record."""
    try:
        check_env(ENV, Settings.model_fields)
    except ConfigError:
        return None if may_name_record(ENV) else _make_of_tables(table, env=None)
    made = _make_of_tables(deepcopy(table), env=ENV)
    return made or (None if may_name_record(ENV) else _make_of_tables(table, env=None))


def _make_of_tables(table: dict[str, Any], *, env: Path | None) -> Settings | None:
    while True:
        try:
            return _make(table, env=env)
        except ValidationError as found:
            if not _leave_out(table, found.errors()[0]["loc"]):
                return None


def _leave_out(table: dict[str, Any], place: tuple[int | str, ...]) -> bool:
    """Leave out what is wrong, down to one key; False where the record is named."""
    name, *inside = place or ("feeds",)
    value = table.get(str(name))
    names_record = name in {"state", "url"} or (isinstance(value, dict) and "url" in value)
    if value is None or names_record:
        return False
    if not inside:
        del table[str(name)]
    elif name == "accounts" and value[inside[0]]:
        value[inside[0]] = {}
    else:
        del value[inside[0]]
    return True


def _make(table: dict[str, Any], *, env: Path | None = ENV) -> Settings:
    options: dict[str, Any] = {"_env_file": env, "_secrets_dir": SECRETS}
    return _drop_unnamed(Settings(**options, **table), table)


def _drop_unnamed(settings: Settings, table: dict[str, Any]) -> Settings:
    """Drop accounts of which only secrets are there: nothing is posted where no line says so."""
    named = {*table.get("accounts", {}), *(a for feed in settings.feeds for a in feed.accounts)}
    kept = {
        name: section
        for name, section in settings.accounts.items()
        if name in named or not section.is_only_secrets
    }
    return settings.model_copy(update={"accounts": kept})
