"""Use cases: what a command, a button, a form and a job all call. Each owns its transaction."""
