"""Print products: leaflets, pocket cards, posters, banners, and the ZIP with a commune's own."""
