"""The tables of the gist: who takes it, and the model that may write it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from crosspost.settings.sections import Section
from crosspost.settings.values import Address, Duration, Name, Usd


class ModelSection(Section):
    """The language model that writes gists; asked only with by = "model"."""

    base_url: Address = Field(
        "http://127.0.0.1:11434/v1",
        description="An OpenAI-compatible server, up to /v1; asked at base_url/chat/completions",
    )
    name: str = Field("", description="The model's name on that server; needed")
    timeout: Duration = Field(
        timedelta(seconds=30), description="Total time for its answer; later, `select` takes over"
    )
    usd_per_million_in: Usd = Field(
        Decimal(0), description="What a million tokens that it reads cost; 0: nothing"
    )
    usd_per_million_out: Usd = Field(
        Decimal(0), description="What a million tokens that it writes cost; 0: nothing"
    )
    api_key: SecretStr = Field(
        SecretStr(""), description="From the environment: CROSSPOST_SUMMARY__MODEL__API_KEY"
    )


class SummarySection(BaseModel):
    """Who takes the gist; further keys belong to that summariser."""

    model_config = ConfigDict(extra="allow", frozen=True)

    by: Name = Field(
        "select", description='The summariser: "select", "lead", or "model" (docs/model.md)'
    )
    model: ModelSection = Field(
        ModelSection(), description='The model that by = "model" lets write; below'
    )

    @property
    def options(self) -> dict[str, Any]:
        """What belongs to the summariser."""
        return dict(self.model_extra or {})
