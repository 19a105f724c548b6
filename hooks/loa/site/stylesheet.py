"""The one style sheet of the articles: what our pages use of Material's, then our own.

Material's sheet styles dozens of things that no page of ours has: tabs, search, code, annotations. A rule stays if
our pages can match it; a variable stays if a rule that stays reads it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import tinycss2

# The classes of Material that the templates in `docs/overrides` write.
CLASSES = frozenset({"md-typeset", "md-main", "md-container", "md-content__inner"})
# Elements that no text of ours becomes (rule 6 of the design: restricted Markdown).
_NO_ELEMENTS = frozenset(
    {"abbr", "code", "del", "figure", "ins", "iframe", "kbd", "mark", "pre", "sub", "sup", "svg", "video", "hr", "form"}
)  # fmt: skip
# Attributes that our pages have, or that nothing of ours has and the theme asks to be absent.
_ATTRIBUTES = re.compile(r"\[(?:dir=(?:ltr|rtl)|hidden)\]")
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_ELEMENT = re.compile(r"(?:^|[\s>+~(,])([a-z][a-z0-9]*)")
_SETTING = re.compile(r'(--[\w-]+):[^;{}"]*(?:"[^"]*"[^;{}"]*)*;?')
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")


@lru_cache(
    maxsize=2
)  # the preview asks again after each save, and reading the theme's sheet takes half a second
def stylesheet(material: str, own: str) -> str:
    """One sheet of both, minified.

    Args:
        material: the theme's sheet; `own`: ours, whose `url(fonts/…)` becomes an address seen from `stylesheets/`.
    """
    mine = (
        _rules(own, all_of_it=True)
        .replace("url(fonts/", "url(../fonts/")
        .replace('url("fonts/', 'url("../fonts/')
    )
    theirs = _rules(material, all_of_it=False)
    while (shorter := _without_unread(theirs, mine)) != theirs:
        theirs = shorter
    return re.sub(r"[^{}]*\{\}", "", theirs) + mine


def _without_unread(theirs: str, mine: str) -> str:
    """A sheet without the variables that neither sheet reads; each that goes may have been the reader of another."""
    read = set(_VARIABLE.findall(theirs + mine))
    return _SETTING.sub(lambda found: found[0] if found[1] in read else "", theirs)


def name(text: str) -> str:
    """The path of a sheet in the site: browsers may keep it for ever, because other content has another name."""
    return f"assets/stylesheets/loa.{hashlib.sha256(text.encode()).hexdigest()[:8]}.css"


def _rules(text: str, all_of_it: bool) -> str:
    parsed = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    return "".join(_kept(parsed, all_of_it))


def _kept(nodes: Iterable[tinycss2.ast.Node], all_of_it: bool) -> Iterator[str]:
    for node in nodes:
        if node.type == "qualified-rule":
            selectors = [part.strip() for part in _split(tinycss2.serialize(node.prelude))]
            wanted = [selector for selector in selectors if all_of_it or _may_match(selector)]
            if wanted:
                yield f"{','.join(wanted)}{{{_declarations(node.content)}}}"
        elif node.type == "at-rule":
            yield from _at_rule(node, all_of_it)


def _at_rule(node: tinycss2.ast.AtRule, all_of_it: bool) -> Iterator[str]:
    prelude = tinycss2.serialize(node.prelude).strip()
    if node.lower_at_keyword in ("media", "supports"):
        inner = "".join(_kept(tinycss2.parse_rule_list(node.content, True, True), all_of_it))
        if inner:
            yield f"@{node.lower_at_keyword} {prelude}{{{inner}}}"
    elif all_of_it and node.content is not None:
        yield f"@{node.lower_at_keyword} {prelude}".strip() + f"{{{_declarations(node.content)}}}"


def _declarations(content: list[tinycss2.ast.Node]) -> str:
    found = tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True)
    return ";".join(
        f"{node.name}:{tinycss2.serialize(node.value).strip()}{'!important' * node.important}"
        for node in found
        if node.type == "declaration"
    )


def _split(selectors: str) -> list[str]:
    """A selector list at its outer commas."""
    return re.split(r",(?![^(]*\))", selectors)


def _may_match(selector: str) -> bool:
    selector = _ATTRIBUTES.sub("", selector)
    if "[" in selector or not set(_CLASS.findall(selector)) <= CLASSES:
        return False
    return not _NO_ELEMENTS & set(_ELEMENT.findall(selector))
