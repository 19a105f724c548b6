"""What other programs may follow: news feeds, calendars of campaigns, structured data for search engines."""
