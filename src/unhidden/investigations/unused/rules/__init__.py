"""Pure rules of unused material: axes, places, order, descriptions, schedules."""
