"""The second wall: the public site's role cannot even fetch a trained sign."""

from __future__ import annotations

from django.db import migrations

FORWARD = """
ALTER TABLE signs_sign ENABLE ROW LEVEL SECURITY;
CREATE POLICY the_public_sees_public_signs ON signs_sign
    USING (current_user <> 'unhidden_public' OR is_public);
"""
BACK = """
DROP POLICY the_public_sees_public_signs ON signs_sign;
ALTER TABLE signs_sign DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("signs", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
