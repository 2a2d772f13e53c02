/** What all commands share: exit codes, how values are read, whether a person is looking. */
@NullMarked
package io.dimmer.loadtest.cli.console;

import org.jspecify.annotations.NullMarked;
