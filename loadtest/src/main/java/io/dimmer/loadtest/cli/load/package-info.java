/** The command {@code loadtest}: its flags, its progress line, the files it leaves, and the comparison of two runs. */
@NullMarked
package io.dimmer.loadtest.cli.load;

import org.jspecify.annotations.NullMarked;
