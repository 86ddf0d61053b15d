"""Our statistics equal those that textbooks and other people's published tests print.

`statistics.json` is a copy of the reference values kept beside the project, each with its source.
None was made by our own code.
"""

import json
from importlib.resources import files
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from metrics import control_rules as rules
from metrics.assurance import BY_CHANCE, CONSISTENTLY_MET, CONSISTENTLY_MISSED, assurance
from metrics.attribute_charts import RATE, SHARE, attribute_chart, attribute_limits
from metrics.control_limits import NHS_FACTOR, TEXTBOOK_FACTOR, ChartSettings
from metrics.disparity import disparity, disparity_from_rate
from metrics.funnel import ACTION, WARNING, poisson_limits, share_limits
from metrics.metric import HIGHER_IS_BETTER, LOWER_IS_BETTER
from metrics.rare_events import t_chart
from metrics.season import StlSettings, decompose
from metrics.spc import xmr_chart, xmr_limits

HELD = json.loads(Path(__file__).with_name("statistics.json").read_text(encoding="utf-8"))
XMR = HELD["xmr"][0]
ATTRIBUTE = {entry["chart"]: entry for entry in HELD["attribute_charts"]}
CASES = HELD["spc_rules"]["cases"]

# Montgomery, table 7.4: purchase orders with errors, and orders examined, over 25 weeks.
WITH_ERRORS = [12, 8, 6, 9, 10, 12, 11, 16, 10, 6, 20, 15, 9, 8, 6, 8, 10, 7, 5, 8, 5, 8, 10, 6, 9]
EXAMINED = [100, 80, 80, 100, 110, 110, 100, 100, 90, 90, 110, 120, 120, 120, 110, 80, 80, 80]
EXAMINED += [90, 100, 100, 100, 100, 90, 90]


def to_the_printed_digit(value, printed):
    """Whether the value, rounded as the reference is printed, equals it."""
    digits = len(str(printed).partition(".")[2])
    return round(float(value), digits) == printed


@pytest.mark.shared
def test_the_copy_equals_the_reference_values_kept_beside_the_project(shared_dir):
    reference = json.loads((shared_dir / "golden" / "statistics.json").read_text(encoding="utf-8"))
    assert {name: reference[name] for name in HELD} == HELD


def test_limits_of_single_values_with_extreme_ranges_screened_out():
    limits = xmr_limits(XMR["values"])
    assert to_the_printed_digit(limits.centre[0], XMR["mean"])
    assert to_the_printed_digit(limits.upper[0], XMR["upl"])
    assert to_the_printed_digit(limits.lower[0], XMR["lpl"])


def test_limits_of_single_values_without_screening():
    limits = xmr_limits(XMR["values"], settings=ChartSettings(screen_moving_ranges=False))
    assert to_the_printed_digit(limits.upper[0], XMR["upl_unscreened"])
    assert to_the_printed_digit(limits.lower[0], XMR["lpl_unscreened"])


def test_the_extreme_value_is_the_only_one_outside_the_limits():
    beyond = xmr_chart(XMR["values"]).completed[rules.BEYOND_LIMITS]
    assert np.flatnonzero(beyond).tolist() == XMR["flag_index"]


def test_both_constants_are_the_printed_ones():
    assert NHS_FACTOR == 2.66
    assert pytest.approx(2.6595744680851063) == TEXTBOOK_FACTOR


def test_the_table_of_purchase_orders_is_the_one_the_reference_sums():
    assert sum(WITH_ERRORS) == ATTRIBUTE["p"]["sum_count"]
    assert sum(EXAMINED) == ATTRIBUTE["p"]["sum_n"]


def test_limits_of_a_share_follow_its_denominator():
    limits = attribute_limits(WITH_ERRORS, EXAMINED, SHARE, between_months=False)
    assert limits.centre[0] == pytest.approx(ATTRIBUTE["p"]["cl"], abs=1e-6)
    for printed in ATTRIBUTE["p"]["limits"]:
        place = EXAMINED.index(printed["n"])
        assert limits.lower[place] == pytest.approx(printed["lcl"], abs=1e-6)
        assert limits.upper[place] == pytest.approx(printed["ucl"], abs=1e-6)


