"""Finds the file, lays the environment over it, and says what is wrong in one line each."""

import os
from copy import deepcopy
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from crosspost.errors import ConfigError, WrongValue
from crosspost.model import Reason
from crosspost.model.mistakes import Mistake
from crosspost.settings.layers import find_variable, make_layers
from crosspost.settings.lines import find_line
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
from crosspost.settings.variables import check_env, check_variables, may_name_record
from crosspost.tables import ENV, PLACES, SECRETS, read_tables, read_text, salvage


class Tables(BaseModel):
    """The file by itself: what lies over it hides none of its mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

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


class Settings(Tables, BaseSettings):
    """The whole file."""

    model_config = SettingsConfigDict(
        extra="forbid",
        frozen=True,
        env_prefix="CROSSPOST_",
        env_nested_delimiter="__",
        env_file_encoding="utf-8",
        nested_model_default_partial_update=True,
    )

    @classmethod
    def settings_customise_sources(  # noqa: PLR0917 — the signature is pydantic's
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003 — likewise
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Environment over .env over secret files over the TOML file."""
        assert isinstance(dotenv_settings, DotEnvSettingsSource), "pydantic's own"
        return *make_layers(settings_cls, dotenv_settings, file_secret_settings), init_settings

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
    check_variables(Settings.model_fields)
    try:
        settings = _make(table)
    except ValidationError as error:
        is_file = error.title == Tables.__name__
        lines = [_place(path, why, is_file=is_file) for why in describe(error, Settings)]
        raise ConfigError(Mistake.LINES(lines=tuple(lines))) from error
    except ConfigError as error:
        raise ConfigError(_place(path, error.why, is_file=False)) from error
    if twins := _find_twins(settings):
        why = Mistake.TWINS(account=twins[0], other=twins[1])
        raise ConfigError(Mistake.IN_FILE(path=str(path), cause=why))
    return settings


def place_in(path: Path, why: Reason) -> Reason:
    """Say of a mistake in which file, and where it is known in which line, it stands."""
    key = str(why["key"]) if why.code is Mistake.KEY else ""
    key = "post.template" if why.code is Mistake.TEMPLATE else key
    if key and (line := find_line(read_text(path), key)):
        return Mistake.ENV_LINE(path=str(path), line=line, cause=why)
    return Mistake.IN_FILE(path=str(path), cause=why)


def _place(path: Path, why: Reason, *, is_file: bool) -> Reason:
    """Name the file, or the variable that lies over it."""
    if not is_file and why.code is Mistake.KEY:
        name = find_variable(str(why["key"]), env=ENV, secrets=SECRETS)
        if name:
            return Mistake.IN_FILE(path=name, cause=why)
    return place_in(path, why)


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
        except ConfigError:
            return None
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
    Tables.model_validate(table)
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
