package io.dimmer.config.file.model;

import java.util.Optional;

/**
 * One key of a section.
 *
 * @param <T> what its value is read to
 * @param name as it is written
 * @param type what stands behind it
 * @param required whether it must be written
 * @param fallback what holds when it is not written, if that is always the same
 * @param unwritten what holds when it is not written, in words
 * @param said whether that is worth a note at start
 * @param meaning one or two sentences
 * @param example as it is written, value only; empty when the type says enough
 */
public record Key<T>(
        String name,
        Type<T> type,
        boolean required,
        Optional<T> fallback,
        String unwritten,
        boolean said,
        String meaning,
        String example) {
    /** A key that must be written. */
    public static <T> Key<T> required(String name, Type<T> type) {
        return new Key<>(name, type, true, Optional.empty(), "", false, "", "");
    }

    /** A key whose absence means something that depends on the rest of the file, or nothing at all. */
    public static <T> Key<T> optional(String name, Type<T> type, String unwritten) {
        return new Key<>(name, type, false, Optional.empty(), unwritten, false, "", "");
    }

    /** A key with a default. */
    public static <T> Key<T> of(String name, Type<T> type, T fallback, String unwritten) {
        return new Key<>(name, type, false, Optional.of(fallback), unwritten, false, "", "");
    }

    /** The same, with a note at start when it is not written. */
    public Key<T> noted() {
        return new Key<>(name, type, required, fallback, unwritten, true, meaning, example);
    }

    /** The same, explained. */
    public Key<T> means(String words) {
        return new Key<>(name, type, required, fallback, unwritten, said, words, example);
    }

    /** The same, with an example. */
    public Key<T> such(String value) {
        return new Key<>(name, type, required, fallback, unwritten, said, meaning, value);
    }
}
