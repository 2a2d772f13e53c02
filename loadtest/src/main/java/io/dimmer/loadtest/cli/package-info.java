/** The command line of the load tester. */
@NullMarked
package io.dimmer.loadtest.cli;

import org.jspecify.annotations.NullMarked;
