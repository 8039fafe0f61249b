"""The JSON schema that editors use to complete and check the configuration."""

from typing import Any

from crosspost.settings.reading import Settings

_DURATION = {
    "type": "string",
    "pattern": r"^\s*(\d+(\.\d+)?\s*[smhdw]\s*)+$",
    "examples": ["30s", "20m", "48h", "2d"],
}


def make_schema() -> dict[str, Any]:
    """Return the schema of the file as people write it: durations are texts."""
    schema = Settings.model_json_schema(mode="validation")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "crosspost.toml"
    _mend(schema)
    return schema


def _mend(node: object) -> None:
    """Let durations be texts, and show their defaults as texts."""
    if isinstance(node, list):
        for item in node:
            _mend(item)
    if not isinstance(node, dict):
        return
    if node.get("format") == "duration":
        node.pop("format")
        node.update(_DURATION)
    for child in node.values():
        _mend(child)
