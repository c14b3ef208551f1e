"""Organisational life as facts: dues, study and examinations, thought reports, labour, patrols, tasks, findings.

Never turns a fact into points: rooms above ask `queries.list_suggestions` and put them to the body that decides.
"""
