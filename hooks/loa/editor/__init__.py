"""Editing in the browser, for `loa serve` on one's own machine only: forms made from the schemas, safe writing."""
