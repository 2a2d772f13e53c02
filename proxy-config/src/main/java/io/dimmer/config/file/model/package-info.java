/** The declarative description of keys that drives reading, hints, the schema and the reference alike. */
@NullMarked
package io.dimmer.config.file.model;

import org.jspecify.annotations.NullMarked;
