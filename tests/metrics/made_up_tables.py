"""Small tables with made-up counts, in the layout of the contracts."""

import pandas as pd

BOROUGHS = ("E09000022", "E09000028")  # Lambeth, Southwark
PLACE_NOT_KNOWN = "X23000001"
LONDON = "E23000001"
PUBLISHED = "2026-03-18"


def counted(area_code, first, numerators, *, status="", vintage=PUBLISHED, **columns):
    """Counted rows of one area for consecutive months; None leaves a month out."""
    ends = pd.date_range(first, periods=len(numerators), freq="ME").astype("datetime64[s]")
    rows = pd.DataFrame(
        {
            "area_code": area_code,
            "period_end": ends,
            **columns,
            "numerator": pd.array(numerators, dtype="Int64"),
            "status": status,
            "vintage": pd.Timestamp(vintage).as_unit("s"),
        }
    )
    return rows.dropna(subset=["numerator"])


def knife_crime(rows_by_area, *, first="2022-04-30", counted_as="offences", vintage=PUBLISHED):
    """Rows of `borough_knife_crime` for one measure."""
    frames = [
        counted(area, first, numbers, vintage=vintage)
        .rename(columns={"numerator": "events"})
        .assign(offence_subtype="knife_crime", counted=counted_as, source_id="mps_monthly_crime")
        for area, numbers in rows_by_area.items()
    ]
    return pd.concat(frames, ignore_index=True)


def population(figures, *, age_group="all_ages"):
    """Rows of `population` from (area, day, basis, residents)."""
    rows = pd.DataFrame(figures, columns=["area_code", "period_end", "basis", "residents"])
    rows["period_end"] = rows["period_end"].astype("datetime64[s]")
    rows["residents"] = rows["residents"].astype("Int64")
    return rows.assign(age_group=age_group)
