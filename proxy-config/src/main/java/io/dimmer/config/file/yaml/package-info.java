/** From YAML text to a tree of nodes that know their line and column; environment variables; the only home of YAML. */
@NullMarked
package io.dimmer.config.file.yaml;

import org.jspecify.annotations.NullMarked;
