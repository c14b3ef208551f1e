"""Pages of those who wish not to take part in the points: the list of a year, one application, its form on paper."""
