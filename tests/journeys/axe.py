"""What axe-core finds wrong on a page, in lines that say where; for every journey that looks at pages.

from tests.journeys.axe import looks_at
looks_at(desk.page)
"""

from pathlib import Path

from django.conf import settings
from playwright.sync_api import Page

SOURCE = Path(settings.BASE_DIR) / "static/vendor/axe-core/axe.min.js"
WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """async tags => {
    const found = await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
    return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(" ")} ${node.failureSummary}`));
}"""


def violations(page: Page) -> list[str]:
    """Violations of WCAG 2.2 up to AA on the page as it stands; one line each."""
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(SOURCE.read_text(encoding="utf-8"))
    return page.evaluate(RUN, WCAG_22_AA)


def faults(page: Page) -> list[str]:
    """The violations, and whether something runs off the side."""
    found = violations(page)
    if not page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
        found.append("runs off the side")
    return found
