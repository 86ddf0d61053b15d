"""What a measure declares, as plain data for programs."""

from typing import Any

from data.periods import PERIOD_TYPES
from metrics.baselines import baselines_in_words
from metrics.metric import Metric


def declaration(metric: Metric) -> dict[str, Any]:
    """The declaration of a measure, ready for JSON."""
    return {
        "metric_id": metric.metric_id,
        "title": metric.title,
        "tier": metric.tier,
        "kind": metric.kind,
        "unit": metric.unit,
        "unit_of_total": metric.unit_of_total or None,
        "rate_unit": metric.rate_unit or None,
        "definition": metric.definition,
        "numerator": metric.numerator,
        "denominator": metric.denominator or None,
        "direction": metric.direction,
        "stated_as": list(metric.stated_as),
        "judged_on_any_day": metric.compute_on is not None,
        "period_types": {
            kind: [name for name in PERIOD_TYPES if name in offered]
            for kind, offered in metric.period_types.items()
        },
        "dimensions": {name: list(allowed) for name, allowed in metric.dimensions.items()},
        "always_by": list(metric.no_total),
        "tables": list(dict.fromkeys((*metric.inputs, *metric.neighbourhood_inputs))),
        "sources": list(metric.source_ids),
        "caveats": list(metric.caveats),
        "printed_in_2017": list(baselines_in_words(metric.metric_id)),
    }
