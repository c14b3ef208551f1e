"""Pages of the registers of organisational life."""
