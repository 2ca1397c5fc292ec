"""Every address of the project, read from the resolver."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """One pattern: its route, its full name, and the names of its arguments."""

    route: str
    name: str
    arguments: tuple[str, ...]


def every_address() -> list[Address]:
    return sorted(_walk(get_resolver(), "", ()), key=lambda a: (a.name, a.route))


def _walk(resolver: URLResolver, prefix: str, namespaces: tuple[str, ...]) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern, route, inner)
        elif isinstance(pattern, URLPattern):
            name = ":".join((*namespaces, pattern.name or f"unnamed {route}"))
            arguments = tuple(pattern.pattern.converters) or tuple(_groups(pattern))
            yield Address(route, name, arguments)


def _groups(pattern: URLPattern) -> list[str]:
    regex = getattr(pattern.pattern, "regex", None)
    return sorted(regex.groupindex) if regex is not None else []
