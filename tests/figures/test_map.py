"""A map fills each area once, in a class that can be read without colour, and keeps its shape."""

from itertools import combinations

import brotli
import plotly.graph_objects as go
import pytest
import shapely

from data.areas import CITY_OF_LONDON, all_areas
from figures.drawing import Area, Label, Line
from figures.funnel_chart import funnel_chart
from figures.marks import frame, scene
from figures.outlines import HIGH, WIDE, outlines
from figures.render.css import stylesheet
from figures.render.plotly import figure
from figures.render.standalone import standalone
from figures.render.svg import svg
from figures.render.text import alt_text, key, notes, table
from figures.spatial import POSITION_CLASSES, position_map
from figures.spatial_words import numbers
from figures.theme import FILLS, HATCHES, MAP_ASPECT, STROKES
from figures.typeface import SIZE, width
from tests.figures.builders import metric
from tests.figures.drawing import elements, runs
from tests.figures.funnels import CROYDON, RICHMOND, full_funnel, values
from tests.figures.maps import borough_rows, full_map, square_rows, ward_map, ward_rows

MOST_BYTES = 11_000
SOUTHWARK = "E09000028"


def said_of(chart):
    return [title.text for title in elements(svg(chart), "title")]


def areas_of(chart):
    return [mark for mark in scene(chart).marks if isinstance(mark, Area)]


def test_every_area_is_filled_once_and_tells_its_figures():
    chart = full_map()
    told = [area.spot.lines[0] for area in areas_of(chart)]
    names = [one.name for one in chart.areas]
    assert told == [one.called for one in chart.areas]
    assert len(set(names)) == 33
    assert names == sorted(names)


def test_an_area_says_its_name_and_figure_to_a_pointer_without_a_script():
    for chart in (full_map(), ward_map()):
        assert said_of(chart) == [f"{one.called}: {one.said[0]}" for one in chart.areas]
    croydon = next(title for title in said_of(full_map()) if title.startswith("7 Croydon: "))
    assert "per 1,000 residents" in croydon
    assert ".chart-map [class^=line-],.chart-map text{pointer-events:none}" in stylesheet()


def test_an_area_without_figures_says_why_to_a_pointer():
    assert any(title.startswith("C City of London: ") for title in said_of(full_map()))


def test_areas_are_no_stops_of_the_keyboard_inside_an_image():
    picture = svg(full_map())
    assert not elements(picture, "a")
    assert "tabindex" not in picture


def test_areas_stand_in_the_class_of_their_position_in_the_funnel():
    chart = full_map()
    position = {one.name: one.position for one in full_funnel().members}
    names = {one.style: one.name for one in POSITION_CLASSES}
    for one in chart.areas:
        if one.name != "City of London":
            said = names[one.style]
            assert position[one.name].split()[-1] in said or position[one.name] == "within"
            assert one.said[-1] == said or "similar" in one.said[-1]


def test_no_two_classes_look_alike_to_who_sees_no_colour():
    looks = [HATCHES.get(f"map-{one.style}") for one in POSITION_CLASSES]
    patterns = [(one.rise, one.apart) if one else None for one in looks]
    assert len(set(patterns)) == len(patterns)


def test_tints_grow_darker_with_the_position():
    tints = [FILLS[f"map-{one.style}"] for one in POSITION_CLASSES[:5]]
    assert tints == sorted(tints, reverse=True)
    assert len(set(tints)) == 5


def test_an_area_without_figures_has_its_own_pattern_and_words():
    chart = full_map(absence="its own police")
    (city,) = [one for one in chart.areas if one.outline.area_code == CITY_OF_LONDON]
    assert (city.style, city.value, city.said) == ("none", None, ("its own police",))
    row = next(row for row in table(chart).rows if row[0].text == "C City of London")
    assert row[1].text == "its own police"
    assert row[1].value is None
    assert "No figures: City of London." in alt_text(chart)
    assert HATCHES["map-none"].rise == 0


