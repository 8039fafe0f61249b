"""The tables about what people are told: alerts, logs, the language."""

from datetime import timedelta
from typing import Literal

from pydantic import Field, SecretStr

from crosspost.settings.sections import Section
from crosspost.settings.values import Duration


class AlertsSection(Section):
    """Who is called when the operator is needed."""

    urls: tuple[SecretStr, ...] = Field((), description="apprise addresses: mail, Slack, LINE …")
    remind_every: Duration = Field(timedelta(hours=24), description="Say it again after so long")
    feed_silent: Duration = Field(
        timedelta(days=14), description="A feed without a new article for so long is reported"
    )
    feed_failing: Duration = Field(
        timedelta(hours=6), description="A feed without a clean answer for so long is reported"
    )


class LogSection(Section):
    """How much is said."""

    level: Literal["debug", "info", "warning", "error"] = Field("info", description="Least level")
    format: Literal["auto", "console", "json"] = Field(
        "auto", description="auto: console on a terminal, JSON otherwise"
    )


class UiSection(Section):
    """How people are told things."""

    language: Literal["", "en", "ja"] = Field(
        "", description='"ja" or "en" for what people read; "": the language of the terminal (LANG)'
    )
