"""The SQL that turns stop and search records into totals. Every value in it is one of our own."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from data.areas import PLACE_NOT_KNOWN, boroughs
from data.search_tables import (
    AS_RECORDED,
    NO,
    OFFICER_DEFINED,
    SECTION_60,
    SELF_DEFINED,
    UNKNOWN,
    VEHICLE,
    YES,
)
from ingest.search_months import COLUMNS, FORCES
from ingest.search_vocabulary import words_of

FIELDS = {
    "search_type": "Type",
    "sex": "Gender",
    "age_group": "Age range",
    SELF_DEFINED: "Self-defined ethnicity",
    OFFICER_DEFINED: "Officer-defined ethnicity",
    "power": "Legislation",
    "object": "Object of search",
    "outcome": "Outcome",
}
"""Our columns and the publisher's."""

VOCABULARY = {SELF_DEFINED: "self_defined_ethnicity", OFFICER_DEFINED: "officer_defined_ethnicity"}
"""Fields of the vocabulary that are not called like the column."""

MONTH = ("force_code", "period_end")
_AREAS = (*FORCES.values(), *(area.area_code for area in boroughs()), PLACE_NOT_KNOWN)
BY_BOROUGH = ("area_code", "object", "power", "outcome")
BY_ETHNICITY = ("area_code", "object", "power")
BY_PERSON = ("object", "power", "age_group", "sex", "search_type")
OURS = {"power": SECTION_60}
"""Columns that tables with personal attributes have in the place of another."""
PIECE_BYTES = 2_000_000
"""Piece of a file that the reader holds at once: its default takes 32 MB a thread."""


def words(column: str) -> Mapping[str, str]:
    """Our word for each original of a column."""
    return words_of(VOCABULARY.get(column, column))


def set_up() -> Iterable[str]:
    """Types for the publisher's words and for ours, and empty tables of totals."""
    yield f"CREATE TYPE area AS ENUM ({_texts(_AREAS)})"
    for column in FIELDS:
        pairs = ", ".join(f"({_text(a)}, {_text(b)})" for a, b in words(column).items())
        values = dict.fromkeys([*words(column).values(), UNKNOWN])
        yield f"CREATE TYPE {column}_word AS ENUM ({_texts(words(column))})"
        yield f"CREATE TYPE {column}_value AS ENUM ({_texts(values)})"
        yield (
            f"CREATE TABLE {column}_words (original {column}_word, ours {column}_value); "
            f"INSERT INTO {column}_words VALUES {pairs}"
        )
    yield "CREATE TABLE points (latitude VARCHAR, longitude VARCHAR, area_code area)"
    yield "CREATE TABLE held (force_code area, period_end DATE)"
    yield (
        "CREATE TABLE months (force_code area, period_end DATE, searches BIGINT, "
        "without_coordinates BIGINT, outside_london BIGINT, exact_repeats BIGINT, "
        "first_day DATE, last_day DATE)"
    )
    for table, columns in _tables().items():
        typed = ", ".join(f"{name} {_type(name)}" for name in columns)
        yield f"CREATE TABLE {table} (force_code area, period_end DATE, {typed}, searches BIGINT)"


def read_batch(files: Sequence[Path], header: Sequence[str]) -> str:
    """The records of some files, each value checked against its vocabulary."""
    named = ", ".join(f"{_text(name)}: 'VARCHAR'" for name in header)
    file = "parse_filename(filename, true)"
    typed = ", ".join(
        f"TRY_CAST({_name(theirs)} AS {ours}_word) AS {ours}" for ours, theirs in FIELDS.items()
    )
    return f"""
        CREATE OR REPLACE TEMP TABLE batch AS
        SELECT CAST(split_part({file}, '_', 1) AS area) AS force_code,
            last_day(CAST(split_part({file}, '_', 2) || '-01' AS DATE)) AS file_month,
            CAST(timezone('Europe/London', TRY_CAST("Date" AS TIMESTAMPTZ)) AS DATE) AS day,
            CASE WHEN "Longitude" IS NOT NULL THEN "Latitude" END AS latitude,
            CASE WHEN "Latitude" IS NOT NULL THEN "Longitude" END AS longitude,
            hash({", ".join(map(_name, COLUMNS))}) AS fingerprint,
            {typed},
            {_strange()} AS strange
        FROM read_csv([{_texts(map(str, files))}], columns = {{{named}}}, header = true,
            auto_detect = false, delim = ',', quote = '"', escape = '"', filename = true,
            max_line_size = {PIECE_BYTES // 4}, buffer_size = {PIECE_BYTES})
    """


STRANGE = """
    SELECT strange, force_code, file_month, count(*) FROM batch WHERE strange IS NOT NULL
    GROUP BY ALL ORDER BY ALL LIMIT 1
"""

NEW_POINTS = """
    SELECT DISTINCT latitude, longitude FROM batch
    ANTI JOIN points USING (latitude, longitude) WHERE latitude IS NOT NULL
"""

ADD_POINTS = """
    INSERT INTO points SELECT latitude, longitude, CAST(nullif(area_code, '') AS area)
    FROM new_points
"""


