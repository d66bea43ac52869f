"""The database: SQL and rows live here and never leave."""
