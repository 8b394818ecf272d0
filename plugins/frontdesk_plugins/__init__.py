"""The channels and the preference source that come with ``frontdesk``; like a vendor's, they use public names only."""
