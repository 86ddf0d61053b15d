"""The Home Office's knife offences by force and quarter, re-cut, from our rows of them."""

import pandas as pd

from data.areas import area_names
from tests.publisher.writers.tables import as_csv, latest_rows

NAME = "knife_offences_by_force_quarterly_2008-09_2018-19.csv"
HEADINGS = {
    "knife_enabled": "Knife enabled",
    "violence_with_injury": "Violence with Injury",
    "homicide_and_serious_injury": "Homicide and serious injury",
    "all_knife": "Knife Crime",
}


def csv():
    rows = latest_rows("knife_offences_by_force", "home_office_knife")
    wide = rows.pivot(index=["area_code", "period_end"], columns="offence_group", values="offences")
    wide = wide.astype(int).rename(columns=HEADINGS).reset_index()
    ends = wide["period_end"]
    first = ends.dt.year - (ends.dt.month < 4)
    quarters = pd.PeriodIndex(ends, freq="Q")
    head = pd.DataFrame(
        {
            "QtrNum": quarters.astype("int64") - min(quarters.astype("int64")) + 1,
            "Force Name": wide["area_code"].map(area_names()),
            "Region": "",
            "Financial Year": first.astype(str) + "/" + ((first + 1) % 100).map("{:02d}".format),
            "Financial Quarter": "Q" + ((ends.dt.month // 3 + 2) % 4 + 1).astype(str),
            "Population": 1000.0,
        }
    )
    return as_csv(head.join(wide[list(HEADINGS.values())]).assign(RateKE=1.0, ZScoreKE=0.0))
