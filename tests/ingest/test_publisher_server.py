"""The loopback publisher speaks HTTP as the tests rely on; asked without our own client."""

import http.client
import json
from email.utils import parsedate_to_datetime

import pytest

from tests.publisher.made_up import CONTENT, NAME, PATH


@pytest.fixture
def ask(offering):
    """One request; status, headers and body of the answer."""

    def get(path, **headers):
        connection = http.client.HTTPConnection(offering.url.removeprefix("http://"))
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response.status, response.headers, body

    return get


def test_it_lists_its_files_as_the_london_datastore_does(ask):
    status, _, body = ask("/api/action/package_show?id=e5n6w")
    answer = json.loads(body)
    assert (status, answer["success"]) == (200, True)
    (resource,) = answer["result"]["resources"]
    assert resource["url"] == f"https://data.london.gov.uk{PATH}"
    assert {"id", "name", "format", "url", "last_modified"} == set(resource)


def test_it_serves_a_file_with_its_marks(ask):
    status, headers, body = ask(PATH)
    assert (status, body) == (200, CONTENT)
    assert headers["ETag"].startswith('"')
    assert parsedate_to_datetime(headers["Last-Modified"])


def test_it_does_not_send_what_the_asker_has(ask):
    _, headers, _ = ask(PATH)
    assert ask(PATH, **{"If-None-Match": headers["ETag"]})[0] == 304
    assert ask(PATH, **{"If-Modified-Since": headers["Last-Modified"]})[0] == 304
    assert ask(PATH, **{"If-None-Match": '"other"', "If-Modified-Since": "x"})[0] == 200


def test_it_sends_the_rest_of_the_same_file_only(ask):
    etag = ask(PATH)[1]["ETag"]
    status, headers, body = ask(PATH, Range="bytes=100-", **{"If-Range": etag})
    assert (status, body) == (206, CONTENT[100:])
    assert headers["Content-Range"] == f"bytes 100-{len(CONTENT) - 1}/{len(CONTENT)}"
    assert ask(PATH, Range="bytes=100-", **{"If-Range": '"other"'})[0] == 200


def test_it_answers_what_it_does_not_have_with_a_page(ask):
    status, headers, body = ask("/download/nothing.csv")
    assert (status, headers["Content-Type"]) == (404, "text/html")
    assert body.startswith(b"<!doctype html>")


def test_it_lists_attachments_as_gov_uk_does(offering, ask):
    offering.publish_govuk("/api/content/a", "Tables", CONTENT, name="t.csv")
    attachments = json.loads(ask("/api/content/a")[2])["details"]["attachments"]
    assert attachments[0]["title"] == "Tables"
    assert attachments[0]["url"].startswith("https://assets.publishing.service.gov.uk/media/")
    assert NAME not in attachments[0]["url"]
