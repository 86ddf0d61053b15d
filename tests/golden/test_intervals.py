"""Our intervals equal those of other people's published tests.

`intervals.json` is a copy of the reference values kept beside the project, each with its source.
None was made by our own code.
"""

import json
from pathlib import Path

import pandas as pd
import pytest

from metrics.catalogue import METRICS
from metrics.evaluate import Request, evaluate
from metrics.grid import lay_out
from metrics.metric import SHARE
from metrics.rates import byar_interval, count_interval, proportion_interval, rate_ratio
from metrics.words import percentage

HELD = json.loads(Path(__file__).with_name("intervals.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", HELD["byar_counts"], ids=lambda case: str(case["x"]))
def test_byars_limits_of_a_count(case):
    lower, upper = byar_interval(case["x"], case["conf"])
    assert (lower, upper) == pytest.approx((case["lower"], case["upper"]), rel=1e-6)


@pytest.mark.parametrize("case", HELD["rates_phe"], ids=lambda case: case["area"])
@pytest.mark.parametrize(("confidence", "digits"), [(0.95, "95"), (0.998, "998")])
def test_limits_of_a_rate_exact_below_ten_events_and_byars_from_ten(case, confidence, digits):
    scale = case["per"] / case["den"]
    lower, upper = count_interval(case["num"], confidence)
    published = (case[f"lower{digits}"], case[f"upper{digits}"])
    assert (lower * scale, upper * scale) == pytest.approx(published, abs=1e-6)


@pytest.mark.parametrize("case", HELD["wilson"], ids=lambda case: f"{case['x']}/{case['n']}")
def test_wilsons_limits_of_a_share(case):
    lower, upper = proportion_interval(case["x"], case["n"], case["conf"])
    assert (lower, upper) == pytest.approx((case["lower"], case["upper"]), abs=1e-6)


@pytest.mark.parametrize("case", HELD["rate_ratio"], ids=lambda case: str(case["rr"]))
def test_rate_ratio_to_the_printed_digit(case):
    ratio = rate_ratio((case["a"], case["b"]), (case["pt_a"], case["pt_b"]), case["conf"])
    printed = (case["rr"], case["lower"], case["upper"])
    assert tuple(round(number, 2) for number in ratio) == printed


@pytest.mark.parametrize("case", HELD["percent_change"], ids=lambda case: case["source"])
def test_percentage_change_to_the_printed_digit(case):
    ratio = rate_ratio((case["current"], case["previous"]), (1, 1))
    assert 100 * (ratio.value - 1) == pytest.approx(case["pct"], abs=5e-5 * 10)


@pytest.mark.parametrize("case", HELD["shares"], ids=lambda case: case["published"])
def test_a_share_to_the_printed_digit(case):
    """Through the very evaluation that shares of measures take, and inside its own limits."""
    rows = pd.DataFrame(
        {
            "area_code": ["E23000001"],
            "period_end": pd.to_datetime(["2023-09-30"]),
            "numerator": [case["num"]],
            "denominator": [case["den"]],
            "status": [""],
            "vintage": pd.to_datetime(["2023-11-01"]),
        }
    )
    grid = lay_out(rows, by=(), base_period="month", zero_filled=False)
    found = evaluate(METRICS["weapon_search_arrest_rate"], grid, Request("month", SHARE)).iloc[0]
    assert percentage(found["value"], 0) == case["published"]
    assert found["value"] == pytest.approx(100 * case["num"] / case["den"], abs=1e-9)
    assert found["lower"] < found["value"] < found["upper"]


@pytest.mark.shared
def test_the_copy_equals_the_reference_values_kept_beside_the_project(shared_dir):
    reference = json.loads((shared_dir / "golden" / "statistics.json").read_text(encoding="utf-8"))
    assert {name: reference[name] for name in HELD} == HELD
    other = json.loads(Path(__file__).with_name("statistics.json").read_text(encoding="utf-8"))
    assert {*HELD, *other} == {*reference}
