"""The operator's command, and what it runs: PostgreSQL, processes, backups.

Django is imported by ``management``, ``front`` and ``translations`` alone: everything
else here runs before it.
"""
