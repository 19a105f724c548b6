"""The communicators' tasks of a campaign: each can be put on a calendar."""

from __future__ import annotations

from collections.abc import Iterator

from loa.errors import Problem
from loa.model.catalog import Campaign, Tasks


def check_tasks(campaign: Campaign, tasks: Tasks) -> Iterator[Problem]:
    """The problems of one `tasks.yml`."""
    seen: set[str] = set()
    for number, task in enumerate(tasks.fields.tasks):
        line = tasks.text.line("tasks", str(number))
        if (task.weeks_before is None) == (task.due is None):
            yield Problem.of("LOA720", tasks.text.shown, line, value=task.id)
        elif task.days(campaign.fields.start) is None:
            yield Problem.of("LOA721", tasks.text.shown, line, value=task.id)
        if task.id in seen:
            yield Problem.of("LOA722", tasks.text.shown, line, value=task.id)
        seen.add(task.id)
