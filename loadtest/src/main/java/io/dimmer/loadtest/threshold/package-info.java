/** What a pipeline asks of a run: limits on its figures, and whether they were kept. */
@NullMarked
package io.dimmer.loadtest.threshold;

import org.jspecify.annotations.NullMarked;
