"""Every page of the site. A new page is one new module and one line here."""

from layouts.page import Page
from layouts.pages import action_plans, borough, methods, overview

PAGES: tuple[Page, ...] = (overview.PAGE, borough.PAGE, action_plans.PAGE, methods.PAGE)
