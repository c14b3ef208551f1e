"""An invented county with a past: branches, their people, and account books made by acting. Nobody here is real."""
