"""Settings -> a Pipeline: the one place that picks concrete parts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, SecretStr, ValidationError

from crosspost import clock, loading, log
from crosspost.errors import ConfigError
from crosspost.fetch import Fetcher
from crosspost.masks import find_passwords
from crosspost.model import Network, Reason, Summarizer
from crosspost.model.denials import Denial
from crosspost.model.mistakes import Mistake
from crosspost.model.reasons import parts_of
from crosspost.outbox.machine import Rules
from crosspost.outbox.store import Store, Tenure, alone, open_store
from crosspost.pipeline.parts import Account, Pipeline
from crosspost.post.compose import Style
from crosspost.post.template import check_template
from crosspost.post.weight import weight
from crosspost.settings import AccountSection, Settings, place_in
from crosspost.settings.problems import describe
from crosspost.settings.summaries import SummarySection
from crosspost.words import Speech, choose_language
from crosspost.words.outside import escape
from crosspost.writer import Writer


def _read_options(
    module: Any,  # noqa: ANN401 — a loaded module
    table: dict[str, Any],
    *,
    where: str,
    section: type[BaseModel],
) -> BaseModel:
    """Check what belongs to a network or summariser against its own Options."""
    options: type[BaseModel] = module.Options
    for key, value in table.items():
        field = options.model_fields.get(key)
        if isinstance(value, bool) and field and field.annotation is not bool:
            why = Mistake.KEY(key=f"{where}.{key}", value=str(value), cause=Mistake.SWITCH())
            raise ConfigError(Mistake.LINES(lines=(why,)))
    try:
        return options.model_validate(table)
    except ValidationError as error:
        known = section.model_fields
        lines = describe(error, options, prefix=f"{where}.", also=known)
        raise ConfigError(Mistake.LINES(lines=tuple(lines))) from error


def make_summarizer(settings: Settings) -> Summarizer:
    """Load the summariser that `[summary] by` names."""
    module = loading.load("crosspost.summary", settings.summary.by)
    options = _read_options(
        module, settings.summary.options, where="summary", section=SummarySection
    )
    made: Summarizer = module.create(options)
    return made


def make_writer(settings: Settings) -> Writer | None:
    """Return the model that writes gists, None where none is chosen."""
    section = settings.summary.model
    if settings.summary.by != "model":
        return None
    if not section.name:
        raise ConfigError(Mistake.KEY(key="summary.model.name", value="", cause=Mistake.NEEDED()))
    key = section.api_key.get_secret_value().strip()
    log.hide([key] if key else [])
    return Writer(
        section.base_url,
        section.name,
        api_key=key,
        seconds=section.timeout.total_seconds(),
        usd_in=section.usd_per_million_in,
        usd_out=section.usd_per_million_out,
    )


def make_network(settings: Settings, name: str) -> Network:
    """Load the network of an account with its options and secrets."""
    section = settings.accounts[name]
    module = loading.load("crosspost.networks", section.network)
    table = dict(section.options)
    if "publish_timeout" in module.Options.model_fields:
        table.setdefault("publish_timeout", settings.delivery.publish_timeout.total_seconds())
    log.hide(v.get_secret_value() for v in table.values() if isinstance(v, SecretStr))
    if wait := module.Options.model_fields.get("throttled_wait"):
        most = settings.delivery.retry_most.total_seconds()  # a rehearsal's retries are short
        table.setdefault("throttled_wait", min(wait.default, most))
    options = _read_options(module, table, where=f"accounts.{name}", section=AccountSection)
    made: Network = module.create(options, account=name, weigh=weight)
    return made


def make_previewer(settings: Settings, name: str) -> Network:
    """Return a network that weighs and prices like an account, without its credentials."""
    if name not in settings.accounts:
        known = tuple(sorted(settings.accounts))
        raise ConfigError(Denial.NO_ACCOUNT(account=name, known=known))
    module = loading.load("crosspost.networks", "dry")
    table = settings.accounts[name].options
    shared = {key: table[key] for key in module.Options.model_fields if key in table}
    options = _read_options(module, shared, where=f"accounts.{name}", section=AccountSection)
    made: Network = module.create(options, account=name, weigh=weight)
    return made


def check_parts(settings: Settings, path: Path) -> None:
    """Make what needs no keys, as the daemon does; ConfigError names the file and the line."""
    lines: list[Reason] = []
    made: tuple[Callable[[Settings], object], ...] = (
        make_style,
        make_summarizer,
        make_writer,
        *(partial(_check_account, name=name) for name in settings.accounts),
    )
    for make in made:
        try:
            make(settings)
        except ConfigError as error:
            lines += parts_of(error.why) if error.why.code is Mistake.LINES else (error.why,)
    if lines:
        placed = tuple(place_in(path, line) for line in dict.fromkeys(lines))
        raise ConfigError(Mistake.LINES(lines=placed))


def _check_account(settings: Settings, name: str) -> None:
    section = settings.accounts[name]
    module = loading.load("crosspost.networks", section.network)
    _read_options(module, section.options, where=f"accounts.{name}", section=AccountSection)


def make_rules(settings: Settings) -> Rules:
    """Return the delivery rules of the state machine."""
    section = settings.delivery
    return Rules(
        retry_first=section.retry_first,
        retry_most=section.retry_most,
        settle_looks=section.settle_looks,
        settle_most=section.settle_most,
        lease=section.lease,
        attempts_most=section.attempts_most,
        picture=section.picture,
        picture_patience=section.picture_patience,
    )


def make_style(settings: Settings) -> Style:
    """Return how posts look; ConfigError when the template has unknown fields."""
    section = settings.post
    if section.template and (problems := check_template(section.template)):
        raise ConfigError(Mistake.LINES(lines=tuple(Mistake.TEMPLATE(cause=p) for p in problems)))
    style = Style(
        hashtags=section.hashtags_most if section.hashtags == "categories" else 0,
        link=section.link,
    )
    return style if not section.template else replace(style, template=section.template)


def make_speech(settings: Settings, language: str = "") -> Speech:
    """Return how people are told: their language, and the first account's zone for all times.

    `language` is who asks' own (a browser's); the configuration's goes before the terminal's.
    """
    zones = [section.zone for section in settings.accounts.values()]
    spoken = choose_language(language or settings.ui.language)
    return Speech(spoken, zones[0] if zones else ZoneInfo("UTC"))


def start_log(settings: Settings) -> None:
    """Set up the logs as the configuration has them, in its language."""
    speech = make_speech(settings)
    log.configure(settings.log.level, settings.log.format, say=speech.say, escape=escape)


_TELLING = 4  #: characters; shorter ones stand in other words as well


def hide_passwords(settings: Settings) -> frozenset[str]:
    """Hide from logs what the configuration's addresses hold of passwords, and return it."""
    found = frozenset(
        each for each in find_passwords(settings.model_dump(mode="json")) if len(each) >= _TELLING
    )
    log.hide(found)
    return found


