package io.dimmer.config.file.yaml;

import io.dimmer.config.file.problem.Place;

/** One value of a file: a scalar, a list or a mapping. */
public sealed interface Node permits Scalar, Items, Mapping {
    /** Where it hangs in the tree. */
    Site site();

    /** As it reads in a message: the text itself, {@code a list}, {@code a mapping}, {@code nothing}. */
    String found();

    /** Where the value begins. */
    default Place place() {
        return site().value();
    }

    /** Where its key begins; in a list, where the value begins. */
    default Place owner() {
        return site().key();
    }

    /** The key that leads here: the last word of the path. */
    default String name() {
        return site().name();
    }
}
