package io.dimmer.config.file.problem;

/**
 * Something that is allowed and probably not meant.
 *
 * @param place where
 * @param message one sentence without a full stop
 */
public record Warning(Place place, String message) {
    /** {@code dimmer.yaml:50:14: services.shop.force.allow: warning: …}. */
    public String text(String file) {
        return Lines.of(file, place, "warning: " + message);
    }
}