def test_the_eleventh_share_is_the_signal_the_reference_names():
    chart = attribute_chart(WITH_ERRORS, EXAMINED, SHARE, between_months=False)
    assert chart.values[10] == pytest.approx(0.1818, abs=5e-5)
    assert chart.completed[rules.BEYOND_LIMITS][10] == 1
    # The reference's limit at 110 orders is 0.179582, and no other share is above its own.
    assert np.flatnonzero(chart.completed[rules.BEYOND_LIMITS]).tolist() == [10]


def test_limits_of_counts_leave_out_the_points_set_aside():
    entry = ATTRIBUTE["c"]
    baseline = np.ones(len(entry["counts"]), dtype=bool)
    baseline[np.array(entry["exclude_1based"]) - 1] = False
    limits = attribute_limits(entry["counts"], 1, RATE, baseline=baseline, between_months=False)
    assert limits.centre[0] == pytest.approx(entry["cl"], abs=1e-6)
    assert limits.lower[0] == pytest.approx(entry["lcl"], abs=1e-6)
    assert limits.upper[0] == pytest.approx(entry["ucl"], abs=1e-6)


def test_limits_of_times_between_failures():
    entry = ATTRIBUTE["t"]
    chart = t_chart(entry["hours"])
    assert chart.centre[0] == pytest.approx(entry["cl"], abs=1e-6)
    assert chart.lower[0] == entry["lcl"]
    assert chart.upper[0] == pytest.approx(entry["ucl"], abs=1e-6)


def of_rule(name):
    return [case for case in CASES if case["rule"] == name]


@pytest.mark.parametrize("case", of_rule("trend"), ids=lambda case: str(case["y"]))
def test_seven_points_trend_only_without_ties(case):
    values = np.array(case["y"], dtype=float)
    flags = rules.trending(values, np.zeros(values.size, dtype=int)).tolist()
    assert flags == case.get("flags", flags)
    assert flags[-1] == case.get("flags_last", flags[-1])


@pytest.mark.parametrize("case", of_rule("shift"), ids=lambda case: str(case["rel"]))
def test_seven_points_on_one_side_are_told_at_the_seventh(case):
    side = np.array(case["rel"])
    assert rules.one_side(side, np.zeros(side.size, dtype=int)).tolist() == case["flags"]


@pytest.mark.parametrize(
    "case",
    of_rule("two_in_three") + of_rule("two_in_three_opposite_sides"),
    ids=lambda case: str(case["near"]),
)
def test_two_of_three_points_near_one_limit_mark_their_window(case):
    side = np.array(case["rel"])
    ends = rules.two_of_three(np.array(case["near"]) == 1, side, np.zeros(side.size, dtype=int))
    assert rules.members(ends, run=rules.WINDOW).tolist() == case["member"]


def test_the_rules_count_as_many_points_as_the_reference():
    assert HELD["spc_rules"]["points_required_shift"] == rules.RUN
    assert HELD["spc_rules"]["points_required_trend"] == rules.RUN


def test_the_rules_take_precedence_in_the_reference_order():
    names = {
        "outside limits": rules.BEYOND_LIMITS,
        "7 point trend": rules.TRENDING,
        "2 in 3": rules.TWO_OF_THREE,
        "7 one side": rules.ONE_SIDE,
    }
    assert tuple(names[words] for words in HELD["spc_rules"]["priority"]) == rules.RULES


FUNNELS = {entry["kind"]: entry for entry in HELD["funnel"]}


@pytest.mark.parametrize(("confidence", "suffix"), [(WARNING, "95"), (ACTION, "998")])
def test_exact_limits_of_a_ratio_to_what_is_expected(confidence, suffix):
    entry = FUNNELS["poisson SR limits"]
    limits = poisson_limits(entry["n"], confidence)
    # Printed to seven significant digits.
    assert limits.lower == pytest.approx(entry[f"ll{suffix}"], abs=5e-7)
    assert limits.upper == pytest.approx(entry[f"ul{suffix}"], abs=5e-7)


