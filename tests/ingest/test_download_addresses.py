"""Only publishers' documented addresses are contacted, or one mirror in their place."""

import pytest

from data.errors import ParameterError, SourceUnavailableError
from ingest.addresses import Reach, checked_base_url

DATASTORE = Reach(documented="https://data.london.gov.uk/api/action/package_show?id=e5n6w")
MIRROR = Reach(documented=DATASTORE.documented, base_url="http://127.0.0.1:8051")


@pytest.mark.parametrize(
    ("address", "located"),
    [
        (
            "https://data.london.gov.uk/a/b%20c.csv?v=1",
            "https://data.london.gov.uk/a/b%20c.csv?v=1",
        ),
        ("http://data.london.gov.uk/a.csv", "https://data.london.gov.uk/a.csv"),
        ("https://DATA.London.gov.uk/a.csv", "https://data.london.gov.uk/a.csv"),
        ("/download/a.csv#top", "https://data.london.gov.uk/download/a.csv"),
        (
            "https://airdrive-secure.s3-eu-west-1.amazonaws.com/a.csv?X-Amz=1",
            "https://airdrive-secure.s3-eu-west-1.amazonaws.com/a.csv?X-Amz=1",
        ),
    ],
)
def test_a_documented_address_is_contacted_and_always_encrypted(address, located):
    assert DATASTORE.locate(address) == located


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/a.csv",
        "https://data.london.gov.uk.example.com/a.csv",
        "https://user:pass@data.london.gov.uk/a.csv",
        "https://data.london.gov.uk:8443/a.csv",
        "https://policeuk-data.s3.amazonaws.com/a.zip",
        "//127.0.0.1/a.csv",
        "file:///etc/passwd",
        "ftp://data.london.gov.uk/a.csv",
        "http://[bad/a.csv",
    ],
)
def test_any_other_address_is_refused_with_what_was_expected(address):
    with pytest.raises(SourceUnavailableError, match=r"expected one at data\.london\.gov\.uk"):
        DATASTORE.locate(address)


@pytest.mark.parametrize(
    ("address", "located"),
    [
        ("https://data.london.gov.uk/a.csv?v=1", "http://127.0.0.1:8051/a.csv?v=1"),
        ("https://airdrive-secure.s3-eu-west-1.amazonaws.com/a", "http://127.0.0.1:8051/a"),
        ("http://127.0.0.1:8051/b", "http://127.0.0.1:8051/b"),
        ("/c", "http://127.0.0.1:8051/c"),
    ],
)
def test_a_base_address_takes_the_place_of_every_publishers(address, located):
    assert MIRROR.locate(address) == located


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8052/a", "https://127.0.0.1:8051/a", "https://example.com/a"]
)
def test_even_a_mirror_cannot_lead_elsewhere(address):
    with pytest.raises(SourceUnavailableError, match="It was not contacted"):
        MIRROR.locate(address)


@pytest.mark.parametrize("text", ["", "http://127.0.0.1:8051", "https://mirror.example/"])
def test_a_base_address_is_a_scheme_and_a_host(text):
    assert checked_base_url(text) == text.rstrip("/")


@pytest.mark.parametrize(
    "text", ["127.0.0.1:8051", "ftp://a", "http://", "http://a/b", "http://a?b", "http://[", "x"]
)
def test_anything_else_is_no_base_address(text):
    with pytest.raises(ParameterError, match="expected a scheme and a host alone"):
        checked_base_url(text)
