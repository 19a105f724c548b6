"""The only part of Loa that writes: products, the manifest, the swap of a finished site into its place."""
