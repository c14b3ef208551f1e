"""Pages of meetings: lists, one meeting, its attendance and motions, the sheet of minutes."""
