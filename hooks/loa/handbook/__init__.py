"""The handbook of `docs/so-tay/`: as pages for the preview and for a folder, and its entries on error codes.

It belongs to the program, not to a campaign: a citizen's site never holds it. Officials read it at `/so-tay/` while
`loa serve` runs, or in the folder that `loa handbook` writes; both need no network.
"""
