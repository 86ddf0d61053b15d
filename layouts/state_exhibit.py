"""The chart of a measure that counts a state: where the actions of a plan stand, by status."""

from figures.distribution import bar_chart
from figures.rows import Row
from figures.words import capital
from layouts.exhibit import Exhibit
from layouts.shown import asked, shown
from layouts.state_words import newest_state, state_words, status_of
from layouts.view import View


def state_exhibit(view: View, *, path: str, chart_id: str) -> Exhibit:
    """Bars by status in the newest year of the view's measure."""
    metric, rows = view.metric, newest_state(view.metric, view.area.area_code)
    end, status = rows["period_end"].max().date(), status_of(view.metric)
    figures = asked(
        metric.metric_id,
        view.area.area_code,
        period_type=view.period_type,
        start=end,
        end=end,
        by=(status,),
    )
    bars = [
        Row(name=capital(str(one[status])), value=float(one["value"]))
        for one in rows.to_dict("records")
    ]
    chart = bar_chart(
        bars,
        {
            "chart_id": chart_id,
            "title": state_words(metric, rows),
            "measure": metric.title,
            "place": view.area.label,
            "period": f"{end:%Y}, as known in {rows['vintage'].max():%B %Y}",
            "unit": metric.unit,
            "decimals": metric.decimals,
            "category": "Status",
        },
    )
    return shown(chart, figures, metric.metric_id, path=path, query=view.query)
