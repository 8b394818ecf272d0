"""The settings of a plugin, as a file that names the plugin gives them.

Secrets are only ever references. Knows no plugin.
"""

from __future__ import annotations

from frontdesk.loading.building.scalars import shape
from frontdesk.loading.building.secrecy import issued_secret, looks_secret
from frontdesk.loading.building.sections import Section, section_of
from frontdesk.loading.tree.nodes import Entries, Scalar
from frontdesk.model import GivenSetting, Secret


def read_settings(section: Section, key: str) -> dict[str, GivenSetting]:
    """Read the settings of a plugin; what looks like a secret has to be a reference."""
    settings: dict[str, GivenSetting] = {}
    for name, node, place in section.pairs(key):
        if isinstance(node, Entries):
            reference = section_of(node, f"the setting '{name}'", place, section.diagnostics)
            settings[name] = GivenSetting(Secret(reference.needed("secret")), place)
        elif isinstance(node, Scalar):
            # What a provider issued is told of every text of a file, wherever it stands.
            if looks_secret(name, node.text) and not issued_secret(node.text):
                hint = f"write {name}: {{secret: NAME_OF_ENVIRONMENT_VARIABLE}}, and change the secret: it was seen"
                section.diagnostics.error(
                    node.where, "P002", f"'{name}' looks like a secret written into the ruleset", hint
                )
            settings[name] = GivenSetting(node.text, place)
        else:
            section.diagnostics.error(
                node.where, "Y011", f"the setting '{name}' should be one value, not {shape(node)}"
            )
    return settings
