"""Reports for officials from the ledgers: figures, the Word document, the workbook, the form that communes fill in."""
