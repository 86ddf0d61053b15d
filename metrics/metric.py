"""What every number declares before it may be shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from data.periods import PERIOD_TYPES

LOWER_IS_BETTER = "lower is better"
HIGHER_IS_BETTER = "higher is better"
NO_JUDGEMENT = "no judgement"

COUNT, SHARE, VICTIMISATION, PUBLISHED = "count", "share", "victimisation", "published"


@dataclass(frozen=True, kw_only=True)
class Metric:
    """A measure: its words, its inputs, and the function that counts it.

    Attributes:
        kind: "count" of events; "share" of one count in another, in percent; "victimisation",
            events in 12 months per resident; "published", a value taken as printed.
        unit: Unit of the value as a count, share or printed value.
        rate_per: Residents a rate is stated for; 0 where no rate is offered.
        residents: Age group of the denominator, "all_ages" or "under_25"; blank without rate.
        direction: "lower is better", "higher is better" or "no judgement".
        base_period: The period type the tables hold: "month" or "quarter".
        period_types: Offered period types by area type.
        dimensions: Values a reader may break the measure down by, per dimension; what `compute`
            returns has these columns, and values that are not broken down sum over them unless
            `total_rows` names the rows that are the total.
        compute: From the input tables to counted rows; see `metrics.values`.
    """

    metric_id: str
    title: str
    short_title: str
    tier: str
    kind: str
    unit: str
    definition: str
    numerator: str
    denominator: str = ""
    rate_per: int = 0
    residents: str = ""
    direction: str = NO_JUDGEMENT
    decimals: int = 0
    base_period: str = "month"
    period_types: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: {"borough": PERIOD_TYPES, "police_force": PERIOD_TYPES}
    )
    dimensions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    total_rows: Mapping[str, str] = field(default_factory=dict)
    inputs: tuple[str, ...]
    source_ids: tuple[str, ...]
    caveats: tuple[str, ...]
    compute: Callable[..., pd.DataFrame]