def test_hatching_stays_inside_the_areas_of_its_class():
    chart = full_map()
    hatched = {HATCHES[f"map-{one.style}"].stroke for one in chart.used if one.style != "inside"}
    shapes = [one.outline.shape for one in chart.areas if one.style != "inside"]
    covered = shapely.union_all(shapes).buffer(1.5)
    lines = [m for m in scene(chart).marks if isinstance(m, Line) and m.style in hatched]
    assert lines
    for mark in lines:
        for run in mark.runs:
            assert covered.covers(shapely.LineString(run))


def test_the_chosen_area_is_outlined_over_all_but_the_numbers_and_named_in_the_key():
    chart = full_map()
    styles = [mark.style for mark in scene(chart).marks]
    assert styles[-34:] == ["map-focus", *[""] * 33]
    assert "26 Richmond upon Thames" in [entry.name for entry in key(chart)]
    (richmond,) = [one for one in chart.areas if one.outline.area_code == RICHMOND]
    outlined = [mark for mark in scene(chart).marks if getattr(mark, "style", "") == "map-focus"]
    assert outlined[0].runs == richmond.outline.rings
    assert STROKES["map-comparison"].dash
    assert not STROKES["map-focus"].dash


def test_neighbours_share_their_border_after_simplifying():
    held = outlines(borough_rows())
    shapes = [one.shape for one in held.values()]
    together = sum(shapely.area(shape) for shape in shapes)
    assert shapely.area(shapely.union_all(shapes)) == pytest.approx(together, rel=0.003)
    points = {code: {p for ring in one.rings for p in ring} for code, one in held.items()}
    assert len(points[SOUTHWARK] & points["E09000023"]) > 5, "Southwark and Lewisham"
    assert not points[SOUTHWARK] & points[CROYDON]


def test_outlines_are_closed_and_inside_the_box_in_whole_units():
    for rows in (borough_rows(), ward_rows(SOUTHWARK)):
        for outline in outlines(rows).values():
            for ring in outline.rings:
                assert ring[0] == ring[-1]
                assert all(0 <= x <= WIDE and 0 <= y <= HIGH for x, y in ring)
                assert all(x == int(x) and y == int(y) for x, y in ring)
            assert outline.shape.buffer(2).covers(shapely.Point(outline.middle))


def test_a_degree_of_longitude_is_shorter_than_one_of_latitude():
    (square,) = outlines(square_rows((-0.1, 51.5))).values()
    west, south, east, north = square.shape.bounds
    assert (east - west) / (north - south) == pytest.approx(0.6225, abs=0.003)


def test_every_map_has_the_same_shape_so_that_choosing_another_moves_nothing():
    assert frame(full_map()).aspect == MAP_ASPECT == WIDE / HIGH


def test_the_map_of_london_is_small():
    size = len(brotli.compress(svg(full_map()).encode(), quality=9))
    assert size <= MOST_BYTES


def test_plotly_needs_neither_a_map_bundle_nor_a_height_and_keeps_the_shape():
    drawn = figure(full_map())
    go.Figure(drawn, skip_invalid=False)
    assert {trace["type"] for trace in drawn["data"]} == {"scatter"}
    assert "height" not in drawn["layout"]
    assert drawn["layout"]["yaxis"]["scaleanchor"] == "x"


def test_an_area_answers_the_pointer_inside_it_and_says_where_choosing_it_leads():
    drawn = figure(full_map())
    answering = [trace for trace in drawn["data"] if trace["hoverinfo"] != "skip"]
    assert len(answering) == 33
    assert {trace["hoveron"] for trace in answering} == {"fills"}
    (croydon,) = [trace for trace in answering if trace["text"].startswith("7 Croydon")]
    assert croydon["meta"] == {"href": "/boroughs/croydon"}


