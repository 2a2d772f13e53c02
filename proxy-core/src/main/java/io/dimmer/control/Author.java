package io.dimmer.control;

import java.util.Optional;

/**
 * Who asks for a change.
 *
 * @param name the id of a token, {@code local} without tokens, or {@code dimmer}
 * @param why the sentence that was given
 */
public record Author(String name, Optional<String> why) {
    /** Dimmer itself. */
    public static final Author DIMMER = new Author("dimmer", Optional.empty());
}