# A record counts in its month by London time. One dated into a month of which there is no file
# stays with the month it was filed under, so that no month comes to life through a few rows.
PLACE_BATCH = f"""
    CREATE OR REPLACE TEMP TABLE placed AS
    SELECT batch.force_code, coalesce(held.period_end, file_month) AS period_end, day, fingerprint,
        latitude IS NULL AS without_coordinates,
        latitude IS NOT NULL AND points.area_code IS NULL AS outside_london,
        coalesce(points.area_code, '{PLACE_NOT_KNOWN}') AS area_code, {", ".join(FIELDS)}
    FROM batch
    LEFT JOIN held ON held.force_code = batch.force_code AND held.period_end = last_day(batch.day)
    LEFT JOIN points USING (latitude, longitude)
"""


LET_GO = "DROP TABLE batch; DROP TABLE placed; DROP TABLE points"


def add_up() -> Iterable[str]:
    """The placed batch added to every table of totals, in the publisher's words."""
    month = ", ".join(MONTH)
    yield f"""
        INSERT INTO months SELECT {month}, count(*), count(*) FILTER (without_coordinates),
            count(*) FILTER (outside_london), count(*) - count(DISTINCT fingerprint),
            min(day), max(day)
        FROM placed GROUP BY ALL
    """
    for table, columns in _tables().items():
        only = f"WHERE {_people()}" if table.startswith("ethnicity") else ""
        yield (
            f"INSERT INTO {table} SELECT {month}, {', '.join(columns)}, count(*) "
            f"FROM placed {only} GROUP BY ALL"
        )


MONTHS = """
    SELECT force_code, period_end, sum(searches) AS searches,
        sum(without_coordinates) AS without_coordinates, sum(outside_london) AS outside_london,
        sum(exact_repeats) AS exact_repeats, min(first_day) AS first_day, max(last_day) AS last_day
    FROM months GROUP BY ALL ORDER BY ALL
"""


def totals(table: str) -> str:
    """Totals in our words: of `borough`, `ethnicity` or `person`; `words` has the records' too."""
    if table == "borough":
        return _in_our_words("borough", {name: name for name in BY_BOROUGH})
    if table == "words":
        return " UNION ALL ".join(
            _in_our_words(f"ethnicity_{basis}", {AS_RECORDED: basis, "ethnicity": basis})
            for basis in VOCABULARY
        )
    fields = {"ethnicity": BY_ETHNICITY, "person": BY_PERSON}[table]
    columns = {OURS.get(name, name): name for name in fields}
    both = (
        _in_our_words(f"{table}_{basis}", {**columns, "ethnicity": basis}) for basis in VOCABULARY
    )
    return " UNION ALL ".join(both)


def _in_our_words(table: str, columns: Mapping[str, str]) -> str:
    """A table of totals added up again, because two words of the publisher may be one of ours."""
    worded = dict.fromkeys(column for column in columns.values() if column in FIELDS)
    joins = " ".join(
        f"LEFT JOIN {column}_words ON {column}_words.original = {table}.{column}"
        for column in worded
    )
    ours = {name: _expression(name, column) for name, column in columns.items()}
    basis = table.partition("_")[2]
    chosen = [f"{sql} AS {name}" for name, sql in ours.items()]
    return (
        f"(SELECT {', '.join([*MONTH, *chosen])}, '{basis}' AS ethnicity_basis, "
        f"CAST(sum(searches) AS BIGINT) AS searches FROM {table} {joins} GROUP BY ALL)"
    )


def _expression(name: str, column: str) -> str:
    """What a column of ours holds, of a column in the publisher's words."""
    if column not in FIELDS:
        return column
    if name == AS_RECORDED:
        return f"coalesce(CAST({column} AS VARCHAR), '')"
    word = f"coalesce({column}_words.ours, '{UNKNOWN}')"
    if name == SECTION_60:
        return f"CASE WHEN {word} = '{SECTION_60}' THEN '{YES}' ELSE '{NO}' END"
    return word


def _tables() -> dict[str, tuple[str, ...]]:
    """Tables of totals and what they are broken down by."""
    return {
        "borough": BY_BOROUGH,
        **{f"ethnicity_{basis}": (*BY_ETHNICITY, basis) for basis in VOCABULARY},
        **{f"person_{basis}": (*BY_PERSON, basis) for basis in VOCABULARY},
    }


def _people() -> str:
    """Leaves out searches of vehicles alone."""
    vehicle = [theirs for theirs, ours in words("search_type").items() if ours == VEHICLE]
    return f"(search_type IS NULL OR search_type NOT IN ({_texts(vehicle)}))"


def _strange() -> str:
    """What a record says that no vocabulary has, with the column; nothing where all is known."""
    cases = " ".join(
        f"WHEN {_name(theirs)} IS NOT NULL AND TRY_CAST({_name(theirs)} AS {ours}_word) IS NULL "
        f"THEN {_text(theirs + ': ')} || {_name(theirs)}"
        for ours, theirs in FIELDS.items()
    )
    undated = 'TRY_CAST("Date" AS TIMESTAMPTZ) IS NULL'
    return f"""CASE WHEN {undated} THEN 'Date: ' || coalesce("Date", 'blank') {cases} END"""


def _type(column: str) -> str:
    return f"{column}_word" if column in FIELDS else "area"


def _texts(values: Iterable[str]) -> str:
    return ", ".join(map(_text, values))


def _text(value: str) -> str:
    quoted = value.replace("'", "''")
    return f"'{quoted}'"


def _name(value: str) -> str:
    return f'"{value}"'
