"""An installation: opened, brought up to date, known again, and served."""
