/** Commands that show what runs, and why. */
@NullMarked
package io.dimmer.cli.show;

import org.jspecify.annotations.NullMarked;
