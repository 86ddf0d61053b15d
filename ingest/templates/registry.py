"""Every import template, one line each."""

from data.errors import UnknownTemplateError
from data.nearest import did_you_mean
from ingest.templates import (
    action_plan,
    adult_concern,
    campaign,
    commitment_updates,
    court_reports,
    high_harm,
    hotspots,
    local_priorities,
    operations,
    partner_shares,
    perceptions,
    research_log,
    suspects,
    victim_satisfaction,
    victims,
    youth_survey,
)
from ingest.templates.template import Template

TEMPLATES: dict[str, Template] = {
    template.template_id: template
    for template in (
        victims.TEMPLATE,
        suspects.TEMPLATE,
        adult_concern.TEMPLATE,
        youth_survey.TEMPLATE,
        campaign.TEMPLATE,
        operations.TEMPLATE,
        court_reports.TEMPLATE,
        victim_satisfaction.TEMPLATE,
        perceptions.TEMPLATE,
        partner_shares.TEMPLATE,
        local_priorities.TEMPLATE,
        high_harm.EXPLOITATION,
        high_harm.VICTIMS,
        hotspots.TEMPLATE,
        research_log.TEMPLATE,
        action_plan.ACTION_PLAN,
        action_plan.ACTION_PLAN_UPDATE,
        commitment_updates.TEMPLATE,
    )
}


def find_template(template_id: str) -> Template:
    """The template of that name.

    Raises:
        UnknownTemplateError: Naming the nearest there are.
    """
    if template_id not in TEMPLATES:
        raise UnknownTemplateError(
            f"'{template_id}' is no template.{did_you_mean(template_id, TEMPLATES)} 'knife-crime "
            "ingest import --list' shows them all."
        )
    return TEMPLATES[template_id]
