"""Pages of rosters: upload, dry run, progress, history of imports, export."""
