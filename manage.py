"""Django's own commands, as ``unhidden`` runs them: in an environment made for one."""

from django.core.management import execute_from_command_line

execute_from_command_line()
