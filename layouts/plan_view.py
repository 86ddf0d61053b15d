"""What a reader has chosen to see of an action plan: whose, which actions, as of which day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from urllib.parse import urlencode

import pandas as pd

from data.areas import Area, all_areas, boroughs
from data.errors import ParameterError
from data.periods import parse_day
from data.plan_tables import ACTION_STATUSES
from data.store import citations, data_version
from layouts import reading_day
from layouts.names import unknown_names
from metrics.action_plans import leads_of
from metrics.commitment_standing import commitments_known_until
from metrics.plan_positions import known_until, plan_positions, plan_progress, plans_by_area
from metrics.words import day as in_words

PLACE, PLAN, DAY, PAST_DUE = "borough", "plan", "on", "past-due"
STATUS, PRIORITY, LEAD, DUE = "status", "priority", "lead", "due"
NAMES = (PLACE, PLAN, DAY, STATUS, PRIORITY, LEAD, DUE, PAST_DUE)
YES = "yes"
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)

WORDS = {STATUS: "status", PRIORITY: "priority area", LEAD: "lead", DUE: "quarter"}

FILTER_COLUMNS = {STATUS: "action_status", PRIORITY: "priority_area", DUE: "due_quarter"}
"""The column that each choice but the lead looks into."""


@dataclass(frozen=True)
class PlanView:
    """A plan as of a day, and which of its actions are listed.

    Attributes:
        plan: Short name; blank where the place has no plan.
        day: What is past due is judged on it; only reports up to it count. The strategy's
            commitments are shown as of it too.
        chosen: The values that listed actions have, by `STATUS`, `PRIORITY`, `LEAD` and `DUE`.
        past_due: Whether only actions past due are listed.
        notices: One sentence for each part of the address that could not be followed.
    """

    area: Area
    plan: str = ""
    day: date = EARLIEST
    chosen: tuple[tuple[str, str], ...] = ()
    past_due: bool = False
    notices: tuple[str, ...] = ()

    @cached_property
    def positions(self) -> pd.DataFrame:
        """Every action of the plan as of the day."""
        return plan_positions(self.plan, area=self.area.area_code, day=self.day)

    @cached_property
    def listed(self) -> pd.DataFrame:
        """The actions chosen, in the order of the plan."""
        rows = self.positions
        for name, value in self.chosen:
            rows = rows[_has(rows, name, value)]
        return rows[rows["is_past_due"]] if self.past_due else rows

    @property
    def is_filtered(self) -> bool:
        """Whether not every action is listed."""
        return bool(self.chosen) or self.past_due

    @property
    def title(self) -> str:
        """The plan's own title where it is a source of its own, else its short name."""
        sources = self.positions["source_id"].astype("str").unique()
        known = [citations()[name] for name in sources if name in citations()]
        return known[0].title if known and not sources[0].startswith("import") else self.plan

    @property
    def known_until(self) -> date:
        """The day of the newest thing known of the plan or of the strategy's commitments."""
        return _known_until(self.plan, self.area)

    @property
    def reported_until(self) -> date:
        """The day of the newest status known of the plan by the day chosen."""
        known = self.positions[["printed_vintage", "reported_on"]].max().max()
        newest: date = known.date()
        return newest

    @property
    def is_reported_on(self) -> bool:
        """Whether anything was reported after the plan was printed."""
        return bool(self.positions["reported_on"].notna().any())

    def query(self, **changes: str) -> str:
        """The view as a query string, some of it changed."""
        parts = {PLACE: self.area.slug, PLAN: self.plan, DAY: self.day.isoformat()}
        parts |= dict(self.chosen) | ({PAST_DUE: YES} if self.past_due else {}) | changes
        return urlencode({name: value for name, value in parts.items() if value})

    @property
    def state(self) -> tuple[object, ...]:
        """All that the page depends on."""
        return self.area.slug, self.plan, self.day, self.chosen, self.past_due, self.notices


