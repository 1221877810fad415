"""An investigation as a whole: its front, joining it with others, splitting it."""
