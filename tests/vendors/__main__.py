"""``PYTHONPATH=engine:plugins:tests python -m vendors > docs/sources.md`` writes the page of sources anew."""

from vendors.page import page
from vendors.rows import vendors

print(page(vendors()))
