"""Texts out to translators and back: Word, XLIFF, PO and CSV, all of them rows of the same segments."""
