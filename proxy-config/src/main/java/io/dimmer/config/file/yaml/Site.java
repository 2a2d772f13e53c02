package io.dimmer.config.file.yaml;

import io.dimmer.config.file.problem.Place;

/**
 * Where a node hangs in the tree.
 *
 * @param name the key that leads there
 * @param key where that key begins; in a list, where the value begins
 * @param value where the value begins
 */
public record Site(String name, Place key, Place value) {}
