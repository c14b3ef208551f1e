"""What a text leaves open: values, clauses, who decides, which paper proves it."""

from __future__ import annotations

from collections.abc import Iterator

from jifen.rules.holes import holes
from jifen.rules.lint.page import ERROR, INFO, WARNING, Page, Said, check
from jifen.rules.model.points import Ask


@check("hole")
def open_values(page: Page) -> Iterator[Said]:
    """Values announced and not given: may be stored and printed, not scored."""
    for path in holes(page.scheme):
        remedy = "由本单位研究定下分值，把 unset 改成分数"
        if page.scheme.open:
            remedy += "；有意留给下级的不用改，由下级的办法在 fill 里定"
        yield Said(WARNING, path, "还没有定分值，定下来以前不能算分", remedy)


@check("missing-clause")
def values_from_nowhere(page: Page) -> Iterator[Said]:
    """Every value has a clause, or says that it is assumed (LANGUAGE §1)."""
    scheme = page.scheme
    if scheme.assumed:
        return
    named = [(path, part.clause, part.assumed) for path, part in page.parts()]
    named += [(path, item.clause, item.assumed) for path, _, item in page.items()]
    for n, override in enumerate(scheme.override):
        named.append((("override", n), override.clause, override.assumed))
    for n, outcome in enumerate(scheme.outcomes):
        named.append((("outcomes", n), outcome.clause, outcome.assumed))
    if scheme.grades is not None and not all(row.clause for row in scheme.grades.rows):
        named.append((("grades",), scheme.grades.clause, False))
    for path, clause, assumed in named:
        if clause is None and not assumed:
            yield Said(WARNING, path, "没有写条款", "写上 clause；原文没有、由本单位拟定的，写 assumed: true")


@check("vague-without-decider")
def judged_by_nobody(page: Page) -> Iterator[Said]:
    """A value that people set must say which people (AMB-04)."""
    for path, _, rule in page.rules():
        if isinstance(rule.points, Ask) and not rule.needs.decided_by:
            yield Said(
                ERROR,
                path,
                "的分值由人酌定，却没有写由谁定",
                "写上 needs: {decided_by: branch_committee, reason: true}",
            )


@check("override-without-document")
def vetoes_by_hearsay(page: Page) -> Iterator[Said]:
    """The hardest results need a paper (AMB-17)."""
    for path, rule in page.triggers():
        if rule.enabled and not rule.needs.document:
            yield Said(
                WARNING,
                path,
                "一经记上就生效，却不要求有文件",
                "写上 needs: {document: true}；原文不要求的，可以不改",
            )


@check("sample")
def sample_content(page: Page) -> Iterator[Said]:
    """The file says of itself that part of it is ours, to be adopted or changed."""
    if page.scheme.sample is not None:
        yield Said(
            INFO, ("sample",), "写明这份方案里有拟定的样例内容，不是原文", "采用前逐条研究，改成本单位的内容"
        )
