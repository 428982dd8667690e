"""The way in and out for other programs: leads in, outcomes out, as the person whose token it is."""
