package io.dimmer.judge;

import java.util.function.Supplier;

/**
 * Words for people that are put together when somebody reads them: a tick makes a dozen for each version, and most are
 * replaced before anybody looks. What they are made of must not change. Any thread.
 */
public final class Sentence {
    private final Supplier<String> words;

    /** A sentence that is made of these words each time it is read. */
    public Sentence(Supplier<String> words) {
        this.words = words;
    }

    /** What it says. */
    public String text() {
        return words.get();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sentence sentence && sentence.text().equals(text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
