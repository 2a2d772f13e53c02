package io.dimmer.config.value;

/**
 * The name of a route.
 *
 * @param text 1 to 64 letters, digits, {@code -}, {@code _} or {@code .}; never {@code none}
 */
public record RouteName(String text) implements Comparable<RouteName> {
    public RouteName {
        Names.check("route name", text);
    }

    @Override
    public int compareTo(RouteName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
