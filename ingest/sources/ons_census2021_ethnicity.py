"""Residents by ethnic group, all ages and both sexes (ONS Census 2021, table TS021).

A row per lower-tier authority of England and Wales and ethnic group (20 categories). Code -8, "Does
not apply", is empty and left out. Our five groups are the census's own: the words before the colon.
Arab belongs to Other, as ONS has it. No date is printed: the vintage is inferred from Census day.
"""

from pathlib import Path

from data.search_tables import RESIDENTS_BY_ETHNICITY
from ingest.census_groups import AREA_CODE, CENSUS_DAY, RESIDENTS, census_rows, london_residents
from ingest.raw_table import read_rows, refuse_repeats
from ingest.source import INFERRED, Discovery, Source, Tidied, inferred_vintage
from ingest.tidying import tidy_rows

COLUMNS = {
    "area_code": AREA_CODE,
    "ethnic_group": ("Ethnic group (20 categories)",),
    "residents": RESIDENTS,
}


def tidy(path: Path) -> Tidied:
    """Read the table into residents by borough and ethnic group.

    Raises:
        SourceChangedError: If a column, borough or group is not as described above, or a group
            stands twice.
    """
    rows = read_rows(path, COLUMNS)
    refuse_repeats(rows, ["area_code", "ethnic_group"], path)
    people = london_residents(rows, path)
    counts = census_rows(people, ["area_code", "ethnicity"])
    tidied = tidy_rows(counts, RESIDENTS_BY_ETHNICITY, SOURCE.source_id)
    return Tidied(
        vintage=inferred_vintage(CENSUS_DAY),
        vintage_basis=INFERRED,
        tables={RESIDENTS_BY_ETHNICITY.table_id: tidied},
    )


SOURCE = Source(
    source_id="ons_census2021_ethnicity",
    publisher="Office for National Statistics",
    title="Census 2021, ethnic group (TS021)",
    landing_page="https://www.ons.gov.uk/datasets/TS021/editions/2021/versions/3",
    discovery=Discovery(kind="none"),
    raw_patterns=("ons_census2021/TS021*.csv*", "ons_census2021_ethnicity/*/TS021*.csv*"),
    tables=(RESIDENTS_BY_ETHNICITY,),
    tidy=tidy,
    release_every_months=0,
    notes=(
        "Ethnic group as people stated it on 21 March 2021, during a lockdown, when students and "
        "others were not where they usually live.",
    ),
)
