"""What axe-core finds wrong with a page, by the rules of WCAG 2.2 A and AA and its best practices."""

from pathlib import Path

SCRIPT = (Path(__file__).parent / "axe" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def problems(page, rules: list[str] = RULES) -> list[str]:
    """One line per violation: the rule, and the element. `rules` are tags, or names of rules. From the
    top of the page: what a scrolled page has half under its fixed bar is no small target."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    result = page.evaluate(
        "rules => axe.run({ runOnly: rules, resultTypes: ['violations'] })", rules
    )
    return [
        f"{found['id']}: {node['html'][:200]}"
        for found in result["violations"]
        for node in found["nodes"]
    ]
