package io.dimmer.control.state;

import io.dimmer.control.Author;
import java.time.Instant;
import java.util.Optional;

/**
 * Who changed something at run time.
 *
 * @param by a name
 * @param why the sentence that was given
 * @param at when
 */
public record Change(String by, Optional<String> why, Instant at) {
    public static Change of(Author author, Instant at) {
        return new Change(author.name(), author.why(), at);
    }
}
