"""Pages of members' plans: the list of a year, one plan, many in one act, a pasted table, the sheet for the wall."""
