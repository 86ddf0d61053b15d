"""The description of the API in OpenAPI 3.1, written from what the API itself is made of."""

from collections.abc import Mapping
from typing import Any

from data.areas import all_areas
from data.breaks import NOT_COMPARABLE, NOTE
from data.periods import PERIOD_TYPES
from data.status import STATUS_MEANINGS
from metrics.catalogue import METRICS
from metrics.metric import HIGHER_IS_BETTER, LOWER_IS_BETTER, NO_JUDGEMENT
from metrics.parameters import MEDIA_TYPES, PARAMETERS
from publish import table_files
from publish.dictionary import VALUE_COLUMNS
from publish.problems import MEDIA_TYPE as PROBLEM

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
TEXTS: Schema = {"type": "array", "items": TEXT}
TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
NUMBER_OR_NULL: Schema = {"type": ["number", "null"]}
WHOLE_OR_NULL: Schema = {"type": ["integer", "null"]}
DAY: Schema = {"type": "string", "format": "date"}
DAY_OR_NULL: Schema = {"type": ["string", "null"], "format": "date"}
WHEN: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"}

_SHAPES: Mapping[str, Schema] = {
    "area": TEXTS | {"default": ["all"]},
    "period-type": {"type": "string", "enum": list(PERIOD_TYPES)},
    "from": WHEN,
    "to": WHEN,
    "on": WHEN,
    "as": {"type": "string", "enum": ["count", "rate"]},
    "as-of": WHEN,
    "by": TEXTS,
    "format": {"type": "string", "enum": list(MEDIA_TYPES), "default": next(iter(MEDIA_TYPES))},
}
_VALUE_TYPES: Mapping[str, Schema] = {
    **dict.fromkeys(("period_start", "period_end"), DAY),
    "vintage": DAY_OR_NULL,
    **dict.fromkeys(("value", "lower", "upper"), NUMBER_OR_NULL),
    **dict.fromkeys(("numerator", "denominator"), WHOLE_OR_NULL),
    "status": {"type": "string", "enum": list(STATUS_MEANINGS)},
}


def openapi() -> Schema:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Knife crime in London: figures",
            "version": "1",
            "description": "Values of each measure with interval, unit, status and vintage, by the "
            "parameters and in the columns of the command `knife-crime values`. Each address is "
            "only read; it answers with an ETag that changes with the figures.",
        },
        "servers": [{"url": "/"}],
        "paths": _paths(),
        "components": {"schemas": _schemas()},
    }


def _paths() -> Schema:
    metric = _in_path("metric_id", {"type": "string", "enum": list(METRICS)})
    return {
        "/api/v1/metrics": _list("Every measure, as it is declared", "Metric"),
        "/api/v1/metrics/{metric_id}": _get(
            "One measure, as it is declared", [metric], _json({"$ref": _ref("Metric")})
        ),
        "/api/v1/metrics/{metric_id}/values": _get(
            "Values of a measure",
            [metric, *(_in_query(name) for name in PARAMETERS)],
            _values_content(),
        ),
        "/api/v1/areas": _list("Every place, neighbourhoods included", "Area"),
        "/api/v1/sources": _list("Where the figures come from", "Source"),
        "/api/v1/breaks": _list("Breaks in the series", "Break"),
        "/api/v1/openapi.json": _get("This document", [], _json({"type": "object"})),
        "/data/{table_id}.{file_format}": _get(
            "A whole table as a file", _table_parameters(), _files(table_files.FORMATS)
        ),
        table_files.DICTIONARY: _get("The data dictionary", [], {"text/plain": {"schema": TEXT}}),
        "/healthz": _health("Whether the server answers"),
        "/readyz": _health("Whether its tables are there and whole"),
    }


def _get(summary: str, parameters: list[Schema], content: Schema) -> Schema:
    refusals = {"400": _refusal("A parameter that cannot be")} if parameters else {}
    absences = {"404": _refusal("Not there, or not loaded")} if parameters else {}
    answers = {
        "200": {"description": "As asked", "content": content},
        "304": {"description": "Unchanged since the ETag that was sent"},
        **refusals,
        **absences,
    }
    operation = {"summary": summary, "parameters": parameters, "responses": answers}
    return {"get": {name: part for name, part in operation.items() if part != []}}


def _list(summary: str, name: str) -> Schema:
    return _get(summary, [], _json({"type": "array", "items": {"$ref": _ref(name)}}))


