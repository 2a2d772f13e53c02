/** Load tests: each run by itself, apart from everything that judges or is shown as traffic. */
@NullMarked
package io.dimmer.measure.run;

import org.jspecify.annotations.NullMarked;
