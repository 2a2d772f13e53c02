/** What commands print with: two streams, tables, figures, exit codes. */
@NullMarked
package io.dimmer.cli.terminal;

import org.jspecify.annotations.NullMarked;