def _health(summary: str) -> Schema:
    text = {"text/plain": {"schema": TEXT}}
    answers = {"200": {"description": "Yes", "content": text}}
    if "tables" in summary:
        answers["503"] = {"description": "No, and why", "content": text}
    return {"get": {"summary": summary, "responses": answers}}


def _in_path(name: str, schema: Schema) -> Schema:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _in_query(name: str) -> Schema:
    parameter = {
        "name": name,
        "in": "query",
        "description": PARAMETERS[name].words,
        "schema": _SHAPES[name],
    }
    return parameter | ({"explode": True} if PARAMETERS[name].is_repeatable else {})


def _table_parameters() -> list[Schema]:
    return [
        _in_path("table_id", {"type": "string", "enum": table_files.table_names()}),
        _in_path("file_format", {"type": "string", "enum": list(table_files.FORMATS)}),
        {
            "name": table_files.VINTAGES,
            "in": "query",
            "description": "One row per cell as last published, or every vintage that changed it.",
            "schema": {
                "type": "string",
                "enum": [table_files.LATEST, table_files.ALL],
                "default": table_files.LATEST,
            },
        },
    ]


def _values_content() -> Schema:
    rows = {"type": "array", "items": {"$ref": _ref("Value")}}
    return _files(MEDIA_TYPES) | _json(rows)


def _files(formats: Any) -> Schema:
    return {
        MEDIA_TYPES[name]: {"schema": {"type": "string", "format": "binary"}} for name in formats
    }


def _json(schema: Schema) -> Schema:
    return {MEDIA_TYPES["json"]: {"schema": schema}}


def _refusal(words: str) -> Schema:
    return {"description": words, "content": {PROBLEM: {"schema": {"$ref": _ref("Problem")}}}}


def _ref(name: str) -> str:
    return f"#/components/schemas/{name}"


def _schemas() -> Schema:
    return {
        "Value": _value(),
        "Metric": _metric(),
        "Area": _object(
            area_code=TEXT,
            area_type={
                "type": "string",
                "enum": sorted({a.area_type for a in all_areas().values()}),
            },
            area_name=TEXT,
            slug=TEXT,
            parent_code=TEXT_OR_NULL,
        ),
        "Source": _object(
            source_id=TEXT,
            publisher=TEXT,
            title=TEXT,
            landing_page=TEXT,
            licence=TEXT,
            next_release=DAY_OR_NULL,
            tables=TEXTS,
            vintages={"type": "array", "items": _object(vintage=DAY, basis=TEXT)},
        ),
        "Break": _object(
            break_id=TEXT,
            first_day=DAY,
            last_day=DAY_OR_NULL,
            kind=TEXT,
            comparable={"type": "string", "enum": [NOT_COMPARABLE, NOTE]},
            title=TEXT,
            effect=TEXT,
            sources=TEXTS,
            metrics=TEXTS,
            origin=TEXT,
        ),
        "Problem": _object(
            type=TEXT,
            title=TEXT,
            status={"type": "integer"},
            detail=TEXT,
            valid={"type": "object", "additionalProperties": TEXTS},
        )
        | {"required": ["type", "title", "status", "detail"]},
    }


def _value() -> Schema:
    columns = {name: words for name, words in VALUE_COLUMNS.items() if not name.startswith("(")}
    shapes = {
        name: _VALUE_TYPES.get(name, TEXT) | {"description": words}
        for name, words in columns.items()
    }
    return _object(**shapes) | {
        "additionalProperties": TEXT_OR_NULL | {"description": VALUE_COLUMNS["(dimensions)"]}
    }


def _metric() -> Schema:
    many = {"type": "object", "additionalProperties": TEXTS}
    return _object(
        **dict.fromkeys(("metric_id", "title", "tier", "kind", "unit"), TEXT),
        unit_of_total=TEXT_OR_NULL,
        rate_unit=TEXT_OR_NULL,
        definition=TEXT,
        numerator=TEXT,
        denominator=TEXT_OR_NULL,
        direction={"type": "string", "enum": [LOWER_IS_BETTER, HIGHER_IS_BETTER, NO_JUDGEMENT]},
        stated_as=TEXTS,
        judged_on_any_day={"type": "boolean"},
        period_types=many,
        dimensions=many,
        always_by=TEXTS,
        tables=TEXTS,
        sources=TEXTS,
        caveats=TEXTS,
        printed_in_2017=TEXTS,
    )


def _object(**properties: Schema) -> Schema:
    """An object of exactly these properties."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
