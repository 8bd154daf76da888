"""The settings: the school, its mediator, delays, staff, lists, letters and look."""
