"""Service records in and out: spreadsheets of officials, HSDS JSON, CSV and xlsx."""
