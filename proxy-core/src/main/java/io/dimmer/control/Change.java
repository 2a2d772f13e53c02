package io.dimmer.control;

import java.time.Instant;
import java.util.Optional;

/**
 * Who changed something at run time.
 *
 * @param by a name
 * @param why the sentence that was given
 * @param at when
 */
record Change(String by, Optional<String> why, Instant at) {
    static Change of(Author author, Instant at) {
        return new Change(author.name(), author.why(), at);
    }
}
