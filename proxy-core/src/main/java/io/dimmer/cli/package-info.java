/** The command line; talks to the admin API, or to the configuration alone. */
@NullMarked
package io.dimmer.cli;

import org.jspecify.annotations.NullMarked;
