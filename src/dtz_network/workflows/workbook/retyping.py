"""Whether an entity may become another type: only where that type can have all that is known of it."""

from __future__ import annotations

from dtz_network.language import Language
from dtz_network.model.network import Network


def unfit(network: Network, ident: str, wanted: str, lang: Language) -> list[str]:
    """Return what is known of an entity that another type cannot have, in words: values, relationships and references."""
    entity, new = network.entities[ident], network.schema.types[wanted]
    had = network.schema.types[entity.type].properties
    found = [had[p].label[lang] for p in entity.values if p in had and p not in new.properties]
    for tie in network.ties_of(ident):
        spec = network.schema.types[tie.type]
        ends = [e for e, who in ((spec.source, tie.source), (spec.target, tie.target)) if e and who == ident]
        refs = [p.to for name, p in spec.properties.items() if p.type == "ref" and ident in tie.all(name)]
        allowed = [*(end.types for end in ends), *refs]
        if any(not any(new.is_a(kind) for kind in kinds) for kinds in allowed):
            found.append(spec.label[lang])
    for other in network.entities.values():
        for name, prop in network.schema.types[other.type].properties.items():
            if prop.type == "ref" and ident in other.all(name) and not any(new.is_a(k) for k in prop.to):
                found.append(prop.label[lang])
    return list(dict.fromkeys(found))