def test_both_drawings_have_the_same_outlines():
    chart = full_map()
    ours = [run for path in elements(svg(chart), "path") for run in runs(path)]
    theirs = []
    for trace in figure(chart)["data"]:
        if trace["uid"].startswith(("area", "line")):
            run = []
            for x, y in zip([*trace["x"], None], [*trace["y"], None], strict=True):
                if x is None:
                    theirs.append(run)
                    run = []
                else:
                    run.append((x, HIGH - y))
    assert ours == theirs


def test_the_key_counts_the_areas_of_each_class_in_use():
    chart = full_map()
    entries = {entry.role: entry.latest for entry in key(chart)}
    assert entries["map-none"] == "1 borough"
    assert entries["map-inside"].endswith(" boroughs")
    counted = [int(words.split()[0]) for role, words in entries.items() if role in FILLS]
    assert sum(counted) == 33


def test_places_that_are_not_judged_are_a_class_of_their_own():
    few = funnel_chart(values([index % 3 + 1 for index in range(32)]), metric())
    chart = position_map(few, outlines(borough_rows()))
    assert {one.style for one in chart.areas} == {"unjudged", "none"}


def test_the_file_of_a_map_has_room_for_it():
    document = standalone(full_map())
    (outer,) = [node for node in elements(document, "svg") if node.get("height") == "601.6"]
    assert float(outer.get("width")) / float(outer.get("height")) == pytest.approx(MAP_ASPECT)
    drawn = elements(document, "svg")[0]
    assert float(drawn.get("height")) > 700


def test_numbers_stand_in_the_areas_and_before_the_names_in_words():
    chart = ward_map()
    labels = [words.text for words in elements(svg(chart), "text", "label")]
    assert labels == [one.mark for one in chart.areas]
    assert table(chart).columns[0].label == "Ward (number on the map)"
    assert table(chart).rows[4][0].text == chart.areas[4].called == f"5 {chart.areas[4].name}"
    assert areas_of(chart)[4].spot.lines[0].startswith("5 ")


def test_boroughs_are_numbered_by_name_and_what_has_no_figures_is_told_apart():
    chart = full_map()
    labels = [words.text for words in elements(svg(chart), "text", "label")]
    numbered = sorted(one.name for one in chart.areas if one.outline.area_code != CITY_OF_LONDON)
    marks = {one.mark: one.name for one in chart.areas}
    assert labels == [one.mark for one in chart.areas]
    assert [marks[str(index)] for index in range(1, 33)] == numbered
    assert marks["C"] == "City of London"


def test_both_drawings_have_the_same_numbers_at_the_same_places():
    chart = full_map()
    ours = [(mark.text, *mark.place) for mark in scene(chart).marks if isinstance(mark, Label)]
    traces = [one for one in figure(chart)["data"] if one["uid"].startswith("label")]
    assert [(one["text"][0], one["x"][0], one["y"][0]) for one in traces] == ours


def test_no_two_numbers_meet_on_a_phone():
    unit = 288 / WIDE
    placed = [mark for mark in scene(full_map()).marks if isinstance(mark, Label)]
    for one, other in combinations(placed, 2):
        across, down = (abs(a - b) * unit for a, b in zip(one.place, other.place, strict=True))
        assert across >= (width(one.text) + width(other.text)) / 2 or down >= SIZE


def test_the_file_of_a_map_says_what_its_numbers_stand_for():
    chart = full_map()
    assert numbers(chart) == notes(chart)[0]
    said = numbers(chart).replace("\u00a0", " ")
    assert said.startswith("On the map: 1 Barking and Dagenham, 2 Barnet, ")
    assert "C City of London, 7 Croydon" in said


def test_an_area_of_no_known_code_keeps_it_as_its_name():
    squares = outlines(square_rows((-0.1, 51.5), (-0.09, 51.5)))
    chart = position_map(full_funnel(), squares)
    assert [one.name for one in chart.areas] == ["square-0", "square-1"]
    assert all(one.name not in all_areas() for one in chart.areas)


def test_a_map_of_nothing_is_refused():
    with pytest.raises(ValueError, match="needs boundaries"):
        outlines(borough_rows().iloc[:0])
