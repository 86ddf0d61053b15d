"""Small multiples: every place a panel, one scale for all, nothing drawn where nothing is known."""

import re
from dataclasses import replace
from datetime import date

import brotli
import pandas as pd
import plotly.graph_objects as go
import pytest

from data.areas import CITY_OF_LONDON, METROPOLITAN_POLICE, all_areas, boroughs
from figures.chart import Break
from figures.drawing import Dots, Line
from figures.marks import frame, scene
from figures.panel_change import year_on
from figures.panel_marks import panel_scene
from figures.render.css import stylesheet
from figures.render.plotly import figure
from figures.render.standalone import standalone
from figures.render.svg import svg
from figures.render.text import alt_text, key, notes, subtitle, table
from figures.small_multiples import PANEL_HEIGHT, small_multiples, thinned
from layouts.components.panels import panels
from layouts.static_html import render
from tests.figures.builders import LONDON, RATE, metric, rows

CODES = [one.area_code for one in boroughs()]
SOUTHWARK, BARNET = "E09000028", "E09000003"
MOST_BYTES = 6_000


def series(code, values=None, *, unit=RATE, **more):
    values = values or [1 + (index * (sum(map(ord, code)) % 7)) % 11 / 10 for index in range(70)]
    return rows(values, area=code, period_type="rolling_12_months", unit=unit, interval=0.1, **more)


def multiples(*frames, areas=(SOUTHWARK, BARNET), whole=LONDON, **more):
    return small_multiples(pd.concat(frames), metric(), areas=areas, whole=whole, **more)


def pair(own=None, other=None, **more):
    return multiples(series(SOUTHWARK, own), series(BARNET, other), series(LONDON), **more)


def all_boroughs():
    held = [series(code) for code in (*CODES, METROPOLITAN_POLICE) if code != CITY_OF_LONDON]
    return multiples(*held, areas=CODES, absence="its own police")


def drawn(chart, index=0, style="panel-focus"):
    marks = panel_scene(chart, chart.panels[index]).marks
    return [
        run for mark in marks if isinstance(mark, Line) and mark.style == style for run in mark.runs
    ]


def test_panels_stand_in_the_order_given():
    chart = all_boroughs()
    assert [panel.area_code for panel in chart.panels] == CODES
    assert [row[0].text for row in table(chart).rows] == [all_areas()[c].label for c in CODES]


def test_the_same_value_is_equally_high_in_every_panel():
    chart = pair(own=[2.0] * 7, other=[4.0, 2.0, 4.0, 2.0, 2.0, 2.0, 2.0])
    (flat,), (falling,) = drawn(chart, 0), drawn(chart, 1)
    assert flat[-1] == falling[-1]
    assert falling[0][1] == 2 * falling[-1][1] == PANEL_HEIGHT * 4 / chart.top


def test_the_highest_value_of_all_fits_and_the_scale_is_said():
    chart = pair(own=[5.47] * 4)
    assert chart.top == 5.5
    assert any("0 to 5.5 offences per 1,000 residents" in entry.latest for entry in key(chart))
    assert notes(chart)[0] == "All panels have one scale, 0 to 5.5 offences per 1,000 residents."


def test_london_lies_behind_each_panel_and_is_the_same_in_all():
    chart = pair()
    assert drawn(chart, 0, "panel-comparison") == drawn(chart, 1, "panel-comparison") != []
    styles = [getattr(mark, "style", "") for mark in panel_scene(chart, chart.panels[0]).marks]
    assert styles.index("panel-comparison") < styles.index("panel-focus")


def test_counts_are_not_held_against_london():
    counted = series(SOUTHWARK, unit="offences"), series(LONDON, unit="offences")
    with pytest.raises(ValueError, match="do not share a scale"):
        multiples(*counted)
    chart = multiples(*counted, areas=[SOUTHWARK], whole="")
    assert not drawn(chart, 0, "panel-comparison")


def test_overlapping_years_are_drawn_each_third_month_up_to_the_newest():
    chart = pair(own=list(range(1, 11)))
    ends = [point.period_end for point in chart.panels[0].series.points]
    assert ends == [date(2024, 1, 31), date(2024, 4, 30), date(2024, 7, 31), date(2024, 10, 31)]
    assert any("third month" in sentence for sentence in notes(chart))


def test_the_subtitle_begins_where_the_lines_begin():
    for many, said in ((10, "January 2024 to October 2024"), (11, "February 2024 to November")):
        held = [series(code, list(range(1, many + 1))) for code in (SOUTHWARK, BARNET, LONDON)]
        chart = multiples(*held)
        first = chart.panels[0].series.shown[0].period_end
        assert f"12 months ending {first:%B %Y} to " in subtitle(chart)
        assert f"12 months ending {said}" in subtitle(chart)


