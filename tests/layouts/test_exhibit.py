"""An exhibit: a chart with all that no chart may be shown without."""

import re
from urllib.parse import parse_qsl

import pytest

from figures.bounds import INTERVALS, bounds
from figures.render.text import table
from figures.small_multiples import SmallMultiples
from layouts.components.exhibit import exhibit
from layouts.exhibit import FILE_KINDS, Toggle, by_name
from layouts.page import known_addresses
from layouts.site import PAGES
from layouts.static_html import render
from metrics.catalogue import METRICS
from metrics.questions import Question
from tests.held import as_held
from tests.layouts.made_page import made_exhibit

ADDRESSES = known_addresses(PAGES)
EVERY_EXHIBIT = [
    pytest.param(one, id=f"{path} {name}")
    for path in dict.fromkeys(path for page in PAGES for path in page.static()[:1])
    for name, one in ADDRESSES[path].exhibits({}).items()
]
EVERY_EXHIBIT += [
    pytest.param(one, id=f"{path} {name}")
    for path in ("/boroughs/richmond-upon-thames", "/boroughs/city-of-london")
    for name, one in ADDRESSES[path].exhibits({}).items()
]


def words(document):
    return as_held(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", document)))


@pytest.mark.parametrize("one", EVERY_EXHIBIT)
def test_the_python_beside_a_chart_gives_the_figures_that_are_drawn(one):
    scope = {}
    exec(one.python, scope)
    assert scope["values"].equals(one.values)


@pytest.mark.parametrize("one", EVERY_EXHIBIT)
def test_an_exhibit_says_what_is_counted_its_limits_its_sources_and_what_comes_next(one):
    said = words(render(exhibit(one)))
    for metric in one.metrics:
        assert metric.definition in said
        assert all(caveat in said for caveat in metric.caveats)
    assert len(one.holdings) > 0
    for held in one.holdings:
        assert f"{held.source.publisher}, {held.source.title}, published {held.published}" in said
        assert (held.next_release or "a closed series") in said


@pytest.mark.parametrize("one", EVERY_EXHIBIT)
def test_an_exhibit_links_to_its_files_and_to_exactly_this_view(one):
    document = as_held(render(exhibit(one)))
    for address in (*map(one.file_address, FILE_KINDS), one.address):
        assert f'href="{address}"' in document
    view, _, anchor = one.address.partition("#")
    path, _, query = view.partition("?")
    assert path in ADDRESSES
    assert f'id="{anchor}"' in document
    shown = ADDRESSES[path].exhibits(dict(parse_qsl(query)))
    assert shown[one.name].values.equals(one.values)
    assert shown[one.name].chart == one.chart


def test_a_chart_s_picture_and_its_words_belong_together():
    document = render(exhibit(made_exhibit("trend")))
    label = re.search(r'<p [^>]*id="([^"]+)"[^>]*>Line chart', document)
    assert label is not None
    assert f'role="img" aria-labelledby="{label[1]}"' in document
    assert re.search(r"<p [^>]*hidden[^>]*>Line chart", document)


def test_several_exhibits_share_no_id():
    document = "".join(render(exhibit(made_exhibit(name))) for name in ("first", "second"))
    ids = re.findall(r' id="([^"]+)"', document)
    assert sorted(ids) == sorted(set(ids))


def test_two_exhibits_of_one_name_are_refused():
    with pytest.raises(ValueError, match="a name of its own"):
        by_name(made_exhibit("trend"), made_exhibit("trend"))


def test_the_heading_has_the_level_it_is_given_and_no_level_is_skipped():
    document = render(exhibit(made_exhibit("trend"), level=2))
    levels = [int(level) for level in re.findall(r"<h(\d)", document)]
    assert levels[0] == 2
    assert set(levels[1:]) == {3}


def test_a_small_exhibit_needs_no_dash_for_its_drawing():
    document = render(exhibit(made_exhibit("small"), is_live=False))
    assert '<svg class="chart' in document
    assert 'class="graph"' not in document


def test_a_toggle_is_a_link_to_a_view_that_differs_in_one_respect():
    toggle = Toggle(label="Draw the limits", query="limits=on")
    document = render(exhibit(made_exhibit("trend", toggles=(toggle,))))
    link = re.search(r"<a [^>]*>Draw the limits</a>", document)
    assert link is not None
    for part in ('href="/made?limits=on#trend"', 'data-view=""', 'id="trend-0"'):
        assert part in link[0]


def test_an_exhibit_that_answers_a_question_says_how_to_ask_it_elsewhere():
    one = made_exhibit("trend", question=Question(metric_id="knife_crime", areas=("southwark",)))
    document = as_held(render(exhibit(one)))
    assert "/api/v1/metrics/knife_crime/values?area=southwark&format=json" in document
    assert "knife-crime values knife_crime --area southwark --format csv" in document


def test_the_residents_behind_a_rate_are_a_source_of_it():
    rate, count = (made_exhibit("trend", with_residents=it) for it in (True, False))
    population = "Mid-year population estimates"
    assert any(population in line for line in rate.source_lines)
    assert not any(population in line for line in count.source_lines)


def test_several_measures_name_each_source_once():
    both = (METRICS["knife_crime"], METRICS["knife_crime_with_injury"])
    lines = made_exhibit("trend", metrics=both).source_lines
    assert len(lines) == len(set(lines)) > 0


def test_a_file_s_name_is_short_plain_and_whole_words():
    one = made_exhibit("trend")
    name = one.file_name("png")
    assert re.fullmatch(r"[a-z0-9-]+\.png", name)
    assert name.startswith("knife-crime-southwark-")


def test_a_source_that_ended_before_the_figures_begin_is_not_named():
    shown = ADDRESSES["/boroughs/southwark"].exhibits({})
    named = {name: {held.source_id for held in one.holdings} for name, one in shown.items()}
    assert "mopac_borough_monthly" in named["trend"]
    for name in ("control", "season", "peers", "beside-london"):
        assert "mopac_borough_monthly" not in named[name], name
        assert "mps_monthly_crime" in named[name]
    assert "ons_population" in named["peers"]


@pytest.mark.parametrize("one", EVERY_EXHIBIT)
def test_what_is_provisional_is_said_in_view_under_every_chart(one):
    _, _, caption = render(exhibit(one)).partition('<p class="source">')
    in_view = words(caption.partition("</p>")[0]).lower()
    statuses = [row[-1].text for row in table(one.chart).rows]
    if any("provisional" in status.lower() for status in statuses):
        assert "provisional" in in_view


@pytest.mark.parametrize("path", ["/victims", "/concern", "/justice", "/boroughs/southwark"])
def test_every_chart_but_small_multiples_answers_the_pointer(path):
    document = render(ADDRESSES[path].layout({}))
    for name, one in ADDRESSES[path].exhibits({}).items():
        is_live = f'aria-labelledby="{name}-words"' in document
        assert is_live != isinstance(one.chart, SmallMultiples), name


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/victims", ("methods", "under-25", "ages", "sexes", "domestic-abuse")),
        ("/boroughs/southwark", ("beside-london", "search-outcomes", "outcomes")),
        ("/justice", ("positive-outcomes",)),
        ("/concern", ("home-office", "ons", "ons-groups")),
    ],
)
def test_what_has_an_interval_draws_it_and_has_the_box_that_takes_it_away(path, names):
    shown = ADDRESSES[path].exhibits({})
    for name in names:
        assert bounds(shown[name].chart) == INTERVALS, name
        assert f'id="{name}-bounds"' in render(exhibit(shown[name])), name


def test_a_measure_whose_interval_cannot_be_had_draws_none():
    shown = ADDRESSES["/concern"].exhibits({})["hospital"]
    assert shown.values["lower"].isna().all()
    assert shown.metrics[0].no_interval
    assert bounds(shown.chart) == ""


def test_each_panel_of_a_borough_leads_on():
    panels = ADDRESSES["/justice"].exhibits({})["entrants-by-borough"].chart.panels
    for panel in panels:
        assert bool(panel.href) != bool(panel.absence), panel.name
