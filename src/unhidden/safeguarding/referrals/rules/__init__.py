"""The form's questions and forks, what is wrong or missing, and what was told."""