def test_years_between_those_drawn_are_told_as_provisional_too():
    since = date(2024, 8, 31)
    frames = [
        series(code, [1.0] * 10, provisional_from=since) for code in (SOUTHWARK, BARNET, LONDON)
    ]
    (said,) = [one for one in notes(multiples(*frames)) if "provisional" in one]
    assert "The figures for the 12 months ending August 2024 to October 2024" in said


def test_thinning_leaves_financial_years_whole():
    yearly = rows([1, 2, 3], period_type="financial_year", first=(2022, 3), unit=RATE)
    chart = multiples(yearly, areas=[SOUTHWARK], whole="")
    assert len(chart.panels[0].series.points) == 3
    assert thinned(chart.panels[0].series, 12, date(2024, 3, 31)) == chart.panels[0].series


def test_no_line_leads_across_a_missing_value_or_a_break_that_forbids_comparison():
    gap = [1.0, None, None] * 2 + [None] + [1.0] * 9
    runs = drawn(pair(own=gap))
    values = [p.value for p in pair(own=gap).panels[0].series.points]
    assert values == [1.0, 1.0, None, 1.0, 1.0, 1.0][: len(values)]
    assert len(runs) == 2
    parting = Break(day=date(2024, 6, 1), name="New rules", text="Counted anew.", parts=True)
    assert len(drawn(pair(own=[1.0] * 13, breaks=(parting,)))) == 2
    assert len(drawn(pair(own=[1.0] * 13))) == 1


def test_a_break_is_drawn_in_every_panel_and_named():
    note = Break(day=date(2024, 6, 1), name="A system", text="It changed.", parts=False)
    outside = Break(day=date(2031, 6, 1), name="Later", text="Not yet.", parts=False)
    chart = multiples(
        series(SOUTHWARK, [1.0] * 13), areas=[SOUTHWARK], whole="", breaks=(note, outside)
    )
    assert len(drawn(chart, 0, "panel-break")) == 1
    assert [entry.name for entry in key(chart)][1:] == ["A system"]
    assert any("It changed." in sentence for sentence in notes(chart))


def test_a_place_without_figures_has_words_and_no_line():
    chart = all_boroughs()
    index = CODES.index(CITY_OF_LONDON)
    assert chart.panels[index].absence == "its own police"
    assert not drawn(chart, index)
    assert table(chart).rows[index][1].text == "its own police"
    assert "City of London: no figures." in alt_text(chart)
    printed = render(panels(chart))
    assert printed.count("<svg class") == 32
    assert "its own police" in printed


def test_every_panel_on_a_page_says_first_and_newest_value_in_words():
    printed = render(panels(pair(own=[2.0, 2.0, 2.0, 3.0])))
    labels = re.findall(r'aria-label="([^"]+)"', printed)
    assert labels[0] == (
        "Southwark: from 2.00 in the 12 months to January 2024 to 3.00 in the 12 months to April "
        "2024"
    )
    assert 'role="img"' in printed


def test_the_panels_of_london_are_small():
    size = len(brotli.compress(render(panels(all_boroughs())).encode(), quality=9))
    assert size <= MOST_BYTES


def test_all_panels_also_make_one_picture_for_a_file():
    chart = all_boroughs()
    picture = standalone(chart)
    assert all(f">{all_areas()[code].label}<" in picture for code in CODES)
    assert go.Figure(figure(chart)).layout.height == frame(chart).outer_height
    assert f'height="{frame(chart).outer_height}"' in svg(chart)
    for mark in scene(chart).marks:
        if isinstance(mark, Line):
            assert f".line-{mark.style}" in stylesheet()
            assert all(0 <= x <= 1000 for run in mark.runs for x, _ in run)


def moving_pair(**more):
    since = date(2024, 10, 31)
    one = series(SOUTHWARK, [1.0] * 13, provisional_from=since)
    return multiples(one, series(BARNET, [2.0] * 13), series(LONDON, [1.5] * 13), **more)


def dots(chart, index=0):
    marks = panel_scene(chart, chart.panels[index]).marks
    return {mark.style: len(mark.places) for mark in marks if isinstance(mark, Dots)}


def test_provisional_values_are_dotted_and_hollow_as_in_every_other_chart():
    chart = moving_pair()
    (final,), (moving,) = drawn(chart), drawn(chart, style="panel-focus-provisional")
    assert final[-1] == moving[0]
    assert len(moving) == 3
    assert dots(chart) == {"focus-provisional": 1}
    assert dots(chart, 1) == {"focus": 1}
    assert not drawn(chart, 1, "panel-focus-provisional")
    assert re.search(r"\.line-panel-focus-provisional\{[^}]*stroke-dasharray", stylesheet())


