"""Pages of the period: the branch's list of periods, one period as a line of steps, declaring, deciding, posting."""
