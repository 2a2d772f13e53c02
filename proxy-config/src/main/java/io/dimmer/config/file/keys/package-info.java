/** The keys of our files, each described once, and the rules between their parts; from a tree of nodes to records. */
@NullMarked
package io.dimmer.config.file.keys;

import org.jspecify.annotations.NullMarked;
