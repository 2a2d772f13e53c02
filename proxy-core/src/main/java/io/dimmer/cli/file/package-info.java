/** Commands that need the configuration file alone, or make what it refers to. */
@NullMarked
package io.dimmer.cli.file;

import org.jspecify.annotations.NullMarked;
