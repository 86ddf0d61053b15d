"""Where to get help: other organisations, named as such, on every page."""

from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component


@dataclass(frozen=True, kw_only=True)
class Service:
    """An organisation that helps, and how to reach it."""

    need: str
    name: str
    number: str
    link: str


SERVICES = (
    Service(
        need="In an emergency",
        name="Police or ambulance",
        number="999",
        link="https://www.police.uk/",
    ),
    Service(
        need="After a crime",
        name="Victim Support",
        number="08 08 16 89 111",
        link="https://www.victimsupport.org.uk/",
    ),
    Service(
        need="Under 19 and worried",
        name="Childline",
        number="0800 1111",
        link="https://www.childline.org.uk/",
    ),
    Service(
        need="To say what you know without giving your name",
        name="Crimestoppers",
        number="0800 555 111",
        link="https://crimestoppers-uk.org/",
    ),
    Service(
        need="The same, for young people",
        name="Fearless",
        number="",
        link="https://crimestoppers-uk.org/fearless",
    ),
)


def support() -> list[Component]:
    """A heading and the list of services."""
    return [
        html.H2("Where to get help", id="support"),
        html.P(
            "These are other organisations. Calling them is free, and they do not learn what you "
            "read here.",
            className="muted",
        ),
        html.Ul([_item(service) for service in SERVICES], className="services"),
    ]


def _item(service: Service) -> Component:
    reached: list[Component | str] = [html.A(service.name, href=service.link)]
    if service.number:
        telephone = "tel:" + service.number.replace(" ", "")
        reached += [" ", html.A(service.number, href=telephone, className="number")]
    return html.Li([html.Span(service.need, className="need"), html.Span(reached)])