def read_plan_view(query: Mapping[str, str]) -> PlanView:
    """The view that a query string asks for."""
    notices = unknown_names(query, NAMES)
    area = _area(query, notices)
    plans = plans_by_area().get(area.area_code, ())
    plan = _plan(query, plans, notices) if plans else ""
    day = _day(query, _known_until(plan, area), notices)
    if not plan:
        return PlanView(area=area, day=day, notices=tuple(notices))
    offered = choices(PlanView(area=area, plan=plan, day=day))
    return PlanView(
        area=area,
        plan=plan,
        day=day,
        chosen=tuple(_chosen(query, offered, notices)),
        past_due=query.get(PAST_DUE) == YES,
        notices=tuple(notices),
    )


def choices(view: PlanView) -> dict[str, list[str]]:
    """The values that actions of a plan can be chosen by, in the order of the plan or of time."""
    return _choices(view.plan, view.area.area_code, view.day, data_version())


@lru_cache(maxsize=64)
def _choices(plan: str, area: str, day: date, _version: str) -> dict[str, list[str]]:
    positions = plan_positions(plan, area=area, day=day)
    held = set(positions["action_status"])
    return {
        STATUS: [status for status in ACTION_STATUSES if status in held],
        PRIORITY: list(positions["priority_area"].astype("str").unique()),
        LEAD: sorted({name for text in positions["lead"].astype("str") for name in leads_of(text)}),
        DUE: plan_progress(plan, area=area, day=day, by="due_quarter")["due_quarter"].tolist(),
    }


def _known_until(plan: str, area: Area) -> date:
    of_plan = [known_until(plan, area=area.area_code)] if plan else []
    return max([*of_plan, commitments_known_until() or EARLIEST])


def _has(rows: pd.DataFrame, name: str, value: str) -> pd.Series:
    if name == LEAD:
        return rows["lead"].astype("str").map(lambda text: value in leads_of(text))
    return rows[FILTER_COLUMNS[name]].astype("str") == value


def _area(query: Mapping[str, str], notices: list[str]) -> Area:
    by_slug = {area.slug: area for area in boroughs()}
    with_plans = [all_areas()[code] for code in plans_by_area()]
    by_slug |= {area.slug: area for area in with_plans}
    first = next(iter(with_plans), boroughs()[0])
    wanted = query.get(PLACE) or first.slug
    if wanted not in by_slug:
        notices.append(
            f"The address asks for a place that does not exist. This is {first.area_name}."
        )
    return by_slug.get(wanted, first)


def _plan(query: Mapping[str, str], plans: tuple[str, ...], notices: list[str]) -> str:
    wanted = query.get(PLAN) or plans[-1]
    if wanted not in plans:
        notices.append("The address asks for a plan that is not loaded. This is the newest.")
    return wanted if wanted in plans else plans[-1]


def _day(query: Mapping[str, str], usual: date, notices: list[str]) -> date:
    text = query.get(DAY)
    if not text:
        return usual
    try:
        day = parse_day(text, last=True)
    except ParameterError:
        day = LATEST
    if EARLIEST <= day < LATEST:
        if day > reading_day.today():
            notices.append(
                f"{in_words(day)} is still to come. Statuses are those last reported, by "
                f"{in_words(usual)}; what is past due is what would be if nothing more is reported."
            )
        return day
    notices.append(
        f"The address asks for a day that cannot be used. This is the position on "
        f"{in_words(usual)}."
    )
    return usual


def _chosen(
    query: Mapping[str, str], offered: Mapping[str, list[str]], notices: list[str]
) -> Iterator[tuple[str, str]]:
    for name, values in offered.items():
        wanted = query.get(name)
        if not wanted:
            continue
        if wanted in values:
            yield name, wanted
        else:
            notices.append(
                f"No action of the plan has the {WORDS[name]} that the address asks for; it is "
                "left out."
            )
