package io.dimmer.loadtest.record;

import java.util.Comparator;

/**
 * What a series is about: all requests, one version, one reason.
 *
 * @param kind {@code all}, {@code version}, {@code reason} or {@code request}
 * @param value the version, the reason, the name of the request; {@code all} for all
 */
public record Label(String kind, String value) implements Comparable<Label> {
    /** Every request. */
    public static final Label ALL = new Label("all", "all");

    private static final Comparator<Label> ORDER =
            Comparator.comparing(Label::kind).thenComparing(Label::value);

    /** The requests that this version answered. */
    public static Label version(String name) {
        return new Label("version", name);
    }

    /** The requests whose version was chosen for this reason. */
    public static Label reason(String word) {
        return new Label("reason", word);
    }

    /** The requests of this name, out of a mix. */
    public static Label request(String name) {
        return new Label("request", name);
    }

    /** For people: {@code all}, {@code version canary}. */
    public String words() {
        return equals(ALL) ? "all" : kind + " " + value;
    }

    @Override
    public int compareTo(Label other) {
        return ORDER.compare(this, other);
    }
}
