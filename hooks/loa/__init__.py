"""Loa: one Markdown source, every channel of a gender-equality campaign."""

__version__ = "0.1.0"
