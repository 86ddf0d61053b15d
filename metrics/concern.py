"""What adults in London say about the police and about knife crime."""

import pandas as pd

from data.context_tables import CONFIDENCE_QUESTIONS, KNIFE_QUESTION
from data.errors import TableMissingError
from metrics.metric import HIGHER_IS_BETTER, LOWER_IS_BETTER, PUBLISHED, Metric

QUARTERS = {"borough": ("quarter",), "police_force": ("quarter",)}
_NOTE = "The survey is published by quarter."
_COLUMNS = ["area_code", "period_end", "question", "agree_pct", "status", "vintage"]
_NO_SIZES = (
    "The file has no sample sizes, so no interval can be given; about 12,800 people a year are "
    "asked, some 400 in a borough."
)
_NO_INTERVAL = (
    "the survey's file has no numbers of people asked. Of 400 people, about a year's interviews "
    "in a borough, chance alone moves a share by up to 5 points either way."
)
_QUARTER = (
    "The file does not say whether a quarter's share is of its own interviews or of 12 months of "
    "them; neighbouring quarters move so little that the latter is likely."
)
_ONLY_SOME = "The City of London is not in the survey."


def confidence(public_attitudes: pd.DataFrame) -> pd.DataFrame:
    """Adults who agree with each statement about their police, by borough and quarter, in percent.

    Args:
        public_attitudes: Rows of the table of that name.

    Returns:
        Columns ``area_code``, ``period_end``, ``question``, ``numerator`` (the printed percentage),
        ``status`` and ``vintage``.

    Source:
        MOPAC Public Attitude Survey.
    """
    asked = public_attitudes["question"].isin(CONFIDENCE_QUESTIONS)
    rows = public_attitudes.loc[asked, _COLUMNS]
    return rows.rename(columns={"agree_pct": "numerator"})


def concern(public_attitudes: pd.DataFrame) -> pd.DataFrame:
    """Adults who say knife crime is a problem where they live, by borough and quarter, in percent.

    Args:
        public_attitudes: Rows of the table of that name.

    Returns:
        Columns ``area_code``, ``period_end``, ``numerator`` (the printed percentage), ``status``
        and ``vintage``.

    Raises:
        TableMissingError: If no loaded file has the question.

    Source:
        MOPAC Public Attitude Survey.
    """
    rows = public_attitudes.loc[public_attitudes["question"] == KNIFE_QUESTION, _COLUMNS]
    if rows.empty:
        raise TableMissingError(
            "No figures are loaded for 'knife_crime_concern_adults': the files of the Public "
            "Attitude Survey that are held do not have the question about knife crime. Load a file "
            "of MOPAC's with 'knife-crime ingest import adult_concern FILE' ('--example' instead "
            "of FILE writes the layout), or save the survey's borough file with that measure (such "
            "as 'Knife crime is a problem') in mopac_pas/manual of the raw folder, and run "
            "'knife-crime ingest build mopac_pas --raw FOLDER'."
        )
    return rows.drop(columns="question").rename(columns={"agree_pct": "numerator"})


POLICE_CONFIDENCE = Metric(
    metric_id="police_confidence",
    title="Confidence in the police",
    short_title="Confidence in the police",
    tier="context",
    kind=PUBLISHED,
    unit="percent of adults asked",
    definition="Adults who agree with a statement about their police in MOPAC's Public Attitude "
    "Survey, as a percentage of those asked; that the police do a good job in the local area, "
    "unless broken down by question.",
    numerator="adults who agree, not published with the percentage",
    denominator="adults asked, not published with the percentage",
    direction=HIGHER_IS_BETTER,
    no_interval=_NO_INTERVAL,
    base_period="quarter",
    whole_from_parts=False,
    period_types=QUARTERS,
    period_note=_NOTE,
    dimensions={"question": CONFIDENCE_QUESTIONS},
    dimension_area_types=("borough", "police_force"),
    total_rows={"question": "good_job_local"},
    inputs=("public_attitudes",),
    source_ids=("mopac_pas",),
    caveats=(
        "Percentages as printed, without decimals.",
        _NO_SIZES,
        _QUARTER,
        "Trust in the Metropolitan Police was first asked about in the quarter to March 2016.",
        _ONLY_SOME,
    ),
    compute=confidence,
)

KNIFE_CRIME_CONCERN_ADULTS = Metric(
    metric_id="knife_crime_concern_adults",
    title="Adults who say knife crime is a problem where they live",
    short_title="Adults' concern",
    tier="secondary",
    kind=PUBLISHED,
    unit="percent of adults asked",
    definition="Adults who say in MOPAC's Public Attitude Survey that knife crime is a problem in "
    "their area, as a percentage of those asked.",
    numerator="adults who say knife crime is a problem, not published with the percentage",
    denominator="adults asked, not published with the percentage",
    direction=LOWER_IS_BETTER,
    no_interval=_NO_INTERVAL,
    base_period="quarter",
    whole_from_parts=False,
    period_types=QUARTERS,
    period_note=_NOTE,
    inputs=("public_attitudes",),
    source_ids=("mopac_pas", "import_adult_concern"),
    caveats=(
        "The strategy printed shares of 2016/17 as baselines, which stand where no file is loaded; "
        "the survey file held does not have the question.",
        "Concern follows what is talked about as well as what happens.",
        _NO_SIZES,
        _QUARTER,
        _ONLY_SOME,
    ),
    compute=concern,
)
