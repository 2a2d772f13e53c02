package io.dimmer.config.value;

/**
 * The name of a service.
 *
 * @param text 1 to 64 letters, digits, {@code -}, {@code _} or {@code .}; never {@code none}
 */
public record ServiceName(String text) implements Comparable<ServiceName> {
    public ServiceName {
        Names.check("service name", text);
    }

    @Override
    public int compareTo(ServiceName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
