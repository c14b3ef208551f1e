"""Pages of the law book: 办法, their versions, the list of a year, holidays."""
