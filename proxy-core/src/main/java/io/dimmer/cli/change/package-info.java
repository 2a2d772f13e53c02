/** Commands that change who sees what, while the proxy runs. */
@NullMarked
package io.dimmer.cli.change;

import org.jspecify.annotations.NullMarked;
