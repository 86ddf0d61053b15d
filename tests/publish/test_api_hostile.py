"""Whatever is asked of the API, the answer is figures or a refusal in words, never a failure."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.areas import all_areas
from data.periods import PERIOD_TYPES
from metrics.catalogue import METRICS
from metrics.parameters import FORMATS, PARAMETERS

DIMENSIONS = sorted({name for metric in METRICS.values() for name in metric.dimensions})
STRANGE = st.text(max_size=40) | st.sampled_from(
    ["", "null", "-1", "0", "../../etc/passwd", "'; drop table", "%00", "\x00", "\ud800", "９" * 4]
)
DAYS = st.dates().map(str) | st.sampled_from(
    ["2024-02", "2024-00", "0001-01", "9999-12", "2024-02-30", "2024-W01-1", "٢٠٢٤-٠١"]
)
LIKELY = {
    "area": st.sampled_from([*list(all_areas())[:60], "all", "southwark", "Camden"]),
    "period-type": st.sampled_from(PERIOD_TYPES),
    "from": DAYS,
    "to": DAYS,
    "on": DAYS,
    "as": st.sampled_from(["count", "rate", "share", "ratio", "published", "victimisation"]),
    "as-of": DAYS,
    "by": st.sampled_from([*DIMENSIONS, "status"]),
    "format": st.sampled_from(FORMATS),
}
LIKELY_PAIRS = st.sampled_from(list(PARAMETERS)).flatmap(
    lambda name: st.tuples(st.just(name), LIKELY[name] | STRANGE)
)
PAIRS = LIKELY_PAIRS | st.tuples(STRANGE, STRANGE)
NAMES = st.sampled_from(sorted(METRICS)) | STRANGE.map(lambda text: text or "none")

patiently = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


def encodable(pairs):
    """The pairs as a browser could send them."""
    return [
        (name.encode("utf-8", "replace").decode(), value.encode("utf-8", "replace").decode())
        for name, value in pairs
    ]


def check(answer):
    if answer.status_code == 200:
        assert answer.headers["ETag"]
    else:
        assert answer.status_code in (400, 404), answer.text
        assert answer.mimetype == "application/problem+json"
        assert answer.json["detail"].rstrip(")").endswith(".")
        assert "Traceback" not in answer.text


@given(metric_id=st.sampled_from(sorted(METRICS)), pairs=st.lists(LIKELY_PAIRS, max_size=4))
@patiently
def test_any_choices_are_answered_or_refused_in_words(client, metric_id, pairs):
    path = f"/api/v1/metrics/{metric_id}/values"
    check(client.get(path, query_string=encodable(pairs)))


@given(metric_id=NAMES, pairs=st.lists(PAIRS, max_size=6))
@patiently
def test_any_text_at_all_is_answered_or_refused_in_words(client, metric_id, pairs):
    from urllib.parse import quote

    name = quote(metric_id.encode("utf-8", "replace"), safe="")
    check(client.get(f"/api/v1/metrics/{name}/values", query_string=encodable(pairs)))


@given(query=st.binary(max_size=200))
@patiently
def test_any_bytes_in_the_place_of_a_query_are_answered_or_refused(client, query):
    environment = {"QUERY_STRING": query.decode("latin-1")}
    check(client.get("/api/v1/metrics/knife_crime/values", environ_overrides=environment))
