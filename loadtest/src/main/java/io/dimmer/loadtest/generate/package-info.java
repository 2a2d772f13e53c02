/** Sends at the planned moment whatever the answers do; says so when it falls behind. */
@NullMarked
package io.dimmer.loadtest.generate;

import org.jspecify.annotations.NullMarked;
