"""Logs: one line for each change, event `noun.verb`, flat keys; secrets are masked."""

import logging
import sys
from collections.abc import Callable, Iterable, MutableMapping
from typing import Any, Literal

from crosspost.loading import without
from crosspost.model.reasons import Reason, change_text
from crosspost.model.why import split

with without("rich"):  # 3 MB for traces in colours, which are not shown
    import structlog

_LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}
#: Libraries whose debug logs print tokens, signatures or whole bodies (x-api.md section 4).
_TALKATIVE = (
    "aiohttp",
    "alembic",
    "apprise",
    "apscheduler",
    "oauthlib",
    "PIL",
    "requests_oauthlib",
    "tweepy",
    "urllib3",
)
_MASK = "***"
_secrets: set[str] = set()


def hide(secrets: Iterable[str]) -> None:
    """Mask these texts in every line from now on."""
    _secrets.update(secret for secret in secrets if len(secret) >= 4)  # noqa: PLR2004


def mask(text: str) -> str:
    """Return the text without any known secret."""
    for secret in _secrets:
        text = text.replace(secret, _MASK)
    return text


def mask_reason(reason: Reason) -> Reason:
    """Return the reason without any known secret among its facts."""
    return change_text(reason, mask)


def _say_with(say: Callable[[Reason], str]) -> Callable[..., MutableMapping[str, Any]]:
    """Return a step that puts reasons into words, the code beside that of `why`."""

    def step(
        _logger: object, _method: str, event: MutableMapping[str, Any]
    ) -> MutableMapping[str, Any]:
        if isinstance(why := event.get("why"), Reason):
            leading, *_others = split(why)
            event["code"] = leading.code.value
        return {k: say(v) if isinstance(v, Reason) else v for k, v in event.items()}

    return step


def _mask_all(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    return {key: _masked(value) for key, value in event.items()}


def _masked(value: Any) -> Any:  # noqa: ANN401 — whatever a line holds
    if isinstance(value, str):
        return mask(value)
    return [_masked(item) for item in value] if isinstance(value, list | tuple) else value


def _escape_with(escape: Callable[[str], str]) -> Callable[..., MutableMapping[str, Any]]:
    """Return a step that makes data of what stands in a line; a trace keeps its lines."""

    def spell(value: Any) -> Any:  # noqa: ANN401 — whatever a line holds
        if isinstance(value, str):
            return escape(value)
        return [spell(item) for item in value] if isinstance(value, list | tuple) else value

    def step(
        _logger: object, _method: str, event: MutableMapping[str, Any]
    ) -> MutableMapping[str, Any]:
        return {k: v if k == "exception" else spell(v) for k, v in event.items()}

    return step


class _Masking(logging.Formatter):
    """Libraries' lines, and the traces of tasks that nobody waited for, tell no secret either."""

    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record))


def configure(
    level: str = "info",
    style: Literal["auto", "console", "json"] = "auto",
    *,
    say: Callable[[Reason], str] = str,
    escape: Callable[[str], str] = str,
) -> None:
    """Write logs to stderr: console lines on a terminal, JSON otherwise.

    `say` puts a reason into words; `escape` spells out what would act on a terminal.
    """
    console = style == "console" or (style == "auto" and sys.stderr.isatty())
    renderer = (
        structlog.dev.ConsoleRenderer(sort_keys=False, pad_event_to=22)
        if console
        else structlog.processors.JSONRenderer(ensure_ascii=False, sort_keys=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _say_with(say),
            _mask_all,
            _escape_with(escape),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[level]),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Masking("%(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.ERROR)


def logger() -> Any:  # noqa: ANN401 — structlog's bound logger is typed by its configuration
    """Return the logger; event names are `noun.verb`."""
    return structlog.get_logger()