def test_the_whole_behind_is_dotted_where_it_is_provisional():
    behind = series(LONDON, [1.5] * 13, provisional_from=date(2025, 1, 1))
    chart = multiples(series(SOUTHWARK, [1.0] * 13), behind, areas=[SOUTHWARK])
    (moving,) = drawn(chart, style="panel-comparison-provisional")
    assert len(moving) == 2


def test_provisional_is_said_in_key_notes_alternative_text_and_table():
    chart = moving_pair()
    said = "figures for the 12 months ending October 2024 to January 2025 are provisional"
    assert f"Dotted line and hollow dot: Some {said} and may change." in notes(chart)
    assert f"Some {said} and may change." in alt_text(chart)
    assert ("Dotted", "provisional") in [(entry.name, entry.latest) for entry in key(chart)]
    content = table(chart)
    assert content.columns[-1].label == "Status"
    assert [row[-1].text for row in content.rows] == ["Newest: provisional", ""]
    labels = re.findall(r'aria-label="([^"]+)"', render(panels(chart)))
    assert [one.endswith("January 2025, provisional") for one in labels] == [True, False]


def test_final_values_have_no_status_and_no_dotted_line():
    chart = pair(own=[1.0] * 13)
    assert "rovisional" not in " ".join([*notes(chart), alt_text(chart)])
    assert "Status" not in [column.label for column in table(chart).columns]
    assert len(table(chart).columns) == len(table(chart).rows[0])


def two_years(own, other, *, unit=RATE, **more):
    held = (series(SOUTHWARK, own, unit=unit), series(BARNET, other, unit=unit))
    return multiples(*held, whole="", **more)


def test_the_title_counts_places_that_are_lower_and_higher_than_a_year_before():
    falls, rises = [*[9.0] * 12, 2.0], [*[1.0] * 12, 2.0]
    chart = two_years(falls, rises)
    assert chart.title == (
        "Knife crime in the 12 months to January 2025: the rate was lower than a year before in 1 "
        "of 2 boroughs, higher in 1"
    )
    assert chart.title in alt_text(chart)
    assert "Southwark" not in chart.title
    counted = two_years(falls, [2.0] * 13, unit="offences")
    assert counted.title.endswith(
        "the number was lower than a year before in 1 of 2 boroughs, higher in 0 and the same in 1"
    )


def test_only_places_with_both_figures_are_counted():
    chart = two_years([9.0] * 12 + [2.0], [None] * 10 + [2.0] * 3)
    assert chart.title.endswith("in 1 of the 1 boroughs with both figures, higher in 0")
    ended = two_years([9.0] * 12 + [2.0], [9.0] * 10)
    assert ended.title.endswith("in 1 of 1 boroughs, higher in 0")


def test_nothing_is_held_against_the_other_side_of_a_break_that_forbids_it():
    falls = [*[9.0] * 12, 2.0]
    parting = Break(day=date(2024, 6, 1), name="New rules", text="Counted anew.", parts=True)
    chart = two_years(falls, falls, breaks=(parting,))
    assert chart.title.endswith("figures for 2 boroughs, none of a year before to compare")
    assert not any(note.startswith("Lower and higher") for note in notes(chart))
    early = replace(parting, day=date(2023, 6, 1))
    assert year_on(one_place(falls), "rolling_12_months", (early,)).pairs == ()
    before = replace(parting, day=date(2023, 1, 1))
    assert len(year_on(one_place(falls), "rolling_12_months", (before,)).pairs) == 1
    assert two_years(falls, falls, breaks=(replace(parting, parts=False),)).change.lower == 2


def one_place(values):
    return [panel.series for panel in two_years(values, values).panels[:1]]


def test_how_the_title_is_to_be_read_is_said_with_the_intervals_that_lie_apart():
    chart = two_years([*[2.0] * 12, 1.9], [*[2.0] * 12, 1.0])
    assert chart.change.lower == 2
    said = (
        "Lower and higher count every difference, also small ones that chance brings; in 1 of 2 "
        "boroughs the 95% intervals lie apart."
    )
    assert said in notes(chart)
    assert said in alt_text(chart)
    bare = rows([*[2.0] * 12, 1.0], period_type="rolling_12_months", unit=RATE)
    assert multiples(bare, areas=[SOUTHWARK], whole="").change.apart is None


def test_the_subtitle_says_that_all_have_one_scale_and_what_lies_behind():
    assert subtitle(two_years([1.0], [2.0])).endswith(f"{RATE}, all on one scale")
    behind = f"all on one scale, with the line of {all_areas()[LONDON].label} behind each"
    assert subtitle(pair()).endswith(behind)


def test_nothing_to_show_is_refused():
    empty = series(SOUTHWARK, [None, None])
    with pytest.raises(ValueError, match="No place has a value"):
        multiples(empty, areas=[SOUTHWARK], whole="")
