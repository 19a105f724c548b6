"""What can be wrong with content, as data: stable codes, messages for writers, and a report that collects them.

This package knows nobody else in `loa`. The texts stand in `rules.toml`, one table a code.
"""

from loa.errors.report import LoaError, Problem, Report, printable
from loa.errors.rules import RULES, Rule, Severity, message_language, say, set_language

__all__ = [
    "RULES",
    "LoaError",
    "Problem",
    "Report",
    "Rule",
    "Severity",
    "message_language",
    "printable",
    "say",
    "set_language",
]
