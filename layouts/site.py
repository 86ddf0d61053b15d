"""Every page of the site. A new page is one new module and one line here."""

from layouts.page import Page
from layouts.pages import (
    action_plans,
    borough,
    boroughs,
    claims,
    concern,
    data,
    justice,
    methods,
    neighbourhoods,
    overview,
    review,
    revisions,
    stop_and_search,
    victims,
)

PAGES: tuple[Page, ...] = (
    overview.PAGE,
    boroughs.PAGE,
    borough.PAGE,
    neighbourhoods.PAGE,
    victims.PAGE,
    stop_and_search.PAGE,
    justice.PAGE,
    concern.PAGE,
    review.PAGE,
    action_plans.PAGE,
    claims.PAGE,
    data.PAGE,
    methods.PAGE,
    revisions.PAGE,
)
