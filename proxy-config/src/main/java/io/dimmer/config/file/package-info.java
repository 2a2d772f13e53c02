/** From text to spec and back: finds all problems, each with line, path, what was found and what was expected; the schema. */
@NullMarked
package io.dimmer.config.file;

import org.jspecify.annotations.NullMarked;
