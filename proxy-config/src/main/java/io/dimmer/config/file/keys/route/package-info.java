/** The keys of routes and of the match language, and which routes cannot be told apart. */
@NullMarked
package io.dimmer.config.file.keys.route;

import org.jspecify.annotations.NullMarked;
