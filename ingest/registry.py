"""Every source, one line each."""

from data.errors import UnknownSourceError
from ingest.source import Source
from ingest.sources import (
    census_age_sex_ethnicity,
    geography,
    home_office_knife,
    mopac_borough_monthly,
    mps_homicide,
    mps_monthly_crime,
    mps_recorded_crime,
    ons_census2021_ethnicity,
    ons_population,
    police_uk_stop_search,
    southwark_plan,
    strategy_commitments,
    strategy_figures,
    strategy_operations,
)

SOURCES: dict[str, Source] = {
    module.SOURCE.source_id: module.SOURCE
    for module in (
        mps_monthly_crime,
        mopac_borough_monthly,
        mps_homicide,
        mps_recorded_crime,
        ons_population,
        home_office_knife,
        geography,
        police_uk_stop_search,
        ons_census2021_ethnicity,
        census_age_sex_ethnicity,
        strategy_figures,
        strategy_commitments,
        strategy_operations,
        southwark_plan,
    )
}


def find_sources(source_ids: tuple[str, ...]) -> tuple[Source, ...]:
    """The sources so called, or all of them where none is named.

    Raises:
        UnknownSourceError: Naming the sources there are.
    """
    strange = [name for name in source_ids if name not in SOURCES]
    if strange:
        raise UnknownSourceError(
            f"'{strange[0]}' is no source. The sources are {', '.join(SOURCES)}."
        )
    return tuple(SOURCES[name] for name in source_ids or SOURCES)
