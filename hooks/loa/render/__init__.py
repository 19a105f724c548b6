"""Renderers: from an edition and its context to bytes. Pure: they read no files but their own templates."""
