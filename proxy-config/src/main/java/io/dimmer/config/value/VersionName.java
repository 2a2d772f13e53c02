package io.dimmer.config.value;

/**
 * The name of a version.
 *
 * @param text 1 to 64 letters, digits, {@code -}, {@code _} or {@code .}; never {@code none}
 */
public record VersionName(String text) implements Comparable<VersionName> {
    public VersionName {
        Names.check("version name", text);
    }

    @Override
    public int compareTo(VersionName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
