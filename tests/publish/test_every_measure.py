"""No measure of the catalogue breaks a command: it answers, or says in a sentence why not."""

import pytest
from click.testing import CliRunner

from metrics.catalogue import METRICS
from publish.claim_command import claim
from publish.signals_command import signals

ASKED = {
    "points": (signals, ["--points"]),
    "compared": (signals, ["--compare"]),
    "newest": (signals, []),
    "calendar years": (claim, ["--change", "-10", "--from", "2019", "--to", "2020"]),
    "years to March": (claim, ["--change", "-10", "--from", "2018/19", "--to", "2019/20"]),
    "months": (claim, ["--change", "40", "--from", "2023-07", "--to", "2023-08"]),
    "12 months": (claim, ["--change", "40", "--from", "12m:2022-08", "--to", "12m:2023-08"]),
}
"""Each of them once for every measure; a claim about London and one about a borough."""


@pytest.mark.usefixtures("examples_loaded")
@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("metric_id", METRICS)
def test_a_measure_answers_or_says_why_not(metric_id, asked):
    command, options = ASKED[asked]
    for area in ("E23000001", "southwark") if command is claim else ("all",):
        place = [] if area == "all" else ["--area", area]
        done = CliRunner().invoke(command, [metric_id, *place, *options])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        assert done.output.strip()
        if done.exit_code:
            assert done.output.startswith(("Error: ", "Usage: "))
