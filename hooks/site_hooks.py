"""MkDocs hooks: each event calls `loa.site.events` and does nothing else."""

from mkdocs.plugins import event_priority

from loa.site import events


def on_page_read_source(page, config):
    return events.read_source(page, config)


def on_page_content(html, page, config, files):
    return events.content(page, config)


def on_page_context(context, page, config, nav):
    return events.page_context(context, page, config)


def on_template_context(context, template_name, config):
    return events.template_context(context, config)


# After mkdocs-static-i18n, which builds the other languages at this event with priority -100.
@event_priority(-200)
def on_post_build(config):
    events.post_build(config)
