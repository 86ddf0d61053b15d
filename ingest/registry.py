"""Every source, one line each."""

from data.errors import UnknownSourceError
from data.nearest import did_you_mean
from ingest.source import Source
from ingest.sources import (
    census_age_sex_ethnicity,
    geography,
    home_office_knife,
    moj_knife_sentencing,
    mopac_borough_monthly,
    mopac_pas,
    mps_homicide,
    mps_monthly_crime,
    mps_other_crime,
    mps_recorded_crime,
    nhs_x99,
    ons_census2021_ethnicity,
    ons_pfa_knife,
    ons_pfa_partnerships,
    ons_population,
    police_uk_stop_search,
    southwark_plan,
    strategy_commitments,
    strategy_figures,
    strategy_operations,
    yjb_first_time_entrants,
)

SOURCES: dict[str, Source] = {
    module.SOURCE.source_id: module.SOURCE
    for module in (
        mps_monthly_crime,
        mopac_borough_monthly,
        mps_homicide,
        mps_recorded_crime,
        mps_other_crime,
        ons_population,
        home_office_knife,
        geography,
        police_uk_stop_search,
        ons_census2021_ethnicity,
        census_age_sex_ethnicity,
        moj_knife_sentencing,
        mopac_pas,
        yjb_first_time_entrants,
        nhs_x99,
        ons_pfa_knife,
        ons_pfa_partnerships,
        strategy_figures,
        strategy_commitments,
        strategy_operations,
        southwark_plan,
    )
}


def find_sources(source_ids: tuple[str, ...]) -> tuple[Source, ...]:
    """The sources so called, or all of them where none is named.

    Raises:
        UnknownSourceError: Naming the nearest there are.
    """
    strange = [name for name in source_ids if name not in SOURCES]
    if strange:
        raise UnknownSourceError(
            f"'{strange[0]}' is no source.{did_you_mean(strange[0], SOURCES)} 'knife-crime ingest "
            "list' shows them all."
        )
    return tuple(SOURCES[name] for name in source_ids or SOURCES)