@pytest.mark.parametrize(("confidence", "suffix"), [(WARNING, "95"), (ACTION, "998")])
def test_limits_of_a_share_around_the_average(confidence, suffix):
    entry = FUNNELS["PHE proportion funnel"]
    limits = share_limits(entry["average"], entry["n"], confidence)
    assert 100 * limits.lower == pytest.approx(entry[f"lower{suffix}"], abs=1e-6)
    assert 100 * entry["average"] == pytest.approx(entry["baseline"], abs=1e-6)


ASHBY = HELD["stop_search_disparity"]


@pytest.mark.parametrize(
    "row", ASHBY["rows"], ids=lambda row: f"{row['ethnicity']} {row['sex']} {row['age']}"
)
def test_rates_and_ratios_of_searches_equal_the_published_table(row):
    found = disparity_from_rate([row["searches"]], [row["people"]], ASHBY["overall_rate_per_1000"])
    assert round(found["rate_per_1000"].item(), 1) == row["rate_per_1000"]
    assert round(found["value"].item(), 1) == row["disparity_vs_all"]


def test_no_published_ratio_rests_on_fewer_searches_than_our_minimum():
    assert min(row["searches"] for row in ASHBY["rows"]) >= ASHBY["min_searches"] == 100


def test_ratio_of_two_groups_with_its_interval():
    counts = {
        row["ethnicity"]: (row["searches"], row["people"])
        for row in ASHBY["rows"]
        if (row["sex"], row["age"]) == ("male", "18-24")
    }
    (searches, people), (other, others) = counts["Black"], counts["White"]
    found = disparity([searches], [people], other_searches=other, other_residents=others)
    ratio, lower, upper = (round(found[name].item(), 3) for name in ("value", "lower", "upper"))
    assert f"RR={ratio} (95% CI {lower}-{upper})" in ASHBY["derived"]


STL = HELD["stl"]
REFERENCE_RUNS = files("statsmodels.tsa.stl.tests.results")


def stl_settings(**changes):
    parameters = {name: value for name, value in STL["params"].items() if name != "period"}
    return StlSettings(**(parameters | changes))


def carbon_dioxide():
    return pd.read_csv(REFERENCE_RUNS / "stl_co2.csv", header=None)[0].to_numpy()


def reference_run(scenario):
    runs = pd.read_csv(REFERENCE_RUNS / "stl_test_results.csv", skipinitialspace=True)
    runs.columns = runs.columns.str.strip()
    return runs[runs["scenario"].str.strip() == scenario].sort_values("idx")


def test_the_reference_season_has_our_period():
    assert STL["params"]["period"] == 12


def test_season_trend_and_weights_equal_the_authors_program():
    found = decompose(carbon_dioxide(), stl_settings())
    for month, printed in enumerate(STL["baseline_first5"]):
        assert found.season[month] == pytest.approx(printed["season"], abs=1e-6)
        assert found.trend[month] == pytest.approx(printed["trend"], abs=1e-6)
        assert found.weights[month] == pytest.approx(printed["weight"], abs=1e-6)


@pytest.mark.parametrize(
    ("scenario", "changes"),
    [
        ("baseline", {}),
        ("nljump-1", {"low_pass_jump": 1}),
        ("ntjump-1", {"trend_jump": 1}),
        ("nljump-1-ntjump-1", {"low_pass_jump": 1, "trend_jump": 1}),
    ],
)
def test_every_month_of_the_authors_program_is_reproduced(scenario, changes):
    found, printed = decompose(carbon_dioxide(), stl_settings(**changes)), reference_run(scenario)
    np.testing.assert_allclose(found.season, printed["season"], atol=1e-6)
    np.testing.assert_allclose(found.trend, printed["trend"], atol=1e-6)
    np.testing.assert_allclose(found.weights, printed["rw"], atol=1e-6)


@pytest.mark.parametrize("case", HELD["assurance"], ids=lambda case: f"{case['dir']} {case['lpl']}")
def test_a_target_outside_the_limits_is_met_or_missed_whatever_chance_does(case):
    direction = {"increase": HIGHER_IS_BETTER, "decrease": LOWER_IS_BETTER}[case["dir"]]
    expected = {
        "consistent_pass": CONSISTENTLY_MET,
        "consistent_fail": CONSISTENTLY_MISSED,
        "inconsistent": BY_CHANCE,
    }[case["result"]]
    assert assurance(case["target"], case["lpl"], case["upl"], direction) == expected
