/** What the loops handed over, over the last minute and the last ten. */
@NullMarked
package io.dimmer.measure.window;

import org.jspecify.annotations.NullMarked;
