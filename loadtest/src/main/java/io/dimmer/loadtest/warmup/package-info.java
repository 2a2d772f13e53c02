/** Makes the generator's own code warm before anything is measured, on a target of its own. */
@NullMarked
package io.dimmer.loadtest.warmup;

import org.jspecify.annotations.NullMarked;
