"""The typed, frozen content model. It knows nobody but `loa.errors`."""