def make_fetcher(settings: Settings, *, here: bool = False) -> Fetcher:
    """Return the one door to the blog; `here` lets it look on this machine all the same."""
    section = settings.fetch
    return Fetcher(
        contact=section.contact,
        allow_private=section.allow_private_networks or here,
        hosts=section.hosts,
        total_seconds=section.timeout.total_seconds(),
    )


def make_pipeline(settings: Settings, store: Store, *, tenure: Tenure | None = None) -> Pipeline:
    """Put the parts together; ConfigError names what does not fit.

    `tenure` is this process's right to send; None where it sends nothing, or nobody else can.
    """
    accounts = {
        name: Account(name, make_network(settings, name), section)
        for name, section in settings.accounts.items()
    }
    return Pipeline(
        settings=settings,
        store=store,
        fetcher=make_fetcher(settings),
        accounts=accounts,
        summarizer=make_summarizer(settings),
        style=make_style(settings),
        rules=make_rules(settings),
        now=clock.now,
        chance=clock.chance,
        tenure=tenure or alone(),
        writer=make_writer(settings),
    )


@contextmanager
def opened(settings: Settings) -> Iterator[Store]:
    """Open the record, and close it at the end."""
    store = open_store(settings.state.url)
    try:
        yield store
    finally:
        store.close()
