"""Every page of the site. A new page is one new module and one line here."""

from layouts.page import Page
from layouts.pages import (
    action_plans,
    borough,
    boroughs,
    claims,
    methods,
    overview,
    review,
    revisions,
)

PAGES: tuple[Page, ...] = (
    overview.PAGE,
    boroughs.PAGE,
    borough.PAGE,
    review.PAGE,
    action_plans.PAGE,
    claims.PAGE,
    methods.PAGE,
    revisions.PAGE,
)
