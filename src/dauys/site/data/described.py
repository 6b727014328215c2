"""The description of the API (OpenAPI) as a page shows it: operations, parameters, fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an answer, or a parameter of a question: its name, type and words."""

    name: str
    type: str
    told: str


@dataclass(frozen=True, slots=True)
class Operation:
    """What can be asked: where, with which parameters, and what comes back."""

    path: str
    summary: str
    parameters: tuple[Field, ...]
    answer: str
    fields: tuple[Field, ...]


def described(schema: Mapping[str, Any]) -> list[Operation]:
    """The operations in the order of the description."""
    return [
        _operation(path, methods["get"], schema["components"]["schemas"])
        for path, methods in schema["paths"].items()
    ]


def _operation(path: str, told: Mapping[str, Any], schemas: Mapping[str, Any]) -> Operation:
    parameters = tuple(
        Field(each["name"], _type(each["schema"]), each["schema"].get("description", ""))
        for each in told.get("parameters", ())
    )
    content = told["responses"][200]["content"]["application/json"]["schema"]
    name = _type(content)
    of = schemas.get(name.removeprefix("list of "), {})
    fields = tuple(
        Field(key, _type(each), each.get("description", ""))
        for key, each in of.get("properties", {}).items()
    )
    return Operation(path, told.get("description", told["summary"]), parameters, name, fields)


def _type(schema: Mapping[str, Any]) -> str:
    """A type in a word or two."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(_type(each) for each in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    return str(schema.get("type", "any"))
